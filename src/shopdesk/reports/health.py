"""What the clocks are called, and what they mean, in the language spoken."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _, language

if TYPE_CHECKING:
    from shopdesk.services.health import Clocked

NAMES: Final[Mapping[str, str]] = {
    "seller_cancellation": N_("Cancelled by the seller"),
    "non_fulfilment": N_("Not fulfilled"),
    "late_dispatch": N_("Dispatched late"),
    "fast_dispatch": N_("Dispatched fast"),
    "on_time": N_("Dispatched on time"),
}
MEANS: Final[Mapping[str, str]] = {
    "seller_cancellation": N_(
        "Paid orders that the seller cancelled, or the marketplace for what the seller did not do "
        "in time, among all orders placed."
    ),
    "non_fulfilment": N_(
        "Paid orders that the seller cancelled or let lapse, among these and all that still stand."
    ),
    "late_dispatch": N_(
        "Orders that left after their deadline or still have not left, among all paid ones. "
        "Weekends and public holidays do not run."
    ),
    "shipped_late": N_("Orders that left after their deadline, among all that left."),
    "fast_dispatch": N_(
        "Orders that the courier scanned before their deadline, among all that left or should have."
    ),
    "on_time": N_("Orders that left before their deadline, among all that left or should have."),
}
GRADES: Final[Mapping[str, str]] = {
    "penalty": N_("penalty"),
    "missed": N_("target missed"),
    "edge": N_("at the edge"),
    "good": N_("good"),
    "plain": N_("no target"),
    "blank": "",
}


def name(measure: str) -> str:
    """Return what a clock is called."""
    return _(NAMES[measure])


def means(one: "Clocked") -> str:
    """Return what a clock counts, in a sentence."""
    means = MEANS["shipped_late" if one.rule.by == "shipped" else one.rule.measure]
    return _(means)


def grade(one: "Clocked") -> str:
    """Return how well a clock stands, in words."""
    said = GRADES[one.grade]
    return _(said) if said else ""


def percent(rate: Fraction | None) -> str:
    """Return a rate in percent, at most two decimals; nothing where there is none."""
    if rate is None:
        return ""
    shown = f"{float(rate * 100):.2f}".rstrip("0").rstrip(".")
    return (shown.replace(".", ",") if language() == "id" else shown) + " %"


def target(one: "Clocked") -> str:
    """Return the target in words."""
    if one.rule.target is None:
        return ""
    sign = ">" if one.rule.high else "<"
    return f"{sign} {percent(one.rule.target)}"


def spare(one: "Clocked") -> str:
    """Return how many more may go wrong, in words."""
    left = one.spare
    if left is None:
        return ""
    if left < 0:
        return _("{n} too many").format(n=-left)
    if left == 0:
        return _("not one more")
    return _("{n} more").format(n=left)
