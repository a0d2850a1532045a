"""What the figures of the inbox are called, how each is counted, and how they are told."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import HOUR, MINUTE
from shopdesk.locale import N_, _, language
from shopdesk.reports.figures import percent
from shopdesk.tickets import reason_word

if TYPE_CHECKING:
    from shopdesk.services.tickets.quality import Figure, Reason

NAMES: Final[Mapping[str, str]] = {
    "opened": N_("Tickets opened"),
    "unanswered": N_("Never answered so far"),
    "first_median": N_("First answer, median"),
    "first_p90": N_("First answer, nine of ten"),
    "first_hit": N_("First answer in time"),
    "next_hit": N_("Next answers in time"),
    "resolution_hit": N_("Solved in time"),
    "csat": N_("Satisfied customers"),
    "response": N_("Answered our question"),
}
MEANS: Final[Mapping[str, str]] = {
    "opened": N_("opened in the period, without spam and merged ones"),
    "unanswered": N_("of these: no answer of ours went yet"),
    "first_median": N_("half waited so long at most, in business hours"),
    "first_p90": N_("nine of ten waited so long at most, in business hours"),
    "first_hit": N_("met / (met + missed)"),
    "next_hit": N_("met / (met + missed); every answer counts"),
    "resolution_hit": N_("met / (met + missed), without pauses"),
    "csat": N_("scores of 4 and 5 / all scores"),
    "response": N_("scored / asked"),
}
OPENS: Final[Mapping[str, str]] = {
    "first_median": N_("who waited longer"),
    "first_p90": N_("the slowest tenth"),
    "first_hit": N_("where it was missed"),
    "next_hit": N_("where it was missed"),
    "resolution_hit": N_("where it was missed"),
    "csat": N_("scores of 1 to 3"),
    "response": N_("who did not answer"),
}
"""What the tickets behind a figure are, where they are not simply what it counts."""
BY: Final[Mapping[str, str]] = {
    "sku": N_("SKU {name}"),
    "courier": N_("courier {name}"),
    "lot": N_("lot {name}"),
}


def name(figure: "Figure") -> str:
    """Return what a figure is called."""
    return _(NAMES[figure.id])


def means(figure: "Figure") -> str:
    """Return how a figure is counted."""
    return _(MEANS[figure.id])


def opens(figure: "Figure") -> str:
    """Return which tickets stand behind a figure."""
    return _(OPENS[figure.id]) if figure.id in OPENS else ""


def value(figure: "Figure") -> str:
    """Return the value for people; nothing where there is none."""
    if figure.value is None:
        return ""
    if figure.kind == "share":
        return percent(Fraction(figure.value))
    if figure.kind == "seconds":
        return lasting(int(figure.value))
    return money.number(int(figure.value), language())


def made_of(figure: "Figure") -> str:
    """Return of how much a figure is made: 7 of 9, and how many still run."""
    if figure.kind == "count":
        return ""
    if figure.kind == "seconds":
        return _("of {n}").format(n=figure.whole) if figure.whole else ""
    said = _("{part} of {whole}").format(part=figure.part, whole=figure.whole)
    if figure.running:
        return _("{said}, {n} running").format(said=said, n=figure.running)
    return said if figure.whole else ""


def reason(one: "Reason") -> str:
    """Return a reason, or beneath it what it is about."""
    if one.by:
        return "  " + _(BY[one.by]).format(name=one.name)
    return reason_word(one.reason) or _("no reason given")


def lasting(seconds: int) -> str:
    """Return a span of business hours: 12m, 3h 05m, 41h 10m; a day of them is no measure."""
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    if not hours:
        return _("{m}m").format(m=minutes)
    return _("{h}h {m}m").format(h=hours, m=f"{minutes:02}")


def number(figure: "Figure") -> float | int | None:
    """Return the value for machines: a share from 0 to 1, seconds, or a count."""
    if figure.value is None:
        return None
    return round(float(figure.value), 4) if figure.kind == "share" else int(figure.value)
