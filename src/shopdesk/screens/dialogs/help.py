"""The help of a desk, made from its declared actions: keys, names, and why some are off now."""

from collections.abc import Iterable, Sequence

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.widgets.action import Action, Acts, sign
from shopdesk.widgets.paper import QUIET, Paper

Group = tuple[str, Acts, Sequence[Action]]
"""A heading, the place that would act, and its actions."""


def help_of(desk: str, groups: Iterable[Group]) -> Reader:
    """Return the help dialog of a desk."""
    paper = Paper()
    for heading, place, actions in groups:
        paper.heading(heading)
        for action in actions:
            _row(paper, place, action)
    return Reader(_("Help: {desk}").format(desk=desk), paper)


def _row(paper: Paper, place: Acts, action: Action) -> None:
    keys = " ".join(sign(key) for key in action.keys)
    reason = action.refusal(place)
    look = QUIET if reason else ""
    paper.write(f"{keys:<10} ", "bold").write(f"{_(action.label):<18} ", look)
    paper.write(_(action.help), QUIET)
    if reason:
        paper.write(f" — {reason}", "$text-warning")
    paper.end()
