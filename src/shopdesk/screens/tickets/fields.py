"""What the fields of the tickets' filter mean to a person."""

from typing import Final

from shopdesk.locale import N_, _
from shopdesk.tickets import channel_word, priority_word, reason_word, state_word

_FIELDS: Final = {
    "ticket": N_("the ticket's number: T-12"),
    "channel": N_("where the customer writes"),
    "shop": N_("a part of the shop's name"),
    "subject": N_("a part of the subject"),
    "customer": N_("a part of the customer's name"),
    "state": N_("where the work stands"),
    "priority": N_("how urgent it is"),
    "assignee": N_("whose it is"),
    "order": N_("a part of the order number"),
    "tag": N_("a word that somebody put on it"),
    "sku": N_("a SKU that it is about"),
    "reason": N_("why the customer writes"),
    "courier": N_("a part of the courier's name"),
    "opened": N_("when it came"),
    "last": N_("when somebody last wrote"),
    "due": N_("when it must be answered or solved"),
    "score": N_("the customer's score: <3"),
    "figure": N_("what a figure of the quality room is made of"),
    "is": N_("a state with a name of its own"),
    "sort": N_("the order of the list"),
}
_STATES: Final = {
    "late": N_("a deadline is over, and still nobody answered"),
    "breached": N_("a deadline was missed, now or before"),
    "mine": N_("it is mine"),
    "unassigned": N_("it is nobody's yet"),
    "waiting": N_("the customer waits for an answer"),
    "live": N_("neither solved nor spam"),
    "snoozed": N_("asleep until a moment"),
    "spam": N_("nobody answers it"),
    "unanswered": N_("it never got an answer"),
    "watched": N_("somebody has it open now"),
    "failed": N_("an answer could not be sent"),
    "unsent": N_("an answer has not gone yet"),
    "uncopied": N_("an answer waits to be copied"),
    "merged": N_("it went into another ticket"),
}
_SORTS: Final = {
    "due": N_("what is due first, first"),
    "-due": N_("what is due last, first"),
    "last": N_("longest without a word first"),
    "-last": N_("newest word first"),
    "opened": N_("oldest first"),
    "-opened": N_("newest first"),
}
_WORDS: Final = {
    "state": state_word, "priority": priority_word, "channel": channel_word, "reason": reason_word,
}  # fmt: skip


def hint(field: str, value: str) -> str:
    """Return what a field, or one of its values, means in the reader's language."""
    if not value:
        said = _FIELDS.get(field, "")
    elif field in _WORDS:
        return _WORDS[field](value)
    else:
        said = {"is": _STATES, "sort": _SORTS}.get(field, {}).get(value, "")
    return _(said) if said else ""
