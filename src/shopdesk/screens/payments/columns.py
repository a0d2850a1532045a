"""The columns of payments, and of the orders that one may pay."""

from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.screens import words
from shopdesk.screens.words import word
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.screens.products.lists import Numbered
    from shopdesk.services.payments import Candidate, CodRow, PaymentRow

FITS: Final = 80
"""The likeness from which a name is shown as the same person's."""
DAYS: Final = 48
"""Hours after which they are counted in days."""
LOOKS: Final = {"open": "soon", "matched": "good", "ignored": "quiet"}


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the lines, in the language spoken now."""
    return (
        Column("at", _("When"), lambda p: when(p, clock), 12, 1, sort="at"),
        Column("payer", _("Payer"), lambda p: p.payer or p.method or p.words, 10, 2, grow=True),
        Column("amount", _("Amount"), _amount, 12, 1, align="right", sort="amount", whole=True),
        Column("place", _("Place"), place, 9, 7),
        Column("order", _("Order"), lambda p: p.order or p.order_ref, 14, 5),
        Column("state", _("State"), lambda p: word(p.state), 10, 6),
        Column("bank", _("Bank"), lambda p: p.provider.upper(), 12, 4),
        Column("words", _("Bank's words"), lambda p: (p.words, "quiet"), 24, 8),
    )


def candidate_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the orders that a line may pay."""
    return (
        Column("number", _("Order"), lambda c: c.number, 5, 1, whole=True),
        Column("buyer", _("Buyer"), _buyer, 8, 2, grow=True),
        Column("difference", _("Differs"), difference, 10, 1, align="right"),
        Column("hours", _("Gap"), lambda c: hours(c.hours), 5, 3, align="right"),
        Column("score", _("Name"), _score, 4, 2, align="right"),
        Column("asked", _("Asked for"),
               lambda c: money.show(c.asked - c.paid, c.currency, language()), 12, 5,
               align="right"),
        Column("placed", _("Placed"), lambda c: clock.show(c.placed), 12, 6),
        Column("shop", _("Shop"), lambda c: c.shop, 12, 7),
    )  # fmt: skip


def cod_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of cash on delivery."""

    def row(numbered: "Numbered") -> "CodRow":
        found: CodRow = numbered.row
        return found

    return (
        Column("number", _("Order"), lambda n: row(n).number, 10, 1, whole=True),
        Column("total", _("Total"),
               lambda n: money.show(row(n).total, row(n).currency, language()), 12, 2,
               align="right"),
        Column("status", _("Status"), lambda n: word(row(n).status), 12, 3),
        Column("courier", _("Courier"), lambda n: row(n).courier, 10, 4),
        Column("tracking", _("Resi"), lambda n: row(n).tracking, 12, 6, whole=True),
        Column("shop", _("Shop"), lambda n: row(n).shop, 12, 7),
        Column("buyer", _("Buyer"), lambda n: row(n).buyer, 10, 5, grow=True),
        Column("delivered", _("Delivered"),
               lambda n: clock.show(row(n).delivered or 0) if row(n).delivered else "", 12, 8),
    )  # fmt: skip


def when(row: "PaymentRow", clock: Clock) -> str:
    """Return when a line was, as far as its bank tells."""
    said = clock.show(row.at)
    near = row.day_only and clock.local(row.at).year == clock.today().year
    return said.rpartition(" ")[0] if near else said


def place(row: "PaymentRow") -> tuple[str, str]:
    """Return what was made of a line."""
    look = LOOKS[row.place] if row.incoming else "quiet"
    return words.place(row.place, incoming=row.incoming), look


def difference(one: "Candidate") -> Shown:
    """Return how much more or less it is than the order is to bring."""
    if not one.difference:
        return _("exact"), "good"
    said = money.show(abs(one.difference), one.currency, language()).removeprefix("Rp")
    return f"{'+' if one.difference > 0 else '−'}{said}", ""


def hours(after: int) -> str:
    """Return how long after its order a line came; a minus where it came before."""
    if abs(after) < DAYS:
        return _("{n}h").format(n=after)
    return _("{n}d").format(n=after // 24)


def _amount(row: "PaymentRow") -> Shown:
    said = money.show(row.amount if row.incoming else -row.amount, row.currency, language())
    return said, "strong" if row.incoming and row.place == "open" else "quiet"


def _buyer(one: "Candidate") -> Shown:
    return (f"{word(one.over)}: {one.buyer}", "quiet") if one.over else one.buyer


def _score(one: "Candidate") -> Shown:
    return f"{one.score}%", "good" if one.score >= FITS else "quiet"
