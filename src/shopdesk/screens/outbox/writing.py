"""Writing a text: its subject and its lines, and what is wrong with them before they are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox import sheets
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widgets import TextArea

    from shopdesk.services.messages.variables import Variable

Preview = Callable[[str, str], Paper]
"""Given subject and body, returns them as the buyer would read them."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    subject: str
    body: str


class Write(Dialog[Written]):
    """Returns the subject and the text. F2 takes them, F3 lists the variables, F4 previews."""

    PLACE = "write"
    DEFAULT_CSS = """
    Write #box { width: 90%; height: 90%; max-width: 110; }
    Write #body { height: 1fr; }
    Write #subject { margin: 0 0 1 0; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("accept", "f2", N_("Take it"), N_("Take the text as it stands")),
        Action("variables", "f3", N_("Variables"), N_("The words in braces, with examples")),
        Action("preview", "f4", N_("Preview"), N_("The text as the buyer would read it")),
    )

    def __init__(self, title: str, start: Written, *, mail: bool, preview: Preview) -> None:
        super().__init__(title)
        self._start, self._mail, self._preview = start, mail, preview

    @property
    def known(self) -> "Mapping[str, Variable]":
        """The variables that the text may use."""
        from shopdesk.services.messages import VARIABLES

        return VARIABLES

    @property
    def hint(self) -> str:
        """What the line over the text is for."""
        return _("Subject")

    def body(self) -> ComposeResult:
        """Show the subject of a mail, the text, and what is wrong with it."""
        from textual.widgets import TextArea  # a text editor is slow to load

        if self._mail:
            yield Field(safe(self._start.subject), placeholder=safe(self.hint), id="subject",
                        select_on_focus=False)  # fmt: skip
        text = safe(self._start.body, 20_000, lines=True)
        yield TextArea(text, id="body", tab_behavior="focus")
        yield Line(id="wrong")
        keys = Line(id="dialog-keys")
        keys.show([
            Piece(" f2 ", "key", self.do_accept), Piece(_("Take it") + " "),
            Piece(" f3 ", "key", self.do_variables), Piece(_("Variables") + " "),
            Piece(" f4 ", "key", self.do_preview), Piece(_("Preview") + " "),
        ])  # fmt: skip
        yield keys

    def on_mount(self) -> None:
        """Begin in the text."""
        self.lines.focus()

    @property
    def lines(self) -> "TextArea":
        """The field of the text."""
        return cast("TextArea", self.query_one("#body"))

    @property
    def written(self) -> Written:
        """What stands in the fields."""
        subject = self.query_one("#subject", Field).value if self._mail else ""
        return Written(subject.strip(), self.lines.text.strip())

    def _wrong(self) -> str | None:
        wrong = unknown(self.written.subject, self.written.body, self.known)
        self.query_one("#wrong", Line).show([Piece(f" {wrong}", "late")] if wrong else [])
        return wrong

    def on_input_submitted(self) -> None:
        """From the subject on to the text."""
        self.lines.focus()

    def do_accept(self) -> None:
        """Take the text, if nothing is wrong with it."""
        if not self._wrong():
            self.dismiss(self.written)

    def do_variables(self) -> None:
        """List the variables."""
        self.app.push_screen(Reader(_("Variables"), sheets.variables(self.known)))

    def do_preview(self) -> None:
        """Show the text filled in."""
        if not self._wrong():
            written = self.written
            paper = self._preview(written.subject, written.body)
            self.app.push_screen(Reader(_("Preview"), paper))


def unknown(subject: str, body: str, known: "Mapping[str, Variable]") -> str | None:
    """Return what is wrong with a text that may use these variables, or None."""
    from shopdesk.refusal import Refusal
    from shopdesk.services.messages.texts import refuse_unknown

    try:
        refuse_unknown(subject, body, known)
    except Refusal as refusal:
        return str(refusal)
    return None


def examples(language: str, known: "Mapping[str, Variable] | None" = None) -> Preview:
    """Return a preview that fills a text in with examples of these variables, or of an order's."""

    def show(subject: str, body: str) -> Paper:
        from shopdesk.services.messages.texts import fill
        from shopdesk.services.messages.variables import VARIABLES, examples_of

        filled = fill(subject, body, examples_of(known or VARIABLES, language))
        paper = Paper()
        if filled.subject:
            paper.line(filled.subject, "bold").line()
        return paper.line(filled.body)

    return show
