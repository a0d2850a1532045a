"""Whose a message is, by a word beside it: the customer's, ours, a machine's."""

from typing import Final, NamedTuple

from shopdesk.channels.headers import fold
from shopdesk.channels.talks.spec import Side


class Word(NamedTuple):
    """A side, and whether a machine wrote it."""

    side: Side
    auto: bool = False


_WORDS: Final[dict[Word, tuple[str, ...]]] = {
    Word("in"): (
        "in", "incoming", "masuk", "pesan masuk", "buyer", "pembeli", "customer", "pelanggan",
        "user", "pengguna", "contact", "client", "klien", "konsumen", "0",
    ),
    Word("out"): (
        "out", "outgoing", "keluar", "pesan keluar", "seller", "penjual", "shop", "toko", "agent",
        "agen", "admin", "cs", "customer service", "operator", "staff", "staf", "me", "saya",
        "anda", "you", "1",
    ),
    Word("out", auto=True): (
        "bot", "robot", "chatbot", "auto", "auto reply", "auto-reply", "autoreply",
        "balasan otomatis", "otomatis", "asisten", "assistant",
    ),
    Word("note"): ("note", "catatan", "private", "private note", "internal", "catatan internal"),
    Word("system"): (
        "system", "sistem", "activity", "aktivitas", "notification", "notifikasi", "2",
    ),
}  # fmt: skip
WORDS: Final = {text: word for word, texts in _WORDS.items() for text in texts}


def side_of(text: str) -> Word | None:
    """Return what a word says of a side, None where it says nothing."""
    return WORDS.get(fold(text).strip(" .:[]()<>"))
