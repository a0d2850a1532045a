"""Reading a mailbox over IMAP (RFC 3501), without changing anything in it.

The folder is opened with EXAMINE and mails are fetched with PEEK: nothing is marked as read, moved
or deleted. A mail's number (UID) says which mail it is for as long as the folder's UIDVALIDITY
stays the same. Between two looks the server can be asked to say when mails come (IDLE, RFC 2177).
"""

import imaplib
import re
import select
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Self

from imap_tools import (
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailboxLoginError,
    MailBoxStartTls,
    MailBoxUnencrypted,
    UnexpectedCommandStatusError,
)

from shopdesk.connectors.clear import Security, refuse_in_clear
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _

PATIENCE: Final = 30.0
"""Seconds that the server may be silent."""
LARGEST: Final = 40 * 2**20
"""Bytes of a mail that is fetched whole: a file of 25 MB takes a third more on its way."""
BEGINNING: Final = 2**20
"""Bytes that are fetched of a larger one."""
A_BATCH: Final = 25
"""Mails that are asked for at once, at most: others write while they are taken in."""
A_LOAD: Final = 16 * 2**20
"""Bytes that are asked for at once, unless a single mail is larger."""
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_UID: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_CAME: Final = re.compile(rb'\bINTERNALDATE "([^"]{1,40})"')
_BROKEN: Final = (OSError, imaplib.IMAP4.error, ImapToolsError, UnicodeError, ValueError)


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is, and who reads it. The password never leaves this object."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    def __repr__(self) -> str:
        return f"Account({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Place:
    """How a folder stands: under another ``validity`` all its numbers mean other mails."""

    validity: int
    next: int


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the server keeps it. ``at``: when it came, 0 where the server does not say.

    Of one that is larger than ``LARGEST`` bytes only the beginning is here.
    """

    uid: int
    at: int
    size: int
    raw: bytes

    @property
    def whole(self) -> bool:
        """Tell whether all of it is here."""
        return self.size <= LARGEST


class Wire:
    """An open way to one folder of a mailbox. Use it as a context manager."""

    def __init__(self, account: Account, *, patience: float = PATIENCE) -> None:
        self._account, self._patience = account, patience
        self._box: BaseMailBox | None = None

    def __enter__(self) -> Self:
        """Return the wire; ``open`` opens it."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Take leave of the server."""
        self.close()

    def open(self) -> Place:
        """Log in, open the folder for reading only, and return how it stands.

        Raises:
            Trouble: the server is not there or does not let us in; the sentence holds no password.
        """
        account = self._account
        said = _("The password would go to {host} in clear; choose tls or starttls.")
        refuse_in_clear(account.host, account.security, said)
        try:
            self._box = _connected(account, self._patience)
            self._log_in(self._box)
            return self._examine(self._box)
        except MailboxLoginError as error:
            self.close()
            said = _("The mailbox server {host} does not take user and password: {why}")
            raise Trouble(said.format(host=account.host, why=_words(error)), "denied") from None
        except _BROKEN as error:
            raise self._broken(error) from None

    def after(self, uid: int, since: int = 0) -> list[int]:
        """Return the numbers of the mails after this one that came on a day since an instant.

        The days are the server's own, so the result may hold mails of the day before.
        """
        told = ""
        if since:
            day = datetime.fromtimestamp(since - 86_400, UTC)
            told = f" SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}"
        found = self._ask("SEARCH", f"UID {uid + 1}:*{told}")
        numbers = {int(one) for line in found if line for one in line.split() if one.isdigit()}
        return sorted(one for one in numbers if one > uid)  # “*” means the last one in any case

    def batches(self, uids: Sequence[int]) -> Iterator[list[Mail]]:
        """Yield the mails in order, as many at a time as fit; one that is gone is left out."""
        for start in range(0, len(uids), A_BATCH):
            for load in _loads(self._sizes(uids[start : start + A_BATCH])):
                yield self._mails(load)

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        told = self._ask("FETCH", _listed(uids), "(UID RFC822.SIZE)")
        heads = [line[0] if isinstance(line, tuple) else line or b"" for line in told]
        found = [(_UID.search(head), _SIZE.search(head)) for head in heads]
        return dict(sorted((int(uid[1]), int(size[1])) for uid, size in found if uid and size))

    def _mails(self, load: dict[int, int]) -> list[Mail]:
        part = f"<0.{BEGINNING}>" if max(load.values()) > LARGEST else ""
        told = self._ask("FETCH", _listed(load), f"(UID INTERNALDATE BODY.PEEK[]{part})")
        found: dict[int, Mail] = {}
        for at, line in enumerate(told):
            head, raw = line if isinstance(line, tuple) else (line or b"", b"")
            rest = told[at + 1] if isinstance(line, tuple) and at + 1 < len(told) else b""
            around = head + (rest if isinstance(rest, bytes) else b"")
            uid = _UID.search(around)
            if uid and b"BODY[" in head and int(uid[1]) in load:
                number = int(uid[1])
                found[number] = Mail(number, _came(around), load[number], raw)
        return [found[uid] for uid in load if uid in found]

    # Waiting

    def listen(self) -> bool:
        """Ask the server to say when something comes; tell whether it can."""
        box = self._box
        if box is None or "IDLE" not in box.client.capabilities:
            return False
        try:
            box.idle.start()  # type: ignore[no-untyped-call]  # so in the library
        except _BROKEN as error:
            raise self._broken(error) from None
        return True

    def heard(self) -> bool:
        """Tell whether the server has said that something came, or has gone."""
        if self._box is None:
            return True
        try:
            sock = self._box.client.sock
            told = self._box.idle.poll(timeout=0)
            return any(b"EXISTS" in line for line in told) or (not told and _gone(sock))
        except _BROKEN:
            return True

    def hush(self) -> None:
        """End ``listen``."""
        if self._box is not None:
            with suppress(*_BROKEN):
                self._box.idle.stop()  # type: ignore[no-untyped-call]  # so in the library

    def close(self) -> None:
        """Take leave of the server, whatever it says."""
        box, self._box = self._box, None
        if box is not None:
            with suppress(*_BROKEN):
                box.logout()
            with suppress(OSError):
                box.client.shutdown()

    # The server's side

    def _log_in(self, box: BaseMailBox) -> None:
        told = (self._account.user, self._account.password)
        if all(map(str.isascii, told)):
            box.login(*told, initial_folder=None)
            return
        try:
            box.login_utf8(*told, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise MailboxLoginError(("NO", list(error.args)), "OK") from None

    def _examine(self, box: BaseMailBox) -> Place:
        box.folder.set(self._account.folder, readonly=True)
        told = [box.client.response(name)[1][-1] for name in ("UIDVALIDITY", "UIDNEXT")]
        return Place(*(int(one) if one else 0 for one in told))

    def _ask(self, command: str, *words: str) -> list[Any]:
        if self._box is None:
            raise Trouble(_("The way to the mailbox is closed."), "unreachable")
        try:
            answer, told = self._box.client.uid(command, *words)
            if answer != "OK":
                raise imaplib.IMAP4.error(told)
        except _BROKEN as error:
            raise self._broken(error) from None
        return told

    def _broken(self, error: BaseException) -> Trouble:
        self.close()
        account = self._account
        said = _("The mailbox server {host}, port {port} cannot be used: {why}")
        told = said.format(host=account.host, port=account.port, why=_words(error))
        return Trouble(told, "unreachable")


def _connected(account: Account, patience: float) -> BaseMailBox:
    secure = ssl.create_default_context()
    if account.security == "tls":
        return MailBox(account.host, account.port, timeout=patience, ssl_context=secure)
    if account.security == "starttls":
        return MailBoxStartTls(account.host, account.port, timeout=patience, ssl_context=secure)
    return MailBoxUnencrypted(account.host, account.port, timeout=patience)


def _loads(sizes: dict[int, int]) -> Iterator[dict[int, int]]:
    """Yield the mails in loads of a bounded size; one that is too large goes alone."""
    load: dict[int, int] = {}
    for uid, size in sizes.items():
        if load and (sum(load.values()) + size > A_LOAD or size > LARGEST):
            yield load
            load = {}
        load[uid] = size
    if load:
        yield load


def _listed(uids: Iterable[int]) -> str:
    return ",".join(map(str, uids))


def _came(head: bytes) -> int:
    """Return when a mail came, by the server's clock: "17-Jul-2026 02:44:25 -0700"."""
    found = _CAME.search(head)
    with suppress(ValueError, OverflowError):
        if found:
            told = found[1].decode("ascii", "replace").strip()
            day, month, rest = told.split("-", 2)
            at = datetime.strptime(
                f"{day}-{_MONTHS.index(month) + 1}-{rest}", "%d-%m-%Y %H:%M:%S %z"
            )
            return max(0, int(at.timestamp()))
    return 0


def _gone(sock: socket.socket) -> bool:
    """Tell whether the server has hung up: there is something to read, and it is nothing."""
    poll = select.poll()
    poll.register(sock.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _words(error: BaseException) -> str:
    """Return what is told of a failure: the server's own words, never what was sent to it."""
    if isinstance(error, UnicodeError):  # its own words hold a sign of what could not be sent
        return type(error).__name__
    told: Any = str(error)
    if isinstance(error, UnexpectedCommandStatusError):
        told = error.command_result[1]
    elif error.args:
        told = error.args[-1] if isinstance(error, OSError) else error.args[0]
    lines = told if isinstance(told, list) else [told]
    said = " ".join(
        one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in lines
    )
    return " ".join(said.split())[:300] or type(error).__name__
