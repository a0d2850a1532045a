"""The views of the queue: a word, the filter behind it, and how many orders stand there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.widgets.action import N_
from shopdesk.widgets.line import Line, Piece


@dataclass(frozen=True, slots=True)
class View:
    """One word of the strip. ``statuses`` are those whose counts it adds up."""

    id: str
    label: str
    where: str
    statuses: tuple[str, ...] = ()


VIEWS: Final = (
    View("work", N_("Work"), "@work",
         ("to_verify", "to_pack", "to_ship", "on_hold", "exception")),
    View("all", N_("All"), ""),
    View("late", N_("Late"), "is:late"),
    View("to_verify", N_("Verify"), "status:to_verify", ("to_verify",)),
    View("to_pack", N_("Pack"), "status:to_pack", ("to_pack",)),
    View("to_ship", N_("Ship"), "status:to_ship", ("to_ship",)),
    View("on_hold", N_("Hold"), "status:on_hold", ("on_hold",)),
    View("exception", N_("Exception"), "status:exception", ("exception",)),
    View("shipped", N_("Shipped"), "status:shipped", ("shipped",)),
)  # fmt: skip

ALWAYS: Final = ("work", "late", "to_verify", "to_pack", "to_ship", "all")
"""Views that the strip shows even when nothing is in them."""


class ViewStrip(Line):
    """The words with their counts; the one in force stands out, and a click chooses another."""

    def offer(self, counts: Mapping[str, int], where: str, choose: Callable[[View], None]) -> None:
        """Show the views that have orders, the one that is this filter chosen."""
        pieces: list[Piece] = []
        room = self.size.width or 80
        for view in VIEWS:
            n, here = self.count(view, counts), view.where == where
            if not (n or here or view.id in ALWAYS):
                continue
            look = "chosen" if here else "late" if view.id == "late" and n else ""
            said = f" {_(view.label)}" + ("" if n is None else f" {number(n, language())}") + " "
            room -= len(said)
            if room >= 0 or here:
                pieces.append(Piece(said, look, partial(choose, view)))
        self.show(pieces)

    @staticmethod
    def count(view: View, counts: Mapping[str, int]) -> int | None:
        """Return how many orders stand in a view, or None while that is not known."""
        if view.id in counts:
            return counts[view.id]
        if not counts:
            return None
        known = view.statuses or tuple(word for word in counts if word != "late")
        return sum(counts.get(status, 0) for status in known)


def is_view(where: str) -> bool:
    """Tell whether the strip has this very filter."""
    return any(view.where == where for view in VIEWS)


def beside(where: str, step: int) -> View:
    """Return the view so many steps from the one in force."""
    at = next((at for at, view in enumerate(VIEWS) if view.where == where), -1)
    return VIEWS[(max(at, 0) + step) % len(VIEWS)] if at >= 0 else VIEWS[0]
