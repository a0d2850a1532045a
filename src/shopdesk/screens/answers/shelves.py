"""The answers and macros at hand as lists, and the shop's own written in their place."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from shopdesk.locale import N_, _
from shopdesk.screens.answers import sheets
from shopdesk.screens.answers.forms import STEPS, questions, started
from shopdesk.screens.answers.writing import WriteAnswer, variables
from shopdesk.screens.dialogs.ask import Answers, Ask
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox import sheets as papers
from shopdesk.screens.outbox.texts import TextShelf, name_new
from shopdesk.screens.outbox.writing import Written, examples
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.tickets.answers.canned import Canned


class AtHand(TextShelf):
    """A list of what comes along or was written by the shop."""

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        return _("There is nothing at hand; a writes the first.")

    def no_row(self) -> str | None:
        """Return why there is nothing to speak of, or None."""
        return None if self.grid.row else _("There is nothing here.")


class AnswersShelf(AtHand):
    """The answers at hand; e writes the shop's own."""

    PLACE = "answers"
    READ = "tickets.answers.canned.listed"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("edit", "e", N_("Write"), N_("Write the shop's own text in place of this one"),
               "row", lambda d: d.no_row(), footer=True, writes=True),
        Action("add", "a", N_("New"), N_("An answer of another name"), footer=True, writes=True),
        Action("drop", "x", N_("Drop"),
               N_("Forget the own text; one that comes along is not offered any more"),
               "row", lambda d: d.no_row(), footer=True, writes=True),
        Action("variables", "w", N_("Variables"), N_("The words in braces, with examples"),
               footer=True),
        Action("macros", "m", N_("Macros"), N_("Several steps under one name"), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Answers at hand"))

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        return (
            Column("name", _("Ready answer"), lambda text: text.name, 19, 1, whole=True),
            Column("language", _("Language"), lambda text: text.language, 8, 2),
            Column("own", _("Own"), lambda text: _("own") if text.own else "", 7, 4),
            Column("about", _("When"), lambda text: text.about, 20, 3, grow=True),
        )

    def sheet(self, row: "Canned") -> Paper:
        """Return an answer as a sheet."""
        return sheets.canned(row)

    def do_edit(self) -> None:
        """Write the shop's own text."""
        if (row := self.grid.row) is not None:
            self._write(row.name, row.language, Written(row.about, row.body))

    def do_add(self) -> None:
        """Ask for a name, then write the text."""
        start = Written("", "{greeting}, ")
        name_new(self, _("New answer"), partial(self._write, start=start))

    def _write(self, name: str, language: str, start: Written) -> None:
        def answered(written: Written | None) -> None:
            if written is not None:
                self.house.do(
                    "tickets.answers.canned.put", name, language, written.body, written.subject,
                    then=self.look,
                )  # fmt: skip

        preview = examples(language, variables())
        write = WriteAnswer(f"{name} · {language}", start, mail=True, preview=preview)
        self.app.push_screen(write, answered)

    def do_drop(self) -> None:
        """Forget the shop's own text, or hide one that comes along."""
        if (row := self.grid.row) is not None:
            self.house.do("tickets.answers.canned.drop", row.name, row.language, then=self.look)

    def do_variables(self) -> None:
        """List the variables."""
        self.app.push_screen(Reader(_("Variables"), papers.variables(variables())))

    def do_macros(self) -> None:
        """Show the macros."""
        self.app.push_screen(MacrosShelf())


class MacrosShelf(AtHand):
    """The macros at hand; e writes the shop's own."""

    PLACE = "macros"
    READ = "tickets.answers.macros.listed"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("edit", "e", N_("Edit"), N_("The shop's own steps in place of these"), "row",
               lambda d: d.no_row(), footer=True, writes=True),
        Action("add", "a", N_("New"), N_("A macro of another name"), footer=True, writes=True),
        Action("drop", "x", N_("Drop"),
               N_("Forget the own steps; one that comes along is not offered any more"),
               "row", lambda d: d.no_row(), footer=True, writes=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Macros"))

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        return (
            Column("name", _("Macro"), lambda macro: macro.name, 16, 1, whole=True),
            Column("own", _("Own"), lambda macro: _("own") if macro.own else "", 6, 3),
            Column("about", _("About"), lambda macro: macro.about, 24, 2, grow=True),
        )

    def sheet(self, row: Any) -> Paper:
        """Return a macro as a sheet."""
        return sheets.macro(row)

    def do_edit(self) -> None:
        """Change the steps of a macro."""
        if (row := self.grid.row) is not None:
            self._write(row.name, {"about": row.about} | asdict(row.steps))

    def do_add(self) -> None:
        """Write a new macro."""
        self._write("", {})

    def _write(self, name: str, steps: dict[str, Any]) -> None:
        def answered(answers: Answers | None) -> None:
            if answers is not None:
                told = {step: answers[step] for step in STEPS if answers[step]}
                self.house.do(
                    "tickets.answers.macros.put", name or answers["name"], told, answers["about"],
                    then=self.look,
                )  # fmt: skip

        title = _("Macro “{name}”").format(name=name) if name else _("New macro")
        asked = questions(started(steps), named=bool(name))
        self.app.push_screen(Ask(title, asked, button=_("Keep")), answered)

    def do_drop(self) -> None:
        """Forget the shop's own macro, or hide one that comes along."""
        if (row := self.grid.row) is not None:
            self.house.do("tickets.answers.macros.drop", row.name, then=self.look)
