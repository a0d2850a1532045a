"""Asking for a path, with completion of what is there."""

import os
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.suggester import Suggester
from textual.widgets import Input

from shopdesk.locale import _
from shopdesk.screens.dialogs.dialog import Answer, Dialog
from shopdesk.screens.dropped import paths, quoted
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece


class _There(Suggester):
    """Suggests the first name in the folder that goes on from what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        head, typed = os.path.split(value)
        names = [name for name in _names(head) if name.startswith(typed) and name != typed]
        return os.path.join(head, names[0]) if names else None  # noqa: PTH118 - keeps a typed "~"


def _names(folder: str) -> list[str]:
    """Return the printable names in a folder, sorted; none if it cannot be read."""
    try:
        found = [path.name for path in Path(folder or ".").expanduser().iterdir()]
    except (OSError, RuntimeError):
        return []
    return sorted(name for name in found if name.isprintable())


class PathField(Field):
    """A line for a path: tab completes it, and files dropped on it come quoted."""

    def __init__(self, start: str) -> None:
        super().__init__(start, suggester=_There(), id="path", select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        """Take the suggestion."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_end()
            self.action_cursor_right()

    def on_paste(self, event: events.Paste) -> None:
        """Take dropped files in place of what stands here; any other text as it is."""
        if found := paths(event.text):
            event.stop()
            event.prevent_default()
            self.value = quoted(found) if len(found) > 1 else str(found[0])
            self.action_end()


class _Asking(Dialog[Answer]):
    """A path to be changed, and the keys."""

    def __init__(self, title: str, start: str) -> None:
        super().__init__(title)
        self._start = start

    def body(self) -> ComposeResult:
        """Show the path to be changed, and the keys."""
        yield PathField(self._start)
        keys = Line(id="keys")
        keys.show([Piece(" tab", "key"), Piece(" " + _("complete")), Piece("  enter", "key"),
                   Piece(" " + _("take it"))])  # fmt: skip
        yield keys


class AskPath(_Asking[Path]):
    """Returns the path that was typed; tab, right or end takes the suggestion."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path."""
        text = event.value.strip()
        self.dismiss(Path(text).expanduser() if text else None)


class AskFiles(_Asking[list[Path]]):
    """Returns the files that were typed, pasted or dropped; a path that is not there alone."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the paths."""
        text = event.value.strip()
        self.dismiss(paths(text) or ([Path(text).expanduser()] if text else None))
