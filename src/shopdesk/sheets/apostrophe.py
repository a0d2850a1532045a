"""The apostrophe that keeps Excel from running a text as a formula, and taking it off again.

Only in CSV files for people. A text is guarded where its first character, after spaces, is one that
starts a formula; numbers and phones are left as they are, they do no harm.
"""

import re
import unicodedata

SAFE_SUFFIX = ".safe.csv"

_STARTERS = "=+-@"
_FIRST_ALONE = "\t\r"  # dangerous only as the very first character
_HARMLESS = re.compile(
    r"[+-]?(?:\d+(?:[.,]\d+)*)(?:[eE][+-]?\d+)?\s?%?"  # a number as any country writes it
    r"|[+-]?\(?\d[\d\s().\-]{5,20}"  # a phone
    r"|[=+@-]"  # alone it means "none", and no program runs it
)
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*")


def dangerous(text: str) -> bool:
    """Return whether a spreadsheet program may take this text for a formula."""
    if not text:
        return False
    if text[0] in _FIRST_ALONE:
        return True
    start = _INVISIBLE.match(text)
    rest = text[start.end() :] if start else text
    if not rest or unicodedata.normalize("NFKC", rest[0])[:1] not in _STARTERS:
        return False
    return not _HARMLESS.fullmatch(rest.strip())


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it if it needs one; `unguarded` is its inverse."""
    return "'" + text if _risky(text) else text


def unguarded(text: str) -> str:
    """Return the text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _risky(text[1:]) else text


def _risky(text: str) -> bool:
    """Return whether the text is dangerous once the apostrophes before it are gone."""
    if text[:1].isalnum():  # nearly every cell of nearly every export
        return False
    return dangerous(text.lstrip("'"))
