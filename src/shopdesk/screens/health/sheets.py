"""A clock as a sheet of paper: how it stands, what it counts, and what happens if it breaks."""

from typing import TYPE_CHECKING

from shopdesk.locale import _, ngettext
from shopdesk.reports import health as words
from shopdesk.screens.words import channel
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.health import Clocked


def whole(one: "Clocked") -> Paper:
    """Return a clock with its sums in words."""
    rule = one.rule
    paper = Paper().line(words.name(rule.measure), "bold")
    paper.line(f"{channel(one.channel)} · {one.shop}", QUIET).line()
    paper.line(words.means(one)).line()
    pairs = [
        (_("Rate"), words.percent(one.rate)),
        (_("Stands"), words.grade(one)),
        (_("Target"), words.target(one)),
        (_("Penalty"), _penalty(one)),
        (_("Orders"), _("{bad} of {n}").format(bad=one.against, n=one.total)),
        (_("Window"), _("{first} to {last}").format(first=one.since, last=one.until)),
        (_("Before"), words.percent(one.before)),
    ]
    paper.pairs((name, value) for name, value in pairs if value)
    if said := _spare(one):
        paper.line().line(said, "$text-error" if (one.spare or 0) < 0 else "")
    if one.total == 0:
        paper.line().line(_("There is no order to judge in this window."), QUIET)
    if rule.secondary and rule.target is not None:
        paper.line().line(_("Told by sellers, not by a page of the marketplace."), QUIET)
    return paper


def _penalty(one: "Clocked") -> str:
    if one.rule.penalty is None:
        return ""
    share = words.percent(one.rule.penalty)
    return _("above {share}").format(share=share) if one.rule.over else (
        _("from {share}").format(share=share))  # fmt: skip


def _spare(one: "Clocked") -> str:
    left = one.spare
    if left is None:
        return ""
    if left < 0:
        return ngettext(
            "{n} order too many counts against the shop.",
            "{n} orders too many count against the shop.",
            -left,
        ).format(n=-left)
    if left == 0:
        return _("One more order breaks the target.")
    return ngettext(
        "{n} more order may go wrong before the target breaks.",
        "{n} more orders may go wrong before the target breaks.",
        left,
    ).format(n=left)
