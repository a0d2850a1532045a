"""The workstation: its desks by digit, and the actions that are the same on all of them."""

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.clock import Clock
from shopdesk.config import DESKS as START
from shopdesk.config import Home, Settings
from shopdesk.locale import N_, _
from shopdesk.screens.desk import UNBUILT, Desk
from shopdesk.screens.desks import AllDesks, Room
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.screens.doorway import Store
from shopdesk.screens.fetching import Fetching
from shopdesk.screens.health import HealthDesk
from shopdesk.screens.history import HistoryDesk
from shopdesk.screens.imports import ImportsDesk
from shopdesk.screens.leaving import hear_signals
from shopdesk.screens.looks import Looks
from shopdesk.screens.memory import Memory
from shopdesk.screens.orders import OrdersDesk
from shopdesk.screens.outbox import OutboxDesk
from shopdesk.screens.payments import PaymentsDesk
from shopdesk.screens.posting import Posting
from shopdesk.screens.products import ProductsDesk
from shopdesk.screens.recent import Past, Recent
from shopdesk.screens.reckoning import Reckoning
from shopdesk.screens.reports import ReportsDesk
from shopdesk.screens.shipments import ShipmentsDesk
from shopdesk.screens.tasks import TasksDesk
from shopdesk.screens.tickets import TicketsDesk
from shopdesk.screens.today import TodayDesk
from shopdesk.screens.tracking import Tracking
from shopdesk.screens.trail import Trail
from shopdesk.widgets.action import Action, sign
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.screens.dialogs.help import Group
    from shopdesk.screens.goals import Goal
    from shopdesk.screens.keymap import Scope

DESKS: Final[tuple[type[Desk], ...]] = tuple(
    sorted(
        (
            TodayDesk,
            OrdersDesk,
            ProductsDesk,
            ShipmentsDesk,
            TasksDesk,
            TicketsDesk,
            OutboxDesk,
            ImportsDesk,
            HistoryDesk,
            HealthDesk,
            PaymentsDesk,
            ReportsDesk,
            AllDesks,
            *UNBUILT,
        ),
        key=lambda desk: (not desk.DIGIT.isdigit(), desk.DIGIT == "0", desk.DIGIT),
    )
)


SETTLED: Final = 4.0
"""Seconds after which all that the start loads is loaded."""


class ShopDeskApp(Looks):
    """One terminal, one person, one store."""

    TITLE = "ShopDesk"
    PLACE = "house"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-narrow"),
        (110, "-normal"),
        (170, "-wide"),
    ]
    MODES = {desk.PLACE: desk for desk in DESKS}  # noqa: RUF012 - declared so by Textual
    DEFAULT_MODE = START[0]
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("palette", "ctrl+p,:", N_("Palette"), N_("Find any action or desk by its name")),
        Action("help", "?", N_("Help"), N_("The keys of this desk, and the filter language")),
        Action("undo", "u", N_("Undo"), N_("Take back what was done last"), writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was taken back"), writes=True),
        Action("reload", "r", N_("Reload"), N_("Ask for everything again")),
        Action("back", "[", N_("Desk before"), N_("Back to the desk before")),
        Action("forward", "]", N_("Desk after"), N_("Forward again")),
        Action("stop", "ctrl+x", N_("Stop"), N_("Stop the long work, cleanly")),
        Action("theme", "ctrl+t", N_("Light/dark"), N_("Light or dark; settings has more colours")),
        Action("language", "ctrl+l", N_("Language"), N_("Indonesian or English, at once")),
        Action("settings", "comma", N_("Settings"), N_("Language, colours, signs, time zone")),
        Action("demo", "ctrl+d", N_("Demo/own shop"), N_("To the demo shop, or back to your own")),
        Action("leave", "ctrl+q", N_("Quit"), N_("Leave the workstation")),
        *(Action(desk.PLACE, desk.DIGIT, desk.NAME, N_("To this desk")) for desk in DESKS),
    )

    def __init__(
        self,
        opener: Callable[[], Store],
        *,
        clock: Clock | None = None,
        folders: Sequence[Path] | None = None,
        home: Home | None = None,
        demo: bool = False,
    ) -> None:
        settings = home.settings() if home else Settings()
        self.DEFAULT_MODE = settings.start  # type: ignore[misc]
        super().__init__(opener, home, settings)
        self.clock = clock or Clock()
        self.memory = Memory(home.memory_file if home else None)
        self.recent = Recent(self.memory)
        self.demo = demo
        self.set_class(demo, "-demo")
        self.folders = tuple(folders) if folders is not None else likely_folders()
        self.trail = Trail(self.DEFAULT_MODE)
        self.tracking = Tracking(self, settings)
        self.reckoning = Reckoning(self)
        self.posting = Posting(self)
        self.fetching = Fetching(self, settings)

    def on_mount(self) -> None:
        """Hear the signals; fill the demo shop, or greet whoever comes for the first time."""
        hear_signals(self)
        self.set_timer(SETTLED, _collect_again)
        self.tracking.begin()
        self.reckoning.begin()
        self.posting.begin()
        self.fetching.begin()
        self.call_after_refresh(self._arrive)

    def _arrive(self) -> None:
        from shopdesk.screens import welcome

        if self.demo:
            self.follow(welcome.fill_demo, label=_("The demo shop is set up"), then=self._filled)
        elif self.home:
            self.ask("journal.head", then=self._greet)

    def _filled(self, _none: object) -> None:
        if self.desk is not None:
            self.desk.reload()

    def _greet(self, entries: int) -> None:
        from shopdesk.screens.welcome import Welcome

        if not entries:
            self.push_screen(Welcome(), self._begin)

    def _begin(self, choice: str | None) -> None:
        self.do_demo() if choice == "demo" else self.go(ImportsDesk.PLACE)

    # Around the desks

    @property
    def desks(self) -> Sequence[type[Desk]]:
        """Every kind of desk, in the order of their keys."""
        return DESKS

    def rooms(self) -> list[Room]:
        """Return every desk but the list of them, then what belongs to no desk."""
        desks = [desk for desk in DESKS if desk is not AllDesks]
        found = [
            (sign(desk.DIGIT), _(desk.NAME), _(desk.SENTENCE), partial(self.go, desk.PLACE))
            for desk in desks
        ]
        inside = ("settings", "language", "theme", "palette", "help", "demo", "leave")
        found += [
            (action.sign, _(action.label), _(action.help), partial(self.perform, action))
            for action in self.actions()
            if action.id in inside
        ]
        return [Room(at, *room) for at, room in enumerate(found)]

    def go(self, desk: str) -> None:
        """Show a desk, and remember the way."""
        self.trail.go(desk)
        if desk != self.current_mode:
            self.switch_mode(desk)

    def back(self) -> bool:
        """Show the desk from before."""
        return self._walk(-1)

    def _walk(self, by: int) -> bool:
        desk = self.trail.step(by)
        if desk is not None:
            self.switch_mode(desk)
        return desk is not None

    def show(self, desk: str, where: str) -> None:
        """Show another desk with this filter in force."""
        self.go(desk)
        front: Any = self.desk
        if front is not None:
            front.call_after_refresh(front.filter, where)

    def show_record(self, desk: str, record: int) -> None:
        """Show one record whole on its desk."""
        self.go(desk)
        if (front := self.desk) is not None:
            front.call_after_refresh(front.show_record, record)

    def used(self, action: Action) -> None:
        """Remember an action that a person used; the palette offers it first."""
        self.recent.add(Past("action", action.name))

    def opened(self, desk: str, record: int, name: str) -> None:
        """Remember a record that a person opened; the palette offers it first."""
        self.recent.add(Past("record", desk, record, name))

    @classmethod
    def scopes(cls) -> "Sequence[Scope]":
        """Return which places listen at the same time: each desk with its list, each dialog."""
        return [*((desk, Grid, cls) for desk in DESKS), *((one,) for one in _dialogs(Dialog))]

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the desk in front where it has the same verb on it."""
        if action == "at_once" and self.desk is not None:
            own = next(one for one in self.actions() if one.id == parameters[0])
            taken = {key for one in self.desk.actions() for key in one.keys}
            if taken.intersection(own.keys):
                return False
        return super().check_action(action, parameters)

    def do_palette(self) -> None:
        """Open the palette."""
        from shopdesk.screens import goals
        from shopdesk.screens.palette import Palette

        if (desk := self.desk) is not None:
            self.push_screen(Palette(goals.everything(self, desk, self.recent)), self._chosen)

    def _chosen(self, goal: "Goal | None") -> None:
        if goal is not None:
            if goal.past:
                self.recent.add(goal.past)
            goal.act()

    def do_help(self) -> None:
        """Show the keys of this desk."""
        from shopdesk.screens.dialogs.help import Help

        desk = self.desk
        if desk is None:
            return
        groups: list[Group] = [(_("This desk"), desk, tuple(desk.actions()))]
        groups += [(_("The list"), one, tuple(one.actions())) for one in desk.lists()]
        groups.append((_("Everywhere"), self, tuple(self.actions())))
        fields = tuple(getattr(getattr(desk, "grammar", None), "fields", ()))
        self.push_screen(Help(_(desk.NAME), groups, fields))

    def do_undo(self) -> None:
        """Take back the newest entry that stands."""
        self.write("journal.undo")

    def do_redo(self) -> None:
        """Do again what the newest undo took back."""
        self.write("journal.redo")

    def do_reload(self) -> None:
        """Ask for everything again."""
        if self.desk is not None:
            self.desk.reload()

    def do_back(self) -> None:
        """Back to the desk before."""
        self._walk(-1)

    def do_forward(self) -> None:
        """Forward again."""
        self._walk(1)

    def do_stop(self) -> None:
        """Stop the long work."""
        self.tell(_("Stopping…") if self.doorway.stop() else _("Nothing long is under way."))

    def do_demo(self) -> None:
        """Change between the demo shop and a person's own."""
        self.exit("own" if self.demo else "demo")

    def do_leave(self) -> None:
        """Leave the workstation."""
        self.exit("")

    def method(self, action: Action) -> Callable[[], None]:
        """Return what does the action; a desk's digit shows that desk."""
        if action.id in self.MODES:
            return partial(self.go, action.id)
        return super().method(action)


def likely_folders() -> tuple[Path, ...]:
    """Return where a person's downloads are likely to be, and the folder we were started in."""
    home = Path.home()
    wanted = (home / "Downloads", home / "Unduhan", Path.cwd())
    return tuple(dict.fromkeys(folder for folder in wanted if folder.is_dir()))


def _collect_again() -> None:
    """Let garbage be collected from now on, but never look through what the start has loaded."""
    gc.freeze()
    gc.enable()


def _dialogs(root: type[Any]) -> list[type[Any]]:
    """Return every kind of dialog, however deep."""
    return [one for child in root.__subclasses__() for one in (child, *_dialogs(child))]
