"""The morning's update: every template in a folder is recognised and filled, shop by shop."""

from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.channels.outward.spec import Kind
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports import planning, sheet
from shopdesk.services.exports.departing import departed
from shopdesk.services.exports.shapes import ExportPlan, Sheet, Wish, kind_word
from shopdesk.store import Store

ENDINGS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Every:
    """What became of one file of the folder: a plan, or why there is none."""

    path: Path
    plan: ExportPlan | None
    reason: str = ""
    refused: bool = False
    """It is a template for this, and a person has to do something first."""


def workbooks(folder: Path) -> list[Path]:
    """Return the workbooks of a folder, by name.

    Raises:
        Refusal: the folder cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError as fault:
        raise Refusal(
            _("The folder {path} cannot be read: {reason}.").format(
                path=folder, reason=fault.strerror or type(fault).__name__
            )
        ) from fault


def recognised(store: Store, kind: Kind, path: Path) -> tuple[Sheet | None, str]:
    """Return the template that a file is, or why it is none for this kind of export."""
    try:
        template = sheet.look(path)
    except Refusal as wrong:
        return None, str(wrong)
    if template is None:
        return None, _("no template that is known here")
    if kind not in template.layout.slots:
        return None, _("takes no {kind}").format(kind=kind_word(kind))
    with store.read() as read:
        if template.sha256 in departed(read):
            return None, _("was filled here already; take the one that was downloaded")
    return template, ""


def plan_all(store: Store, wish: Wish, folder: Path) -> tuple[Every, ...]:
    """Plan every template in a folder that takes this kind; ``wish.out`` is a folder too.

    Raises:
        Refusal: a folder cannot be read, or both are the same.
    """
    if wish.out.exists() and wish.out.samefile(folder):
        raise Refusal(
            _("Write to another folder than {path}: templates are not overwritten.").format(
                path=folder
            )
        )
    made = []
    for path in workbooks(folder):
        template, wrong = recognised(store, wish.kind, path)
        if template is None:
            made.append(Every(path, None, wrong))
            continue
        one = replace(wish, template=path, out=wish.out / path.name, format="")
        try:
            made.append(Every(path, planning.plan(store, one, template)))
        except Refusal as refused:
            made.append(Every(path, None, str(refused), refused=True))
    return tuple(made)
