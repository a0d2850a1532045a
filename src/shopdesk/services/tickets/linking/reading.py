"""What in a text may be a number of an order, a resi, an address, a SKU or a product's name.

Only shapes are looked at here; the store says which of them mean anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shopdesk.text import phone_tail

LONGEST: Final = 20_000
"""Signs of a text that are read."""
MOST: Final = 200
"""Codes, and names of products, of one text that are looked up."""
TAIL: Final = 8
"""Last digits that two spellings of one telephone share."""
_WORD: Final = re.compile(r"#?[A-Za-z0-9]+(?:[-/._][A-Za-z0-9]+)*")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w])(?:\+?62|0)[\s.-]?8[\d\s.()-]{6,18}\d")
_SPACED: Final = re.compile(r"\b[A-Za-z]{0,5}\d[A-Za-z0-9]*(?:[ -]\d[A-Za-z0-9]*)+\b")
_CUE: Final = re.compile(
    r"(?:pesanan|order|orderan|invoice|inv|no|nomor|nomer|number)\W{0,3}\Z", re.IGNORECASE
)
_NAME: Final = re.compile(r"\w+(?:['’&+-]\w+)*")
_WORDS_OF_A_NAME: Final = range(2, 8)


@dataclass(frozen=True, slots=True)
class Clues:
    """What to look up: codes as they stand there, small mail addresses, tails, small names."""

    codes: tuple[str, ...]
    mails: tuple[str, ...]
    tails: tuple[str, ...]
    names: tuple[str, ...]


def clues(text: str) -> Clues:
    """Return all that a text may name, each once, in the order in which it stands there."""
    told = text[:LONGEST]
    return Clues(
        _first(_codes(told)),
        _first(found[0].lower().rstrip(".") for found in _MAIL.finditer(told)),
        _first(phone_tail(found[0], TAIL) for found in _PHONE.finditer(told)),
        _first(_names(told)),
    )


def spellings(code: str) -> tuple[str, ...]:
    """Return how an order number may be kept that somebody wrote so."""
    bare = code.removeprefix("#")
    return tuple(dict.fromkeys((code, bare, f"#{bare}", code.upper(), bare.upper())))


def _first(found: Iterator[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for one in found:
        kept[one] = None
        if len(kept) == MOST:
            break
    return tuple(kept)


def _codes(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        code = found[0]
        if _may_be_code(code) or (code.isdigit() and _CUE.search(text[: found.start()][-16:])):
            yield code
        if "/" in code:
            yield from filter(_may_be_code, code.split("/"))
    for found in _SPACED.finditer(text):
        joined = re.sub(r"[ -]", "", found[0])
        if 8 <= len(joined) <= 30:
            yield joined


def _may_be_code(code: str) -> bool:
    """Tell whether a word looks like a number or a SKU: digits or dashes, and not too short."""
    bare = code.removeprefix("#")
    if bare.isdigit():
        return len(bare) >= 6 or code != bare
    return len(bare) >= 3 and any(char.isdigit() or char == "-" for char in bare)


def _names(text: str) -> Iterator[str]:
    """Yield runs of words that may be a product's name, in small letters."""
    for line in text.splitlines():
        words = [(found.start(), found.end()) for found in _NAME.finditer(line)]
        for first, (start, _end) in enumerate(words):
            for n in _WORDS_OF_A_NAME:
                if first + n <= len(words):
                    yield line[start : words[first + n - 1][1]].lower()
