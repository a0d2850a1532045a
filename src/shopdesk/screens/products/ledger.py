"""Every number of a SKU's stock opened to its rows: its movements, and who holds its pieces."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.products import calls
from shopdesk.screens.products.lists import Asked, ListDialog, Numbered
from shopdesk.screens.products.words import kind, pool, promise
from shopdesk.screens.words import channel, status
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.services.stock import LedgerRow
    from shopdesk.services.stock.holders import Holder

NEWEST: Final = 5_000
"""Movements of one SKU that are listed."""


def show_ledger(app: Any, sku: str, back: Callable[[], None] | None = None) -> None:
    """Show every movement of a SKU, newest first; Enter opens the order behind one.

    Who leaves it goes ``back``.
    """

    def opened(row: "LedgerRow") -> None:
        number = row.document.partition(":")[2]
        if row.kind in {"sale", "return"} and number:
            app.ask("orders.find", [number], then=lambda ids: open_order(app, ids[0]))
        else:
            said = _("Only movements of orders open; this is {document}.")
            app.tell(said.format(document=row.document))

    asked = Asked("stock.ledger", (sku, NEWEST), ledger_columns(app.clock),
                  _("Nothing ever moved."), opened)  # fmt: skip
    dialog = ListDialog(_("Ledger of {sku}").format(sku=sku), asked)
    app.push_screen(dialog, lambda _none: back() if back else None)


def show_holders(app: Any, sku: str, variant: int, back: Callable[[], None] | None = None) -> None:
    """Show who holds pieces of a SKU, the most urgent first; Enter opens the order.

    Who leaves it goes ``back``.
    """

    def opened(row: "Holder") -> None:
        if row.order is None:
            app.tell(_("These pieces are kept for {reason}.").format(reason=row.reason))
        else:
            open_order(app, row.order)

    asked = Asked("stock.holders.holders", (variant,), holder_columns(app.clock),
                  _("Nobody holds any."), opened)  # fmt: skip
    dialog = ListDialog(_("Who holds pieces of {sku}").format(sku=sku), asked)
    app.push_screen(dialog, lambda _none: back() if back else None)


def show_coming(app: Any, sku: str, back: Callable[[], None] | None = None) -> None:
    """Show which deliveries bring pieces of a SKU. Who leaves it goes ``back``."""
    nothing = _("No delivery is expected.")
    asked = Asked(calls.coming, (sku,), coming_columns(app.clock), nothing)
    dialog = ListDialog(_("On the way: {sku}").format(sku=sku), asked)
    app.push_screen(dialog, lambda _none: back() if back else None)


def ledger_columns(clock: Clock) -> Sequence[Column]:
    """Return the columns of a ledger."""
    return (
        Column("at", _("When"), lambda m: clock.show(m.row.at), 13, 1),
        Column("kind", _("What"), lambda m: kind(m.row.kind), 12, 3),
        Column("qty", _("Pieces"), _moved, 7, 2, align="right"),
        Column("balance", _("Balance"), lambda m: _number(m.row.balance), 8, 4, align="right"),
        Column("document", _("Document"), lambda m: m.row.document, 18, 5, whole=True),
        Column("pool", _("Lies under"), lambda m: pool(m.row.pool), 16, 8),
        Column("place", _("Place"), lambda m: m.row.location, 12, 7),
        Column("note", _("Note"), lambda m: m.row.note, 12, 6, grow=True),
    )


def holder_columns(clock: Clock) -> Sequence[Column]:
    """Return the columns of those who hold pieces."""

    def until(line: Numbered) -> str:
        when = line.row.until or line.row.ship_by
        return clock.show(when) if when else ""

    def shop(line: Numbered) -> str:
        return f"{channel(line.row.channel)} {line.row.shop}".strip()

    return (
        Column("what", _("What"), lambda h: promise(h.row.kind), 12, 3),
        Column("name", _("Which"), lambda h: h.row.number or h.row.reason, 18, 1, whole=True),
        Column("qty", _("Pieces"), lambda h: _number(h.row.qty), 7, 2, align="right"),
        Column("status", _("Status"), _status, 14, 4),
        Column("until", _("Until"), until, 13, 5),
        Column("shop", _("Shop"), shop, 14, 6, grow=True),
    )


def coming_columns(clock: Clock) -> Sequence[Column]:
    """Return the columns of deliveries that are expected."""

    def due(line: Numbered) -> str:
        return clock.show(line.row.due, style="date") if line.row.due else ""

    return (
        Column("document", _("Document"), lambda e: e.row.document, 18, 1, whole=True),
        Column("left", _("Pieces"), lambda e: _number(e.row.qty - e.row.received), 7, 2,
               align="right"),
        Column("due", _("Due"), due, 13, 3),
        Column("place", _("Place"), lambda e: e.row.location, 12, 4, grow=True),
    )  # fmt: skip


def _status(line: Numbered) -> Shown:
    return status(line.row.status) if line.row.status else ""


def _moved(line: Numbered) -> Shown:
    return f"{line.row.qty:+d}", "good" if line.row.qty > 0 else "bad"


def _number(n: int) -> str:
    return money.number(n, language())
