"""The columns of the outbox, of the rules and of the templates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.words import channel
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.messages import MessageRow
    from shopdesk.services.messages.optouts import Out
    from shopdesk.services.messages.rules import Rule
    from shopdesk.services.messages.templates import Text

LOOKS: Final = {
    "review": "", "queued": "", "held": "hold", "sending": "quiet", "unsure": "late",
    "failed": "late", "sent": "good", "copied": "good", "dropped": "quiet",
}  # fmt: skip
BLOCKED: Final = "blocked"
"""What waits for a look and could not go if it were approved."""
OPEN: Final = ("review", "queued", "held", "sending", "unsure", "failed")
RANKS: Final = ("unsure", "failed", "review", "queued", "held", "sending", "sent", "copied")
"""What presses comes first."""


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message in the list; the words of its views begin with @."""

    id: int
    message: "MessageRow"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        state = self.message.state
        kind = BLOCKED if self.message.blocked else state
        marks = f"@{kind} @{self.message.medium} @every" + (" @open" if state in OPEN else "")
        return f"{marks} {self.message.words}"

    @property
    def rank(self) -> tuple[int, int]:
        """Its place by what presses, then the newest first."""
        state = self.message.state
        return RANKS.index(state) if state in RANKS else len(RANKS), -self.id

    @property
    def order(self) -> str:
        """The order's number."""
        return self.message.order

    @property
    def at(self) -> int:
        """When it was made, or went."""
        return self.message.sent_at or self.message.made_at


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the outbox."""
    return (
        Column("state", _("State"), _state, 12, 1, sort="rank"),
        Column("order", _("Order"), lambda m: m.message.order, 14, 2, sort="order", whole=True),
        Column("moment", _("About"), _moment, 15, 3),
        Column("medium", _("Via"), _medium, 8, 4),
        Column("to", _("To"), lambda m: m.message.to, 16, 5, grow=True),
        Column("at", _("When"), lambda m: clock.show(m.at), 12, 6, sort="at"),
        Column("wrong", _("What is wrong"), _wrong, 24, 7),
        Column("shop", _("Shop"), _shop, 18, 8),
    )


def rule_columns() -> tuple[Column, ...]:
    """Return the columns of the rules."""
    return (
        Column("moment", _("Moment"), _rule_moment, 18, 1, whole=True),
        Column("medium", _("Via"), _medium_of, 9, 2),
        Column("mode", _("What happens"), _mode, 14, 1),
        Column("template", _("Template"), lambda r: r.template if r.mode != "off" else "", 16, 3),
        Column("language", _("Language"), _language, 12, 4),
        Column("shop", _("Shop"), lambda r: r.shop or _("every shop"), 16, 5, grow=True),
    )


def template_columns() -> tuple[Column, ...]:
    """Return the columns of the templates."""
    return (
        Column("name", _("Template"), _template, 20, 1, whole=True),
        Column("language", _("Language"), lambda t: t.language, 8, 2),
        Column("own", _("Own"), lambda t: _("own") if t.own else "", 6, 3),
        Column("subject", _("Subject"), lambda t: t.subject, 20, 4, grow=True),
    )


def out_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of those who want no messages."""
    return (
        Column("address", _("Address"), _address, 30, 1, whole=True, grow=True),
        Column("at", _("Since"), lambda o: clock.show(o.at), 13, 2),
        Column("why", _("Why"), lambda o: o.why, 24, 3),
    )


def _state(line: MessageLine) -> Shown:
    from shopdesk.moments import state_word

    signs, state = glyphs(), line.message.state
    sign = {"sent": signs.done, "copied": signs.done, "failed": signs.trouble,
            "unsure": signs.trouble, "dropped": signs.trouble, "held": signs.hold}  # fmt: skip
    look = "late" if line.message.blocked else LOOKS.get(state, "")
    return f"{sign.get(state, signs.wait)} {state_word(state)}", look


def _moment(line: MessageLine) -> str:
    from shopdesk.moments import moment_word

    told = line.message
    word = moment_word(told.template if told.moment == "by_hand" else told.moment)
    return f"{word} ({told.parcel})" if told.parcel > 1 else word


def _medium(line: MessageLine) -> str:
    from shopdesk.moments import medium_word

    return medium_word(line.message.medium)


def _wrong(line: MessageLine) -> Shown:
    from shopdesk.moments import wrong_word

    return wrong_word(line.message.wrong), "late"


def _shop(line: MessageLine) -> str:
    return f"{channel(line.message.channel)} {line.message.shop}".strip()


def _rule_moment(rule: "Rule") -> str:
    from shopdesk.moments import moment_word

    return moment_word(rule.moment)


def _medium_of(rule: "Rule") -> str:
    from shopdesk.moments import medium_word

    return medium_word(rule.medium)


def _mode(rule: "Rule") -> Shown:
    from shopdesk.moments import mode_word

    look = {"off": "quiet", "auto": "good"}.get(rule.mode, "")
    return mode_word(rule.mode), look


def _language(rule: "Rule") -> str:
    if rule.mode == "off":
        return ""
    return _("the buyer's") if rule.language == "buyer" else rule.language


def _template(text: "Text") -> str:
    from shopdesk.moments import moment_word

    return moment_word(text.name)


def _address(out: "Out") -> str:
    return f"+{out.address}" if out.address.isdecimal() else out.address
