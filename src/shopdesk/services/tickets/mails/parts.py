"""What a mail holds: its text, and the files that came with it."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, Final

from shopdesk.services.tickets.mails.headers import Headers, decoded, words
from shopdesk.services.tickets.mails.html import text_of
from shopdesk.services.tickets.rows import IncomingFile
from shopdesk.text import safe

LARGEST: Final = 25 * 2**20
"""Bytes of a file that is kept."""
MOST_FILES: Final = 50
"""Files that are kept of one mail."""
DEEPEST: Final = 30
"""Parts within parts that are opened; what lies deeper is a file."""
LONGEST_NAME: Final = 255
LONGEST: Final = 5 * 2**20
"""Characters of a text that are read."""
_SOFT: Final = re.compile(r"(?m)^(?!-- $)(.* )\n(?!>|\n|-- $|\Z)")
"""A line of format=flowed that goes on on the next one (RFC 3676); a signature's mark does not."""

Part = Message


@dataclass(slots=True)
class Content:
    """The text of a mail and its files. ``left_out``: how many more files there were."""

    text: str = ""
    files: list[IncomingFile] = field(default_factory=list)
    left_out: int = 0
    within: list[str] = field(default_factory=list)
    """Message-IDs of the mails inside: a mail that came back holds the one that was sent."""

    def keep(self, told_name: str, body: bytes) -> None:
        """Keep a file, unless it is too big or there are too many."""
        if len(self.files) >= MOST_FILES:
            self.left_out += 1
            return
        small = body if len(body) <= LARGEST else None
        self.files.append(IncomingFile(told_name[:LONGEST_NAME], small, len(body)))


@dataclass(frozen=True, slots=True)
class _Text:
    plain: bool
    text: str


def content_of(mail: Part) -> Content:
    """Return the text and the files of a mail."""
    found = Content()
    found.text = "\n\n".join(one.text for one in _texts(mail, found, 0) if one.text)
    return found


def _texts(part: Part, found: Content, depth: int) -> Sequence[_Text]:
    kind = part.get_content_type()
    inside: Any = part.get_payload() if part.is_multipart() else None
    if depth >= DEEPEST or (isinstance(inside, list) and part.get_content_maintype() == "message"):
        _keep_mail(part, found)
        return ()
    if isinstance(inside, list):
        each = [_texts(one, found, depth + 1) for one in inside]
        if kind == "multipart/alternative":
            return _best(each)
        return [text for some in each for text in some]
    if kind in ("text/plain", "text/html") and not _is_file(part):
        return [_text(part, kind)]
    if kind in ("message/rfc822", "text/rfc822-headers"):
        found.within += re.findall(
            r"(?im)^message-id:\s*(<[^<>\s]+>)", _body(part).decode("ascii", "replace")
        )
    found.keep(_name(part), _body(part))
    return ()


def _best(each: Sequence[Sequence[_Text]]) -> Sequence[_Text]:
    """Return the plain one of several ways to say the same, unless it says nothing."""
    said = [some for some in each if any(one.text for one in some)]
    plain = [some for some in said if any(one.plain and one.text for one in some)]
    return next(iter(plain or said), ())


def _text(part: Part, kind: str) -> _Text:
    charset = str(part.get_param("charset", "") or "")
    text = decoded(_body(part), charset or None).replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text/html":
        return _Text(plain=False, text=safe(text_of(text), LONGEST, lines=True).strip())
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _SOFT.sub(r"\1", text)
    text = safe(text, LONGEST, lines=True)
    return _Text(plain=True, text="\n".join(map(str.rstrip, text.split("\n"))).strip())


def _is_file(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Part) -> str:
    """Return what the sender calls a file."""
    with suppress(Exception):  # a broken header is no name
        return words(str(part.get_filename("") or ""))[:LONGEST_NAME]
    return ""


def _body(part: Part) -> bytes:
    """Return the bytes of a part; as it came where it cannot be unpacked."""
    with suppress(Exception):  # any rubbish may say that it is base64
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            return body
    with suppress(Exception):  # the library itself decodes, by whatever name stands there
        part.set_param("charset", "utf-8")
        return str(part.get_payload()).encode("utf-8", "replace")
    return b""


def _keep_mail(part: Part, found: Content) -> None:
    """Keep a mail within the mail, or what nests too deep, as a file of its own."""
    inside: Any = part.get_payload() if part.is_multipart() else None
    one: Part = inside[0] if isinstance(inside, list) and inside else part
    raw = b""
    with suppress(Exception):  # the library cannot write all that it can read
        raw = one.as_bytes()
    headers = Headers(one)
    found.within += headers.ids("message-id")
    found.keep(
        f"{headers.first('subject')[:80] or 'mail'}.eml",
        raw or _body(part),
    )
