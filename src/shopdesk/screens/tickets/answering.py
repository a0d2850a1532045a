"""Answering customers: ready answers, the catalogue, a preview, and the state afterwards."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.confirm import Confirm
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.calls import Wish
from shopdesk.screens.tickets.writing import LONGEST, Writing
from shopdesk.text import safe
from shopdesk.tickets import name_of, state_word
from shopdesk.widgets.action import Action
from shopdesk.widgets.line import Piece
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.screens.tickets.calls import Filled

AFTER: Final = ("pending", "solved", "open", "on_hold")
"""States of a ticket after an answer, in the order in which F9 turns them."""


class Answering(Writing):
    """An answer to one customer, or the same to several."""

    KIND = "out"
    PLACE = "answering"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("send", "f2", N_("Send"), N_("Let the answer go as it stands"), footer=True,
               writes=True),
        Action("send_on", "f8", N_("Send, next"), N_("Let it go, and read the next ticket"),
               footer=True, writes=True),
        Action("ready", "f3", N_("Answers"), N_("Choose an answer at hand"), footer=True),
        Action("preview", "f4", N_("Preview"), N_("As the customer will read it"), footer=True),
        Action("product", "f5", N_("Product"),
               N_("Search the catalogue: specification, price, stock, what else there is"),
               footer=True),
        Action("after", "f9", N_("State after"), N_("The state of the ticket after the answer")),
        Action("variables", "ctrl+g", N_("Variables"), N_("The words in braces, with examples")),
    )  # fmt: skip

    def __init__(self, wish: Wish) -> None:
        super().__init__(wish)
        self.state, self._canned = wish.after, ""

    def headline(self, wish: Wish) -> str:
        """Return what stands over the box."""
        if len(wish.tickets) > 1:
            return _("Answer {n} tickets").format(n=len(wish.tickets))
        return _("Answer {name}").format(name=wish.names[wish.tickets[0]])

    def beside_facts(self) -> list[Piece]:
        """Return the state after the answer; a click turns it."""
        after = _("then: {state}").format(state=state_word(self.state))
        return [Piece(" f9 ", "key", self.do_after), Piece(after + " ", "", self.do_after)]

    def asked(self, go: Callable[[], None]) -> None:
        """Ask before several customers get the same answer."""
        n = len(self.wish.tickets)
        if n == 1:
            go()
            return
        said = _("Send this answer to {n} customers?").format(n=n)

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if yes:
                go()

        ask = Confirm(_("Send"), said, n, list(self.wish.names.values()))
        self.app.push_screen(ask, answered)

    def act(self, body: str, then: Any) -> None:
        """Let it go."""
        told = calls.Told(body, self.state, self._canned, self.seen)
        ids = list(self.wish.tickets)
        self.house.do(calls.answer, ids, told, then=then, refused=self.refused)

    def do_ready(self) -> None:
        """Choose an answer at hand, and put it where the cursor stands."""
        from shopdesk.screens.answers import pick_ready

        pick_ready(self.app, self.wish.tickets, self._insert_ready)

    def _insert_ready(self, name: str, body: str) -> None:
        if len(self.wish.tickets) > 1:
            self._insert(name, body)
        else:
            then = partial(self._insert_filled, name, body)
            self.house.ask(calls.filled, self.wish.tickets, body, then=then)

    def _insert_filled(self, name: str, body: str, filled: "Filled") -> None:
        self._insert(name, body if filled.wrong else filled.body)
        self.say(filled.wrong)

    def _insert(self, name: str, body: str) -> None:
        if self.is_attached:
            self._canned = name or self._canned
            before = self.field.get_text_range((0, 0), self.field.cursor_location)
            apart = "\n\n" if before and not before[-1].isspace() else ""
            self.field.insert(apart + safe(body, LONGEST, lines=True))
            self.field.focus()

    def do_product(self) -> None:
        """Answer a question about a product from the catalogue."""
        from shopdesk.screens.answers import pick_product

        pick_product(self.app, self.ticket, partial(self._insert, ""))

    def do_preview(self) -> None:
        """Show the text filled in, or what is empty."""
        if self.text:
            self.house.ask(calls.filled, self.wish.tickets, self.text, then=self._preview)
        else:
            self.say(_("Nothing is written yet."))

    def _preview(self, filled: "Filled") -> None:
        if not self.is_attached:
            return
        self.say(filled.wrong)
        if not filled.wrong:
            title = _("Preview {ticket}").format(ticket=name_of(self.ticket))
            self.app.push_screen(Reader(title, Paper().line(filled.body)))

    def do_after(self) -> None:
        """Turn to the next state."""
        at = AFTER.index(self.state) + 1 if self.state in AFTER else 0
        self.state = AFTER[at % len(AFTER)]
        self.draw_facts()

    def do_variables(self) -> None:
        """List the variables."""
        self.house.ask(calls.variables, then=self._variables)

    def _variables(self, known: Sequence[tuple[str, str, str]]) -> None:
        paper = Paper().line(_("Words in braces are filled in; an empty one keeps it back.")).line()
        for name, about, example in known:
            paper.write(f"{{{name}}}", "$text-accent").write(f"  {about}")
            paper.line(f" · {example}", "$foreground-muted")
        self.app.push_screen(Reader(_("Variables"), paper))
