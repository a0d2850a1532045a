"""WhatsApp's text export of one chat, from any phone.

Written from descriptions and files of shops: the shape follows the phone's language and is nowhere
published. A message begins with a stamp and a name, lines without a stamp go on with it; lines with
a stamp and no name are WhatsApp's own. Messages that were deleted are left out, as an earlier
export may have brought them.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final
from zoneinfo import ZoneInfo

from shopdesk.channels.rejects import Reject
from shopdesk.channels.talks.spec import Said, TalkSpec
from shopdesk.channels.talks.stamps import MARKS, STAMP, Stamp, moment, order_of, read
from shopdesk.clock import DAY, Clock
from shopdesk.locale import _, ngettext

WHATSAPP: Final = TalkSpec("whatsapp.chat", {}, (), medium="whatsapp", lines=True)
_NAMED: Final = re.compile(r"(?P<author>[^:\n]{1,120}?):(?:\s(?P<text>.*))?", re.DOTALL)
_BLANKS: Final = re.compile("[\u00a0\u202f\u2007\u2009]")
_DROPPED: Final = re.compile(MARKS)
_PHONE: Final = re.compile(r"\+\d[\d\s()\u2011-]{6,}")
_CALLED: Final = re.compile(
    r"whatsapp(?: chat)?(?: with| dengan| -|_chat_dengan_|_chat_with_)[ _]?(?P<name>.+?)"
    r"(?: ?\(\d+\))?\.\w{1,4}$",
    re.IGNORECASE,
)
_DELETED: Final = re.compile(
    r"(this message was deleted|you deleted this message|pesan ini (telah )?dihapus"
    r"|(anda|kamu) (telah )?menghapus pesan ini)\.?", re.IGNORECASE,
)  # fmt: skip
_EDITED: Final = re.compile(
    r"\s*<(this message was edited|pesan ini (telah )?diedit)>$", re.IGNORECASE
)
_FILES: Final = re.compile(
    r"<?(media|image|gambar|video|audio|sticker|stiker|gif|document|dokumen|contact card|"
    r"kartu kontak|file|attached|terlampir|foto|photo)\b|.*(omitted|tidak disertakan)>?$",
    re.IGNORECASE,
)


class Conversation:
    """The running conversion of one export: feed it the lines in order, then finish it once."""

    def __init__(self, file: str, clock: Clock, *, shift_days: int = 0) -> None:
        """Take the file's name, which names the customer, and the days all moments are moved by."""
        self.rows = self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self.labels: dict[str, str] = {}
        self._clock, self._shift = clock, shift_days * DAY
        self._customer = called(file)
        self._begun: list[tuple[int, Stamp, str, list[str]]] = []
        self._system = False

    def feed(self, first_row: int, rows: Sequence[Sequence[Any]]) -> None:
        """Take the next lines, each a row of one cell."""
        for at, row in enumerate(rows, first_row + 1):
            self._line(at, str(row[0]) if row else "")

    def finish(self) -> list[Said]:
        """Return the messages; tell what was left out."""
        stamps = [stamp for _row, stamp, _author, _lines in self._begun]
        now = datetime.fromtimestamp(self._clock.now() + 2 * DAY, ZoneInfo(self._clock.zone))
        order, assumed = order_of(stamps, now)
        if assumed:
            self.warnings.append(
                _("Nothing tells day and month apart here; {order} was assumed.").format(
                    order=_("day/month/year") if order == "dmy" else _("month/day/year")
                )
            )
        said = [one for each in self._begun if (one := self._said(*each, order))]
        if gone := self.rows - self.refused - len(said):
            self.warnings.append(
                ngettext(
                    "{n} deleted or empty message was left out.",
                    "{n} deleted or empty messages were left out.", gone,
                ).format(n=gone)
            )  # fmt: skip
        return said

    def _line(self, row: int, line: str) -> None:
        found = STAMP.match(_BLANKS.sub(" ", line))
        if found is None:
            if self._begun and not self._system:
                self._begun[-1][3].append(line)
            return
        rest = line[found.end() :]
        named = _NAMED.fullmatch(rest)
        text = named["text"] or "" if named else ""
        self._system = named is None or _own_words(text)
        if named and not self._system:
            self.rows += 1
            self._begun.append((row, read(found), named["author"], [text]))

    def _said(
        self, row: int, stamp: Stamp, author: str, lines: Sequence[str], order: Any
    ) -> Said | None:
        at = moment(stamp, order, self._clock.zone)
        if at is None:
            self.refused += 1
            shown = f"{stamp.a}/{stamp.b}/{stamp.c} {stamp.hour}:{stamp.minute:02}"
            self.rejects.append(Reject("", row, "", shown, _("this is not a moment")))
            return None
        text = _EDITED.sub("", _DROPPED.sub("", "\n".join(lines)).strip())
        if not text or _DELETED.fullmatch(text):
            return None
        name = name_of(author)
        return Said(
            row, at + self._shift, text, name, customer=self._customer, channel="whatsapp",
            address=name if _PHONE.fullmatch(name) else "", stamp=stamp.key,
        )  # fmt: skip


def called(file: str) -> str:
    """Return the customer whom an export is named after: "WhatsApp Chat with Budi.txt"."""
    found = _CALLED.search(_BLANKS.sub(" ", _DROPPED.sub("", PurePath(file).name)))
    return found["name"].strip() if found else ""


def name_of(author: str) -> str:
    """Return an author's name without marks; one who is no contact has a wave before it."""
    return _BLANKS.sub(" ", _DROPPED.sub("", author)).strip().removeprefix("~").strip()


def _own_words(text: str) -> bool:
    """Tell whether WhatsApp itself speaks in somebody's name, as on an iPhone: a mark says so."""
    marked = text.startswith("\u200e")
    plain = _DROPPED.sub("", text)
    return marked and not (_FILES.match(plain) or _DELETED.fullmatch(plain))
