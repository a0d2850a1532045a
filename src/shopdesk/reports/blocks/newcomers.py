"""New against returning customers, and how many come back."""

from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.document import Block, Column, Opens, Row, Table, Tile, Tiles
from shopdesk.services.analyses.breakdown import ALIVE
from shopdesk.services.analyses.newcomers import Bought, Newcomers, counts

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the customers of a scope beside those of the span before, and what they ordered."""
    now = counts(read, scope)
    return _tiles(
        now, counts(read, scope.during(scope.span.before(read.clock.today()))), scope
    ), _table(now, scope)


def _tiles(now: Newcomers, before: Newcomers, scope: "Scope") -> Tiles:
    then = _("period before")
    first, every = _opens(scope, "is:first"), _opens(scope, "-is:stranger")
    return Tiles(
        (
            Tile(_("New customers"), _("whose first order ever lies in the period"), "count",
                 now.new, before.new, then, first),
            Tile(_("Returning customers"), _("who bought, and had bought before"), "count",
                 now.returning, before.returning, then, _opens(scope, "is:repeat")),
            Tile(_("Repeat rate, orders ever"),
                 _("customers with two orders or more up to the period's end / customers"), "share",
                 now.repeat_rate, before.repeat_rate, then, every),
        )
    )  # fmt: skip


def _table(now: Newcomers, scope: "Scope") -> Table:
    every = Bought(
        now.first.orders + now.repeat.orders + now.unknown.orders,
        now.first.gmv + now.repeat.gmv + now.unknown.gmv,
    )
    kinds = (
        (_("First orders"), now.first, "is:first"),
        (_("Later orders"), now.repeat, "is:repeat"),
        (_("Customer not told"), now.unknown, "is:stranger"),
    )
    note = _(
        "Orders that are not cancelled. A customer is an account name where the marketplace tells "
        "it, else an e-mail address, else a phone number; what is masked tells nobody, and is "
        "never added to anybody."
    )
    return Table(
        _("New and returning"),
        (Column(_("Kind")), Column(_("Orders"), "count"), Column(_("GMV"), "money"),
         Column(_("GMV / order"), "average")),
        tuple(_row(name, bought, scope, state) for name, bought, state in kinds),
        _row(_("Total"), every, scope, ""),
        note,
        _("Nothing was ordered in this period."),
    )  # fmt: skip


def _row(name: str, bought: Bought, scope: "Scope", state: str) -> Row:
    each = (2 * bought.gmv + bought.orders) // (2 * bought.orders) if bought.orders else None
    return Row((name, bought.orders, bought.gmv, each), _opens(scope, state))


def _opens(scope: "Scope", state: str) -> Opens:
    return Opens("orders", " ".join(filter(None, (scope.where, state, ALIVE))))
