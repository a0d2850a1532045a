"""Numbers as people type them into a filter, and the span that an operator makes of a value."""

import re
from decimal import Decimal
from typing import Final, Literal

from shopdesk.clock import Clock, Instant
from shopdesk.locale import _
from shopdesk.periods import period

FieldKind = Literal["text", "word", "number", "money", "instant"]
"""What a field holds: free text, one of a few words, a count, minor units, an instant."""

_THOUSANDS: Final = {
    "k": 1, "rb": 1, "ribu": 1, "jt": 2, "juta": 2, "m": 2, "mlr": 3, "miliar": 3
}  # fmt: skip
_NUMBER: Final = re.compile(
    r"(?:rp\.?)?(?P<sign>[-+\u2212]?)"
    r"(?:(?P<grouped>\d{1,3}(?:\.\d{3})+)|(?P<plain>\d{1,16}(?:[.,]\d{1,6})?))",
    re.ASCII,
)
_SUFFIX: Final = re.compile(r"[a-z]+\Z")


def quantity(text: str, kind: FieldKind = "number") -> tuple[int, int]:
    """Return the least and the greatest number meant, the same one twice unless it is a range.

    Understood are 100000, 100.000, 100k, 100rb, 1.5jt (also 1.5m: million), 2mlr, Rp100.000 and
    ranges like 100k..1jt. Money comes in minor units.

    Raises:
        ValueError: it is no number of this kind, with a sentence that says what would be.
    """
    first, dots, last = text.strip().lower().partition("..")
    low = _quantity(first.strip(), kind)
    high = _quantity(last.strip(), kind) if dots else low
    if high < low:
        raise ValueError(_("“{value}” ends before it begins").format(value=text[:40]))
    return low, high


def _quantity(text: str, kind: FieldKind) -> int:
    """Return one number; with a suffix the point is always a decimal one."""
    suffix = _SUFFIX.search(text)
    scale = _THOUSANDS.get(suffix[0]) if suffix else 0
    digits = text[: suffix.start()].strip() if suffix else text
    found = _NUMBER.fullmatch(digits)
    if found is None or scale is None:
        raise ValueError(
            _("“{value}” is not a number: write 100000, 100k, 1.5jt or 100k..1jt").format(
                value=text[:40]
            )
        )
    plain = found["plain"] or found["grouped"]
    whole = found["grouped"] and not suffix
    number = Decimal(plain.replace(".", "") if whole else plain.replace(",", "."))
    exact = number * 1000**scale * (100 if kind == "money" else 1)
    if exact != int(exact) or exact >= 10**18:
        raise ValueError(_("“{value}” is not a whole number").format(value=text[:40]))
    return -int(exact) if found["sign"] in {"-", "\u2212"} else int(exact)


def span(
    op: str, text: str, kind: FieldKind, clock: Clock
) -> tuple[int | Instant | None, int | Instant | None]:
    """Return the bounds (start ≤ x < end, None is open) that an operator and a value mean.

    ``placed>=2026-11`` begins with November, ``placed>2026-11`` after it; ``total<=100k`` includes
    it.

    Raises:
        ValueError: the value is none of this kind, or a range follows an order.
    """
    if op not in {":", "="} and ".." in text:
        raise ValueError(_("A range is written with a colon: {value}").format(value=text[:40]))
    if kind == "instant":
        start, end = period(text, clock)
    else:
        start, end = quantity(text, kind)
        end += 1
    return {
        ">": (end, None),
        ">=": (start, None),
        "<": (None, start),
        "<=": (None, end),
    }.get(op, (start, end))
