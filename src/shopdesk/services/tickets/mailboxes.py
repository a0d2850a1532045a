"""The mailboxes whose mails become tickets: added, changed, switched, dropped.

A mailbox's password is the secret ``mail.NAME``; it opens the mailbox and sends its answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.clock import DAY
from shopdesk.connectors.imap import Account
from shopdesk.locale import _
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import InletCursor, Mailbox, Ticket
from shopdesk.refusal import Refusal
from shopdesk.services import secrets
from shopdesk.services.messages.addresses import mail_of
from shopdesk.services.shops import shop_of
from shopdesk.services.tickets.mails import Inbox
from shopdesk.store import Change, Read, Work

SECURITIES: Final = ("tls", "starttls", "none")
FIRST_DAYS: Final = 7
"""Days back from which a new mailbox's mails are taken in, unless somebody says otherwise."""
FIELDS: Final = (
    "address", "sender", "shop", "host", "port", "security", "user", "folder", "smtp_host",
    "smtp_port", "smtp_security", "signature", "since",
)  # fmt: skip
"""What can be said of a mailbox; ``shop`` by name, ``since`` an instant."""
GONE: Final = "gone"
"""The state of a dropped mailbox that tickets still name."""
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,30}")
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox as people see it. ``password``: one is set. ``heard_at``: last read without fault.

    ``trouble`` is why it could not be read the last time.
    """

    id: int
    name: str
    address: str
    sender: str
    shop_id: int | None
    shop: str
    host: str
    port: int
    security: str
    user: str
    folder: str
    smtp_host: str
    smtp_port: int
    smtp_security: str
    signature: str
    state: str
    since: int
    password: bool
    heard_at: int | None
    trouble: str | None
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.address} {self.shop} {self.host}"

    @property
    def source(self) -> str:
        """What its cursor is called."""
        return source_of(self.id, self.folder)


def source_of(mailbox_id: int, folder: str) -> str:
    """Return what the cursor of a folder of a mailbox is called."""
    return f"mail:{mailbox_id}:{folder}"


def secret_of(name: str) -> str:
    """Return what a mailbox's password is called among the secrets."""
    return f"mail.{name}"


def listed(read: Read) -> tuple[MailboxRow, ...]:
    """Return the mailboxes by name."""
    source = sa.literal("mail:") + sa.cast(Mailbox.id, sa.String) + ":" + Mailbox.folder
    query = (
        sa.select(Mailbox, Shop.name, InletCursor.heard_at, InletCursor.trouble)
        .outerjoin(Shop, Shop.id == Mailbox.shop_id)
        .outerjoin(InletCursor, InletCursor.source == source)
        .where(Mailbox.state != GONE)
        .order_by(Mailbox.name)
    )
    kept = set(secrets.names(read))
    with sa.orm.Session(read.connection) as session:
        return tuple(
            _row(box, shop or "", secret_of(box.name) in kept, heard_at, trouble)
            for box, shop, heard_at, trouble in session.execute(query)
        )


def one(read: Read, name: str) -> MailboxRow:
    """Return the mailbox of this name.

    Raises:
        Refusal: there is none.
    """
    rows = listed(read)
    found = next((row for row in rows if row.name == name.strip().lower()), None)
    if found is None:
        raise _no_such(name, [row.name for row in rows])
    return found


def account_of(read: Read, row: MailboxRow) -> Account:
    """Return where a mailbox is read, with its password.

    Raises:
        Refusal: its password is not set.
    """
    password = secrets.get(read, secret_of(row.name))
    if not password:
        raise Refusal(
            _("The password of the mailbox “{name}” is not set: shopdesk mail password {name}")
            .format(name=row.name)
        )  # fmt: skip
    return Account(row.host, row.port, row.security, row.user or row.address, password, row.folder)  # type: ignore[arg-type]  # one of its words


def inbox_of(read: Read, row: MailboxRow) -> Inbox:
    """Return what the reading of a mailbox's mails needs to know of it."""
    settings = read.settings
    told = read.connection.scalars(sa.select(Mailbox.address)).all()
    ours = {mail_of(one).lower() for one in (*told, settings.mail_from, settings.mail_reply_to)}
    return Inbox(row.id, row.shop_id, row.address, frozenset(ours - {""}))


# Verbs


def add(work: Work, name: str, facts: Mapping[str, Any], password: str = "") -> Change:
    """Add a mailbox; what is not said comes from its provider, or is usual.

    Raises:
        Refusal: the name is taken or none, or something cannot be so.
    """
    told = name.strip().lower()
    if not _NAME.fullmatch(told):
        raise Refusal(_("A mailbox's name is small letters, digits, “-” and “_”, like cs."))
    there = work.session.scalars(sa.select(Mailbox).where(Mailbox.name == told)).first()
    if there is not None and there.state != GONE:
        raise Refusal(_("There is a mailbox “{name}” already.").format(name=told))
    usual = {"since": work.clock.at(work.clock.today()) - FIRST_DAYS * DAY}
    guessed = {**usual, **_servers(work, str(facts.get("address", ""))), **facts}
    box = there or Mailbox(name=told, address="", host="")
    box.state = "on"
    _change(work, box, {"address": "", "host": "", **guessed})
    work.session.add(box)
    work.session.flush()
    if password:
        secrets.put(work, secret_of(told), password)
    return work.done(_("Added the mailbox “{name}” ({address})").format(
        name=told, address=box.address))  # fmt: skip


def edit(work: Work, name: str, facts: Mapping[str, Any]) -> Change:
    """Change what is said of a mailbox; another server, user or folder is read from the start.

    Raises:
        Refusal: there is no such mailbox, or something cannot be so.
    """
    box = _loaded(work, name)
    place = (box.host, box.user, box.folder)
    _change(work, box, facts)
    if (box.host, box.user, box.folder) != place:
        work.session.execute(
            sa.delete(InletCursor).where(InletCursor.source == source_of(box.id, box.folder))
        )
    return work.done(_("Changed the mailbox “{name}”").format(name=box.name))


def password(work: Work, name: str, value: str) -> Change:
    """Keep the password of a mailbox.

    Raises:
        Refusal: there is no such mailbox, or it cannot be a password.
    """
    box = _loaded(work, name)
    secrets.put(work, secret_of(box.name), value)
    return work.done(_("Kept the password of the mailbox “{name}”").format(name=box.name))


def switch(work: Work, name: str, *, on: bool) -> Change:
    """Read a mailbox, or leave it alone for now.

    Raises:
        Refusal: there is no such mailbox.
    """
    box = _loaded(work, name)
    box.state = "on" if on else "off"
    said = _("The mailbox “{name}” is read") if on else _("The mailbox “{name}” is not read")
    return work.done(said.format(name=box.name))


def drop(work: Work, name: str) -> Change:
    """Forget a mailbox and its password; its tickets stay.

    Raises:
        Refusal: there is no such mailbox.
    """
    box = _loaded(work, name)
    if secret_of(box.name) in secrets.names(work):
        secrets.drop(work, secret_of(box.name))
    used = sa.select(sa.exists().where(Ticket.mailbox_id == box.id))
    if work.session.scalar(used):
        box.state = GONE
    else:
        work.session.delete(box)
    return work.done(_("Dropped the mailbox “{name}” and its password").format(name=box.name))


def _loaded(work: Work, name: str) -> Mailbox:
    query = sa.select(Mailbox).where(Mailbox.state != GONE).order_by(Mailbox.name)
    boxes = {box.name: box for box in work.session.scalars(query)}
    found = boxes.get(name.strip().lower())
    if found is None:
        raise _no_such(name, list(boxes))
    return found


def _no_such(name: str, names: list[str]) -> Refusal:
    said = _("There is no mailbox “{name}”. Mailboxes: {names}.")
    return Refusal(said.format(name=name, names=", ".join(names) or "–"))


def _servers(work: Work, address: str) -> dict[str, Any]:
    """Return the servers of an address's provider; of an unknown one a likely name."""
    domain = address.rpartition("@")[2].strip().lower()
    if not domain:
        return {}
    rows = [row for row in tables.rows("mail_servers", work.clock.today())
            if row.get("domain") == domain]  # fmt: skip
    known = {name: value for row in rows[-1:] for name, value in row.items() if name in FIELDS}
    likely = f"mail.{domain}"
    shops_own = bool(work.settings.smtp_host.strip())
    return known or {"host": likely, "smtp_host": "" if shops_own else likely}


def _change(work: Work, box: Mailbox, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if name not in FIELDS:
            raise Refusal(_("A mailbox has no “{name}”. It has: {names}.").format(
                name=name, names=", ".join(FIELDS)))  # fmt: skip
        if name == "shop":
            box.shop_id = shop_of(work.connection, value).id if value else None
        else:
            setattr(box, name, _fit(name, value))


def _fit(name: str, value: Any) -> Any:
    """Return a fact as it is kept, or say why it cannot be."""
    if name in ("port", "smtp_port", "since"):
        return _number(name, value)
    told = str(value).strip()
    if name == "signature":
        return told[:2_000]
    if not told.isprintable() or len(told) > 250:
        raise Refusal(_("“{name}” should be one short line of text.").format(name=name))
    if name == "address" and not mail_of(told):
        raise Refusal(_("“{value}” is no mail address.").format(value=told))
    if name in ("host", "smtp_host") and not (
        _HOST.fullmatch(told) or (name == "smtp_host" and not told)
    ):
        raise Refusal(
            _("“{value}” is no name of a server, like imap.gmail.com.").format(value=told)
        )
    if name in ("security", "smtp_security") and told not in SECURITIES:
        raise Refusal(_("“{name}” is one of: {words}.").format(
            name=name, words=", ".join(SECURITIES)))  # fmt: skip
    return (
        mail_of(told).lower()
        if name == "address"
        else told or ("INBOX" if name == "folder" else "")
    )


def _number(name: str, value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        number = -1
    if not 0 <= number <= (2**40 if name == "since" else 65_535) or (
        name != "since" and not number
    ):
        raise Refusal(_("“{name}” should be a number from 1 to 65535.").format(name=name))
    return number


def _row(
    box: Mailbox, shop: str, password: bool, heard_at: int | None, trouble: str | None  # noqa: FBT001 - a fact of the row
) -> MailboxRow:  # fmt: skip
    return MailboxRow(
        box.id, box.name, box.address, box.sender, box.shop_id, shop, box.host, box.port,
        box.security, box.user, box.folder, box.smtp_host, box.smtp_port, box.smtp_security,
        box.signature, box.state, box.since, password, heard_at, trouble,
    )  # fmt: skip
