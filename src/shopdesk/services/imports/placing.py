"""Every file of an import into the store, products before orders, as one act."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Variant
from shopdesk.services.imports import arrivals
from shopdesk.services.imports.applying import Placed, place
from shopdesk.services.imports.reading import Staged
from shopdesk.services.imports.shapes import FileReport, Outcome
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def place_all(work: Work, files: Sequence[Staged], *, add: bool | None) -> Change:
    """Place what waits of these files; the caller owns the transaction.

    SKUs that are not in the catalogue are added to it if ``add`` says so; None: if it is empty.
    """
    if add is None:
        add = not work.connection.scalar(sa.select(sa.exists().where(Variant.id > 0)))
    orders, products, pieces = Outcome(), Outcome(), 0
    for staged in files:
        if staged.haul is not None:
            pieces += _haul(work, staged, products, add=add)
        elif staged.stage is not None and staged.stage.filled:
            shop_id = arrivals.shop_for(work, staged)
            if shop_id is not None:
                _report(staged, place(work.connection, staged.stage, shop_id), orders)
                arrivals.note(work, staged, shop_id)
    return ended(work, _label(orders, products, pieces))


def in_order(staged: Staged) -> tuple[bool, int, int]:
    """Return what sorts files: those that bring SKUs, then those that need them, then orders.

    Exports overlap: the one taken first is applied first, whatever the order of the names.
    """
    haul = staged.haul
    if haul is None:
        return True, 0, staged.taken
    late = {"products": 0, "stock": 2, "delivery": 3}[haul.spec.aim]
    return False, haul.spec.rank + late, staged.taken


def counts(report: FileReport) -> tuple[int, ...]:
    """Return what a plan promises of a file."""
    told = report.counts
    return told.new, told.changed, told.unchanged, told.refused


def _haul(work: Work, staged: Staged, total: Outcome, *, add: bool) -> int:
    """Place a sheet of products; return the pieces that came in by it."""
    from shopdesk.services import catalogue

    haul, report = staged.haul, staged.report
    if haul is None:
        return 0
    shop_id = arrivals.shop_for(work, staged)
    placed = catalogue.place(work, haul, shop_id, add=add)
    placed.outcome.refused += len(haul.spoilt)
    report.products, report.adds = placed.outcome, add
    report.changes, report.differences = placed.changes, placed.differences
    report.rejects[:] = [*staged.read_rejects, *placed.rejects]
    report.warnings.extend(note for note in placed.notes if note not in report.warnings)
    arrivals.note(work, staged, shop_id)
    total.new += placed.outcome.new
    total.changed += placed.outcome.changed
    return placed.pieces


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


def _label(orders: Outcome, products: Outcome, pieces: int) -> str:
    """Return what came in: orders, SKUs and pieces, as far as there are any."""
    said = []
    n = orders.new + orders.changed
    if n or not (products.new or products.changed or pieces):
        told = ngettext("Imported {n} order", "Imported {n} orders", n).format(n=n)
        said.append(f"{told} {_counted(orders)}")
    n = products.new + products.changed
    if pieces:
        told = ngettext("Received {n} piece", "Received {n} pieces", pieces)
        said.append(told.format(n=pieces))
    elif n:
        told = ngettext("Imported {n} SKU", "Imported {n} SKUs", n).format(n=n)
        said.append(f"{told} {_counted(products)}")
    return " · ".join(said)


def _counted(outcome: Outcome) -> str:
    return _("({new} new, {changed} changed)").format(new=outcome.new, changed=outcome.changed)
