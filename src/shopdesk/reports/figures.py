"""The figures of a shop: what each is called, which variant it is, and the rows it is made of.

A figure has one definition: its formula stands in ``services/figures/tallies.py``, its name and
variant here, wherever it is shown.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from shopdesk import money
from shopdesk.clock import Clock, countdown
from shopdesk.locale import N_, _, language

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.figures import Tally
    from shopdesk.services.today import Need, Source

Value = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name says the variant, ``means`` the formula.

    ``where`` chooses its orders among those that were placed in the span.
    """

    id: str
    name: str
    means: str
    kind: Literal["money", "average", "count", "share"]
    value: "Callable[[Tally], Value]"
    where: str

    def show(self, tally: "Tally", currency: str) -> str:
        """Return the figure for people; what cannot be divided is blank."""
        found = self.value(tally)
        if found is None:
            return ""
        if self.kind == "share":
            return percent(Fraction(found))
        if self.kind == "count":
            return money.number(int(found), language())
        minor = int(found) if self.kind == "money" else _whole(int(found))
        return money.show(minor, currency, language())

    def tell(self, tally: "Tally") -> str | int | float | None:
        """Return the figure for machines: amounts with two decimals, a share from 0 to 1."""
        found = self.value(tally)
        if found is None:
            return None
        if self.kind == "share":
            return round(float(found), 4)
        return int(found) if self.kind == "count" else money.text(int(found))


ALIVE: Final = "-status:cancelled"
FIGURES: Final = (
    Figure("orders", N_("Orders, not cancelled"), N_("placed, not cancelled"),
           "count", lambda t: t.orders, ALIVE),
    Figure("gmv", N_("GMV, not cancelled"), N_("price × quantity, not cancelled"),
           "money", lambda t: t.gmv, ALIVE),
    Figure("gmv_with_cancelled", N_("GMV, with cancelled"),
           N_("price × quantity, all placed"),
           "money", lambda t: t.gmv_with_cancelled, ""),
    Figure("aov", N_("GMV per order"), N_("GMV / orders, not cancelled"),
           "average", lambda t: t.aov, ALIVE),
    Figure("units", N_("Units, not cancelled"), N_("pieces, not cancelled"),
           "count", lambda t: t.units, ALIVE),
    Figure("net_sales", N_("Net sales"),
           N_("GMV, not cancelled − discounts on orders − returned pieces"),
           "money", lambda t: t.net_sales, ALIVE),
    Figure("cancelled", N_("Cancelled orders"), N_("placed, then cancelled"),
           "count", lambda t: t.cancelled, "status:cancelled"),
    Figure("cancel_rate", N_("Cancelled / placed"), N_("cancelled orders / all placed"),
           "share", lambda t: t.cancel_rate, ""),
    Figure("return_rate", N_("Returned / sold"), N_("returned pieces / pieces sold"),
           "share", lambda t: t.return_rate, ALIVE),
)  # fmt: skip
"""In the order in which they are shown."""


def figure(name: str) -> Figure:
    """Return the figure with this id."""
    return next(one for one in FIGURES if one.id == name)


def percent(share: Fraction) -> str:
    """Return a share for people, with one decimal: "12.5 %", in Indonesian "12,5 %"."""
    tenths = round(share * 1000)
    mark = "," if language() == "id" else "."
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}{mark}{abs(tenths) % 10} %"


def change(now: Value, then: Value) -> str:
    """Return how much more or less it is now: "+12 %", "0 %"; blank where then was nothing."""
    if now is None or not then:
        return ""
    by = round((Fraction(now) / Fraction(then) - 1) * 100)
    return f"{by:+} %" if by else "0 %"


def title(need: "Need") -> str:
    """Return what a kind of need is called."""
    return _(_NEEDS[need.id]).format(n=need.hours)


def age(source: "Source", clock: Clock) -> str:
    """Return how old a shop's newest export is, with a word when that is more than a day."""
    if source.taken is None:
        return _("none yet")
    now = clock.now()
    said = _("{time} ago").format(time=countdown(now, min(now, source.taken)))
    return _("{age}, old").format(age=said) if source.stale(clock.now()) else said


_NEEDS: Final = {
    "late": N_("Late: ship-by time is over"),
    "clocks_penalty": N_("Seller health: a penalty runs"),
    "clocks_missed": N_("Seller health: a target is missed"),
    "conflict": N_("We and the marketplace disagree"),
    "cancelling": N_("The buyer asks to cancel"),
    "short": N_("Orders without stock"),
    "due_soon": N_("To ship within {n} hours"),
    "due_today": N_("To ship later today"),
    "exception": N_("Exceptions"),
    "to_verify": N_("Payments to verify"),
    "to_match": N_("Payments to match"),
    "tickets_late": N_("Customers wait too long for an answer or a solution"),
    "tickets_soon": N_("Tickets due within {n} hours"),
    "tickets_failed": N_("Answers that could not be sent"),
    "tickets_copy": N_("Answers that wait to be copied"),
    "tickets_unassigned": N_("Tickets that are nobody's"),
    "messages_review": N_("Messages to review"),
    "messages_blocked": N_("Messages that lack something"),
    "messages_failed": N_("Messages that failed"),
    "messages_unsure": N_("Mails that may have arrived or not"),
    "unmapped": N_("Items without a SKU"),
    "held_long": N_("On hold for more than {n} hours"),
    "stuck": N_("Stuck for any reason"),
    "parcels_lost": N_("Lost parcels to claim"),
    "parcels_failed": N_("Parcels not delivered"),
    "parcels_late": N_("Late parcels"),
    "parcels_silent": N_("Parcels without news"),
    "parcels_back": N_("Parcels that come back"),
    "parcels_unknown": N_("Courier texts unknown"),
    "exports_old": N_("Shops with a queue and an old export"),
    "stats_old": N_("Shops whose statistics are old"),
    "tasks": N_("Tasks to do"),
    "tasks_late": N_("Tasks overdue"),
}


def _whole(minor: int) -> int:
    """Round to whole units: an average needs no cents."""
    return (minor + 50) // 100 * 100
