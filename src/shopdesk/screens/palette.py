"""The palette: any action, desk, view, order or ticket by name or number, found as one types."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.locale import N_, _
from shopdesk.screens import goals
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.screens.goals import Goal
from shopdesk.text import safe
from shopdesk.tickets import number_of
from shopdesk.widgets.action import Action
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import QUIET

if TYPE_CHECKING:
    from shopdesk.screens.house import House

SHORTEST: Final = 3
"""Signs that an order's number is searched for with."""
FEW: Final = 5
"""Orders that are offered."""
MOST: Final = 60
"""Lines that are shown; whoever wants another types on."""

Found = Callable[[Sequence[Any], Callable[[str, int], None]], Iterator[Goal]]
"""What makes lines of the palette of the rows that the store found."""


class Palette(Dialog[Goal]):
    """Returns where to go."""

    PLACE = "palette"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up", N_("Up"), N_("One line up")),
        Action("down", "down", N_("Down"), N_("One line down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
    )

    def __init__(self, known: Sequence[Goal]) -> None:
        super().__init__(_("Palette"))
        self._known = known
        self._records: dict[str, list[Goal]] = {}
        self._shown: list[Goal] = []

    def body(self) -> ComposeResult:
        """Show the field, and below it what is found."""
        hint = _("an action, a desk, a view, an order's or ticket's number")
        yield Field(placeholder=hint, id="query", select_on_focus=False)
        yield OptionList(id="goals")
        yield Line(id="about")

    def on_mount(self) -> None:
        """Begin with what was used lately."""
        self.goals.can_focus = False
        self._show()

    @property
    def goals(self) -> OptionList:
        """The lines below the field."""
        return self.query_one("#goals", OptionList)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one("#query", Field).value.strip()

    def on_input_changed(self) -> None:
        """Find what sounds like it; an order's or a ticket's number is asked for in the store."""
        self._records = {}
        self._show()
        if len(self.typed) >= SHORTEST and any(sign.isdigit() for sign in self.typed):
            where = '"' + self.typed.replace('"', "") + '"'
            self._ask("orders", goals.of_orders, where, "-placed", size=FEW)
        if self.typed[:1] in ("t", "T") and number_of(self.typed):
            self._ask("tickets", goals.of_tickets, f"ticket:{self.typed}", size=1)

    def _ask(self, area: str, told: Found, *where: str, size: int) -> None:
        house = cast("House", self.app)

        def take(rows: Sequence[Any]) -> None:
            if self.is_attached:
                self._records[area] = list(told(rows, house.show_record))
                self._show()

        house.ask(f"{area}.page", *where, size=size, then=take, slot=("palette", area))

    def _show(self) -> None:
        records = [goal for some in self._records.values() for goal in some]
        known = {goal.past for goal in records}
        found = [goal for goal in goals.matching(self.typed, self._known) if goal.past not in known]
        self._shown = [*records, *found][:MOST]
        self.goals.clear_options()
        self.goals.add_options(self._option(goal) for goal in self._shown)
        self.goals.highlighted = 0 if self._shown else None
        if not self._shown:
            self._about(_("Nothing is called so. ? lists every key."))

    def _option(self, goal: Goal) -> Option:
        look = QUIET if goal.reason else ""
        key = f"{goal.sign:>6}  "
        return Option(Content.assemble((key, "bold $text-accent"), (safe(goal.name, 60), look)))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the line does, or why it cannot be done now."""
        goal = self._shown[event.option_index]
        self._about(goal.reason or goal.about, late=bool(goal.reason))

    def _about(self, said: str, *, late: bool = False) -> None:
        self.query_one("#about", Line).show([Piece(f" {said}", "late" if late else "dim")])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the mouse points."""
        self.dismiss(self._shown[event.option_index])

    def on_input_submitted(self) -> None:
        """Go where the cursor stands."""
        at = self.goals.highlighted
        if at is not None:
            self.dismiss(self._shown[at])

    def do_up(self) -> None:
        """One line up."""
        self.goals.action_cursor_up()

    def do_down(self) -> None:
        """One line down."""
        self.goals.action_cursor_down()

    def do_page_up(self) -> None:
        """One page up."""
        self.goals.action_page_up()  # type: ignore[no-untyped-call]

    def do_page_down(self) -> None:
        """One page down."""
        self.goals.action_page_down()  # type: ignore[no-untyped-call]
