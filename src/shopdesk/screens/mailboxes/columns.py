"""The columns of the mailboxes."""

from typing import TYPE_CHECKING

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.tickets.mailboxes import MailboxRow


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the mailboxes."""
    return (
        Column("name", _("Mailbox"), lambda m: m.name, 12, 1, whole=True),
        Column("address", _("Mail address"), lambda m: m.address, 24, 1, grow=True),
        Column("state", _("State"), _state, 14, 2),
        Column("heard", _("Last read"), lambda m: _heard(m, clock), 13, 3),
        Column("host", _("Server"), lambda m: m.host, 20, 4),
        Column("shop", _("Shop"), lambda m: m.shop, 16, 5),
    )


def wrong(row: "MailboxRow") -> str:
    """Return what keeps a mailbox from being read, in a sentence, or nothing."""
    if not row.password:
        return _("Its password is not set; p sets it.")
    return row.trouble or ""


def _state(row: "MailboxRow") -> Shown:
    if row.state != "on":
        return f"{glyphs().hold} {_('off')}", "hold"
    if wrong(row):
        return f"{glyphs().trouble} {_('trouble')}", "late"
    return f"{glyphs().done} {_('on')}", "good"


def _heard(row: "MailboxRow", clock: Clock) -> str:
    return clock.show(row.heard_at) if row.heard_at else _("never")
