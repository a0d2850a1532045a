"""A small form: a few questions, each a text or a choice. Enter answers it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from shopdesk.locale import _
from shopdesk.screens.dialogs.dialog import Dialog, sheet
from shopdesk.text import safe
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from textual.widgets import TextArea


@dataclass(frozen=True, slots=True)
class Question:
    """One question. With ``choices`` (word → name) it is a choice, else a text."""

    id: str
    label: str
    value: str = ""
    hint: str = ""
    choices: Mapping[str, str] | None = None
    needed: bool = False
    secret: bool = False
    """What is typed is not shown."""


class AnswerField(Field):
    """A field that hands the keys on at once: what is typed behind a tab is the next answer."""

    def on_key(self, event: events.Key) -> None:
        """Go to the next field, or to the one before."""
        if event.key in {"tab", "shift+tab"}:
            event.stop()
            event.prevent_default()
            turn = self.screen.focus_next if event.key == "tab" else self.screen.focus_previous
            turn()


Answers = dict[str, str]
Test = Callable[[Answers], str | None]
"""Given the answers, returns what is wrong with them, or None."""


class Ask(Dialog[Answers]):
    """Asks the questions and returns the answers by their ids."""

    def __init__(
        self,
        title: str,
        questions: Sequence[Question],
        *,
        about: Paper | None = None,
        button: str = "",
        test: Test | None = None,
    ) -> None:
        super().__init__(title)
        self._questions, self._about, self._test = questions, about, test
        self._button = button or _("Do it")

    def body(self) -> ComposeResult:
        """Show what it is about, the questions, what is wrong, and the two ways out."""
        if self._about:
            yield sheet(self._about)
        with VerticalScroll(id="form", can_focus=False):
            for question in self._questions:
                with Horizontal(classes="question"):
                    yield Static(Content(safe(question.label, 60)), classes="label")
                    yield self._field(question)
        yield Line(id="wrong")
        with Horizontal(id="buttons"):
            yield Button(Content(self._button), variant="primary", id="yes")
            yield Button(_("Back"), id="no")

    def _field(self, question: Question) -> "Input | Select[str] | TextArea":
        name = f"ask-{question.id}"
        if question.choices is None:
            return AnswerField(
                safe(question.value),
                placeholder=question.hint,
                id=name,
                select_on_focus=False,
                password=question.secret,
            )
        options = [(Content(safe(said)), word) for word, said in question.choices.items()]
        first = question.value or next(iter(question.choices), "")
        return Select(options, value=first, allow_blank=False, id=name)

    def on_input_submitted(self) -> None:
        """Enter in any field answers the form."""
        self._answer()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer, or leave."""
        if event.button.id == "yes":
            self._answer()
        else:
            self.dismiss(None)

    def _answer(self) -> None:
        answers = {question.id: self._value(question) for question in self._questions}
        missing = next((q for q in self._questions if q.needed and not answers[q.id]), None)
        wrong = _("{label}: an answer is needed.").format(label=missing.label) if missing else None
        wrong = wrong or (self._test(answers) if self._test else None)
        if wrong:
            self.query_one("#wrong", Line).show([Piece(f" {wrong}", "late")])
        else:
            self.dismiss(answers)

    def _value(self, question: Question) -> str:
        field = self.query_one(f"#ask-{question.id}")
        value = field.value if isinstance(field, Input | Select) else ""
        return str(value).strip()
