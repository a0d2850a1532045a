"""What a person does with answers that have not gone: copy, try again, drop, write them anew."""

from collections.abc import Sequence
from typing import Final

from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.moments import state_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages.leaving import state_of
from shopdesk.services.messages.reads import UNSURE
from shopdesk.services.tickets.cleaning import LONGEST, kept
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.replying import has_wire, unfit
from shopdesk.store import Change, Work
from shopdesk.text import mask_cards
from shopdesk.tickets import name_of

OPEN: Final = ("queued", "copy", "failed")
"""States in which an answer can still be changed."""


def copied(work: Work, ids: Sequence[int]) -> Change:
    """Say that a person sent the answers: pasted into a marketplace's chat, or told on the phone.

    Of one whose sender died it says that it arrived. Nothing leaves by this word: undo takes it
    back.

    Raises:
        Refusal: one went already, was dropped, or is a note, which never leaves.
    """
    messages = _load(work, ids, (*OPEN, UNSURE))
    for message in messages:
        message.state = "copied" if message.state in OPEN else "sent"
        message.wrong, message.not_before = None, None
        message.sent_at = work.clock.now()
    label = _called(messages, ngettext(
        "Marked {n} answer as sent", "Marked {n} answers as sent", len(messages)))  # fmt: skip
    return ended(work, label)


def again(work: Work, ids: Sequence[int]) -> Change:
    """Let answers go again that failed, were dropped, or of which nobody knows whether they went.

    Raises:
        Refusal: one is in no such state, or something is wrong with its text.
    """
    messages = _load(work, ids, ("failed", "dropped", UNSURE))
    for message in messages:
        if wrong := unfit(message.body):
            said = _("{ticket}: {wrong}. Nothing was changed.")
            raise Refusal(said.format(ticket=name_of(message.ticket_id), wrong=wrong.rstrip(".")))
        wired = has_wire(work, work.session.get_one(Ticket, message.ticket_id))
        message.state, message.wrong = "queued" if wired else "copy", None
        # It was tried: whoever sends it looks first whether it is there already.
        message.tries, message.not_before = min(message.tries, 1), None
    label = ngettext("{n} answer goes again", "{n} answers go again", len(messages))
    return ended(work, _called(messages, label))


def drop(work: Work, ids: Sequence[int], why: str = "") -> Change:
    """Decide that answers are not sent; they stay to be read."""
    messages = _load(work, ids, (*OPEN, UNSURE))
    for message in messages:
        message.state, message.not_before = "dropped", None
        message.wrong = why.strip() or message.wrong
    label = ngettext("Dropped {n} answer", "Dropped {n} answers", len(messages))
    return ended(work, _called(messages, label))


def reword(work: Work, message_id: int, body: str) -> Change:
    """Write an answer anew that has not gone.

    Raises:
        Refusal: it has gone, or the text cannot be an answer.
    """
    (message,) = _load(work, [message_id], OPEN)
    if wrong := unfit(body):
        said = _("{ticket}: {wrong}. Nothing was changed.")
        raise Refusal(said.format(ticket=name_of(message.ticket_id), wrong=wrong.rstrip(".")))
    message.body = mask_cards(kept(body)[:LONGEST]).strip()
    return ended(work, _called([message], _("Changed the answer")))


def _load(work: Work, ids: Sequence[int], states: Sequence[str]) -> list[TicketMessage]:
    """Return these answers, which must stand in one of the states."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        raise Refusal(_("No answer is chosen."))
    return [_one(work, one, states) for one in asked]


def _one(work: Work, message_id: int, states: Sequence[str]) -> TicketMessage:
    message = work.session.get(TicketMessage, message_id)
    if message is None:
        raise Refusal(_("An answer is no longer here; reload the ticket."))
    name = name_of(message.ticket_id)
    if message.kind != "out":
        raise Refusal(_("{ticket}: this is no answer; only answers leave.").format(ticket=name))
    if (state := state_of(work, message)) not in states:
        said = _("The answer to {ticket} is “{state}”. Nothing was changed.")
        raise Refusal(said.format(ticket=name, state=state_word(state)))
    return message


def _called(messages: Sequence[TicketMessage], label: str) -> str:
    """Return the label with the count in it, and the ticket's name if it is only one."""
    said = label.format(n=len(messages))
    return f"{said} ({name_of(messages[0].ticket_id)})" if len(messages) == 1 else said
