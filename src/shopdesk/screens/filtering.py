"""A desk whose list is filtered: the bar, its language, filters from before, words like others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final

from textual.reactive import Reactive
from textual.widget import Widget

from shopdesk.locale import _
from shopdesk.screens.desk import Desk
from shopdesk.screens.doorway import Call
from shopdesk.screens.grammar import Grammar
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.offers import Choice

PAST: Final = 50
"""Filters from before that are remembered."""

LOOKING: Final[Sequence[Action]] = (
    Action("filter", "/", N_("Filter"), N_("Find rows by words or fields"), footer=True),
    Action("views", "V", N_("Views"), N_("Saved views: show, save this filter, rename, remove")),
    Action("next_view", "tab", N_("Next view"), N_("The next view of the strip")),
    Action("last_view", "shift+tab", N_("View before"), N_("The view before of the strip")),
)
"""The actions of every desk with a filter and views; a desk puts them before its own."""


class Filtered(Desk):
    """A desk with a filter. A subclass says which area it shows, and has a ``grid``."""

    AREA: ClassVar[str]
    """The service whose rows are shown; also the room of its saved views."""
    FIRST: ClassVar[str] = ""
    """The filter that the desk opens with."""
    SORT: ClassVar[str]
    """The order of the grid where a filter asks for none."""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who has the keys; who gets or loses them draws that, and nobody else need be drawn anew."""
    UNLEARNT: ClassVar[Mapping[str, str]] = {}
    """Views by name that are needed before the grammar is learnt."""

    def __init__(self) -> None:
        super().__init__()
        self.grammar = Grammar(views=self.UNLEARNT)
        self.where = self.FIRST
        self._near: tuple[Choice, ...] = ()

    @property
    def grid(self) -> Grid[Any]:
        """The list."""
        raise NotImplementedError

    @property
    def bar(self) -> FilterBar:
        """The filter bar."""
        return self.query_one(FilterBar)

    def grammar_call(self) -> Call:
        """Return what tells the filter language of the area."""
        raise NotImplementedError

    def near_call(self) -> Call | None:
        """Return what finds words like those that match nothing, if the area can."""
        return None

    def begin(self) -> None:
        """Show what the filter of now matches, and learn the language."""
        past = self.house.memory.get(self._past)
        self.bar.past = [one for one in past if isinstance(one, str)] if past else []
        self.bar.left = self._left
        self.filter(self.where)
        self.house.ask(self.grammar_call(), then=self.speak)

    def speak(self, grammar: Grammar) -> None:
        """Take another language."""
        self.grammar = self.bar.language = grammar
        self.settle()

    def settle(self) -> None:
        """See to it that the filter in force is of the language, and the list what it means."""
        if not self.grammar.fields:
            return
        if self.grammar.check(self.where):
            self.filter(self.FIRST)
        elif self.grammar.split(self.where)[0] != self.grid.window.where:
            self.filter(self.where)

    # The filter in force

    def filter(self, where: str) -> None:
        """Show the rows that a filter matches."""
        self.where, self._near = where, ()
        self.grid.load(*self.grammar.split(where))
        self.bar.put(where, named=self.named(where))

    def named(self, where: str) -> bool:
        """Tell whether a filter has a name that is shown anyway."""
        return where == self.FIRST

    def current(self) -> str:
        """Return the filter in force with the order in force, as it would be saved."""
        _plain, sort = self.grammar.split(self.where)
        now = self.grid.window.sort
        return self.where if now == (sort or self.SORT) else self.grammar.ordered(self.where, now)

    @property
    def _past(self) -> str:
        return f"filters.{self.PLACE}"

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        """Follow the filter as it is typed."""
        if message.where != self.where:
            self.filter(message.where)

    def _left(self, where: str, kept: bool) -> None:  # noqa: FBT001 - the bar calls it
        """Give the keys back to the grid; a filter that was wanted is remembered."""
        self.filter(where)
        self.set_focus(self.grid)
        if kept and where:
            past = [where, *(one for one in self.bar.past if one != where)]
            self.bar.past = past[:PAST]
            self.house.memory.put(self._past, self.bar.past)

    def do_filter(self) -> None:
        """Let the person type a filter."""
        self.bar.open()
        self._offer_near()

    def step_out(self) -> bool:
        """Take the filter back; tells whether there was one."""
        if self.where == self.FIRST:
            return False
        self.filter(self.FIRST)
        return True

    # Where nothing matches

    def found_nothing(self) -> None:
        """Look for words like those that match nothing."""
        if (call := self.near_call()) and self.grammar.fields:
            where = self.where
            self.house.ask(
                call, where, then=partial(self._suggest, where), slot=(self.PLACE, "near")
            )

    def _suggest(self, where: str, choices: Sequence[Choice]) -> None:
        if where != self.where or not choices or self.grid.window.total:
            return
        self._near = tuple(choices)
        self._offer_near()
        yet, _match, loading = self.grid.sentences
        said = _("No match; / offers something similar: {words}")
        words = ", ".join(choice.text for choice in choices)
        self.grid.sentences = (yet, said.format(words=words), loading)
        self.grid.redraw()

    def _offer_near(self) -> None:
        self.bar.suggest(self._near, _("Nothing matches exactly; similar:"))


def with_views(grammar: Grammar, gone: Mapping[str, str], saved: Mapping[str, str]) -> Grammar:
    """Return the language with other saved views in place of those that were there."""
    kept = {name: text for name, text in grammar.views.items() if name not in gone}
    return replace(grammar, views={**saved, **kept})
