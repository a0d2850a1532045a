"""Choosing the columns of a list: which are shown, in which order, how wide."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.widgets.action import Action
from shopdesk.widgets.arrangement import NARROWEST, Arrangement, fixed
from shopdesk.widgets.columns import LONGEST, Column, fit
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.line import Line, Piece

NAME = 30
"""Cells for the name of a column."""


class ChooseColumns(Dialog[Arrangement]):
    """Returns how the columns are wanted. An identifier stays as wide as it must be."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("show", "space", N_("Show/hide"), N_("Show the column, or put it away")),
        Action("up", "K,shift+up", N_("Up"), N_("Move the column to the left")),
        Action("down", "J,shift+down", N_("Down"), N_("Move the column to the right")),
        Action("wider", "+,full_stop,=", N_("Wider"), N_("Give the column one cell more")),
        Action("narrower", "-,comma", N_("Narrower"), N_("Take a cell from the column")),
        Action("last", "k", N_("Column before"), N_("To the column before")),
        Action("next", "j", N_("Next column"), N_("To the next column")),
        Action("reset", "0", N_("As at first"), N_("All columns as they were at first")),
    )

    def __init__(self, columns: Sequence[Column], now: Arrangement) -> None:
        super().__init__(_("Columns"))
        self._declared = tuple(columns)
        self._take(now)

    def _take(self, arrangement: Arrangement) -> None:
        self._columns = list(arrangement.every(self._declared))
        self._hidden = {name for name in arrangement.hidden if not self._fixed(name)}
        self._widths = dict(arrangement.widths)

    def _fixed(self, name: str) -> bool:
        return any(column.id == name and fixed(column) for column in self._declared)

    def body(self) -> ComposeResult:
        """Show the columns from left to right, and the keys."""
        yield OptionList(*(Option(self._said(column)) for column in self._columns))
        keys = Line(id="keys")
        said = ((_("show/hide"), "space"), (_("move"), "J K"), (_("width"), "+ -"),
                (_("as at first"), "0"), (_("keep"), "enter"))  # fmt: skip
        keys.show([p for what, key in said for p in (Piece(f" {key} ", "key"), Piece(f"{what} "))])
        yield keys

    def _said(self, column: Column) -> Content:
        shown = column.id not in self._hidden
        sign = glyphs().mark if shown else " "
        name = fit(column.head or column.id, NAME)
        style = "" if shown else "$text-muted"
        return Content.assemble(
            (f" {sign} ", "bold $text-accent"), (name, style), (f"{column.width:>5} ", style)
        )

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _at(self) -> int:
        return self._list.highlighted or 0

    def _draw(self, *places: int) -> None:
        for at in places:
            self._list.replace_option_prompt_at_index(at, self._said(self._columns[at]))

    def on_option_list_option_selected(self) -> None:
        """Keep what was chosen."""
        order = tuple(column.id for column in self._columns)
        moved = order != tuple(column.id for column in self._declared)
        self.dismiss(Arrangement(order if moved else (), frozenset(self._hidden), self._widths))

    def do_show(self) -> None:
        """Show the column, or put it away; the one that names the row stays."""
        column = self._columns[self._at]
        if fixed(column):
            self.tell(_("This column tells which row is which; it always stays."))
            return
        self._hidden ^= {column.id}
        self._draw(self._at)

    def do_up(self) -> None:
        """Move the column one place to the left."""
        self._move(-1)

    def do_down(self) -> None:
        """Move the column one place to the right."""
        self._move(1)

    def _move(self, by: int) -> None:
        at, to = self._at, self._at + by
        if 0 <= to < len(self._columns):
            self._columns[at], self._columns[to] = self._columns[to], self._columns[at]
            self._draw(at, to)
            self._list.highlighted = to

    def do_wider(self) -> None:
        """Give the column one cell more."""
        self._widen(1)

    def do_narrower(self) -> None:
        """Take one cell from the column."""
        self._widen(-1)

    def _widen(self, by: int) -> None:
        name = self._columns[self._at].id
        width = self._columns[self._at].width + by
        self._widths[name] = max(NARROWEST, min(width, LONGEST * 2))
        order = tuple(column.id for column in self._columns)
        self._columns = list(Arrangement(order, widths=self._widths).every(self._declared))
        self._draw(self._at)

    def do_last(self) -> None:
        """To the column before."""
        self._list.action_cursor_up()

    def do_next(self) -> None:
        """To the next column."""
        self._list.action_cursor_down()

    def do_reset(self) -> None:
        """All columns as they were declared."""
        self._take(Arrangement())
        self._draw(*range(len(self._columns)))
