"""The verbs of the Tickets desk that change a ticket: each asks what it must know, then does it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.doorway import Call
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.moments import MOMENTS, moment, read_moment
from shopdesk.screens.tickets.reading import TicketReading
from shopdesk.screens.tickets.splitting import SplitDialog, Splitting
from shopdesk.tickets import PRIORITY, name_of, priority_word, reason_word, state_word

STATES: Final = {
    "o": "open", "p": "pending", "h": "on_hold", "s": "solved", "c": "closed", "x": "spam",
}  # fmt: skip
PRIORITIES: Final = dict(zip("uhnl", PRIORITY, strict=True))
REASONS: Final = "wdmikcapqstzo"
"""The letters of the reasons, in their order."""


class TicketVerbs(TicketReading):
    """States, people, priority, tags, sleep, merging and splitting."""

    def do_solve(self) -> None:
        """Nothing is left to do."""
        self.run("tickets.verbs.set_state", "solved")

    def do_hold(self) -> None:
        """It waits for others."""
        self.run("tickets.verbs.set_state", "on_hold")

    def do_release(self) -> None:
        """It is to be worked on again."""
        self.run("tickets.verbs.set_state", "open")

    def do_close(self) -> None:
        """It is solved for good."""
        self.run("tickets.verbs.set_state", "closed")

    def do_spam(self) -> None:
        """Nobody answers it."""
        self.run("tickets.verbs.spam")

    def do_take(self) -> None:
        """It is mine."""
        self.run(calls.take)

    def do_state(self) -> None:
        """Choose the state."""
        choices = {key: state_word(state) for key, state in STATES.items()}

        def chosen(key: str | None) -> None:
            if key:
                self.run("tickets.verbs.set_state", STATES[key])

        self.app.push_screen(Pick(self.called(_("State")), choices), chosen)

    def do_priority(self) -> None:
        """Choose how urgent it is."""
        choices = {key: priority_word(one) for key, one in PRIORITIES.items()}

        def chosen(key: str | None) -> None:
            if key:
                self.run("tickets.verbs.prioritise", PRIORITIES[key])

        self.app.push_screen(Pick(self.called(_("Priority")), choices), chosen)

    def do_reason(self) -> None:
        """Choose why the customer writes."""
        reasons = dict(zip(REASONS, calls.reasons(), strict=True))
        choices = {key: reason_word(one) for key, one in reasons.items()}

        def chosen(key: str | None) -> None:
            if key:
                self.run("tickets.verbs.set_reason", reasons[key])

        self.app.push_screen(Pick(self.called(_("Reason")), choices), chosen)

    def do_assign(self) -> None:
        """Ask whose it is."""
        self.house.ask(calls.people, then=self._assign)

    def _assign(self, people: Sequence[str]) -> None:
        hint = ", ".join(people[:4]) or _("a name; empty: nobody's")
        row = self.here
        who = Question("who", _("Whose"), row.assignee if row else "", hint)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.run("tickets.verbs.assign", answers["who"])

        self.app.push_screen(Ask(self.called(_("Give to")), [who], button=_("Give")), answered)

    def do_tag(self) -> None:
        """Ask for words to put on it, and words to take off."""
        row = self.here
        has = " ".join(row.tags) if row and not self.marked() else ""
        about = Question("tags", _("Tags"), "", _("wholesale -waiting   (- takes off)"))

        def answered(answers: Answers | None) -> None:
            words = answers["tags"].replace(",", " ").split() if answers else []
            if words:
                drop = [word[1:] for word in words if word.startswith("-")]
                add = [word for word in words if not word.startswith("-")]
                self.run("tickets.verbs.tag", add, drop)

        title = self.called(_("Tags")) + (f" · {has}" if has else "")
        self.app.push_screen(Ask(title, [about], button=_("Change")), answered)

    def do_score(self) -> None:
        """Write down a score of 1 to 5, or ask for it."""
        choices = {str(n): _("{n} of 5").format(n=n) for n in range(5, 0, -1)}
        if self.marked():
            choices = {}
        choices["a"] = _("ask the customer by mail")

        def chosen(key: str | None) -> None:
            if key == "a":
                self.run("tickets.scoring.ask")
            elif key and (ticket := self.here_id) is not None:
                self.house.do("tickets.scoring.score", ticket, int(key))

        self.app.push_screen(Pick(self.called(_("Score")), choices), chosen)

    # Sleep

    def do_snooze(self) -> None:
        """Choose until when it sleeps."""
        clock = self.house.clock
        choices = {key: _(said) for key, said in MOMENTS.items()}
        for key in choices:
            if at := moment(key, clock):
                choices[key] += f"  ({clock.show(at)})"

        def chosen(key: str | None) -> None:
            if key == "t":
                self._snooze_until()
            elif key:
                self.run("tickets.verbs.snooze", moment(key, clock))

        self.app.push_screen(Pick(self.called(_("Snooze")), choices), chosen)

    def _snooze_until(self) -> None:
        clock = self.house.clock

        def wrong(answers: Answers) -> str | None:
            try:
                read_moment(answers["until"], clock)
            except Refusal as refusal:
                return str(refusal)
            return None

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.run("tickets.verbs.snooze", read_moment(answers["until"], clock))

        until = Question("until", _("Until"), "", _("3h, 2d, 14:30, 2026-11-30 09:00"), needed=True)
        ask = Ask(self.called(_("Snooze")), [until], button=_("Snooze"), test=wrong)
        self.app.push_screen(ask, answered)

    # One out of many, many out of one

    def do_merge(self) -> None:
        """Ask into which ticket they go."""
        row, marked = self.here, self.marked()
        into = name_of(row.id) if marked and row else ""
        question = Question("into", _("Into ticket"), into, "T-12", needed=True)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.run(calls.merge, answers["into"])

        self.app.push_screen(Ask(self.called(_("Merge")), [question], button=_("Merge")), answered)

    def do_split(self) -> None:
        """Choose the messages that get a ticket of their own."""
        if (ticket := self.here_id) is not None:
            self.house.ask("tickets.show", ticket, then=self._split)

    def _split(self, card: Any) -> None:
        def answered(told: Splitting | None) -> None:
            if told is not None:
                self.house.do(
                    "tickets.splitting.split", card.row.id, list(told.messages), told.subject
                )

        self.app.push_screen(SplitDialog(card, self.house.clock), answered)

    def do_follow_up(self) -> None:
        """Open a ticket that goes on with this one, and read it."""
        if (ticket := self.here_id) is not None:
            self.house.do("tickets.splitting.follow_up", ticket, then=self.read_new)

    def read_new(self, change: Any) -> None:
        """Read the ticket that a change made."""
        self.house.ask("tickets.verbs.made", change.entry, then=self._read_first)

    def _read_first(self, made: Sequence[int]) -> None:
        if made:
            self.show_record(made[0])

    # How a verb is done

    def called(self, verb: str) -> str:
        """Return a verb with what it works on: "State T-12", "State (12)"."""
        if marked := self.marked():
            return f"{verb} ({marked})"
        return f"{verb} {name_of(ticket)}" if (ticket := self.here_id) is not None else verb

    def run(self, verb: Call, *args: Any, **options: Any) -> None:
        """Do a verb to the marks, or else to the ticket here."""
        self.chosen(partial(self._run, verb, args, options))

    def _run(
        self, verb: Call, args: Sequence[Any], options: dict[str, Any], ids: Sequence[int]
    ) -> None:
        self.house.do(verb, list(ids), *args, then=self.served, **options)

    def served(self, _change: Any = None) -> None:
        """The marks have served."""
        if not self.whole:
            self.grid.forget_marks()
