"""The formats that a document is drawn in, one per file."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.reports.document import Document
from shopdesk.reports.papers.press import speaking
from shopdesk.reports.renderers.means import Means

FORMATS: Final[Mapping[str, str]] = {
    "xlsx": "xlsx",
    "docx": "docx",
    "pptx": "pptx",
    "pdf": "pdf",
    "csv": "csv",
    "html": "html",
    "txt": "text",
}
"""The file of this package that draws a format, by the ending of a file's name."""


def render(
    document: Document, out: Path | str, letterhead: Path | None = None, means: Means | None = None
) -> bytes:
    """Return the file's bytes; ``out`` is its path, or the ending alone: "report.xlsx", ".xlsx".

    The same document makes the same bytes, whenever it is drawn.

    Raises:
        Refusal: no format has this ending, or the letterhead cannot be used.
    """
    drawn = importlib.import_module(f"{__name__}.{FORMATS[ending(out)]}")
    with speaking(document.language):
        made = drawn.render(document, means or Means(letterhead))
    return made.encode() if isinstance(made, str) else bytes(made)


def ending(out: Path | str) -> str:
    """Return the ending that chooses the format, without its dot.

    Raises:
        Refusal: no format has it.
    """
    found = str(out).rpartition(".")[2].lower()
    if found in FORMATS:
        return found
    known = ", ".join(f".{one}" for one in FORMATS)
    raise Refusal(
        _("Cannot write {path}: the name must end in one of {known}.").format(path=out, known=known)
    )
