"""Documents for Word: into the shop's own letterhead, or onto a plain page.

A letterhead is a .docx with {{ title }}, {{ period }}, {{ shop }}, {{ fresh }} where it likes, and
with {{p body }} in a paragraph of its own where the report goes.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.reports.document import Document
from shopdesk.reports.renderers.docx_body import Body
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.sealing import sealed
from shopdesk.reports.renderers.shades import DARK
from shopdesk.reports.renderers.tabling import under
from shopdesk.text import safe

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

BODY: Final = "body"
_QUIET: Final = "666666"


class _Markup(str):
    """XML of our own making, which the template takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it unchanged."""
        return str(self)


def render(document: Document, means: Means) -> bytes:
    """Return the document.

    Raises:
        Refusal: the letterhead cannot be read, or has no place for the report.
    """
    letterhead = means.letterhead
    blob = _plain(document) if letterhead is None else _on(letterhead, document)
    return sealed(blob, document.first)


def _plain(document: Document) -> bytes:
    """Return the document on a page of our own."""
    import docx
    from docx.shared import Mm

    page = docx.Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    page.core_properties.title = safe(document.title)
    page.core_properties.author = "ShopDesk"
    page.core_properties.comments = ""
    body = Body(page, _room(section), document.currency)
    body.line(document.title, size=20, bold=True, colour=DARK)
    for line in under(document):
        body.line(line, size=10, colour=_QUIET)
    body.write(document.blocks)
    body.foot(section, f"{document.title} · {document.period}")
    return _bytes(page)


def _on(letterhead: Path, document: Document) -> bytes:
    """Return the document on the shop's own letterhead."""
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    template = _opened(letterhead)
    world = SandboxedEnvironment(autoescape=True)
    try:
        if BODY not in template.get_undeclared_template_variables(world):
            raise Refusal(
                _("{path} has no place for the report: write {place} into a paragraph of its own.")
                .format(path=letterhead, place="{{p body }}")
            )  # fmt: skip
        words = {
            "title": safe(document.title), "period": safe(document.period),
            "shop": safe(document.shop), "fresh": safe(document.fresh),
            BODY: _Markup(_written(template, document)),
        }  # fmt: skip
        template.render(words, world)
    except TemplateError as error:
        raise _wrong(letterhead, str(error)) from error
    return _bytes(template.docx)


def _opened(letterhead: Path) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    from shopdesk.sheets.flaw import Flaw
    from shopdesk.sheets.guard import look_inside

    try:
        with letterhead.open("rb") as file:
            look_inside(file)
        template = DocxTemplate(str(letterhead))
        template.init_docx()
    except OSError as error:
        raise _wrong(letterhead, error.strerror or type(error).__name__) from error
    except (Flaw, KeyError, ValueError) as error:
        raise _wrong(letterhead, _("it is no .docx")) from error
    return template


def _wrong(letterhead: Path, reason: str) -> Refusal:
    said = _("The letterhead {path} cannot be used: {reason}. Mend it, or clear the setting.")
    return Refusal(said.format(path=letterhead, reason=safe(reason)))


def _written(template: "DocxTemplate", document: Document) -> str:
    """Return the report's paragraphs and tables as XML, as wide as the letterhead's text."""
    import docx

    scratch = docx.Document()
    body = Body(scratch, _room(template.docx.sections[0]), document.currency)
    body.write(document.blocks)
    parts = [part for part in scratch.element.body if not part.tag.endswith("}sectPr")]
    return "".join(part.xml for part in parts)


def _room(section: Any) -> int:
    return int(section.page_width - section.left_margin - section.right_margin)


def _bytes(page: Any) -> bytes:
    held = io.BytesIO()
    page.save(held)
    return held.getvalue()
