"""A field for a barcode scanner, which is a keyboard that types without a rest.

Enter, Tab, a line feed or a pause ends a code, and the field is free for the next one in the same
moment. A pause ends only what was typed as no person types: whoever writes by hand takes their
time, and says Enter. What is pasted is taken as if it were scanned.
"""

import re
from collections.abc import Callable
from time import monotonic
from typing import Final

from textual import events

from shopdesk.widgets.field import Field

TICK: Final = 0.05
"""Seconds between two looks whether signs still come."""
TICKS: Final = 3
"""Looks in a row without a new sign that make a pause."""
LATE: Final = 0.03
"""Seconds that a look may be late. Who looks later was busy, and signs may lie unread meanwhile."""
SWIFT: Final = 0.06
"""Seconds between two signs that only a scanner keeps under, sign after sign."""
SHORTEST: Final = 3
"""Signs of a code that a pause may end."""
_ENDS: Final = re.compile(r"[\r\n\t]+")


class Wedge(Field):
    """Hands each code on as it is complete; it has no cursor, and no key in it is special."""

    def __init__(
        self,
        taken: Callable[[str], None],
        placeholder: str,
        id: str,  # noqa: A002 - Textual's own name
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self._taken, self._busy = taken, busy
        self._last = self._seen = self._due = 0.0
        self._swift = True
        self._quiet = 0
        self._looking = False

    async def _on_key(self, event: events.Key) -> None:
        """Take a sign, or the end of a code; every other key is the screen's."""
        if event.key in ("enter", "tab", "ctrl+j"):
            self._end()
        elif event.key in ("backspace", "ctrl+h"):
            self.value = self.value[:-1]
        elif event.is_printable and event.character:
            self._take(event.character, event.time)
        else:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, code by code; what has no end yet waits for its pause."""
        event.stop()
        event.prevent_default()
        *codes, rest = _ENDS.split(event.text)
        for code in codes:
            self._put(self.value + code)
            self._end()
        if rest:
            self._take(rest, event.time)

    def _take(self, signs: str, at: float) -> None:
        self._swift = not self.value or (self._swift and at - self._last <= SWIFT)
        self._last = at
        self._put(self.value + signs)
        if not self._looking:
            self._look_soon()

    def _look_soon(self) -> None:
        self._looking = True
        self._due = monotonic() + TICK
        self.set_timer(TICK, self._look)

    def _look(self) -> None:
        """See whether signs still come: only a program that is free to see can tell a pause."""
        free = monotonic() - self._due <= LATE and not self._busy()
        self._quiet = self._quiet + 1 if free and self._last == self._seen else 0
        self._seen = self._last
        self._looking = False
        if not self.value or not self._swift:
            return
        if self._quiet >= TICKS and len(self.value) >= SHORTEST:
            self._end()
        else:
            self._look_soon()

    def _put(self, value: str) -> None:
        self.value = value
        self.cursor_position = len(value)

    def _end(self) -> None:
        code, self.value = self.value.strip(), ""
        self._swift, self._quiet = True, 0
        if code:
            self._taken(code)
