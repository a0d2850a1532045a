"""The ways on which answers leave: a mailbox's own server, the shop's, or Chatwoot."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.connectors.mail import Account, Refused, Wire
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.models.tickets import Mailbox, Ticket, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services import secrets
from shopdesk.services.messages.account import Letterhead, account_of, letterhead
from shopdesk.services.messages.addresses import mail_of
from shopdesk.services.messages.leaving import Post
from shopdesk.services.tickets import chatwoot
from shopdesk.services.tickets.mailboxes import GONE, secret_of
from shopdesk.services.tickets.outgoing import Answers, Said, Talks, due
from shopdesk.store import Read

BY_CHATWOOT: Final = Ticket.thread.startswith(chatwoot.PREFIX, autoescape=True)
BY_MAIL: Final = sa.and_(Ticket.channel == "email", sa.not_(BY_CHATWOOT))


@dataclass(frozen=True, slots=True)
class Route:
    """A way out with its letters; ``line`` is a context manager of what they are handed in on."""

    line: AbstractContextManager[Any]
    post: Post[Any]


class ChatLine:
    """Chatwoot as a way out: what may have arrived is looked for before it is said again."""

    def __init__(self, way: chatwoot.Line) -> None:
        self._way = way

    def open(self) -> None:
        """Nothing is open between two answers."""

    def send(self, said: Said) -> str:
        """Post an answer and return what it is called there.

        Raises:
            Trouble: the account is not taken, or asked too often; nothing was said.
            Refused: it does not take this one, or nobody knows: then the next try looks first.
        """
        try:
            return chatwoot.push(self._way, said.thread, said.body, said.mark, again=said.again)
        except Trouble as trouble:
            if trouble.kind in ("unreachable", "garbled", "unknown"):
                raise Refused(str(trouble), lasting=trouble.kind == "unknown") from None
            raise


def waiting(read: Read) -> tuple[int | str | None, ...]:
    """Return the ways on which answers wait to go now: mailboxes by id, None, ``chatwoot``."""
    query = (
        sa.select(Ticket.mailbox_id, BY_CHATWOOT)
        .join(TicketMessage, TicketMessage.ticket_id == Ticket.id)
        .where(due(read.clock.now()), sa.or_(BY_MAIL, BY_CHATWOOT))
        .distinct()
    )
    found = (chatwoot.SOURCE if talks else box for box, talks in read.connection.execute(query))
    return tuple(dict.fromkeys(found))


def route(read: Read, way: int | str | None, stopped: Callable[[], bool]) -> Route:
    """Return a way out, ready to be used.

    Raises:
        Refusal: something of it is not set.
    """
    if way == chatwoot.SOURCE:
        there = chatwoot.line(read, stopped)
        if there is None:
            raise Refusal(_("No Chatwoot account is set: chatwoot_address, and its secret."))
        return Route(nullcontext(ChatLine(there)), Talks(BY_CHATWOOT))
    box = _mailbox(read, way)
    head, signature = _head(read, box), box.signature if box else ""
    told = signature.strip() or read.settings.mail_signature.strip()
    mine = sa.and_(BY_MAIL, Ticket.mailbox_id.is_(way))
    return Route(Wire(_account(read, box)), Answers(mine, head, told))


def _mailbox(read: Read, way: int | str | None) -> Any:
    query = sa.select(Mailbox.__table__).where(Mailbox.id == way, Mailbox.state != GONE)
    return None if way is None else read.connection.execute(query).first()


def _head(read: Read, box: Any) -> Letterhead:
    shop = letterhead(read)
    if box is None:
        return shop
    return Letterhead(box.sender.strip() or shop.name, mail_of(box.address))


def _account(read: Read, box: Any) -> Account:
    """Return where a mailbox's mails are handed in: its own server, or the shop's."""
    if box is None or not box.smtp_host.strip():
        return account_of(read)
    password = secrets.get(read, secret_of(box.name)) or ""
    user = box.user.strip() or box.address if password else ""
    return Account(box.smtp_host.strip(), box.smtp_port, box.smtp_security, user, password)
