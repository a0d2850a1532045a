"""What is said on tickets from their desk: answers, notes, macros, and answers under way."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.answering import Answering
from shopdesk.screens.tickets.noting import Noting
from shopdesk.screens.tickets.verbs import TicketVerbs
from shopdesk.screens.tickets.words import SENDING
from shopdesk.screens.tickets.writing import Sent, Writing
from shopdesk.widgets.line import cut

WAYS: Final = {
    "a": N_("send it again"), "e": N_("change its text"), "x": N_("drop it"),
    "y": N_("it was sent by hand"),
}  # fmt: skip
"""What can be done with an answer that has not gone."""
UNSENT: Final = ("queued", "sending", "copy", "failed", "dropped")


class TicketTalking(TicketVerbs):
    """Answers, notes and macros."""

    def reload(self) -> None:
        """Ask for everything again; who is writing sees what was said meanwhile."""
        super().reload()
        front = self.app.screen
        if isinstance(front, Writing):
            front.look_again()

    def do_answer(self) -> None:
        """Write to the customers."""
        self.chosen(partial(self._sit_down, "out"))

    def do_note(self) -> None:
        """Write a note."""
        self.chosen(partial(self._sit_down, "note"))

    def _sit_down(self, kind: str, ids: Sequence[int]) -> None:
        then = partial(self._write, Answering if kind == "out" else Noting)
        self.house.ask(calls.wish, list(ids), kind, then=then)

    def _write(self, writing: type[Writing], wish: calls.Wish) -> None:
        self.app.push_screen(writing(wish), self._written)

    def _written(self, sent: Sent | None) -> None:
        if sent is None:
            self._shown = None
            self._follow()
            return
        self.served()
        then = partial(self._prepared, len(sent.tickets))
        self.house.ask(calls.to_copy, list(sent.tickets), then=then)
        if sent.on:
            self.turn(1)
        elif len(sent.tickets) == 1 and not self.whole:
            self.show_record(sent.tickets[0])  # it may leave the list; what is done next means it

    def _prepared(self, answered: int, waiting: Sequence[tuple[int, str]]) -> None:
        """Put the answer on the clipboard, where nobody but a person can send it."""
        if waiting and answered == 1:
            said = _("Answered, and copied: paste it there, then Y marks it as sent. u undoes it.")
            self.house.copy(waiting[-1][1], said)
        elif waiting:
            said = _("{n} answers wait to be copied: Y copies one and marks it as sent.")
            self.house.tell(said.format(n=len(waiting)))

    def do_copied(self) -> None:
        """Copy the oldest answer that waits for a person, and mark it as sent."""
        if (ticket := self.here_id) is not None:
            self.house.ask(calls.to_copy, [ticket], then=self._copy)

    def _copy(self, waiting: Sequence[tuple[int, str]]) -> None:
        if not waiting:
            self.house.tell(_("No answer waits here to be copied."))
            return
        message, body = waiting[0]
        self.house.copy(body, _("Copied the answer"))
        self.house.do(calls.mark_copied, [message])

    def no_copy(self) -> str | None:
        """Return why there is no answer to copy, as far as that is known here."""
        if self.here_id is None:
            return _("There is no ticket here.")
        opened = self.opened
        if opened is None or opened.card.row.id != self.here_id:
            return None
        waits = any(one.state == "copy" for one in opened.card.messages)
        return None if waits else _("No answer waits here to be copied.")

    # Macros, ready answers

    def do_macro(self) -> None:
        """Choose a macro, see what it would do, and do it."""
        from shopdesk.screens.answers import pick_macro

        self.chosen(lambda ids: pick_macro(self.app, list(ids), self.served))

    def do_canned(self) -> None:
        """Show the answers and macros at hand."""
        from shopdesk.screens.answers import open_ready

        open_ready(self.app)

    # An answer under way

    def do_way(self) -> None:
        """Choose what becomes of the newest answer that has not gone."""
        answer = self._unsent()
        if answer is None:
            self.tell(_("Every answer of this ticket has gone."))
            return
        wanted = {"failed": "aexy", "dropped": "a", "sending": "axy"}.get(answer.state, "exy")
        choices = {key: _(WAYS[key]) for key in wanted}

        def chosen(key: str | None) -> None:
            if key == "e":
                self._reword(answer)
            elif key:
                verb = {"a": "again", "x": "drop", "y": "copied"}[key]
                self.house.do(f"tickets.outs.{verb}", [answer.id])

        title = f"{_(SENDING[answer.state])}: {cut(' '.join(answer.body.split()), 40)}"
        self.app.push_screen(Pick(title, choices), chosen)

    def _unsent(self) -> Any:
        opened = self.opened
        told = opened.card.messages if opened and opened.card.row.id == self.here_id else ()
        return next((one for one in reversed(told) if one.state in UNSENT), None)

    def _reword(self, answer: Any) -> None:
        from shopdesk.screens.dialogs.paste import Paste  # a text editor is slow to load

        def written(body: str | None) -> None:
            if body is not None:
                self.house.do("tickets.outs.reword", answer.id, body)

        about = _("It has not gone yet. F2 keeps the text as it stands.")
        self.app.push_screen(Paste(_("Change the answer"), about, answer.body), written)
