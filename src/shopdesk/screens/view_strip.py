"""The strip of views over a grid: a word each, the filter behind it, how many rows stand there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len

from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.text import safe
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.line import Line, Piece, cut

LONGEST = 18
"""Cells that the name of somebody's own view may take."""


@dataclass(frozen=True, slots=True)
class View:
    """One word of the strip.

    Attributes:
        id: names it among the counts.
        label: the word (English, translated when shown; somebody's own name is left as it is).
        where: the filter.
        counts: the names of the counts that add up to its rows; without any, its own id.
        always: it is shown even when nothing is in it.
        pressing: what is in it should not be there.
        own: somebody saved it.
    """

    id: str
    label: str
    where: str
    counts: tuple[str, ...] = ()
    always: bool = False
    pressing: bool = False
    own: bool = False

    @property
    def said(self) -> str:
        """The word as it is shown."""
        return cut(safe(self.label), LONGEST) if self.own else _(self.label)

    def count(self, counts: Mapping[str, int]) -> int | None:
        """Return how many rows stand in the view, or None where that is not known."""
        known = [name for name in self.counts or (self.id,) if name in counts]
        return sum(counts[name] for name in known) if known else None


class ViewStrip(Line):
    """The words with their counts; the one in force stands out, and a click chooses another."""

    def offer(
        self,
        views: Sequence[View],
        counts: Mapping[str, int],
        where: str,
        choose: Callable[[View], None],
        more: Callable[[], None],
    ) -> None:
        """Show the views that have rows, the one that is this filter chosen.

        Where some find no room, a sign at the end leads to ``more``.
        """
        pieces: list[Piece] = []
        end = Piece(f" {glyphs().more} V ", "dim", more)
        room, left_out = (self.size.width or 80) - end.width, False
        for view in views:
            n, here = view.count(counts), view.where == where
            if not (n or here or view.always or view.own):
                continue
            look = "chosen" if here else "late" if view.pressing and n else ""
            said = f" {view.said}" + ("" if n is None else f" {number(n, language())}") + " "
            room -= cell_len(said)
            if room >= 0 or here:
                pieces.append(Piece(said, look, partial(choose, view)))
            left_out = left_out or room < 0
        self.show(pieces, [end] if left_out else [])


def nothing_in(views: Sequence[View], where: str, unmatched: str) -> str:
    """Return what an empty list says where others have rows: its view is empty, or none matches."""
    view = next((view for view in views if view.where == where), None)
    said = _("Nothing is in “{view}”. tab shows the other views.")
    return unmatched if view is None else said.format(view=view.said)


def beside(views: Sequence[View], where: str, step: int) -> View:
    """Return the view so many steps from the one in force; from none of them, the first."""
    at = next((at for at, view in enumerate(views) if view.where == where), None)
    return views[0 if at is None else (at + step) % len(views)]
