"""The footer: at most eight actions, always in the same order, dimmed where they cannot be done."""

from collections.abc import Sequence
from functools import partial

from shopdesk.locale import _
from shopdesk.widgets.action import FOOTER, Action, Acts
from shopdesk.widgets.line import Line, Piece


class ActionBar(Line):
    """The line of actions of a desk, with the count of rows that they would work on."""

    def offer(self, place: Acts, actions: Sequence[Action], marked: int) -> None:
        """Show the place's footer actions as they stand now, and how to find the others."""
        pieces: list[Piece] = []
        for action in [action for action in actions if action.footer][:FOOTER]:
            possible = action.refusal(place) is None
            counted = f" ({marked})" if marked and action.reach == "marks" else ""
            act = partial(place.perform, action)
            pieces += [
                Piece(f" {action.sign}", "key" if possible else "dim", act),
                Piece(f" {_(action.label)}{counted} ", "" if possible else "dim", act),
            ]
        self.show(pieces, [Piece(" ? ", "key"), Piece(_("Help") + " ")])
