"""Seller-centre exports into orders: read, plan, apply as one journal entry, or leave alone."""

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.channels.detect import known
from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.services.imports import arrivals, mappings
from shopdesk.services.imports.applying import Placed, place
from shopdesk.services.imports.mappings import learn
from shopdesk.services.imports.reading import Cancelled, Reading, Staged, read
from shopdesk.services.imports.shapes import CellChange, FileReport, Listener, Outcome, Reject
from shopdesk.services.imports.snapshots import part_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Store, Work, room
from shopdesk.store.staging import Staging, sweep

__all__ = [
    "Cancelled", "CellChange", "FileReport", "ImportPlan", "Listener", "Outcome",
    "Reject", "apply", "discard", "learn", "plan", "run", "save_rejects",
]  # fmt: skip


@dataclass(slots=True)
class ImportPlan:
    """What an import would do, file by file; kept in scratch tables until applied or discarded."""

    files: list[FileReport]
    staged: list[Staged] = field(repr=False)
    scratch: Staging = field(repr=False)

    @property
    def refused(self) -> bool:
        """Whether anything was not taken."""
        return any(report.refused for report in self.files)

    @property
    def writes(self) -> int:
        """How many orders applying would write."""
        return sum(report.orders.new + report.orders.changed for report in self.files)


def plan(
    store: Store,
    paths: Sequence[Path],
    *,
    shop: str | None = None,
    password: str | None = None,
    shift_days: int = 0,
    only: str = "",
    listener: Listener | None = None,
) -> ImportPlan:
    """Read the files and work out what they would change, changing nothing.

    Raises:
        Cancelled: the listener stopped it.
    """
    made = _stage(store, paths, shop, _reading(store, listener, password, shift_days, only))
    with _closing_on_error(made), _no_collector():
        store.run("import", lambda work: _place_all(work, made), keep=False, beside=made.scratch)
    return made


def apply(store: Store, made: ImportPlan) -> Change:
    """Apply exactly this plan, as one journal entry.

    Raises:
        Refusal: the store changed so that the plan would now do something else.
    """
    promised = [_counts(report) for report in made.files]

    def act(work: Work) -> Change:
        change = _place_all(work, made)
        if [_counts(report) for report in made.files] != promised:
            raise Refusal(_("The orders changed since this plan was made. Please plan again."))
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
    listener: Listener | None = None,
) -> tuple[ImportPlan, Change]:
    """Read the files and apply them in one go, as one journal entry."""
    made = _stage(store, paths, shop, _reading(store, listener, password, shift_days, only))
    with _closing_on_error(made), _no_collector():
        change = store.run("import", lambda work: _place_all(work, made), beside=made.scratch)
    made.scratch.close()
    return made, change


def save_rejects(store: Store, made: ImportPlan, path: Path) -> None:
    """Write what was refused, with file, sheet, row, column and reason, as a spreadsheet."""
    from shopdesk.sheets.writing import Column, write

    titles = (_("File"), _("Sheet"), _("Row"), _("Column"), _("Value"), _("Reason"))
    keys = ("file", "sheet", "row", "column", "value", "reason")
    columns = [
        Column(key, title, "int" if key == "row" else "text", 40 if key == "reason" else 18)
        for key, title in zip(keys, titles, strict=True)
    ]
    rows = [(report.file, *reject) for report in made.files for reject in report.rejects]
    write(path, columns, rows, sheet=_("Rejects"), zone=store.settings.zone)


def discard(made: ImportPlan) -> None:
    """Forget the plan."""
    made.scratch.close()


def _reading(
    store: Store, listener: Listener | None, password: str | None, shift_days: int, only: str
) -> Reading:
    formats = sorted(spec.format for spec in known())
    if only and only not in formats:
        raise Refusal(
            _("There is no format “{format}”. Formats: {formats}.").format(
                format=only, formats=", ".join(formats)
            )
        )
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
    # Exports overlap: the one taken first is applied first, whatever the order of the names.
    made.staged.sort(key=lambda staged: staged.taken)
    return made


def _place_all(work: Work, made: ImportPlan) -> Change:
    total = Outcome()
    for staged in made.staged:
        if staged.stage is None or not staged.stage.filled:
            continue
        shop_id = arrivals.shop_for(work, staged, staged.stage)
        _report(staged, place(work.connection, staged.stage, shop_id), total)
        arrivals.note(work, staged, shop_id)
    n = total.new + total.changed
    label = ngettext("Imported {n} order", "Imported {n} orders", n).format(n=n)
    return ended(
        work,
        label
        + " "
        + _("({new} new, {changed} changed)").format(new=total.new, changed=total.changed),
    )


def _report(staged: Staged, placed: Placed, total: Outcome) -> None:
    report = staged.report
    for part in staged.parts:
        part.report.shop = report.shop
    placed.outcome.refused = report.orders.refused
    report.orders, report.changes = placed.outcome, placed.changes
    total.new += placed.outcome.new
    total.changed += placed.outcome.changed
    notes = []
    if placed.outcome.stale:
        notes.append(
            _("{n} orders are older here than in the store; they were left as they are.").format(
                n=placed.outcome.stale
            )
        )
    notes += [
        _("Order {number}: the marketplace and ShopDesk disagree ({what}).").format(
            number=number, what=what.replace("_", " ")
        )
        for number, what in placed.conflicts
    ]
    report.warnings.extend(note for note in notes if note not in report.warnings)


def _lacks(part: FileReport) -> str:
    return _(
        "{file} belongs to the same export and was refused: an order that began here may lack "
        "lines until all parts are imported again."
    ).format(file=part.file)


def _counts(report: FileReport) -> tuple[int, int, int]:
    return report.orders.new, report.orders.changed, report.orders.unchanged


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
