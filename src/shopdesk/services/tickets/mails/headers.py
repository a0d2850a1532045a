"""Headers of mails as people read them: decoded, on one line, bounded, and harmless.

What a mail says is made safe here, once: of a control sign in it nothing good can come, and it
travels on to screens, files and other people's programs.
"""

import codecs
import re
from collections import defaultdict
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from shopdesk.services.messages.addresses import mail_of
from shopdesk.text import safe

LONGEST: Final = 4_000
"""Characters of a header that are read; of a list of forerunners the last ones."""
_ID: Final = re.compile(r"<[^<>\s]{1,498}>")
_ADDRESS: Final = re.compile(r"[^\s<>\"',;:()]{1,64}@[^\s<>\"',;:()]{1,190}")
_UNTEXT: Final = frozenset({
    "idna", "punycode", "undefined", "unicode_escape", "unicode-escape", "raw_unicode_escape",
    "raw-unicode-escape", "utf-7", "utf_7",
})  # fmt: skip
"""Codecs that are no character sets of mails, or slow, or hide signs."""


class Headers:
    """The headers of a mail, or of a part of it."""

    def __init__(self, mail: Message) -> None:
        self._found: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in mail.raw_items():
            self._found[name.lower()].append(str(value))

    def __contains__(self, name: str) -> bool:
        return bool(self._found.get(name))

    def all(self, name: str) -> list[str]:
        """Return every header of this name, decoded."""
        return [words(value) for value in self._found.get(name, ())]

    def first(self, name: str) -> str:
        """Return the first header of this name, decoded; nothing where there is none."""
        return next(iter(self.all(name)), "")

    def addressee(self, name: str) -> tuple[str, str]:
        """Return the name and the mail address of the first person in a header.

        An address that no mail can go to is nothing.
        """
        raw = next(iter(self._found.get(name, ())), "")[:LONGEST]
        told, address = "", ""
        with suppress(Exception):  # the library's parser is not made for malice
            told, address = parseaddr(raw)
        if not mail_of(address) and (found := _ADDRESS.search(words(raw))):
            address = found[0]
        return words(told) or words(raw).split("<")[0].strip(' "'), mail_of(address).lower()

    def ids(self, name: str) -> list[str]:
        """Return the Message-IDs in a header, in its order."""
        raw = " ".join(self._found.get(name, ()))
        return _ID.findall(safe(raw[-8 * LONGEST :], 8 * LONGEST))

    def written_at(self) -> int:
        """Return when the mail was written, by its own word; 0 where it does not say."""
        with suppress(Exception):  # any text may stand there
            return max(0, int(parsedate_to_datetime(self.first("date")).timestamp()))
        return 0


def words(raw: str) -> str:
    """Return a header decoded, on one line."""
    text = decoded(raw[:LONGEST].encode("utf-8", "surrogateescape"))
    if "=?" in text:
        with suppress(HeaderParseError, ValueError):
            text = "".join(
                piece if isinstance(piece, str) else _piece(piece, charset)
                for piece, charset in decode_header(text)
            )
    return safe(" ".join(text.split()), LONGEST)


def _piece(piece: bytes, charset: str | None) -> str:
    if charset is None:  # what stands between is told so by the library
        return piece.decode("raw-unicode-escape", "replace")
    return decoded(piece, charset)


def decoded(told: bytes, charset: str | None = None) -> str:
    """Return bytes as text: in the character set they name, else UTF-8, else Western Windows."""
    for name in (charset, "utf-8"):
        with suppress(LookupError, ValueError):
            if name and codecs.lookup(name).name not in _UNTEXT:
                return told.decode(name)
    return told.decode("cp1252", "replace")
