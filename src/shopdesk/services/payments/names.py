"""Who paid: the payer's name in the words of a statement, and how like two names are.

Banks write their own words around the name, cut it off, and drop titles; buyers pay from a
spouse's account. So a likeness speaks for or against an order, and never decides alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_OWN_WORDS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bTRSF E-?BANKING (?:CR|DB)\b",
        r"\b\d{4}/[A-Z]{3,6}/WS\w*",
        r"\bWS\d{3,}\b",
        r"\bBI-?FAST (?:CR|DB)(?: BIF)?(?: TRANSFER)?(?: (?:DARI|KE))?(?: \d+)?",
        r"\bSWITCHING (?:CR|DB)(?: TRANSFER)?(?: (?:DR|DARI|KE))?(?: \d+)?",
        r"\bKR OTOMATIS\b|\bMID ?: ?\d+|\bQR ?: ?[\d.,]+|\bDDR ?: ?[\d.,]+",
        r"\b(?:SETORAN|TRANSFER|TRF|TRSF|LLG|RTGS|KLIRING|NBMB|BRIVA|IBNK|ATM|CN|MCM|INHOUSE)\b",
        r"\b(?:DARI|DR|KE|TO|FROM|A/?N|BPK|BAPAK|IBU|SDR|SDRI|TN|NY|NN|CR|DB|BANK)\b",
        r"\b(?:BCA|MANDIRI|BRI|BNI|OCBC|CIMB|PERMATA|DANAMON|BSI|JAGO|SEABANK|JENIUS|BTPN)\b",
        r"\b(?:RP|IDR)\b\.?|\b(?:RP|IDR)\.?(?=\d)",
        r"\d{1,2}/\d{1,2}(?:/\d{2,4})?",
        r"[\d][\d.,:/-]*",
    )
)
"""What banks write beside the name, in the order in which it is taken away."""


ALIKE: Final = 85
"""From this on two words are spellings of one."""
SHORTEST: Final = 3
"""Letters that still tell which word was cut off."""


@lru_cache(maxsize=16_384)
def payer_of(words: str) -> str:
    """Return the name in the words of a statement line, in capitals; nothing where none is left."""
    said = _plain(words)
    for pattern in _OWN_WORDS:
        said = pattern.sub(" ", said)
    return " ".join(word for word in re.split(r"[^A-Z'-]+", said) if len(word) > 1)


def likeness(payer: str, names: Iterable[str]) -> int:
    """Return how like the payer is to the likest of the names, from 0 to 100; 0 where unknown.

    Half of it is that the words of the shorter name are in the longer one, half that nothing else
    is: a first name alone is not yet the same person. Nor is another first name before the same
    family's: every word of the shorter name must find its like.
    """
    told = payer_of(payer)
    return max((_likeness(told, _plain(name)) for name in names), default=0) if told else 0


@lru_cache(maxsize=65_536)
def _likeness(payer: str, name: str) -> int:
    from rapidfuzz import fuzz

    if not name.strip():
        return 0
    whole = (fuzz.token_set_ratio(payer, name) + fuzz.token_sort_ratio(payer, name)) / 2
    fewer, more = sorted((payer.split(), name.split()), key=len)
    best = [max(_word(one, other) for other in more) for one in fewer]
    if min(best) >= ALIKE:
        return round(whole)
    return round(min(whole, (sum(best) / len(best) + min(best)) / 2))


def _word(one: str, other: str) -> float:
    """Return how like two words are; banks cut names off, so a beginning is as good as all."""
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    cut = len(short) >= SHORTEST and long.startswith(short)
    return 100.0 if cut else fuzz.ratio(one, other)


def _plain(text: str) -> str:
    """Return the text in plain capitals."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).upper().split())
