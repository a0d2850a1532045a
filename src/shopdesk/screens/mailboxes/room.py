"""The list of mailboxes: added, changed, switched, fetched now."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.mailboxes.columns import columns, wrong
from shopdesk.screens.mailboxes.forms import add_form, edit_form, facts_of
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.screens.doorway import Job
    from shopdesk.services.tickets.fetching import Fetched
    from shopdesk.services.tickets.mailboxes import MailboxRow
    from shopdesk.store import Store


def _row(dialog: "MailboxesDialog") -> str | None:
    return None if dialog.grid.row else _("There is no mailbox here; a adds one.")


class MailboxesDialog(Shelf):
    """Lists the mailboxes, and what is wrong with the one under the cursor."""

    PLACE = "mailboxes"
    READ = "tickets.mailboxes.listed"
    DEFAULT_CSS = """
    MailboxesDialog #rows { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("fetch", "s", N_("Fetch now"), N_("Take in what came to all that are on"),
               footer=True, writes=True),
        Action("add", "a", N_("Add"), N_("Another mailbox whose mails become tickets"),
               footer=True, writes=True),
        Action("edit", "e", N_("Edit"), N_("Its servers, its shop, its signature"), "row", _row,
               footer=True, writes=True),
        Action("password", "p", N_("Password"), N_("Set its password anew"), "row", _row,
               footer=True, writes=True),
        Action("switch", "t", N_("On/off"), N_("Read it, or leave it alone for now"), "row", _row,
               footer=True, writes=True),
        Action("drop", "x", N_("Forget"), N_("Forget it and its password; its tickets stay"), "row",
               _row, footer=True, writes=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Mailboxes"))

    def lists(self) -> ComposeResult:
        """Yield what is wrong, and the list."""
        yield Line(id="about-row")
        nothing = _("No mailbox yet. a adds one: its mails become tickets.")
        yield Grid(self._rows, columns(self.house.clock), sort="name",
                   sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip

    @property
    def here(self) -> "MailboxRow | None":
        """The mailbox under the cursor."""
        return self.grid.row

    def on_grid_moved(self) -> None:
        """Tell what is wrong with the mailbox under the cursor."""
        said = wrong(self.here) if self.here else ""
        self.query_one("#about-row", Line).show([Piece(f" {said}" if said else "", "late")])
        self.offer()

    def on_grid_opened(self, _message: Grid.Opened) -> None:
        """Change the mailbox."""
        self.do_edit()

    def do_add(self, answers: Mapping[str, str] | None = None) -> None:
        """Ask for the few things that a new one needs."""

        def answered(told: Answers | None) -> None:
            if told is None:
                return
            facts = {name: told[name] for name in ("address", "host") if told[name]}
            self.house.do(
                "tickets.mailboxes.add", told["name"], facts, told["password"], then=self.look,
                refused=self._again(partial(self.do_add, told)),
            )  # fmt: skip

        self.app.push_screen(add_form(answers or {}), answered)

    def do_edit(self, answers: Mapping[str, str] | None = None) -> None:
        """Ask for all that can be said of it."""
        row, clock = self.here, self.house.clock
        if row is None:
            return

        def answered(told: Answers | None) -> None:
            if told is not None and (facts := facts_of(row, told, clock)):
                self.house.do("tickets.mailboxes.edit", row.name, facts, then=self.look,
                              refused=self._again(partial(self.do_edit, told)))  # fmt: skip

        self.app.push_screen(edit_form(row, answers or {}, clock), answered)

    def do_password(self) -> None:
        """Ask for the password, without showing it."""
        if (row := self.here) is None:
            return
        question = Question("password", _("Password"), hint=_("is not shown"), needed=True,
                            secret=True)  # fmt: skip

        def answered(told: Answers | None) -> None:
            if told is not None:
                verb = "tickets.mailboxes.password"
                self.house.do(verb, row.name, told["password"], then=self.look)

        title = _("Password of “{name}”").format(name=row.name)
        self.app.push_screen(Ask(title, [question], button=_("Keep")), answered)

    def do_switch(self) -> None:
        """Read it, or leave it alone."""
        if (row := self.here) is not None:
            self.house.do(
                "tickets.mailboxes.switch", row.name, on=row.state != "on", then=self.look
            )

    def do_drop(self) -> None:
        """Forget it."""
        if (row := self.here) is not None:
            self.house.do("tickets.mailboxes.drop", row.name, then=self.look)

    def do_fetch(self) -> None:
        """Take in what came, now."""
        self.house.follow(fetch, label=_("Fetching mails"), then=self._came)

    def _came(self, done: "Fetched") -> None:
        none = _("No mailbox is on; a adds one.")
        self.house.tell(done.sentence if done.sources else none)
        if done.trouble:
            self.house.tell(done.trouble, wrong=True)
        self.look()

    def _again(self, ask: Callable[[], None]) -> Callable[[str], None]:
        """Return what tells why something was refused, and asks again with what was typed."""

        def refused(text: str) -> None:
            self.house.tell(text, wrong=True)
            ask()

        return refused


def fetch(store: "Store", job: "Job") -> "Fetched":
    """Fetch what came, while the person goes on working."""
    from shopdesk.services.tickets import fetching

    def told(name: str, done: int, whole: int) -> None:
        job.progress(name, done, done / whole)

    return fetching.fetch(store, (), fetching.Listener(job.cancelled, told))
