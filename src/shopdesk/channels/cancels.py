"""Who cancelled an order, and why, from the sentence or the word that an export gives."""

import re

_ACTORS = (
    ("system", r"sistem|system|otomatis|automatic|operator|internal|shopee|tiktok|lazada"),
    ("seller", r"penjual|seller|toko|merchant"),
    ("buyer", r"pembeli|buyer|user|customer|pelanggan"),
)
_REASON = re.compile(r"\s*(?:alasan|reason)\s*:\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"\s*(?:dibatalkan|pembatalan|cancell?ed|cancell?ation)\b", re.IGNORECASE)


def actor(text: str | None) -> str | None:
    """Return buyer, seller or system, or None where the text names none of them."""
    words = (text or "").casefold()
    return next((who for who, names in _ACTORS if re.search(names, words)), None)


def sentence(text: str | None) -> tuple[str | None, str | None]:
    """Return (by, reason) of "Dibatalkan oleh Pembeli. Alasan: ...", in either language.

    Without "Alasan:" a sentence that begins with the cancelling names only who; any other text is
    a reason by nobody known.
    """
    if not text:
        return None, None
    found = _REASON.search(text)
    if found:
        return actor(text[: found.start()]), text[found.end() :].strip() or None
    return (actor(text), None) if _SENTENCE.match(text) else (None, text)
