"""The workstation: desks by digit, the doorway, toasts, undo, themes and signals. Wiring only."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import App

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.desk import UNBUILT, Desk
from shopdesk.screens.dialogs.help import Group, help_of
from shopdesk.screens.doorway import Call, Doorway, Job, Store
from shopdesk.screens.imports import ImportsDesk
from shopdesk.screens.orders import OrdersDesk
from shopdesk.screens.palette import ActionProvider
from shopdesk.text import safe
from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.theme import DARK, LIGHT

DESKS: Final[tuple[type[Desk], ...]] = tuple(
    sorted((OrdersDesk, ImportsDesk, *UNBUILT), key=lambda desk: (desk.DIGIT == "0", desk.DIGIT))
)
FIRST: Final = "orders"
LOOK: Final = 1.5
"""Seconds between two looks whether another program changed the store."""
GRACE: Final = 1.8
"""Seconds that leaving may take after the terminal hung up."""


def desk_keys(desk: type[Desk]) -> str:
    """Return the keys of a desk: its digit, and i for imports from anywhere."""
    return f"{desk.DIGIT},i" if desk is ImportsDesk else desk.DIGIT


class ShopDeskApp(Acts, App[int]):
    """One terminal, one person, one store."""

    TITLE = "ShopDesk"
    PLACE = "house"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = {ActionProvider}
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-narrow"),
        (110, "-normal"),
        (170, "-wide"),
    ]
    MODES = {desk.PLACE: desk for desk in DESKS}  # noqa: RUF012 - declared so by Textual
    DEFAULT_MODE = FIRST
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("palette", "ctrl+p,:", N_("Palette"), N_("Find any action or desk by its name")),
        Action("help", "?", N_("Help"), N_("The keys of this desk")),
        Action("undo", "u", N_("Undo"), N_("Take back what was done last"), writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was taken back"), writes=True),
        Action("reload", "r", N_("Reload"), N_("Ask for everything again")),
        Action("back", "[", N_("Desk before"), N_("Back to the desk before")),
        Action("forward", "]", N_("Desk after"), N_("Forward again")),
        Action("stop", "ctrl+x", N_("Stop"), N_("Stop the long work, cleanly")),
        Action("theme", "ctrl+t", N_("Theme"), N_("Light or dark")),
        Action("leave", "ctrl+q", N_("Quit"), N_("Leave the workstation")),
        *(Action(desk.PLACE, desk_keys(desk), desk.NAME, N_("To this desk")) for desk in DESKS),
    )

    def __init__(
        self,
        opener: Callable[[], Store],
        *,
        clock: Clock | None = None,
        folders: Sequence[Path] | None = None,
    ) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.set_reactive(ShopDeskApp.theme, DARK.name)  # before any style is worked out
        self.clock = clock or Clock()
        self.doorway = Doorway(self, opener)
        self.last_words = ""
        self.folders = tuple(folders) if folders is not None else likely_folders()
        self._trail: list[str] = [FIRST]
        self._at = 0
        self._version: int | None = None

    def on_mount(self) -> None:
        """Hear the signals, and begin to look for changes of others."""
        self.animation_level = "none"
        self._hear_signals()
        self.set_interval(LOOK, self._look)
        self.set_interval(60, self._minute)

    # The doorway

    def ask(
        self,
        read: Call,
        *args: Any,
        then: Callable[[Any], None],
        slot: Hashable = None,
        failed: Callable[[], None] | None = None,
        **options: Any,
    ) -> None:
        """Read; see ``Doorway.ask``."""
        self.doorway.ask(read, *args, then=then, slot=slot, failed=failed, **options)

    def do(
        self, verb: Call, *args: Any, then: Callable[[Any], None] | None = None, **options: Any
    ) -> None:
        """Run a verb, tell what happened and refresh the desk."""
        self.doorway.do(verb, *args, then=lambda change: self._changed(change, then), **options)

    def write(self, act: Call, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Run a service that takes the store itself; told and refreshed in the same way."""
        self.doorway.write(act, *args, then=lambda change: self._changed(change, then))

    def follow(
        self,
        work: Call,
        *args: Any,
        label: str,
        then: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
    ) -> Job | None:
        """Follow long work; only one at a time."""
        if self.doorway.job is not None:
            self.tell(_("Something long is under way already; ^x stops it."), wrong=True)
            return None
        return self.doorway.run(work, *args, label=label, then=then, failed=failed)

    @property
    def job(self) -> Job | None:
        """The long work under way."""
        return self.doorway.job

    def on_doorway_answered(self, message: Doorway.Answered) -> None:
        """Hand an answer to whoever asked, while there still is somebody."""
        if self.is_running and self.desk is not None and self.desk.is_attached:
            message.deliver()

    def on_doorway_progressed(self) -> None:
        """Show how far the long work is."""
        if (desk := self.desk) is not None:
            desk.progressed()

    def on_doorway_failed(self, message: Doorway.Failed) -> None:
        """Show a refusal unchanged; without a store there is nothing to stay for."""
        if message.fatal:
            self.last_words = message.text
            self.exit(1, return_code=1)
        else:
            self.tell(message.text, wrong=True)

    def _changed(self, change: Any, then: Callable[[Any], None] | None) -> None:
        entry = getattr(change, "entry", None)
        if label := getattr(change, "label", ""):
            undoes = _("u undoes it") if not label.startswith(_("Undid")) else _("U redoes it")
            self.tell(f"{label} · {undoes}" if entry else _("{label}: nothing changed").format(
                label=label))  # fmt: skip
        self._version = entry or self._version
        if then is not None:
            then(change)
        if entry and (desk := self.desk) is not None:
            desk.reload()

    # Around the desks

    @property
    def desk(self) -> Desk | None:
        """The desk in front, also when a dialog stands before it."""
        stack = self.screen_stack
        return stack[0] if stack and isinstance(stack[0], Desk) else None

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a toast in place of the one before. What went wrong stays four times as long."""
        said = safe(text, 600, lines=True)
        self.clear_notifications()
        if wrong:
            self.notify(said, severity="error", timeout=16, markup=False)
        else:
            self.notify(said, timeout=4, markup=False)

    def copy(self, text: str) -> None:
        """Put text on the clipboard, rid of what a terminal might obey."""
        said = safe(text, 4_000)
        self.copy_to_clipboard(said)
        self.tell(_("Copied: {text}").format(text=said))

    def go(self, desk: str) -> None:
        """Show a desk, and remember the way."""
        if desk != self.current_mode:
            del self._trail[self._at + 1 :]
            self._trail.append(desk)
            self._at += 1
            self.switch_mode(desk)

    def back(self) -> bool:
        """Show the desk from before."""
        return self._step(-1)

    def _step(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._trail):
            return False
        self._at += by
        self.switch_mode(self._trail[self._at])
        return True

    def _look(self) -> None:
        self.ask("journal.head", then=self._seen, slot="newest")

    def _seen(self, version: int) -> None:
        if self._version is not None and version != self._version and self.desk is not None:
            self.desk.reload()
        self._version = version

    def _minute(self) -> None:
        for grid in self.screen.query(Grid):
            with grid.redrawing():
                pass  # the countdowns say something else by now

    def _hear_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._hang_up, number)

    def _hang_up(self, number: signal.Signals) -> None:
        """Leave in order, and in any case soon: a terminal that is gone answers no more."""
        guard = threading.Timer(GRACE, os._exit, (128 + number,))
        guard.daemon = True
        guard.start()
        self.exit(128 + number, return_code=128 + number)

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
        self.action_command_palette()

    def do_help(self) -> None:
        """Show the keys of this desk."""
        desk = self.desk
        if desk is None:
            return
        groups: list[Group] = [(_("This desk"), desk, tuple(desk.actions()))]
        if grids := list(desk.query(Grid)):
            groups.append((_("The list"), grids[0], tuple(grids[0].actions())))
        groups.append((_("Everywhere"), self, tuple(self.actions())))
        self.push_screen(help_of(_(desk.NAME), groups))

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
        self._step(-1)

    def do_forward(self) -> None:
        """Forward again."""
        self._step(1)

    def do_stop(self) -> None:
        """Stop the long work."""
        self.tell(_("Stopping…") if self.doorway.stop() else _("Nothing long is under way."))

    def do_theme(self) -> None:
        """Change between light and dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def do_leave(self) -> None:
        """Leave the workstation."""
        self.exit(0)

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


def open_workstation(
    home: str | None = None, store: str | None = None, *, demo: bool = False
) -> int:
    """Open the workstation on the store of this home, and return its exit code.

    ``demo`` fills an empty store with the demo shop first.
    """
    from shopdesk.config import find_home

    found = find_home(home, store)
    clock = Clock(found.settings().zone)
    found.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    logging.basicConfig(filename=found.state / "shopdesk.log", level=logging.WARNING)

    def opener() -> Store:
        from shopdesk.store import Store as Opened

        opened = Opened.open(found, clock)
        if demo:
            from shopdesk.services import demo as demo_shop

            demo_shop.load(opened)
        return opened

    app = ShopDeskApp(opener, clock=clock)
    try:
        code = app.run()
    finally:
        app.doorway.close()
    if app.last_words:
        print(safe(app.last_words, lines=True), file=sys.stderr)  # noqa: T201 - narration
    return code or app.return_code or 0
