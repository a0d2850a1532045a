"""Figures of sales worked out in plain Python from the rows of a store, line by line."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from tests.trade import Line

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.services.figures import Scope, Tally
from shopdesk.services.shipments.statuses import courier_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def at(line: Line, clock: Clock) -> datetime:
    """Return when the order was placed, on the shop's clock."""
    return clock.local(line.order["placed_at"])


def within(lines: Iterable[Line], scope: Scope, clock: Clock) -> list[Line]:
    """Return the lines of the scope's orders."""
    return [
        line
        for line in lines
        if scope.span.first <= at(line, clock).date() <= scope.span.last
        and line.order["currency"] == scope.currency
        and scope.shop_id in {None, line.shop["id"]}
        and scope.channel in {"", line.order["channel"]}
    ]


def parts(lines: Iterable[Line], by: str, clock: Clock) -> dict[Any, Tally]:
    """Return the sums of each part; texts are the same whatever their case."""
    chosen: defaultdict[Any, list[Line]] = defaultdict(list)
    shares = _shares(lines)
    for line in lines:
        key = KEYS[by](line, clock)
        chosen[key.casefold() if isinstance(key, str) else key].append(line)
    return {key: _tally(some, shares) for key, some in chosen.items()}


def _tally(lines: list[Line], shares: dict[int, int]) -> Tally:
    kept = [line for line in lines if line.order["status"] != "cancelled"]
    gone = [line for line in lines if line.order["status"] == "cancelled"]
    return Tally(
        orders=len({line.order["id"] for line in kept}),
        units=sum(line.line["qty"] for line in kept),
        gmv=sum(line.gmv for line in kept),
        listed=sum(line.listed for line in kept),
        discount=sum(shares[line.line["id"]] for line in kept),
        returned=sum(line.line["returned"] for line in kept),
        returned_gmv=sum(line.line["returned"] * line.line["price"] for line in kept),
        cancelled=len({line.order["id"] for line in gone}),
        cancelled_units=sum(line.line["qty"] for line in gone),
        cancelled_gmv=sum(line.gmv for line in gone),
        cancelled_listed=sum(line.listed for line in gone),
    )


def _shares(lines: Iterable[Line]) -> dict[int, int]:
    """Return each line's share of its order's discount, by value."""
    orders: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        orders[line.order["id"]].append(line)
    made: dict[int, int] = {}
    for some in orders.values():
        discount = some[0].order["discount"] or 0
        coin = 100 if some[0].order["currency"] == "IDR" and discount % 100 == 0 else 1
        parts = [coin * n for n in money.spread(discount // coin, [line.gmv for line in some])]
        made |= {line.line["id"]: part for line, part in zip(some, parts, strict=True)}
    return made


def _told(text: str | None) -> str:
    return (text or "").strip(" ")


KEYS: dict[str, Callable[[Line, Clock], Any]] = {
    "channel": lambda line, _clock: line.order["channel"],
    "shop": lambda line, _clock: f"{line.shop['channel']}:{line.shop['name']}",
    "product": lambda line, _clock: (line.product or line.listing)["name"],
    "sku": lambda line, _clock: line.listing["sku"],
    "category": lambda line, _clock: (line.product or {"category": ""})["category"],
    "province": lambda line, _clock: _told(line.order["province"]),
    "courier": lambda line, _clock: courier_of(_told(line.order["courier"])),
    "payment": lambda line, _clock: _told(line.order["payment_method"]),
    "hour": lambda line, clock: at(line, clock).hour,
    "weekday": lambda line, clock: WEEKDAYS[at(line, clock).weekday()],
    "day": lambda line, clock: at(line, clock).date(),
    "week": lambda line, clock: _monday(at(line, clock)),
    "month": lambda line, clock: at(line, clock).date().replace(day=1),
}
"""What a line says of each dimension."""


def _monday(when: datetime) -> Any:
    return when.date().fromordinal(when.date().toordinal() - when.weekday())
