"""The questions that make a macro."""

from collections.abc import Mapping
from typing import Any, Final

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Question
from shopdesk.tickets import REASON, priority_word, reason_word, state_word

STEPS: Final = (
    "reply", "note", "tag", "untag", "state", "priority", "assignee", "reason", "action", "why",
)  # fmt: skip


def started(steps: Mapping[str, Any]) -> dict[str, str]:
    """Return steps as they stand in the fields."""
    return {
        name: " ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in steps.items()
    }


def questions(start: Mapping[str, str], *, named: bool) -> list[Question]:
    """Return the questions; a macro that has a name is not asked for another."""
    from shopdesk.services.tickets.answers.steps import ACTIONS, STATES

    leave = {"": _("left as it is")}
    states = leave | {one: state_word(one) for one in STATES}
    ranks = leave | {one: priority_word(one) for one in ("urgent", "high", "normal", "low")}
    reasons = leave | {one: reason_word(one) for one in REASON}
    actions = {"": _("none")} | {one: _(said) for one, said in ACTIONS.items()}
    name = [] if named else [Question("name", _("Name"), hint=_("flood"), needed=True)]

    def value(step: str) -> str:
        return start.get(step, "")

    return [
        *name,
        Question("about", _("About"), value("about"), hint=_("what it is for, in a few words")),
        Question("reply", _("Ready answer"), value("reply"), hint=_("an answer's name, or a text")),
        Question("tag", _("Tags"), value("tag"), hint=_("words to put on")),
        Question("untag", _("Take off"), value("untag"), hint=_("words to take off")),
        Question("state", _("State"), value("state"), choices=states),
        Question("priority", _("Priority"), value("priority"), choices=ranks),
        Question("assignee", _("Assigned to"), value("assignee"), hint=_("a name, me, nobody")),
        Question("reason", _("Reason"), value("reason"), choices=reasons),
        Question("action", _("Action"), value("action"), choices=actions),
        Question("why", _("Why"), value("why"), hint=_("what the action says as its reason")),
        Question("note", _("Note"), value("note"), hint=_("for us alone")),
    ]
