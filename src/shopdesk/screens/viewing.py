"""A desk with views: the strip of those with a name, and the saved ones among them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from shopdesk.screens.dialogs.views import Asked, ViewsDialog
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import Filtered, with_views
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.arrangement import Arrangement

if TYPE_CHECKING:
    from shopdesk.services.views import Saved


class Viewed(Filtered):
    """A desk with a strip of views; it opens with the first of them."""

    VIEWS: ClassVar[Sequence[View]]
    """The views of the house, in the order of the strip."""

    def __init_subclass__(cls, **options: object) -> None:
        """Open with the first view."""
        super().__init_subclass__(**options)
        if "VIEWS" in cls.__dict__:
            cls.FIRST = cls.VIEWS[0].where

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}
        self._saved: dict[str, Saved] = {}
        self._told = False
        self._own_columns: Arrangement | None = None

    def counts_call(self) -> Call | None:
        """Return what counts the rows of the views, if that is cheap."""
        return None

    def begin(self) -> None:
        """Show the first view, and ask for the saved ones."""
        super().begin()
        self.ask_views()

    def ask_views(self) -> None:
        """Ask for the saved views and the counts."""
        self.house.ask("views.every", self.AREA, then=self._take_views, slot=(self.PLACE, "views"))
        if call := self.counts_call():
            self.house.ask(call, then=self._take_counts, slot=(self.PLACE, "counts"))

    def speak(self, grammar: Grammar) -> None:
        """Take another language; saved views and counts belong to it."""
        super().speak(replace(with_views(grammar, {}, self._filters()), counts=self._counts))

    def settle(self) -> None:
        """Look at the filter in force once it is known which views there are."""
        if self._told:
            super().settle()

    def _take_views(self, saved: "Sequence[Saved]") -> None:
        gone, self._told = self._filters(), True
        self._saved = {v.name: v for v in sorted(saved, key=lambda view: not view.shared)}
        super().speak(with_views(self.grammar, gone, self._filters()))
        self.draw_strip()

    def _take_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        super().speak(replace(self.grammar, counts=counts))
        if self.grid.exists != any(counts.values()):
            self.grid.exists = not self.grid.exists
            self.grid.redraw()
        self.draw_strip()

    def _filters(self) -> dict[str, str]:
        return {name: view.filter for name, view in self._saved.items()}

    # The strip

    @property
    def strip(self) -> tuple[View, ...]:
        """The views of the strip: those of the house, then those that somebody saved."""
        own = (View(f"@{name}", name, f"@{name}", own=True) for name in sorted(self._saved))
        return (*self.VIEWS, *own)

    def named(self, where: str) -> bool:
        """Tell whether the strip has this very filter."""
        return any(view.where == where for view in self.strip)

    def draw_strip(self) -> None:
        """Show the views, and which of them is in force."""
        strip = self.query_one(ViewStrip)
        strip.offer(
            self.strip, self._counts, self.where,
            choose=lambda view: self.filter(view.where), more=self.do_views,
        )  # fmt: skip

    def filter(self, where: str) -> None:
        """Show the rows that a filter matches, in the columns that go with it."""
        self._dress(where)
        super().filter(where)
        self.draw_strip()

    def _dress(self, where: str) -> None:
        """Show the columns that go with a view; behind it, those of before come back."""
        view, grid = self._saved.get(where.removeprefix("@")), self.grid
        if self._own_columns is not None:
            grid.show_columns(self._own_columns)
            self._own_columns = None
        if view is not None and view.columns and where.startswith("@"):
            self._own_columns = grid.arrangement
            others = {column.id for column in grid.declared or grid.columns} - set(view.columns)
            grid.show_columns(Arrangement(view.columns, frozenset(others)))

    def _columns(self) -> tuple[str, ...]:
        """Return the columns in force, unless they are simply the desk's own."""
        grid = self.grid
        if grid.arrangement == Arrangement():
            return ()
        return tuple(column.id for column in grid.arrangement.of(grid.declared or grid.columns))

    def do_next_view(self) -> None:
        """Show the next view."""
        self.filter(beside(self.strip, self.where, 1).where)

    def do_last_view(self) -> None:
        """Show the view before."""
        self.filter(beside(self.strip, self.where, -1).where)

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return the views of the strip for the palette."""
        return {view.said: partial(self.filter, view.where) for view in self.strip}

    # The saved views

    def do_views(self) -> None:
        """Show the saved views."""
        self.house.ask("views.every", self.AREA, then=self._open_views)

    def _open_views(self, saved: "Sequence[Saved]") -> None:
        built_in = {n: w for n, w in self.grammar.views.items() if n not in self._saved}
        self.app.push_screen(ViewsDialog(saved, built_in, self.current()), self._answered)

    def _answered(self, asked: Asked | None) -> None:
        if asked is None:
            return
        if asked.verb == "show":
            self.filter(asked.words[0])
            return
        words, options = asked.words, dict(asked.options)
        if asked.verb == "save":
            words = (words[0], self._spelt_out(*words))
            options["columns"] = self._columns()
        then = partial(self._changed, asked)
        self.house.do(f"views.{asked.verb}", self.AREA, *words, then=then, **options)

    def _spelt_out(self, name: str, where: str) -> str:
        """Return the filter to save; a view saved over itself holds what it held, not itself."""
        if f"@{name}" not in where.split():
            return where
        plain, sort = self.grammar.split(where)
        return f"{plain} sort:{sort}" if sort else plain

    def _changed(self, asked: Asked, _change: object) -> None:
        """Follow the view in force to its new name."""
        if asked.verb == "rename" and self.where == f"@{asked.words[0]}":
            self.where = f"@{asked.words[1]}"
