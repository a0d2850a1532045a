"""Mails over SMTP (RFC 5321): one wire, one mail at a time, and the truth about what became of it.

A mail can end in four ways, and a sender must tell them apart: taken by the server, refused for
good, put off, or cut off after its text was handed over, when only the server knows. The wire
itself may also be out of order; then no mail was touched.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, formataddr
from typing import Any, Final, Self

from shopdesk.connectors.clear import Security, refuse_in_clear
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _

PATIENCE: Final = 30.0
"""Seconds that the server may be silent."""
READY: Final = 354
"""The server's answer that it waits for the text."""
TAKEN: Final = range(200, 300)
PUT_OFF: Final = range(400, 500)
THREADING: Final = ("In-Reply-To", "References")
MOST: Final = 20
"""Forerunners that a mail names besides the first one."""
_ID: Final = re.compile(r"<[!-;=?-~]{1,250}>")
_BARE: Final = re.compile(rb"\r\n|\r|\n")


class Refused(Exception):  # noqa: N818 - an answer of the server's
    """The server does not take this mail. ``lasting``: not later either."""

    def __init__(self, said: str, *, lasting: bool) -> None:
        super().__init__(said)
        self.lasting = lasting


class CutOff(Exception):  # noqa: N818 - nobody knows whether the mail went
    """The wire broke after the text was handed over and before the server answered."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where mails are handed in, and as whom. The password never leaves this object."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Account({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: bare addresses, ``sender`` the name that people see, ``at`` an instant.

    ``answers`` are the Message-IDs of the mails that it goes on from, newest last. ``auto``: nobody
    wrote it by hand, so that no machine may answer it, and its reader may want no more of them.
    """

    sender: str
    from_address: str
    to: str
    subject: str
    body: str
    wire_id: str
    at: int
    reply_to: str = ""
    answers: Sequence[str] = ()
    auto: bool = True


class _Policy(EmailPolicy):
    """Folds lists of Message-IDs at their blanks only; the usual way would encode long ones."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as it goes over the wire."""
        if name not in THREADING:
            return super().fold_binary(name, value)
        return f"{name}: {f'{self.linesep} '.join(value.split())}{self.linesep}".encode("ascii")


def compose(letter: Letter) -> bytes:
    """Return the mail as it goes over the wire.

    Raises:
        ValueError: an address or a header holds a line end, or something is no address.
    """
    mail = EmailMessage(policy=_Policy(linesep="\r\n", max_line_length=78))
    for header in (letter.sender, letter.from_address, letter.to, letter.subject, letter.wire_id,
                   letter.reply_to, *letter.answers):  # fmt: skip
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in header):
            raise ValueError(header[:40])
    mail["From"] = formataddr((letter.sender, letter.from_address), "utf-8")
    mail["To"] = letter.to
    if letter.reply_to and letter.reply_to != letter.from_address:
        mail["Reply-To"] = letter.reply_to
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(datetime.fromtimestamp(letter.at, UTC))
    mail["Message-ID"] = letter.wire_id
    if answers := [known for known in letter.answers if _ID.fullmatch(known)]:
        mail["In-Reply-To"] = answers[-1]
        mail["References"] = " ".join([answers[0], *answers[1:][-MOST:]])
    if letter.auto:
        mail["Auto-Submitted"] = "auto-generated"
        stop = letter.reply_to or letter.from_address
        mail["List-Unsubscribe"] = f"<mailto:{stop}?subject=STOP>"
    mail.set_content(letter.body, cte="quoted-printable")
    return mail.as_bytes()


class Wire:
    """An open way to the server. Use it as a context manager, for as many mails as there are."""

    def __init__(self, account: Account, *, patience: float = PATIENCE) -> None:
        self._account, self._patience = account, patience
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Return the wire; it is opened by the first mail, or by ``open``."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Take leave of the server."""
        self._close()

    def open(self) -> smtplib.SMTP:
        """Return the way to the server, made sure that it is there and lets us in.

        Raises:
            Trouble: it is not, or does not; the sentence holds no password.
        """
        if self._smtp is not None and self._alive(self._smtp):
            return self._smtp
        account = self._account
        if account.user:
            said = _("The password would go to {host} in clear; set smtp_security to starttls.")
            refuse_in_clear(account.host, account.security, said)
        try:
            return self._connect()
        except smtplib.SMTPAuthenticationError as error:
            self._close()
            said = _("The mail server {host} does not take user and password: {why}")
            raise Trouble(said.format(host=account.host, why=_words(error)), "denied") from None
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self._close()
            said = _("The mail server {host}, port {port} cannot be used: {why}")
            told = said.format(host=account.host, port=account.port, why=_words(error))
            raise Trouble(told, "unreachable") from None

    def send(self, letter: Letter) -> None:
        """Hand a mail in; return when the server has taken it.

        Raises:
            Trouble: the wire is out of order, nothing was handed in.
            Refused: the server does not take it, for good or for now.
            CutOff: nobody knows.
        """
        text = _stuffed(compose(letter))
        smtp = self._smtp or self.open()
        try:
            self._announce(smtp, letter.from_address)
            _asked(lambda: smtp.rcpt(letter.to))
            _asked(lambda: smtp.docmd("DATA"), READY)
        except Refused:
            with suppress(OSError, smtplib.SMTPException):
                smtp.rset()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Refused(_words(error), lasting=False) from None
        self._hand_over(smtp, text)

    def _announce(self, smtp: smtplib.SMTP, sender: str) -> None:
        """Say who the mail is from; a server that does not let this sender send lets none go."""
        try:
            _asked(lambda: smtp.mail(sender))
        except Refused as refused:
            if not refused.lasting:
                raise
            said = _("The mail server {host} takes no mails from {sender}: {why}")
            told = said.format(host=self._account.host, sender=sender, why=refused)
            raise Trouble(told, "denied") from None

    def _hand_over(self, smtp: smtplib.SMTP, text: bytes) -> None:
        try:
            smtp.send(text)
            code, answer = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise CutOff(_words(error)) from None
        if code not in TAKEN:
            raise Refused(_sentence(code, answer), lasting=code not in PUT_OFF)

    def _connect(self) -> smtplib.SMTP:
        account = self._account
        secure = ssl.create_default_context()
        smtp: smtplib.SMTP
        if account.security == "tls":
            smtp = smtplib.SMTP_SSL(
                account.host, account.port, timeout=self._patience, context=secure
            )
        else:
            smtp = smtplib.SMTP(account.host, account.port, timeout=self._patience)
        self._smtp = smtp
        if account.security == "starttls":
            smtp.starttls(context=secure)
        smtp.ehlo_or_helo_if_needed()
        if account.user:
            smtp.login(account.user, account.password)
        return smtp

    def _alive(self, smtp: smtplib.SMTP) -> bool:
        with suppress(OSError, smtplib.SMTPException):
            if smtp.noop()[0] in TAKEN:
                return True
        self._close()
        return False

    def _close(self) -> None:
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None


def _words(error: BaseException) -> str:
    """Return what is told of a failure: the server's own words, never what was sent to it."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _sentence(error.smtp_code, error.smtp_error)
    if isinstance(error, UnicodeError):  # its own words hold a sign of what could not be sent
        return type(error).__name__
    return str(error) or type(error).__name__


def _asked(ask: Callable[[], tuple[int, bytes]], wanted: int | None = None) -> None:
    """Ask the server, and raise what it refuses."""
    code, answer = ask()
    fits = code == wanted if wanted else code in TAKEN
    if not fits:
        if code == 421:  # it is about to hang up
            raise smtplib.SMTPServerDisconnected(_sentence(code, answer))
        raise Refused(_sentence(code, answer), lasting=code not in PUT_OFF)


def _sentence(code: int, answer: bytes | str) -> str:
    told = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(told.split())}"[:300]


def _stuffed(mail: bytes) -> bytes:
    """Return a mail with the line ends and the closing dot of the wire (RFC 5321, 4.5.2)."""
    lines = _BARE.sub(b"\r\n", mail)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    return stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n"
