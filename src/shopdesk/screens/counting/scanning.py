"""Scans at full speed: what is typed while one is written waits its turn, and none is lost."""

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult

from shopdesk.locale import _
from shopdesk.screens.counting import calls
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece

MOST: Final = 200
"""Scans that are written at once."""


class ScanField(Field):
    """A field that is free for the next scan in the very moment of Enter.

    A scanner does not wait: had the field to be cleared later, the next code would stand in it.
    """

    def __init__(self, taken: Callable[[str], None]) -> None:
        hint = _("Scan a barcode, or type a SKU, or SKU=12, and Enter; esc goes to the list")
        super().__init__(placeholder=hint, id="scan", select_on_focus=False)
        self._taken = taken

    async def action_submit(self) -> None:
        """Hand the code on, and be empty."""
        code, self.value = self.value.strip(), ""
        if code:
            self._taken(code)


class Scanning(Spread[str]):
    """A dialog with a field called "scan"; a subclass names the sheet and shows what came of it."""

    name_now: str = ""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._waiting: list[str] = []
        self._under_way = 0
        self.missed: list[str] = []
        """What was scanned and not counted, and why."""

    @property
    def busy(self) -> bool:
        """Scans are being written, or wait."""
        return bool(self._under_way or self._waiting)

    def heard(self, codes: list[str]) -> None:
        """Show what came of scans that were written."""
        raise NotImplementedError

    @property
    def scan_field(self) -> ScanField:
        """Where scans come in."""
        return self.query_one("#scan", ScanField)

    def scan_lines(self) -> ComposeResult:
        """Yield the field, and the lines below it: what went wrong, what was counted."""
        yield ScanField(self.scanned)
        yield Line(id="missed")
        yield Line(id="scanned")

    def scanned(self, code: str) -> None:
        """Take a scan."""
        self._waiting.append(code)
        self._next()

    def _next(self, one_by_one: list[str] | None = None) -> None:
        """Write what waits; what a refused batch held is written one by one."""
        if self._under_way:
            return
        batch = one_by_one[:1] if one_by_one else self._waiting[:MOST]
        if not batch:
            return
        rest = one_by_one[1:] if one_by_one else []
        if not one_by_one:
            del self._waiting[: len(batch)]
        self._under_way = len(batch)
        self.house.do(
            calls.scan, self.name_now, batch,
            then=lambda _change: self._written(batch, rest),
            refused=lambda reason: self._refused(batch, rest, reason),
        )  # fmt: skip

    def _written(self, batch: list[str], rest: list[str]) -> None:
        self._under_way = 0
        self._next(rest)
        if self.is_attached:
            self.heard(batch)

    def _refused(self, batch: list[str], rest: list[str], reason: str) -> None:
        self._under_way = 0
        if len(batch) > 1:
            self._next(batch)
            return
        self.app.bell()
        self.missed.append(_("Not counted, {code}: {reason}").format(code=batch[0], reason=reason))
        self.complain()
        self._next(rest)

    def complain(self) -> None:
        """Show what was not counted last, and how often that was; it stays until it is put away."""
        if self.is_attached:
            pieces = [Piece(f" {self.missed[-1]}", "late")] if self.missed else []
            many = [Piece(f"{len(self.missed)}× ", "late")] if len(self.missed) > 1 else []
            self.query_one("#missed", Line).show(pieces, many)

    def say(self, text: str, look: str = "") -> None:
        """Show under the field what came of a scan."""
        if self.is_attached:
            self.query_one("#scanned", Line).show([Piece(f" {text}", look)])
