"""Changing a cell in place: which one, what is typed there, and that nothing typed is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.geometry import Region
from textual.message import Message

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.text import safe
from shopdesk.widgets.cell_editor import ROOM, CellEditor
from shopdesk.widgets.columns import Column, shown
from shopdesk.widgets.draft import Draft
from shopdesk.widgets.lines import GUTTER
from shopdesk.widgets.ordering import Ordering
from shopdesk.widgets.window import R

REMEMBERED = 500
"""Marks that are kept with a draft; of more rows only the one under the cursor comes back."""


@dataclass(frozen=True, slots=True)
class _Open:
    """The cell that is open."""

    editor: CellEditor
    column: Column
    row: int
    name: str
    many: int
    start: str
    skip: int
    key: tuple[object, ...]


class Editing(Ordering[R]):
    """Rows whose cells can be changed in place, where their columns say how."""

    class Edited(Message, namespace="grid"):
        """A value is to be kept in a field of these rows; whoever does it calls one of the two."""

        def __init__(
            self,
            ids: Sequence[int],
            field: str,
            value: Any,
            kept: Callable[[], None],
            refused: Callable[[str], None],
        ) -> None:
            self.ids, self.field, self.value = ids, field, value
            self.kept, self.refused = kept, refused
            super().__init__()

    class Drafted(Message, namespace="grid"):
        """Something was typed that is not kept yet; None: nothing is any more."""

        def __init__(self, grid: "Editing[Any]", draft: Draft | None) -> None:
            self.grid, self.draft = grid, draft
            super().__init__()

    _open: _Open | None = None
    _last = ""
    _drafted = False
    _awaited: tuple[Draft, Callable[[bool], None]] | None = None

    @property
    def editing(self) -> bool:
        """A cell is open."""
        return self._open is not None

    @property
    def typed(self) -> bool:
        """Something stands in the open cell that is not kept yet."""
        return self._open is not None and self._open.editor.text != self._open.start

    def editable(self) -> list[Column]:
        """Return the columns whose cells can be changed, for as many rows as are chosen."""
        alone = len(self.marks) <= 1
        return [c for c in self.columns if c.edit and (alone or not c.edit.own)]

    def why_not_edit(self) -> str | None:
        """Return why no cell can be changed now, or None."""
        if self.row is None:
            return _("There is no row here.")
        if not any(column.edit for column in self.declared or self.columns):
            return _("Nothing in this list is changed in its cells.")
        if not self.editable():
            return _("Every row has its own here; take the marks away to change one (esc).")
        return None

    def begin_with(self, column: str) -> None:
        """Open the cells of this column first."""
        self._last = column

    def do_edit(self) -> None:
        """Open a cell of the row: the column changed last, else the first that can be changed."""
        columns = self.editable()
        self.edit(next((c for c in columns if c.id == self._last), columns[0]))

    def edit(self, column: Column, text: str | None = None) -> None:
        """Open this column's cell of the row under the cursor, with its text or another."""
        row, edit = self.row, column.edit
        if row is None or edit is None:
            return
        before = self._open
        many = len(self.marks)
        about = ngettext("changes {n} marked row", "changes {n} marked rows", many)
        start = safe(edit.start(row)) if many <= 1 else ""
        name = shown((self.declared or self.columns)[0], row)[0]
        key = row.key if isinstance(row.key, tuple) else ()
        editor = before.editor if before else CellEditor(self._typed, self._left)
        skip = before.skip if before else self.skip
        self._open = _Open(editor, column, row.id, name, many, start, skip, key)
        self._last = column.id
        if before is None:
            self.screen.mount(editor)
        self._bring_into_view(column)
        editor.ask(
            start if text is None else text,
            edit.words(),
            about.format(n=number(many, language())) if many else "",
            *self._cell(column),
        )
        editor.take_keys()

    def _bring_into_view(self, column: Column) -> None:
        """Scroll the columns until this one is shown, with room to type."""
        before = self.columns.index(column) - 1
        while self.skip < before and not self._roomy(column) and self.more_right():
            self.do_right()

    def _roomy(self, column: Column) -> bool:
        left, _width = self.where_is(column.id) or (self.size.width, 0)
        return left + ROOM <= self.scrollable_content_region.width

    # While it is open

    def _typed(self, text: str) -> None:
        if (at := self._open) is None:
            return
        at.editor.say("")
        if text == at.start:
            self._forget_draft()
            return
        marks = tuple(sorted(self.marks.ids)) if len(self.marks.ids) <= REMEMBERED else ()
        draft = Draft(at.row, at.name, at.column.id, text, self.cursor, marks, at.key)
        self._drafted = True
        self.post_message(self.Drafted(self, draft))

    def _forget_draft(self) -> None:
        if self._drafted:
            self._drafted = False
            self.post_message(self.Drafted(self, None))

    def _left(self, keep: bool, step: int) -> None:  # noqa: FBT001 - the editor's own word
        at = self._open
        if at is None or at.column.edit is None:
            return
        if not keep:
            self.close_cell()
        elif at.editor.text == at.start and not at.many:
            self._go_on(step)
        else:
            try:
                value = at.column.edit.read(at.editor.text)
            except ValueError as wrong:
                at.editor.say(str(wrong))
            else:
                self._keep(at, value, step)

    def _keep(self, at: _Open, value: Any, step: int) -> None:
        field = at.column.edit.field if at.column.edit else ""
        kept, refused = partial(self._kept, at, step), partial(self._refused, at)

        def send(ids: Sequence[int]) -> None:
            self.post_message(self.Edited(ids, field, value, kept, refused))

        at.editor.wait()
        if at.many:
            self.chosen(send)
        else:
            send([at.row])

    def _kept(self, at: _Open, step: int) -> None:
        self._forget_draft()
        if self._open is at:
            self._go_on(step)
            if step:
                at.editor.go_on()
            else:
                self.forget_marks()

    def _refused(self, at: _Open, reason: str) -> None:
        if self._open is at:
            at.editor.refuse(reason)

    def _go_on(self, step: int) -> None:
        """Open the cell so many columns on, or none."""
        columns = self.editable()
        here = next((n for n, c in enumerate(columns) if self._open and c == self._open.column), 0)
        if step and columns:
            self.edit(columns[(here + step) % len(columns)])
        else:
            self.close_cell()

    def back_to_cell(self) -> None:
        """Give the keys back to the open cell."""
        if self._open is not None:
            self._open.editor.take_keys()

    def close_cell(self) -> None:
        """Close the cell; what was typed is forgotten, and the keys are the grid's again."""
        if (at := self._open) is not None:
            self._forget_draft()
            self._open = None
            self.skip = at.skip
            self.lay_out()
            self.screen.set_focus(self)
            at.editor.close()

    # Where it stands

    def _cell(self, column: Column) -> tuple[Region, Region]:
        """Return where this column's cell stands on the screen, and the room around it."""
        left, width = self.where_is(column.id) or (GUTTER, 1)
        y = self.cursor + 1 - self.scroll_offset.y
        room = self.content_region
        room = Region(room.x, room.y, self.scrollable_content_region.width, room.height)
        return Region(room.x + left, room.y + y, min(width, room.width - left), 1), room

    def _stand(self) -> None:
        """Put the open cell where its row and its column are now."""
        if (at := self._open) is None:
            return
        at.editor.stand(*self._cell(at.column))
        if not at.many and self.row is not None and self.row.id != at.row:
            gone = _("{name} is no longer in this list; enter changes it all the same.")
            at.editor.say(gone.format(name=at.name))

    def lay_out(self) -> None:
        """Choose the columns anew; the open cell goes with its column."""
        super().lay_out()
        self._stand()

    def moved(self) -> None:
        """Go with the row: the open cell, or the draft that waits for it."""
        super().moved()
        self._stand()
        self._reopen()

    @property
    def allow_vertical_scroll(self) -> bool:
        """The wheel rests while a cell is open: its row stays in sight."""
        return not self.editing and super().allow_vertical_scroll

    # A draft from before

    def resume(self, draft: Draft, told: Callable[[bool], None]) -> None:
        """Open the cell again that a draft was typed into; ``told`` hears whether it is here."""
        where, sort = self.window.where, self.window.sort

        def found(at: int | None) -> None:
            self._awaited = (draft, told)  # not before: the cursor may still pass another row
            self.move(draft.at if at is None else at)
            self._reopen()

        self.source.place(where, sort, draft, draft.at, found)

    def _reopen(self) -> None:
        if self._awaited is None or self.row is None:
            return
        (draft, told), row = self._awaited, self.row
        self._awaited = None
        columns = self.declared or self.columns
        column = next((c for c in columns if c.id == draft.column and c.edit), None)
        here = column is not None and row.id == draft.id
        here = here and shown(columns[0], row)[0] == draft.name
        if here and column:
            self.marks.add(draft.marks)
            self.edit(column, safe(draft.text))
            self._typed(safe(draft.text))
        told(here)
