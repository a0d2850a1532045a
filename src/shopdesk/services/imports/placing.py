"""Every file of an import into the store as one act: products, orders, then what is of orders."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.payments import Payment
from shopdesk.models.products import Variant
from shopdesk.services.imports import arrivals
from shopdesk.services.imports.applying import Placed, place
from shopdesk.services.imports.reading import Staged
from shopdesk.services.imports.shapes import FileReport, Outcome
from shopdesk.services.imports.staging import Stage
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

ORDERS: Final = 1
"""The turn of orders among the kinds of files."""
COUNTED: Final = ("orders", "products", "payments", "events", "chats", "stats")


def place_all(work: Work, files: Sequence[Staged], *, add: bool | None) -> Change:
    """Place what waits of these files; the caller owns the transaction.

    SKUs that are not in the catalogue are added to it if ``add`` says so; None: if it is empty.
    """
    if add is None:
        add = not work.connection.scalar(sa.select(sa.exists().where(Variant.id > 0)))
    totals, pieces = {kind: Outcome() for kind in COUNTED}, 0
    for staged in files:
        if staged.kind is not None:
            staged.add = add
            shop_id = arrivals.shop_for(work, staged)
            outcome, came = staged.kind.place(work, staged, shop_id)
            pieces += came
        elif staged.stage is not None and staged.stage.filled:
            outcome = _orders(work, staged, staged.stage)
        else:
            continue
        total = totals[staged.report.tally]
        total.new += outcome.new
        total.changed += outcome.changed
    _match(work, files)
    return ended(work, _label(totals, pieces))


def in_order(staged: Staged) -> tuple[int, int, int]:
    """Return what sorts files: what brings SKUs, what needs them, orders, what is of orders.

    Exports overlap: the one taken first is applied first, whatever the order of the names.
    """
    if staged.kind is None:
        return ORDERS, 0, staged.taken
    return staged.kind.turn, staged.kind.rank(staged.haul), staged.taken


def counts(report: FileReport) -> tuple[int, ...]:
    """Return what a plan promises of a file."""
    told = report.counts
    return told.new, told.changed, told.unchanged, told.refused


def _orders(work: Work, staged: Staged, stage: Stage) -> Outcome:
    shop_id = arrivals.shop_for(work, staged)
    if shop_id is None:
        return Outcome()
    placed = place(work.connection, stage, shop_id)
    _report(staged, placed)
    arrivals.note(work, staged, shop_id)
    return placed.outcome


def _match(work: Work, files: Sequence[Staged]) -> None:
    """Let lines find their orders: new ones of either may be what the other waits for."""
    if not work.connection.scalar(sa.select(sa.exists(sa.select(Payment.id)))):
        return
    from shopdesk.services.payments import matching, verbs

    found = matching.auto(work)
    lines = [staged.report for staged in files if staged.report.kind == "payments"]
    if lines and (found.matched or found.told):
        note = verbs.said(found)
        lines[-1].warnings.extend([note] if note not in lines[-1].warnings else [])


def _report(staged: Staged, placed: Placed) -> None:
    report = staged.report
    for part in staged.parts:
        part.report.shop = report.shop
    placed.outcome.refused = report.orders.refused
    report.orders, report.changes = placed.outcome, placed.changes
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


def _label(totals: Mapping[str, Outcome], pieces: int) -> str:
    """Return what came in: orders, SKUs, pieces, lines and events, as far as there are any."""
    sums = {kind: total.new + total.changed for kind, total in totals.items()}
    said = []
    if (n := sums["orders"]) or not (pieces or any(sums.values())):
        told = ngettext("Imported {n} order", "Imported {n} orders", n).format(n=n)
        said.append(f"{told} {_counted(totals['orders'])}")
    if pieces:
        told = ngettext("Received {n} piece", "Received {n} pieces", pieces)
        said.append(told.format(n=pieces))
    elif n := sums["products"]:
        told = ngettext("Imported {n} SKU", "Imported {n} SKUs", n).format(n=n)
        said.append(f"{told} {_counted(totals['products'])}")
    if n := sums["payments"]:
        told = ngettext("Imported {n} payment line", "Imported {n} payment lines", n).format(n=n)
        said.append(f"{told} {_counted(totals['payments'])}")
    if n := totals["events"].new:
        told = ngettext("Imported {n} parcel event", "Imported {n} parcel events", n)
        said.append(told.format(n=n))
    if n := totals["chats"].new:
        told = ngettext("Imported {n} message", "Imported {n} messages", n)
        said.append(told.format(n=n))
    if n := sums["stats"]:
        told = ngettext("Imported {n} day of statistics", "Imported {n} days of statistics", n)
        said.append(told.format(n=n))
    return " · ".join(said)


def _counted(outcome: Outcome) -> str:
    return _("({new} new, {changed} changed)").format(new=outcome.new, changed=outcome.changed)
