"""Files that came with messages: kept in the encrypted store, named by us, never opened."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.tickets import Attachment, AttachmentBody, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services.tickets.cleaning import kept
from shopdesk.services.tickets.rows import FileRow, IncomingFile
from shopdesk.services.tickets.suspicion import extension_of, type_of
from shopdesk.services.tickets.suspicion import warning as suspicion
from shopdesk.store import Read, Work
from shopdesk.text import mask_cards
from shopdesk.tickets import name_of

LIMIT: Final = 25 * 2**20
"""Bytes of a file that are kept at most."""
LONGEST_NAME: Final = 255


def keep(work: Work, message_id: int, files: Sequence[IncomingFile]) -> None:
    """Keep the files of a message: each body once, however often it comes."""
    if not files:
        return
    message = work.session.get_one(TicketMessage, message_id)
    there = sa.select(sa.func.count()).where(Attachment.message_id == message_id)
    first = 1 + (work.session.scalar(there) or 0)
    for n, file in enumerate(files, first):
        body = file.body if file.body is not None and len(file.body) <= LIMIT else None
        mime = type_of(body) if body is not None else ""
        stem = f"{name_of(message.ticket_id)}-{message_id}-{n}"
        work.session.add(
            Attachment(
                message_id=message_id, name=f"{stem}.{extension_of(mime)}",
                told_name=mask_cards(kept(file.told_name))[:LONGEST_NAME], type=mime,
                size=file.size, sha256=_kept(work, body) if body is not None else "",
                kept=int(body is not None),
            )
        )  # fmt: skip
    work.session.flush()


def save(read: Read, attachment_id: int, folder: Path) -> Path:
    """Write a file into a folder under our own name, for nobody else to read; return its path.

    Raises:
        Refusal: there is no such file, it was too big to keep, or the folder cannot be written.
    """
    file, body = _load(read, attachment_id)
    for n in range(1, 1_000):
        stem, dot, ending = file.name.partition(".")
        path = folder / (file.name if n == 1 else f"{stem}-{n}{dot}{ending}")
        try:
            target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            said = _("{path} cannot be written: {error}. Choose another folder.")
            raise Refusal(said.format(path=path, error=error.strerror)) from None
        with os.fdopen(target, "wb") as out:
            out.write(body)
        return path
    raise Refusal(_("{path} is full of copies of this file.").format(path=folder))


def warning(file: FileRow) -> str:
    """Return what is suspicious about a file, in a sentence, or nothing."""
    return suspicion(file.told_name, file.type)


def _kept(work: Work, body: bytes) -> str:
    """Put the bytes into the store unless they are there; return their SHA-256."""
    digest = hashlib.sha256(body).hexdigest()
    there = sa.select(AttachmentBody.sha256).where(AttachmentBody.sha256 == digest)
    if work.connection.scalar(there) is None:
        work.connection.execute(sa.insert(AttachmentBody).values(sha256=digest, body=body))
    return digest


def _load(read: Read, attachment_id: int) -> tuple[FileRow, bytes]:
    query = (
        sa.select(
            Attachment.id, Attachment.name, Attachment.told_name, Attachment.type, Attachment.size,
            Attachment.kept, AttachmentBody.body,
        )
        .outerjoin(AttachmentBody, AttachmentBody.sha256 == Attachment.sha256)
        .where(Attachment.id == attachment_id)
    )  # fmt: skip
    row = read.connection.execute(query).first()
    if row is None:
        raise Refusal(_("This file is no longer here."))
    if row.body is None:
        raise Refusal(_("{name} was too big to be kept; ask for it again.").format(name=row.name))
    return FileRow(*row[:5], kept=True), row.body
