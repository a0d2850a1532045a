"""What a desk remembers of its lists: the columns a person chose, and what was typed and not kept.

A grid asks, here it is answered, for every desk alike.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.screen import Screen
from textual.widget import Widget

from shopdesk.locale import _
from shopdesk.screens.dialogs.columns import ChooseColumns
from shopdesk.text import safe
from shopdesk.widgets.arrangement import Arrangement
from shopdesk.widgets.draft import Draft
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.screens.house import House


class Remembering(Screen[None]):
    """A screen whose grids find their columns and their drafts again."""

    PLACE: ClassVar[str] = ""
    EDIT: ClassVar[str] = ""
    """The verb that sets one field of rows, called with ids, field and value: "orders.edit"."""

    where: str = ""
    """The filter in force, as a person wrote it."""
    _draft: Draft | None = None
    _draft_where: str | None = None

    @property
    def house(self) -> "House":
        """The app, as far as a desk may know it."""
        return cast("House", self.app)

    def filter(self, where: str) -> None:
        """Show what a filter matches: a desk with a filter says how."""

    def at(self, grid: Grid[Any]) -> None:
        """Tell where the cursor of a grid stands."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Give every grid the columns of last time, and look for a draft."""
        for grid in self.query(Grid):
            grid.stepped = partial(self.at, grid)
            if told := self.house.memory.get(self._key("columns", grid)):
                grid.show_columns(Arrangement.read(told))
        told = self.house.memory.get(self._key("draft"))
        if told and self.EDIT:
            self._draft = Draft.read(told)
            self._draft_where = str(told.get("where") or "")

    def _key(self, what: str, grid: Widget | None = None) -> str:
        return f"{what}.{self.PLACE}" + (f".{grid.id}" if grid else "")

    # Columns

    def on_grid_arranging(self, message: Grid.Arranging) -> None:
        """Let the person choose the columns, and keep what was chosen."""
        grid = message.grid

        def chosen(arrangement: Arrangement | None) -> None:
            if arrangement is not None:
                grid.show_columns(arrangement)
                self.house.memory.put(self._key("columns", grid), arrangement.written())

        self.app.push_screen(ChooseColumns(grid.declared, grid.arrangement), chosen)

    # Cells

    def on_grid_edited(self, message: Grid.Edited) -> None:
        """Keep a value that was typed into a cell; what is wrong with it is said at the cell."""
        ids, field, value = list(message.ids), message.field, message.value
        self.house.do(
            self.EDIT, ids, field, value,
            then=lambda _change: message.kept(), refused=message.refused,
        )  # fmt: skip

    def on_grid_drafted(self, message: Grid.Drafted) -> None:
        """Remember what is being typed, key by key: the line may drop at any time."""
        draft, memory = message.draft, self.house.memory
        if draft is not None:
            memory.put(self._key("draft"), {**draft.written(), "where": self.where})
        elif self._draft is None and memory.get(self._key("draft")) is not None:
            memory.put(self._key("draft"), None)

    def on_grid_changed(self) -> None:
        """Once there are rows, open the cell again whose draft was left behind."""
        if (draft := self._draft) is None:
            return
        grid = next((g for g in self.query(Grid) if g.window.known), None)
        if grid is None:
            return
        where, self._draft_where = self._draft_where, None
        if where not in (None, self.where):
            self.filter(where)
            return
        self._draft = None
        grid.resume(draft, lambda here: self._resumed(draft, here=here))

    def _resumed(self, draft: Draft, *, here: bool) -> None:
        if here:
            self.house.tell(_("Draft restored: enter keeps it, esc drops it."))
            return
        self.house.memory.put(self._key("draft"), None)
        gone = _("A draft for {name} was left, but it is not in this list any more: {text}")
        self.house.tell(gone.format(name=safe(draft.name, 60), text=safe(draft.text, 200)))
