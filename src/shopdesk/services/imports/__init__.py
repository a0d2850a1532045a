"""Files from outside, orders and products: read, plan, apply as one journal entry, or not."""

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.imports import mappings
from shopdesk.services.imports.arrivals import WhichShop
from shopdesk.services.imports.mappings import learn
from shopdesk.services.imports.placing import counts, in_order, place_all
from shopdesk.services.imports.reading import Cancelled, Reading, Staged, read
from shopdesk.services.imports.recognising import refuse_unknown
from shopdesk.services.imports.rejects import write_rejects
from shopdesk.services.imports.shapes import CellChange, FileReport, Listener, Outcome, Reject
from shopdesk.services.imports.snapshots import part_of
from shopdesk.store import Change, Store, Work, room
from shopdesk.store.staging import Staging, sweep

__all__ = [
    "Cancelled", "CellChange", "FileReport", "ImportPlan", "Listener", "Outcome",
    "Reject", "WhichShop", "apply", "discard", "learn", "plan", "run", "save_rejects",
]  # fmt: skip


@dataclass(slots=True)
class ImportPlan:
    """What an import would do, file by file; kept in scratch tables until applied or discarded."""

    files: list[FileReport]
    staged: list[Staged] = field(repr=False)
    scratch: Staging = field(repr=False)
    add: bool | None = None
    """Whether SKUs that are not in the catalogue are added to it; None: if it is empty."""

    @property
    def refused(self) -> bool:
        """Whether anything was not taken."""
        return any(report.refused for report in self.files)

    @property
    def writes(self) -> int:
        """How many orders and SKUs applying would write."""
        return sum(report.counts.new + report.counts.changed for report in self.files)


def plan(
    store: Store,
    paths: Sequence[Path],
    *,
    shop: str | None = None,
    password: str | None = None,
    shift_days: int = 0,
    only: str = "",
    add: bool | None = None,
    listener: Listener | None = None,
) -> ImportPlan:
    """Read the files and work out what they would change, changing nothing.

    Raises:
        Cancelled: the listener stopped it.
    """
    made = _stage(store, paths, shop, _reading(store, listener, password, shift_days, only))
    made.add = add
    with _closing_on_error(made), _no_collector():
        store.run(
            "import", lambda work: place_all(work, made.staged, add=made.add), keep=False,
            beside=made.scratch,
        )  # fmt: skip
    return made


def apply(store: Store, made: ImportPlan) -> Change:
    """Apply exactly this plan, as one journal entry.

    Raises:
        Refusal: the store changed so that the plan would now do something else.
    """
    promised = [counts(report) for report in made.files]

    def act(work: Work) -> Change:
        change = place_all(work, made.staged, add=made.add)
        if [counts(report) for report in made.files] != promised:
            raise Refusal(_("The store changed since this plan was made. Please plan again."))
        return change

    try:
        return store.run("import", act, beside=made.scratch)
    finally:
        made.scratch.close()


def run(
    store: Store,
    paths: Sequence[Path],
    *,
    shop: str | None = None,
    password: str | None = None,
    shift_days: int = 0,
    only: str = "",
    add: bool | None = None,
    listener: Listener | None = None,
) -> tuple[ImportPlan, Change]:
    """Read the files and apply them in one go, as one journal entry."""
    made = _stage(store, paths, shop, _reading(store, listener, password, shift_days, only))
    made.add = add
    with _closing_on_error(made), _no_collector():
        change = store.run(
            "import", lambda work: place_all(work, made.staged, add=made.add), beside=made.scratch
        )
    made.scratch.close()
    return made, change


def save_rejects(store: Store, made: ImportPlan, path: Path) -> None:
    """Write what was refused, with file, sheet, row, column and reason, as a spreadsheet."""
    refused = ((report.file, reject) for report in made.files for reject in report.rejects)
    write_rejects(path, refused, store.settings.zone)


def discard(made: ImportPlan) -> None:
    """Forget the plan."""
    made.scratch.close()


def _reading(
    store: Store, listener: Listener | None, password: str | None, shift_days: int, only: str
) -> Reading:
    refuse_unknown(only)
    return Reading(
        store.clock, listener or Listener(), password, shift_days, only, mappings.recogniser(store)
    )


def _stage(store: Store, paths: Sequence[Path], shop: str | None, how: Reading) -> ImportPlan:
    sweep(store.home)
    room.refuse_unless_files_fit(store.home.root, paths)
    made = ImportPlan([], [], Staging(store.home, store.key))
    parts: dict[tuple[str, str], Staged] = {}
    with _closing_on_error(made), _no_collector():
        for n, path in enumerate(paths):
            part = part_of(path.name)
            first = parts.get((str(path.parent), part[0])) if part else None
            staged = read(
                path, made.scratch, n, how, first.stage if first else None,
                last=n + 1 == len(paths),
            )  # fmt: skip
            staged.wish = shop
            made.files.append(staged.report)
            if part and staged.stage:
                parts.setdefault((str(path.parent), part[0]), staged)
            if first is None:
                made.staged.append(staged)
            else:
                first.parts.append(staged)
                if staged.report.rejects and not staged.report.rows:
                    first.report.warnings.append(_lacks(staged.report))
    made.staged.sort(key=in_order)
    return made


def _lacks(part: FileReport) -> str:
    return _(
        "{file} belongs to the same export and was refused: an order that began here may lack "
        "lines until all parts are imported again."
    ).format(file=part.file)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    # Millions of short-lived tuples and no cycles: the collector would only walk them, which
    # costs a fifth of the whole import.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _closing_on_error(made: ImportPlan) -> Iterator[None]:
    try:
        yield
    except BaseException:
        made.scratch.close()
        raise
