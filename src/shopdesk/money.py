"""Money: whole minor units, scale 2 for every currency, and never a float.

Rp15.000 is 1_500_000. Amounts come in as a shop's files spell them ("Rp15.000", "1,234.50",
"15000.00") and leave as "15000.00" for machines or "Rp15.000" for people. Nothing is ever rounded:
an amount that has no exact place in minor units is an error.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from shopdesk.locale import _
from shopdesk.locale import language as spoken

Style = Literal["id", "us", "plain"]
"""How a file writes numbers: "id" 1.234,50 · "us" 1,234.50 · "plain" 1234.50."""

SCALE: Final = 100
"""Minor units in one unit, the same for every currency."""

_EXACT: Final = 2**53
_LONGEST: Final = 16
"""Digits before the decimals: beyond any till, and all that a store's number can keep."""

_SIGN = r"(?P<{0}>[-+\u2212]?)"
_CURRENCY = r"(?:Rp\.?|IDR|PHP|\u20b1)?"
_UNITS: Final[dict[Style, tuple[str, str, str]]] = {  # units, thousands mark, decimal mark
    "id": (r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+", ".", ","),
    "us": (r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+", ",", "."),
    "plain": (r"[0-9]+", "", "."),
}
_SHAPES: Final[dict[Style, re.Pattern[str]]] = {
    style: re.compile(
        rf"{_SIGN.format('before')}{_CURRENCY}{_SIGN.format('after')}"
        rf"(?P<units>{units})(?:{re.escape(mark)}(?P<cents>[0-9]+))?",
        re.IGNORECASE,
    )
    for style, (units, _group, mark) in _UNITS.items()
}


def parse(text: str, style: Style, *, blank_ok: bool = False) -> int:
    """Return the amount written in a text cell, in minor units.

    Args:
        text: the cell; "Rp", "IDR", "PHP" in front, spaces, no-break spaces, "+", "-" and
            U+2212 are understood.
        style: which marks group the thousands and open the decimals.
        blank_ok: read an empty cell and the bookkeeper's lone "-" as nothing, 0.

    Raises:
        ValueError: it is not an amount in this style, or it has more than two decimals that count.
    """
    if len(text) <= _LONGEST and text.isascii() and text.isdigit():  # most cells of most files
        return int(text) * SCALE
    bare = "".join(text.split())  # str.split knows the no-break spaces too
    if blank_ok and bare in {"", "-", "\u2212"}:
        return 0
    return _parse(bare, style)


@lru_cache(maxsize=16_384)
def _parse(bare: str, style: Style) -> int:
    """Return the minor units of a text without blanks; prices repeat, so answers are kept."""
    found = _SHAPES[style].fullmatch(bare)
    if found is None or (found["before"] and found["after"]):
        raise ValueError(_("“{value}” is not an amount").format(value=bare[:40]))
    written = found["cents"] or ""
    if style != "plain" and len(written) == 3 and len(found["units"]) <= 3:
        # "15,000" in an Indonesian file may be fifteen thousand spelt the other way round
        raise ValueError(
            _("“{value}” is not an amount: thousands or decimals?").format(value=bare[:40])
        )
    cents = written.rstrip("0")
    if len(cents) > 2:
        raise ValueError(_("“{value}” has more than two decimals").format(value=bare[:40]))
    units = found["units"].replace(_UNITS[style][1], "")
    if len(units) > _LONGEST:
        raise ValueError(_("“{value}” is too large for an amount").format(value=bare[:40]))
    minor = int(units) * SCALE + int(cents.ljust(2, "0"))
    return -minor if (found["before"] or found["after"]) in {"-", "\u2212"} else minor


def from_number(value: float) -> int:
    """Return the amount of a numeric cell, in minor units.

    A float is taken at the 15 digits that a spreadsheet itself keeps, so the 0.1 + 0.2 of a formula
    reads 0.30.

    Raises:
        ValueError: it is a truth value, not finite, too large to be exact, or finer than two
            decimals.
    """
    if isinstance(value, bool):
        raise ValueError(_("“{value}” is not an amount").format(value=value))  # noqa: TRY004
    if isinstance(value, int):
        return value * SCALE
    if not abs(value) < _EXACT:
        raise ValueError(_("“{value}” is too large for an amount").format(value=value))
    minor = Decimal(format(value, ".15g")) * SCALE
    if minor != int(minor):
        raise ValueError(_("“{value}” has more than two decimals").format(value=value))
    return int(minor)


def text(minor: int) -> str:
    """Return the amount for machines, always with two decimals: 1_500_000 is "15000.00"."""
    units, cents = divmod(abs(minor), SCALE)
    return f"{'-' if minor < 0 else ''}{units}.{cents:02}"


class _Look(NamedTuple):
    """How a currency is written: what stands around it, its marks, whether cents always show."""

    before: str
    after: str
    group: str
    mark: str
    cents: bool


# The rupiah reads the same in both languages, and is here as a constant because the first paint
# of the queue must not wait for Babel; a test holds it to Babel's Indonesian.
_RUPIAH: Final = _Look("Rp", "", ".", ",", cents=False)


def show(minor: int, currency: str = "IDR", language: str | None = None) -> str:
    """Return the amount for people: "Rp15.000" in both languages, "₱1,234.50", "-Rp500".

    Rupiah and other currencies without coins show cents only where there are some. Without a
    language it is the one spoken now.
    """
    look = _RUPIAH if currency == "IDR" else _look(currency, language or spoken())
    units, cents = divmod(abs(minor), SCALE)
    digits = f"{units:,}"
    if look.group != ",":
        digits = digits.replace(",", look.group)
    tail = f"{look.mark}{cents:02}" if cents or look.cents else ""
    return f"{'-' if minor < 0 else ''}{look.before}{digits}{tail}{look.after}"


def has_cents(currency: str) -> bool:
    """Tell whether amounts of this currency go down to cents; the rupiah's do not."""
    return (_RUPIAH if currency == "IDR" else _look(currency, spoken())).cents


@lru_cache(maxsize=64)
def _look(currency: str, language: str) -> _Look:
    """Return how Babel writes this currency in this language."""
    from babel.numbers import (
        format_currency,
        get_currency_precision,
        get_decimal_symbol,
        get_group_symbol,
    )

    sample = format_currency(1, currency, "¤0", locale=language, currency_digits=False)
    before, _one, after = sample.partition("1")
    if before[-1:].isalpha():  # "SGD 10", not "SGD10": a code is not a sign
        before += " "
    return _Look(
        before,
        after,
        get_group_symbol(language),
        get_decimal_symbol(language),
        cents=get_currency_precision(currency) > 0,
    )


def number(n: int, language: str | None = None) -> str:
    """Return a count for people: 12345 is "12.345" in Indonesian and "12,345" in English."""
    return f"{n:,}".replace(",", ".") if (language or spoken()) == "id" else f"{n:,}"


def spread(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share an amount out by weight with largest remainders: the parts sum to the whole.

    Equal remainders go to the earlier part; when every weight is 0 the parts are equal. The sign of
    the total is the sign of every part.

    Raises:
        ValueError: a weight is negative, or there is something to share and nobody to take it.
    """
    if not weights:
        if total:
            raise ValueError(_("There is no line to share the amount out to"))
        return ()
    if min(weights) < 0:
        raise ValueError(_("A share cannot have a negative weight"))
    shares = weights if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts, rests = zip(*(divmod(abs(total) * share, whole) for share in shares), strict=True)
    extra = abs(total) - sum(parts)
    first = sorted(range(len(rests)), key=lambda i: -rests[i])[:extra]
    lucky = set(first)
    sign = -1 if total < 0 else 1
    return tuple(sign * (part + (i in lucky)) for i, part in enumerate(parts))
