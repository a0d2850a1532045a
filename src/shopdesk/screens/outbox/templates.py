"""The list of templates, with the text under the cursor beside it, as written and filled in."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox import sheets
from shopdesk.screens.outbox.columns import template_columns
from shopdesk.screens.outbox.texts import TextShelf, name_new
from shopdesk.screens.outbox.writing import Write, Written, examples
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.messages.templates import Text


def _no_own(dialog: "TemplatesDialog") -> str | None:
    row = dialog.grid.row
    if row is None:
        return _("There is no template here.")
    return None if row.own else _("This text comes along; e writes your own in its place.")


class TemplatesDialog(TextShelf):
    """Enter shows a text whole; e writes the shop's own."""

    PLACE = "templates"
    READ = "messages.templates.listed"
    DEFAULT_CSS = """
    TemplatesDialog RecordPanel { width: 50%; }
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

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        return template_columns()

    def sheet(self, row: "Text") -> Paper:
        """Return a template as a sheet, as written and filled in."""
        return sheets.template(row)

    def do_edit(self) -> None:
        """Write the shop's own text."""
        if (row := self.grid.row) is not None:
            self._write(row.name, row.language, Written(row.subject, row.body))

    def do_add(self) -> None:
        """Ask for a name, then write the text."""
        start = Written("", "{greeting},\n\n\n\n{signature}")
        name_new(self, _("New template"), partial(self._write, start=start))

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
