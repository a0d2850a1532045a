"""``shopdesk health``: the clocks by which marketplaces judge the shop, and what pulls them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _
from shopdesk.reports import health as words

if TYPE_CHECKING:
    from shopdesk.services.health import Clocked

Shop = Annotated[str, typer.Option(help="Of this shop only: its name, or channel:name.")]
Orders = Annotated[
    str, typer.Option("--orders", help="List the orders that pull this clock, like late_dispatch.")
]


def health(shop: Shop = "", orders: Orders = "") -> None:
    """Show every shop's clocks: rate, target, the window before, how many more may go wrong.

    Exit code 1: a target is missed or a penalty runs, so that cron can tell somebody.
    """
    if orders:
        _list(orders, shop)
        return
    with opened() as store, store.read() as read:
        found = services.health.clocks(read, shop or None)
    if as_json():
        document({"rows": [_document(one) for one in found]})
    else:
        _table(found)
    if any(one.grade in services.health.RED for one in found):
        raise typer.Exit(1)


def _table(found: "tuple[Clocked, ...]") -> None:
    table(
        (_("Shop"), _("Clock"), _("Days"), _("Rate"), _("Target"), _("Orders"), _("Window before"),
         _("To spare"), _("Stands")),
        [
            (f"{one.channel}:{one.shop}", words.name(one.rule.measure), str(one.rule.days),
             words.percent(one.rate), words.target(one), f"{one.against}/{one.total}",
             words.percent(one.before), words.spare(one), words.grade(one))
            for one in found
        ],
    )  # fmt: skip
    if any(one.rule.secondary and one.rule.target is not None for one in found):
        say(_("What Shopee asks for is told by sellers, not by a page of its own."))


def _document(one: "Clocked") -> dict[str, Any]:
    rule = one.rule
    return {
        "shop": one.shop, "channel": one.channel, "clock": rule.measure, "days": rule.days,
        "since": str(one.since), "until": str(one.until), "rate": _number(one.rate),
        "against": one.against, "orders": one.total, "before": _number(one.before),
        "better": "high" if rule.high else "low", "target": _number(rule.target),
        "penalty": _number(rule.penalty), "spare": one.spare, "stands": one.grade,
        "secondary": rule.secondary, "where": one.where,
    }  # fmt: skip


def _number(share: Any) -> float | None:
    """Return a share in percent, as a number."""
    return None if share is None else round(float(share * 100), 4)


def _list(measure: str, shop: str) -> None:
    with opened() as store, store.read() as read:
        where = services.health.where(read, measure, shop or None)
        found = services.orders.page(read, where, "ship_by", size=0)
        clock = store.clock
    if as_json():
        told = [
            {"order": row.number, "shop": row.shop, "channel": row.channel, "status": row.status,
             "ship_by": clock.iso(row.ship_by) if row.ship_by else None}
            for row in found
        ]  # fmt: skip
        document({"clock": measure, "rows": told})
        return
    table(
        (_("Order"), _("Shop"), _("Status"), _("Ship by")),
        [(row.number, row.shop, row.status, clock.show(row.ship_by) if row.ship_by else "")
         for row in found],
    )  # fmt: skip
