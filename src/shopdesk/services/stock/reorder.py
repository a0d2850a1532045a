"""How many pieces to order, with the arithmetic written out.

An order is due when (purchase + safety days) x daily sales > available + on the way. It brings what
is sold until the next one arrives: (every + purchase + safety days) x daily sales + out of stock -
on the way - available; never less than a supplier sells, in whole packs.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Need:
    """What an order is worked out from: pieces a day, days, pieces.

    Orders go out ``every`` so many days and take ``purchase`` days to arrive; ``safety`` days are
    kept against a late one. ``short`` pieces are missing already, ``incoming`` are on the way. The
    supplier sells ``least`` pieces or more, in packs of ``pack``.
    """

    daily: Fraction
    every: int
    purchase: int
    safety: int
    available: int = 0
    incoming: int = 0
    short: int = 0
    least: int = 0
    pack: int = 1


@dataclass(frozen=True, slots=True)
class Advice:
    """What to order: whether it is due, the pieces that are needed, and those to order."""

    need: Need
    due: bool
    wanted: int
    qty: int

    @property
    def sentence(self) -> str:
        """The arithmetic: "50 × (30 + 7 + 3) + 20 − 200 − 15 = 1,805"."""
        return _sentence(self)

    @property
    def reason(self) -> str:
        """Why an order is due, or why not yet: "50 × (7 + 3) = 500 > 15 + 200 = 215"."""
        need = self.need
        said = _("{daily} × ({purchase} + {safety}) = {sold} {sign} {available} + {way} = {have}")
        return said.format(
            daily=shown(need.daily), purchase=need.purchase, safety=need.safety,
            sold=shown(need.daily * (need.purchase + need.safety)), sign=">" if self.due else "≤",
            available=_n(need.available), way=_n(need.incoming),
            have=_n(need.available + need.incoming),
        )  # fmt: skip


def advise(need: Need) -> Advice:
    """Return what to order.

    Raises:
        Refusal: a number is below 0, or a pack has no pieces.
    """
    numbers = (need.daily, need.every, need.purchase, need.safety, need.incoming, need.short,
               need.least)  # fmt: skip
    if any(n < 0 for n in numbers) or need.pack < 1:
        raise Refusal(_("Days and pieces are 0 or more, a pack has at least 1 piece."))
    until = need.daily * (need.purchase + need.safety)
    wanted = max(0, ceil(_exact(need)))
    return Advice(need, until > need.available + need.incoming, wanted, rounded(wanted, need))


def rounded(wanted: int, need: Need) -> int:
    """Return the pieces that the supplier sells: 37 in packs of 24 are 48; none stay none."""
    if not wanted:
        return 0
    return -(-max(wanted, need.least) // need.pack) * need.pack


def shown(pieces: Fraction) -> str:
    """Return pieces with two decimals at most: 1.23, 1.5, 40."""
    whole, rest = divmod(round(abs(pieces) * 100), 100)
    point = "," if language() == "id" else "."
    decimals = f"{point}{rest:02}".rstrip("0") if rest else ""
    return ("−" if pieces < 0 and (whole or rest) else "") + _n(whole) + decimals


def _exact(need: Need) -> Fraction:
    days = need.every + need.purchase + need.safety
    return need.daily * days + need.short - need.incoming - need.available


def _sentence(advice: Advice) -> str:
    need = advice.need
    said = _("{daily} × ({every} + {purchase} + {safety}) + {short} − {way} − {available} = {n}")
    parts = [said.format(
        daily=shown(need.daily), every=need.every, purchase=need.purchase, safety=need.safety,
        short=_n(need.short), way=_n(need.incoming), available=_n(need.available),
        n=shown(_exact(need)),
    )]  # fmt: skip
    if advice.wanted and need.least > advice.wanted:
        parts.append(_("at least {n}").format(n=_n(need.least)))
    if advice.wanted and need.pack > 1:
        parts.append(_("in packs of {n}").format(n=_n(need.pack)))
    if advice.qty != _exact(need):
        parts.append(_("order {n}").format(n=_n(advice.qty)))
    return "; ".join(parts)


def _n(pieces: int) -> str:
    return number(pieces, language())
