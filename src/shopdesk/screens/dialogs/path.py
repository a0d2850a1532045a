"""Asking for a path, with completion of what is there."""

import os
from pathlib import Path

from textual.app import ComposeResult
from textual.suggester import Suggester
from textual.widgets import Input

from shopdesk.locale import _
from shopdesk.screens.dialogs.dialog import Dialog
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


class AskPath(Dialog[Path]):
    """Returns the path that was typed; right or end takes the suggestion."""

    def __init__(self, title: str, start: str) -> None:
        super().__init__(title)
        self._start = start

    def body(self) -> ComposeResult:
        """Show the path to be changed, and the keys."""
        yield Input(self._start, suggester=_There(), id="path", select_on_focus=False)
        keys = Line(id="keys")
        keys.show([Piece(" →", "key"), Piece(" " + _("complete")), Piece("  enter", "key"),
                   Piece(" " + _("take it"))])  # fmt: skip
        yield keys

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path."""
        text = event.value.strip()
        self.dismiss(Path(text).expanduser() if text else None)
