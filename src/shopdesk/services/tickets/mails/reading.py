"""A raw mail as a message from outside. Nothing that comes is lost, and nothing makes it stop."""

import hashlib
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.parser import BytesHeaderParser
from typing import Final

from shopdesk.clock import DAY
from shopdesk.locale import _
from shopdesk.services.tickets.mails import machines
from shopdesk.services.tickets.mails.headers import Headers
from shopdesk.services.tickets.mails.parts import LARGEST, Content, content_of
from shopdesk.services.tickets.rows import Incoming, IncomingFile

LONGEST: Final = 100_000
"""Characters of a text that stand in the conversation; the whole is kept as a file."""
LATE: Final = 3 * DAY
"""A mail that says it is older than this when it comes is not believed."""
MOST_ANSWERS: Final = 50
MOST_LEVELS: Final = 100
"""Parts that may hold others: the library compares each line with the ends of all of them."""
_KNOWN: Final = ("from", "to", "subject", "date", "message-id", "received", "reply-to", "sender")
"""One of these at least stands in whatever is a mail."""

log = logging.getLogger("shopdesk")


@dataclass(frozen=True, slots=True)
class Inbox:
    """The mailbox that a mail came into; ``ours`` are the shop's addresses, in small letters."""

    id: int | None = None
    shop_id: int | None = None
    address: str = ""
    ours: frozenset[str] = frozenset()


def incoming(raw: bytes, inbox: Inbox, *, at: int = 0, size: int | None = None) -> Incoming:
    """Return a raw mail as a message from outside; it never raises.

    Args:
        raw: the mail, or the beginning of one that was too large.
        inbox: where it came in.
        at: when the server got it; 0 where nobody knows.
        size: the bytes that the whole mail has.
    """
    try:
        found = _read(raw, inbox, at)
    except Exception as error:  # noqa: BLE001 - whatever anybody may write must not stop the others
        log.warning("a mail cannot be read: %s", type(error).__name__)
        return unreadable(raw, inbox, at=at)
    if size is not None and size > len(raw):
        said = _("This mail of {n} MB is too large; only its beginning is here.")
        return replace(found, body=f"{found.body}\n\n[{said.format(n=-(-size // 2**20))}]".strip())
    return found


def unreadable(raw: bytes, inbox: Inbox, *, at: int = 0) -> Incoming:
    """Return a message that stands for a mail which cannot be read, with the raw mail as a file."""
    author = address = subject = ""
    with suppress(Exception):  # its headers may be sound
        headers = Headers(BytesHeaderParser().parsebytes(raw))
        (author, address), subject = _writer(headers, inbox.ours), headers.first("subject")
    body = _("A mail came that cannot be read. Its raw file is attached.")
    kept = raw if len(raw) <= LARGEST else None
    return Incoming(
        channel="email", key=f"mail:{hashlib.sha256(raw).hexdigest()[:40]}", at=at, body=body,
        author=author, address=address, subject=subject or _("Unreadable mail"),
        mailbox_id=inbox.id, shop_id=inbox.shop_id, to_address=inbox.address,
        files=(IncomingFile("mail.eml", kept, len(raw)),),
    )  # fmt: skip


def _read(raw: bytes, inbox: Inbox, at: int) -> Incoming:
    if raw.lower().count(b"boundary=") > MOST_LEVELS:
        return unreadable(raw, inbox, at=at)
    mail = message_from_bytes(raw)
    headers = Headers(mail)
    if not any(name in headers for name in _KNOWN):
        return unreadable(raw, inbox, at=at)
    author, address = _writer(headers, inbox.ours)
    wire = next(iter(headers.ids("message-id")), None)
    content = content_of(mail)
    kind = mail.get_content_type()
    return Incoming(
        channel="email", key=_key(raw, headers, wire), at=_when(headers, at),
        body=_body(raw, content), author=author, address=address,
        to_address=headers.addressee("to")[1] or inbox.address, subject=headers.first("subject"),
        wire_id=wire, answers=_answers(headers, content if kind == "multipart/report" else None),
        mailbox_id=inbox.id, shop_id=inbox.shop_id, language="",
        auto=machines.auto(headers, kind, address, inbox.ours),
        spam=machines.spam(headers), files=tuple(content.files),
    )  # fmt: skip


def _writer(headers: Headers, ours: frozenset[str]) -> tuple[str, str]:
    """Return the name and the address of whoever is to be answered.

    A form of the shop's own site writes in the shop's name and says where the answer goes.
    """
    name, address = headers.addressee("from")
    other, back = headers.addressee("reply-to")
    if not back or back in ours or back == address:
        return name or headers.addressee("sender")[0], address
    return (other if address in ours and other else name or other), back


def _key(raw: bytes, headers: Headers, wire: str | None) -> str:
    """Return what the mail is called: the same one in two mailboxes comes in once.

    Its Message-ID alone does not do, as anybody can write that of another mail.
    """
    digest = hashlib.sha256()
    if wire is None:
        digest.update(raw)
    else:
        start = min(
            (at for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark)) >= 0), default=0
        )
        for part in (wire, *(headers.first(name) for name in ("from", "date", "subject"))):
            digest.update(part.encode("utf-8", "replace") + b"\n")
        digest.update(raw[start:].strip())
    return f"mail:{digest.hexdigest()[:40]}"


def _when(headers: Headers, at: int) -> int:
    """Return when a mail was written, where that can be."""
    told = headers.written_at()
    return told if told and (not at or at - LATE <= told <= at) else at


def _answers(headers: Headers, report: Content | None) -> tuple[str, ...]:
    found = [*headers.ids("references"), *headers.ids("in-reply-to")]
    found += report.within if report else []
    return tuple(dict.fromkeys(reversed(found[-MOST_ANSWERS:])))[::-1]


def _body(raw: bytes, content: Content) -> str:
    """Return the text as the conversation shows it; what does not fit becomes a file."""
    text, notes = content.text, []
    if len(text) > LONGEST:
        content.keep("mail.txt", text.encode("utf-8", "replace"))
        text = text[:LONGEST]
        notes.append(_("The text goes on in the file mail.txt."))
    if content.left_out:
        said = _("{n} more files came than are kept; the file mail.eml holds all of them.")
        notes.append(said.format(n=content.left_out))
        content.files.append(
            IncomingFile("mail.eml", raw if len(raw) <= LARGEST else None, len(raw))
        )
    return "\n\n".join([*filter(None, [text]), *(f"[{note}]" for note in notes)])
