"""What the workstation does on behalf of the desk in front: asks, does, follows, tells, copies."""

import threading
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, Final

from textual import events
from textual.app import App
from textual.notifications import Notification

from shopdesk.locale import _
from shopdesk.screens import clipboard
from shopdesk.screens.desk import Desk
from shopdesk.screens.doorway import Call, Doorway, Job, Store
from shopdesk.text import safe
from shopdesk.widgets.action import Acts
from shopdesk.widgets.field import Field
from shopdesk.widgets.grid import Grid

LOOK: Final = 1.5
"""Seconds between two looks whether another program changed the store."""
BRIEF: Final = 5
"""Seconds that a word of success stays."""
LASTING: Final = 86_400
"""Seconds that what went wrong would stay if nobody put it away."""


class Errands(Acts, App[str]):
    """The app as far as it runs errands. Its answer says where to go on, empty for nowhere."""

    def __init__(self, opener: Callable[[], Store]) -> None:
        super().__init__()
        self.doorway = Doorway(self, opener)
        self.last_words = ""
        self.painted = threading.Event()
        """The shell stands on the terminal; what is heavy may be loaded."""
        self._version: int | None = None

    def on_ready(self) -> None:
        """Textual drew the first frame."""
        self.painted.set()

    def on_mount(self) -> None:
        """Begin to look for changes of others."""
        self.call_after_refresh(self._look)  # what changes from now on is seen as a change
        self.set_interval(LOOK, self._look)
        self.set_interval(60, self._minute)

    async def on_event(self, event: events.Event) -> None:
        """Let a key that is typed into a field act before the next key is looked at.

        Textual hands it on to the field, whose turn may come after the next one's; then what
        follows Enter would be done in the list from before.
        """
        typed = isinstance(event, events.Key) and not event.is_forwarded
        field = self.focused if typed else None
        if not (isinstance(field, Field) and isinstance(event, events.Key)):
            await super().on_event(event)
        elif not await self._check_bindings(event.key, priority=True):
            await field.take(event)

    @property
    def desk(self) -> Desk | None:
        """The desk in front, also when a dialog stands before it."""
        stack = self.screen_stack
        return stack[0] if stack and isinstance(stack[0], Desk) else None

    @property
    def job(self) -> Job | None:
        """The long work under way."""
        return self.doorway.job

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

    def write(
        self,
        act: Call,
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run a service that takes the store itself; told and refreshed in the same way."""
        back = "redo" if act == "journal.undo" else "undo"
        told = partial(self._changed, then=then, back=back)
        self.doorway.write(act, *args, then=told, failed=failed)

    def follow(
        self,
        work: Call,
        *args: Any,
        label: str,
        then: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
    ) -> Job | None:
        """Follow long work; only one at a time."""
        if self.job is not None:
            self.tell(_("Something long is under way already; ^x stops it."), wrong=True)
            return None
        return self.doorway.run(work, *args, label=label, then=then, failed=failed)

    def on_doorway_answered(self, message: Doorway.Answered) -> None:
        """Hand an answer to whoever asked, while there still is somebody."""
        if self.is_running and self.desk is not None and self.desk.is_attached:
            message.deliver()

    def on_doorway_progressed(self) -> None:
        """Show how far the long work is."""
        if (desk := self.desk) is not None and desk.is_attached:
            desk.progressed()

    def on_doorway_failed(self, message: Doorway.Failed) -> None:
        """Show a refusal unchanged; without a store there is nothing to stay for."""
        if message.fatal:
            self.last_words = message.text
            self.exit("", return_code=1)
        else:
            self.tell(message.text, wrong=True)

    def _changed(self, change: Any, then: Callable[[Any], None] | None, back: str = "undo") -> None:
        entry = getattr(change, "entry", None)
        if label := getattr(change, "label", ""):
            way = _("cannot be undone") if getattr(change, "left", False) else self._way_back(back)
            self.tell(
                f"{label} · {way}" if entry else _("{label}: nothing changed").format(label=label)
            )
        self._version = entry or self._version
        if then is not None:
            then(change)
        if entry and (desk := self.desk) is not None:
            desk.reload()

    def _way_back(self, action: str) -> str:
        key = next((one.sign for one in self.actions() if one.id == action), "")
        said = _("{key} undoes it") if action == "undo" else _("{key} redoes it")
        return said.format(key=key)

    # Words to the person

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a toast in place of the one before. What went wrong stays until it is put away."""
        said = safe(text, 600, lines=True)
        self._notifications.clear()
        self._notifications.add(  # what is posted instead would come after the next clearing
            Notification(said, severity="error", timeout=LASTING, markup=False)
            if wrong
            else Notification(said, timeout=BRIEF, markup=False)
        )
        self._refresh_notifications()

    def hush(self) -> bool:
        """Put away what went wrong; tells whether there was anything."""
        if any(shown.severity == "error" for shown in self._notifications):
            self.clear_notifications()
            return True
        return False

    def copy(self, text: str, said: str = "") -> None:
        """Put text on the clipboard, rid of what a terminal might obey; lines, if it says so."""
        clean = safe(text, 60_000, lines=True) if said else safe(text, 4_000)
        self.copy_to_clipboard(clean)
        clipboard.put(clean)
        self.tell(said or _("Copied: {text}").format(text=clean))

    # What happens by itself

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
