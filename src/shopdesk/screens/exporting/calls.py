"""Planning and writing of exports; threads of the doorway run them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from shopdesk.services.exports import ExportPlan, Kind, Sheet, Written
    from shopdesk.store import Store

TEMPLATE: Final = ""
"""The format that only a template tells."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to export. With ``marks`` those SKUs, else all that match ``where``.

    ``places`` are templates and folders of them; ``day`` goes into the names of the files.
    """

    kind: "Kind"
    where: str
    marks: tuple[int, ...]
    format: str
    places: tuple[Path, ...]
    shop: str
    folder: Path
    day: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One template, or one fresh file: its plan, or why there is none.

    ``template``: it is one, so that a person should know why it is not filled.
    """

    path: Path
    plan: "ExportPlan | None"
    reason: str = ""
    template: bool = True


def plan(store: "Store", job: Job, asked: Asked) -> list[Planned]:
    """Work out what every file would get.

    Raises:
        Refusal: there is no template, or the work was stopped.
    """
    if asked.format != TEMPLATE:
        return [_one(store, asked, None, None)]
    found = list(_templates(asked.places))
    made = []
    for number, path in enumerate(found, 1):
        if job.cancelled():
            raise Refusal(_("Stopped; nothing was written."))
        made.append(_looked(store, asked, path))
        job.progress(path.name, number, number / len(found))
    if not any(one.plan for one in made):
        reasons = "\n".join(f"{one.path.name}: {one.reason}" for one in made[:3])
        raise Refusal(reasons or _("There is no template in this folder."))
    shown = [one for one in made if one.template or one.path in asked.places]
    return sorted(shown, key=lambda one: one.plan is None)


def write(store: "Store", job: Job, plans: "Sequence[ExportPlan]") -> "list[Written]":
    """Write the plans, each with entries of its own, and return what came of them."""
    from shopdesk.services import exports

    made = []
    for number, one in enumerate(plans, 1):
        made.append(exports.apply(store, one))
        job.progress(one.wish.out.name, number, number / len(plans))
    return made


def _templates(places: Sequence[Path]) -> Iterator[Path]:
    from shopdesk.services.exports.folder import workbooks

    for place in places:
        yield from workbooks(place) if place.is_dir() else (place,)


def _looked(store: "Store", asked: Asked, path: Path) -> Planned:
    from shopdesk.services import exports

    template, wrong = exports.recognised(store, asked.kind, path)
    return (
        _one(store, asked, path, template)
        if template
        else Planned(path, None, wrong, template=False)
    )


def _one(store: "Store", asked: Asked, path: Path | None, template: "Sheet | None") -> Planned:
    from shopdesk.services import exports

    if path is None:
        out = _fresh(asked.folder / f"{asked.format.replace('.', '-')}-{asked.day}.csv")
    else:
        out = _fresh(path.with_stem(f"{path.stem}-{asked.kind}-{asked.day}"))
    marks = asked.marks or None
    wish = exports.Wish(asked.kind, out, path, asked.format, asked.where, marks, asked.shop)
    try:
        return Planned(path or out, exports.plan(store, wish, template))
    except Refusal as refused:
        if path is None:
            raise
        return Planned(path, None, str(refused))


def _fresh(path: Path) -> Path:
    """Return the path, with a number behind it if a file of that name is there."""
    names = (path, *(path.with_stem(f"{path.stem}-{n}") for n in range(2, 100)))
    return next((one for one in names if not one.exists()), path)
