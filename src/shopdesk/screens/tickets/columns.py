"""The columns of the tickets, and what each says of one."""

from typing import TYPE_CHECKING

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.tickets import words
from shopdesk.tickets import name_of, reason_word
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import TicketRow


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""

    def when(instant: int | None) -> str:
        return "" if instant is None else clock.show(instant)

    return (
        Column("ticket", _("Ticket"), _name, 6, 1, whole=True),
        Column("due", _("Answer by"), lambda t: words.due(t, clock), 12, 2, sort="due"),
        Column("priority", _("Priority"), words.priority, 8, 9),
        Column("customer", _("Customer"), lambda t: t.customer or t.address, 14, 3),
        Column("subject", _("Subject"), _subject, 20, 4, grow=True),
        Column("state", _("State"), words.state, 14, 6),
        Column("channel", _("Channel"), lambda t: words.channel(t.channel), 9, 5),
        Column("assignee", _("Whose"), words.who, 8, 8),
        Column("order", _("Order"), lambda t: t.order or "", 14, 10, whole=True),
        Column("last", _("Last word"), lambda t: when(t.last_at), 12, 7, sort="last"),
        Column("tags", _("Tags"), lambda t: (" ".join(t.tags), "quiet"), 12, 12),
        Column("reason", _("Reason"), lambda t: reason_word(t.reason), 14, 13),
        Column("shop", _("Shop"), lambda t: t.shop, 14, 14),
        Column("messages", _("Messages"), lambda t: str(t.messages), 8, 15, align="right"),
        Column("opened", _("Opened"), lambda t: when(t.opened_at), 12, 11, sort="opened"),
    )


def _name(row: "TicketRow") -> str:
    return name_of(row.id)


def _subject(row: "TicketRow") -> Shown:
    if row.merged_into:
        return _("went into {ticket}").format(ticket=name_of(row.merged_into)), "quiet"
    return row.subject
