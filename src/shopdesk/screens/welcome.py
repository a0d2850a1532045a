"""The first screen of an empty store: two ways to begin, and nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.widgets.action import Action, Acts
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.screens.doorway import Job
    from shopdesk.screens.house import House
    from shopdesk.store import Store


class Welcome(Acts, ModalScreen[str]):
    """Returns "import" or "demo"."""

    PLACE = "welcome"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("import", "i", N_("Import my exports"), N_("Read the files of the seller centres")),
        Action("demo", "d", N_("Show me a demo"), N_("A shop of its own; yours stays empty")),
        Action("other", "up,down,tab,shift+tab", N_("Other"), N_("The other way to begin")),
        Action("leave", "ctrl+q", N_("Quit"), N_("Leave the workstation")),
    )

    def compose(self) -> ComposeResult:
        """Show the two ways."""
        paper = Paper().line(_("Welcome to ShopDesk"), "bold $text-accent").line()
        paper.line(_("Your store is new and empty. How do you want to begin?"))
        with Vertical(id="box"):
            yield sheet(paper)
            for action in self.ACTIONS[:2]:
                label = (f" {action.sign} ", "bold"), f" {_(action.label)} — {_(action.help)} "
                yield Button(Content.assemble(*label), id=action.id)
            yield sheet(Paper().line().line(_("^q leaves"), QUIET))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Begin."""
        self.dismiss(event.button.id)

    def do_import(self) -> None:
        """Begin with the person's own files."""
        self.dismiss("import")

    def do_demo(self) -> None:
        """Begin with the demo shop."""
        self.dismiss("demo")

    def do_other(self) -> None:
        """Go to the other way."""
        buttons = list(self.query(Button))
        buttons[buttons[0].has_focus].focus()

    def do_leave(self) -> None:
        """Leave the workstation."""
        cast("House", self.app).do_leave()


def fill_demo(store: "Store", job: "Job") -> None:
    """Import the demo files into the demo shop's own store; reported as any long work is."""
    from shopdesk.services import demo, imports

    demo.load(store, imports.Listener(job.progress, job.cancelled))
