"""Text from outside: made fit for a terminal, for a search, and rid of card numbers.

Nothing here changes what the store keeps, except ``mask_cards``: a card number is never kept.
"""

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"
ELLIPSIS: Final = "…"
MASKS: Final = ("*", "•", "●", "…")
"""Signs that stand where a marketplace has hidden something."""
_ZWJ: Final = "\u200d"
_MARKS_A_BASE: Final = 4

_DROPPED: Final = (
    0x00AD,  # soft hyphen
    0x061C,  # Arabic letter mark
    0x180E,  # Mongolian vowel separator
    0x200B,  # zero width space
    0x200C,  # zero width non-joiner; the joiner stays, families of emoji are made with it
    0x200E,  # left-to-right mark
    0x200F,  # right-to-left mark
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, bidi isolates, deprecated formats
    0xFEFF,  # byte order mark
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0xE0000, 0xE0080),  # tag characters
)
_ONE_LINE: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT),
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys((0x09, 0x0A, 0x0D, 0x2028, 0x2029), " "),
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F), " "),
}
_LINES: Final = {**_ONE_LINE, **dict.fromkeys((0x0A, 0x0D, 0x2028, 0x2029), "\n")}


def safe(text: str, limit: int = 1_000, *, lines: bool = False) -> str:
    """Return text that a terminal can neither be hurt nor fooled by, about 5 µs a string.

    Controls and lone surrogates become U+FFFD; bidi overrides, zero-width characters (but the
    joiner), byte order marks and tag characters go; at most 4 combining marks stay on a base.

    Args:
        text: anything at all.
        limit: the most characters to return; what is cut ends in "…".
        lines: keep line ends (as line feeds); otherwise they are spaces, as tabs always are.
    """
    if len(text) > limit:
        return safe(text[: max(limit - 1, 0)], limit, lines=lines).rstrip(_ZWJ) + ELLIPSIS
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = text.replace("\r\n", "\n").translate(_LINES if lines else _ONE_LINE)
    return text if text.isascii() else _thin(text)


def _thin(text: str) -> str:
    """Return the text with no more than 4 marks or joiners on any one base."""
    kinds = list(map(unicodedata.category, text))
    if not {"Mn", "Me", "Cf"}.intersection(kinds):
        return text
    kept: list[str] = []
    marks = 0
    for char, kind in zip(text, kinds, strict=True):
        marks = marks + 1 if kind in {"Mn", "Me", "Cf"} else 0
        if marks <= _MARKS_A_BASE:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Return the text as a search compares it: without case, accents or width variants."""
    if text.isascii():
        return text.lower()
    loose = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in loose if unicodedata.category(char) not in {"Mn", "Me", "Cf"})


def phone_tail(text: str, length: int = 8) -> str:
    """Return the last digits of a phone number, at most ``length``; of a masked one what shows.

    "+62 812-3456-7890" and "0812 3456 7890" both end "34567890"; "******90" ends "90".
    """
    shown = re.split(r"[*•xX]", text)[-1]
    return "".join(char for char in shown if "0" <= char <= "9")[-length:]


# --- card numbers -------------------------------------------------------------------------------

_LENGTHS: Final = range(13, 20)
# First and last prefix, and the lengths that this brand writes. TikTok's order numbers, 18 digits
# from 57 and 58, are why Maestro's wide block 56-58 is not here, only the prefixes in use.
_BRANDS: Final[tuple[tuple[str, str, frozenset[int]], ...]] = tuple(
    (first, last, frozenset(lengths))
    for first, last, lengths in (
        ("4", "4", (13, 16, 19)),  # Visa
        ("51", "55", (16,)),  # Mastercard
        ("2221", "2720", (16,)),
        ("34", "34", (15,)),  # American Express
        ("37", "37", (15,)),
        ("3528", "3589", (16, 17, 18, 19)),  # JCB
        ("300", "305", (14, 15, 16, 17, 18, 19)),  # Diners Club
        ("3095", "3095", (14, 15, 16, 17, 18, 19)),
        ("36", "36", (14, 15, 16, 17, 18, 19)),
        ("38", "39", (14, 15, 16, 17, 18, 19)),
        ("6011", "6011", (16, 17, 18, 19)),  # Discover
        ("644", "659", (16, 17, 18, 19)),
        ("62", "62", (16, 17, 18, 19)),  # UnionPay
        ("8100", "8171", (16, 17, 18, 19)),
        ("60", "60", (16,)),  # RuPay and the Indonesian debit cards (GPN)
        ("1946", "1946", (16,)),
        ("5859", "5859", (16,)),
        ("5893", "5893", (16,)),  # Maestro
        ("5018", "5018", _LENGTHS),
        ("5020", "5020", _LENGTHS),
        ("5038", "5038", _LENGTHS),
        ("6304", "6304", _LENGTHS),
        ("6759", "6763", _LENGTHS),
        ("2200", "2204", (16, 17, 18, 19)),  # Mir
        ("9792", "9792", (16,)),  # Troy
    )
)
_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_GROUP: Final = re.compile(r"[0-9]+")
_GAP: Final = re.compile(r"[ \-._]{1,3}")
# A number that says what it is, and is written in one piece, is not a card.
_LABEL: Final = re.compile(r"(?:NIK|KTP|IMEI|RESI|AWB)\W{0,3}\Z", re.IGNORECASE)
_SECRET: Final = re.compile(r"\b(?:CVV2?|CVC2?)\W{0,3}([0-9]{3,4})\b", re.IGNORECASE)


def find_cards(text: str) -> tuple[tuple[int, int], ...]:
    """Return where (start, end) payment card numbers stand in a text.

    13 to 19 digits, in any script and with blanks, dashes, dots between; the prefix of a card brand
    with a length that it uses; the Luhn digit. Digits glued to capital letters (order and tracking
    numbers) are left alone, as is a number labelled NIK, KTP, IMEI, resi or AWB.
    """
    if len(text) < _LENGTHS.start:
        return ()
    plain = text if text.isascii() else "".join(map(_plain, text))
    groups = [found.span() for found in _GROUP.finditer(plain)]
    cards: list[tuple[int, int]] = []
    first = 0
    while first < len(groups):
        last = _card_from(plain, groups, first)
        if last is None:
            first += 1
        else:
            cards.append((groups[first][0], groups[last][1]))
            first = last + 1
    return tuple(cards)


def mask_cards(text: str) -> str:
    """Return the text with every card number starred but its last 4 digits, and every CVV."""
    if len(text) < 6 or not any(map(str.isdigit, text)):
        return text
    chars = list(text)
    for start, end in find_cards(text):
        places = [i for i in range(start, end) if text[i].isdigit()]
        for place in places[:-4]:
            chars[place] = "*"
    for secret in _SECRET.finditer(text):
        start, end = secret.span(1)
        chars[start:end] = "*" * (end - start)
    return "".join(chars)


def _plain(char: str) -> str:
    """Return the ASCII digit or separator that a character stands for, one for one."""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(char)
    if kind in {"Zs", "Cf"}:
        return " "
    return "-" if kind == "Pd" or char == "\u2212" else char


def _card_from(plain: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """Return the last group of the longest card that begins with this group, or None."""
    start = groups[first][0]
    if plain[start - 1 : start].isupper():
        return None
    found, digits = None, ""
    for last in range(first, len(groups)):
        if last > first and not _GAP.fullmatch(plain, groups[last - 1][1], groups[last][0]):
            break
        begin, end = groups[last]
        digits += plain[begin:end]
        if len(digits) > _LENGTHS[-1]:
            break
        if _is_card(digits) and not plain[end : end + 1].isupper():
            found = last
    if found == first and _LABEL.search(plain, max(0, start - 12), start):
        return None
    return found


def _is_card(digits: str) -> bool:
    """Tell whether the digits have a brand's prefix and length, and Luhn's check digit."""
    size = len(digits)
    return (
        size in _LENGTHS
        and any(
            size in lengths and first <= digits[: len(first)] <= last
            for first, last, lengths in _BRANDS
        )
        and _luhn(digits)
    )


def _luhn(digits: str) -> bool:
    """Tell whether the last digit fits (ISO/IEC 7812-1)."""
    numbers = [ord(digit) - 48 for digit in reversed(digits)]
    return (sum(numbers[::2]) + sum(_DOUBLED[n] for n in numbers[1::2])) % 10 == 0
