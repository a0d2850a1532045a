"""The list of templates, with the text under the cursor beside it, as written and filled in."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox import sheets
from shopdesk.screens.outbox.columns import template_columns
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.screens.outbox.writing import Write, Written, examples
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.record_panel import RecordPanel


def _no_own(dialog: "TemplatesDialog") -> str | None:
    row = dialog.grid.row
    if row is None:
        return _("There is no template here.")
    return None if row.own else _("This text comes along; e writes your own in its place.")


class TemplatesDialog(Shelf):
    """Enter shows a text whole; e writes the shop's own."""

    PLACE = "templates"
    READ = "messages.templates.listed"
    DEFAULT_CSS = """
    TemplatesDialog #side { height: 1fr; }
    TemplatesDialog #rows { width: 1fr; }
    TemplatesDialog RecordPanel { width: 50%; display: none; }
    TemplatesDialog.-normal RecordPanel, TemplatesDialog.-wide RecordPanel { display: block; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("edit", "e", N_("Write"), N_("Write the shop's own text in place of this one"),
               "row", footer=True, writes=True),
        Action("add", "a", N_("New"), N_("A text of another name, for a person to choose"),
               footer=True, writes=True),
        Action("drop", "x", N_("Drop own"), N_("Forget the own text; the one that comes along"
               " counts again"), "row", _no_own, footer=True, writes=True),
        Action("variables", "w", N_("Variables"), N_("The words in braces, with examples"),
               footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("What messages say"))

    def lists(self) -> ComposeResult:
        """Yield the list and the text beside it."""
        with Horizontal(id="side"):
            yield Grid(
                self._rows, template_columns(), sort="id", sentences=("", "", _("Loading…")),
                id="rows",
            )  # fmt: skip
            yield RecordPanel()

    def on_grid_moved(self) -> None:
        """Show the text under the cursor."""
        super().on_grid_moved()
        panel, row = self.query_one(RecordPanel), self.grid.row
        if row is None:
            panel.clear()
        else:
            panel.show(sheets.template(row))

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the text whole."""
        self.app.push_screen(Reader(message.row.name, sheets.template(message.row)))

    def do_edit(self) -> None:
        """Write the shop's own text."""
        if (row := self.grid.row) is not None:
            self._write(row.name, row.language, Written(row.subject, row.body))

    def do_add(self) -> None:
        """Ask for a name, then write the text."""
        languages = {"id": _("Indonesian"), "en": _("English")}
        questions = [
            Question("name", _("Name"), hint=_("thank-you"), needed=True),
            Question("language", _("Language"), choices=languages),
        ]

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                start = Written("", "{greeting},\n\n\n\n{signature}")
                self._write(answers["name"], answers["language"], start)

        self.app.push_screen(Ask(_("New template"), questions, button=_("Write")), answered)

    def _write(self, name: str, language: str, start: Written) -> None:
        def answered(written: Written | None) -> None:
            if written is not None:
                self.house.do(
                    "messages.templates.save", name, language, written.subject, written.body,
                    then=self.look,
                )  # fmt: skip

        title = f"{name} · {language}"
        self.app.push_screen(Write(title, start, mail=True, preview=examples(language)), answered)

    def do_drop(self) -> None:
        """Forget the shop's own text."""
        if (row := self.grid.row) is not None:
            self.house.do("messages.templates.drop", row.name, row.language, then=self.look)

    def do_variables(self) -> None:
        """List the variables."""
        self.app.push_screen(Reader(_("Variables"), sheets.variables()))
