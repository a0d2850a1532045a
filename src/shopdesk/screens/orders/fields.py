"""What the fields of the orders' filter mean to a person, and the words that they hold."""

from typing import Final

from shopdesk.locale import _
from shopdesk.screens.words import channel, word
from shopdesk.widgets.action import N_

_FIELDS: Final = {
    "status": N_("where it stands in the queue"),
    "channel": N_("the marketplace"),
    "payment": N_("how far the payment is"),
    "fulfilment": N_("how far the parcel is"),
    "case": N_("cancellation, return, dispute"),
    "currency": N_("currency of the total"),
    "number": N_("a part of the order number"),
    "tracking": N_("a part of the resi"),
    "courier": N_("a part of the courier's name"),
    "buyer": N_("a part of the buyer's name"),
    "city": N_("a part of the city"),
    "province": N_("a part of the province"),
    "method": N_("how the buyer paid"),
    "shop": N_("a part of the shop's name"),
    "health": N_("what pulls a clock: late_dispatch, seller_cancellation"),
    "sku": N_("a part of a SKU in it"),
    "product": N_("a part of a product's name"),
    "category": N_('a part of a product\'s category; category="" has none'),
    "total": N_("amount: >100k, 50k..1jt"),
    "discount": N_("what the seller took off the whole order: >0"),
    "units": N_("pieces in it"),
    "lines": N_("different products in it"),
    "placed": N_("when: today, last-week, 2026-11, 2026-11-01..2026-11-23"),
    "hour": N_("hour of the day it was placed in: 9, 18..21"),
    "weekday": N_("day of the week it was placed on: mon to sun"),
    "customer": N_("its customer, told in full: shopee:NAME, mail:ADDRESS, phone:NUMBER"),
    "segment": N_("what its customer is by RFM: champions, risk"),
    "first": N_("when its customer bought first: 2026-08"),
    "paid": N_("when it was paid"),
    "ship_by": N_("when it must have left"),
    "shipped": N_("when it left"),
    "delivered": N_("when the buyer had it"),
    "completed": N_("when it was closed"),
    "held": N_("since when it is on hold"),
    "is": N_("a state with a name of its own"),
    "sort": N_("the order of the list"),
}
_STATES: Final = {
    "late": N_("should have left already"),
    "stuck": N_("late, held, in trouble or disputed"),
    "held": N_("kept back for a reason"),
    "cod": N_("cash on delivery"),
    "sample": N_("free sample"),
    "unmapped": N_("a line of it stands for no SKU"),
    "short": N_("a SKU of it has fewer pieces than are promised"),
    "reduced": N_("a line of it was not sold at its list price"),
    "returns": N_("pieces of it came back"),
    "first": N_("its customer's first order"),
    "repeat": N_("its customer had bought before"),
    "stranger": N_("nobody can tell its customer"),
    "conflict": N_("the marketplace says otherwise"),
    "waiting": N_("not handed over yet"),
    "cancelling": N_("the buyer asks to cancel"),
    "mine": N_("I did something to it today"),
}
_SORTS: Final = {
    "placed": N_("oldest first"),
    "-placed": N_("newest first"),
    "ship_by": N_("most urgent first"),
    "-ship_by": N_("least urgent first"),
    "total": N_("smallest first"),
    "-total": N_("largest first"),
    "number": N_("A to Z"),
    "-number": N_("Z to A"),
}
_PERIODS: Final = {
    "today": N_("today"),
    "yesterday": N_("yesterday"),
    "tomorrow": N_("tomorrow"),
    "this-week": N_("this week, from Monday"),
    "last-week": N_("last week, from Monday"),
    "next-week": N_("next week, from Monday"),
    "this-month": N_("this month"),
    "last-month": N_("last month"),
    "next-month": N_("next month"),
    "this-year": N_("this year"),
    "last-year": N_("last year"),
}
_WEEKDAYS: Final = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
_HELD: Final = {"is": _STATES, "sort": _SORTS, "weekday": _WEEKDAYS}
"""Words of fields; those of other fields are periods."""
_WORDED: Final = ("status", "payment", "fulfilment", "case")


def hint(field: str, value: str) -> str:
    """Return what a field, or one of its values, means in the reader's language."""
    if not value:
        said = _FIELDS.get(field, "")
    elif field in _WORDED:
        return word(value)
    elif field == "channel":
        return channel(value)
    else:
        said = _HELD.get(field, _PERIODS).get(value, "")
    return _(said) if said else ""
