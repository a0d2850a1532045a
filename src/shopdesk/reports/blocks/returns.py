"""What came back: pieces by product, and the orders that came back or are argued about."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.filters.writing import quoted
from shopdesk.locale import N_, _
from shopdesk.reports.document import Block, Column, Opens, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from shopdesk.services.figures import Scope, Sold
    from shopdesk.store import Read

MOST: Final = 30
"""Products that the table shows; the others stand in one line."""
KINDS: Final = (
    (N_("Returned"), "status:returned"),
    (N_("Return under way"), "case:return_open"),
    (N_("Exchange under way"), "case:exchange_open"),
    (N_("Dispute"), "case:dispute"),
    (N_("Not delivered, back at the shop"), "fulfilment:returned_to_sender"),
    (N_("Lost on the way"), "fulfilment:lost"),
    (N_("Money given back, all or part"), "payment:refunded,part_refunded"),
)


def blocks(read: "Read", scope: "Scope", most: int = MOST) -> tuple[Block, ...]:
    """Return the orders placed in the period that came back, and what was in them by product."""
    return _orders(read, scope), _products(read, scope, most)


def _orders(read: "Read", scope: "Scope") -> Table:
    rows = []
    for name, where in KINDS:
        found = f"{scope.where} {where}"
        rows.append(Row((_(name), services.orders.total(read, found)), Opens("orders", found)))
    return Table(
        _("Orders that came back or are argued about"),
        (Column(_("What happened")), Column(_("Orders"), "count")),
        tuple(rows),
        note=_("Of the orders placed in the period, as they stand now; one may stand in several "
               "lines, so the lines have no sum."),
    )  # fmt: skip


def _products(read: "Read", scope: "Scope", most: int) -> Table:
    sold = services.figures.skus(read, scope)
    found = sorted(
        (one for one in sold if one.returned),
        key=lambda one: (-one.returned_gmv, -one.returned, one.sku),
    )
    shown = {one.sku for one in found[:most]}
    columns = (
        Column(_("SKU"), "code"),
        Column(_("Product")),
        Column(_("Returned"), "count"),
        Column(_("Sold"), "count"),
        Column(_("Returned / sold"), "share"),
        Column(_("Worth"), "money"),
    )
    return Table(
        _("Returned by product"),
        columns,
        (*map(_row(scope), found[:most]), *_others(sold, shown)) if found else (),
        _total(_("All products"), sold) if found else None,
        note=_("Pieces of the orders placed in the period; worth is deal price × returned pieces. "
               "A line opens all orders of its SKU."),
        empty=_("Nothing was returned of what was sold in the period."),
    )  # fmt: skip


def _row(scope: "Scope") -> "Callable[[Sold], Row]":
    def row(one: "Sold") -> Row:
        name = one.name if one.sku else _("listings without a SKU")
        rate = Fraction(one.returned, one.units) if one.units else None
        cells = (one.sku, name, one.returned, one.units, rate, one.returned_gmv)
        own = f"sku={quoted(one.sku)}" if one.sku else "is:unmapped"
        return Row(cells, Opens("orders", f"{scope.where} -status:cancelled {own}"))

    return row


def _others(sold: "Iterable[Sold]", shown: set[str]) -> tuple[Row, ...]:
    rest = [one for one in sold if one.sku not in shown]
    return (_total(_("All others"), rest),) if rest else ()


def _total(name: str, found: "Collection[Sold]") -> Row:
    returned, units = sum(one.returned for one in found), sum(one.units for one in found)
    rate = Fraction(returned, units) if units else None
    return Row(("", name, returned, units, rate, sum(one.returned_gmv for one in found)))
