"""The footer: at most eight actions, always in the same order, dimmed where they cannot be done."""

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len

from shopdesk.locale import _
from shopdesk.widgets.action import FOOTER, Action, Acts
from shopdesk.widgets.line import Line, Piece


class ActionBar(Line):
    """The line of actions of a desk, with the count of rows that they would work on."""

    def offer(self, place: Acts, actions: Sequence[Action], marked: int) -> None:
        """Show the place's footer actions as they stand now, and how to find the others.

        Where the counts do not fit beside each name, one count stands before all.
        """
        offered = [action for action in actions if action.footer][:FOOTER]
        pieces = _pieces(place, offered, marked, each=True)
        right = [Piece(" ? ", "key"), Piece(_("Help") + " ")]
        room = self.size.width or 80
        if sum(piece.width for piece in (*pieces, *right)) > room:
            right = [Piece(" ?", "key")]
            pieces = _pieces(place, offered, marked, each=False)
        self.show(pieces, right)


def _pieces(place: Acts, actions: Sequence[Action], marked: int, *, each: bool) -> list[Piece]:
    pieces: list[Piece] = []
    if marked and not each:
        pieces.append(Piece(f"{marked}×", "strong"))
    for action in actions:
        possible = action.refusal(place) is None
        label = _(action.label)
        if marked and each and action.reach == "marks":
            label += f" ({marked})"
        act = partial(place.perform, action)
        gap = "  " if each and cell_len(label) else " "
        pieces += [
            Piece(f" {action.sign} ", "key" if possible else "dim", act),
            Piece(label + gap[1:], "" if possible else "dim", act),
        ]
    return pieces
