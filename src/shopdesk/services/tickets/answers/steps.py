"""The steps of a macro: read from how they are kept, made sure of, and told in words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from shopdesk.locale import N_, _
from shopdesk.models.tickets import PRIORITIES
from shopdesk.refusal import Refusal
from shopdesk.services.messages.texts import refuse_unknown
from shopdesk.services.tickets.answers.variables import VARIABLES
from shopdesk.text import safe
from shopdesk.tickets import REASON, priority_word, reason_word, state_word

STATES: Final = ("open", "pending", "on_hold", "solved")
"""States that a macro may set: what is closed, new or spam is so for reasons of its own."""
ACTIONS: Final = {
    "start_return": N_("start a return of the order"),
    "resend": N_("send the order's items again"),
    "cancel": N_("cancel the order"),
}
ME: Final = "me"
NOBODY: Final = "nobody"
_LISTS: Final = ("tag", "untag")


@dataclass(frozen=True, slots=True)
class Steps:
    """What a macro does; what is empty is not touched."""

    reply: str = ""
    note: str = ""
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    state: str = ""
    priority: str = ""
    assignee: str = ""
    reason: str = ""
    action: str = ""
    why: str = ""


NAMES: Final = tuple(one.name for one in fields(Steps))


def steps_of(told: Mapping[str, Any]) -> Steps:
    """Return the steps that are told of.

    Raises:
        Refusal: one is unknown or cannot be, or there is none at all.
    """
    for name in told:
        if name not in NAMES:
            raise Refusal(_("A macro has no step “{name}”. Steps: {names}.").format(
                name=safe(name, 40), names=", ".join(NAMES)))  # fmt: skip
    cells: dict[str, Any] = {
        name: _words(value) if name in _LISTS else str(value or "").strip()
        for name, value in told.items()
    }
    made = Steps(**cells)
    _refuse_others("state", made.state, STATES)
    _refuse_others("priority", made.priority, PRIORITIES)
    _refuse_others("reason", made.reason, tuple(REASON))
    _refuse_others("action", made.action, tuple(ACTIONS))
    if made == Steps(why=made.why):
        raise Refusal(_("A macro without a single step does nothing."))
    if made.action and not (made.why or made.reason):
        raise Refusal(_("The action needs a reason: say it in “why”, or set the ticket's."))
    for text in filter(None, (made.reply, made.note)):
        refuse_unknown("", text, VARIABLES)
    return made


def kept(steps: Steps) -> str:
    """Return the steps as they are kept."""
    told = {name: getattr(steps, name) for name in NAMES}
    return json.dumps({name: one for name, one in told.items() if one}, ensure_ascii=False)


def told(steps: Steps) -> tuple[str, ...]:
    """Return what a macro does, in words."""
    said = (
        steps.reply and _("answer: {text}").format(text=short(steps.reply)),
        steps.note and _("note: {text}").format(text=short(steps.note)),
        steps.tag and _("tag: {words}").format(words=", ".join(steps.tag)),
        steps.untag and _("take off: {words}").format(words=", ".join(steps.untag)),
        steps.state and _("state: {word}").format(word=state_word(steps.state)),
        steps.priority and _("priority: {word}").format(word=priority_word(steps.priority)),
        steps.assignee and _("assigned to: {who}").format(who=assignee_word(steps.assignee)),
        steps.reason and _("reason: {word}").format(word=reason_word(steps.reason)),
        steps.action and _("action: {word}").format(word=_(ACTIONS[steps.action])),
    )
    return tuple(str(one) for one in said if one)


def short(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return safe(" ".join(text.split()), 60)


def assignee_word(who: str) -> str:
    """Return what people call the one whom a macro names."""
    return {ME: _("me"), NOBODY: _("nobody")}.get(who, safe(who, 60))


def _words(value: Any) -> tuple[str, ...]:
    """Return tags as they are kept: small letters, each once."""
    parts: Sequence[Any] = value.replace(",", " ").split() if isinstance(value, str) else value
    return tuple(dict.fromkeys(str(one).strip().lower() for one in parts or () if str(one).strip()))


def _refuse_others(name: str, told: str, words: Sequence[str]) -> None:
    if told and told not in words:
        raise Refusal(_("A macro's {step} is one of {words}, not “{told}”.").format(
            step=name, words=", ".join(words), told=safe(told, 40)))  # fmt: skip
