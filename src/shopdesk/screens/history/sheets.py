"""A record that an entry touched as a sheet of paper, and what stands in the way of an undo."""

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from shopdesk.clock import Clock
from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.facts import turned
from shopdesk.screens.history.columns import KINDS, OPS, both
from shopdesk.screens.words import fact
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.journal import Blocker, EntryCard, Touched


def entry(card: "EntryCard", clock: Clock) -> Paper:
    """Return an entry for the panel: what, who, when, and the first records it touched."""
    row = card.row
    paper = Paper().line(row.label, "bold")
    paper.line(f"#{row.entry} · {clock.show(row.at)} · {row.who}", QUIET)
    if row.undone:
        paper.line(f"{glyphs().trouble} " + _("undone"), "$text-warning")
    for word, counts in groupby(card.kinds, attrgetter("word")):
        said = [f"{number(count.n, language())} {_(OPS[count.op])}" for count in counts]
        paper.write(f"{_(KINDS.get(word, word))}: ", QUIET).line(", ".join(said))
    for one in card.records:
        paper.line().write(f"{one.what} ", QUIET).write(one.name, "bold")
        paper.line(f" {_(OPS[one.op])}", QUIET)
        if one.op == "changed":
            for cell in one.cells:
                paper.write(f"  {fact(cell.field)}: ", QUIET)
                paper.line(turned(*both(cell, one, clock)))
    return paper


def record(one: "Touched", clock: Clock) -> Paper:
    """Return everything that an entry did to a record, fact by fact."""
    paper = Paper().write(f"{one.what} ", QUIET).line(one.name, "bold")
    paper.line(_(OPS[one.op]), QUIET).line()
    pairs = []
    for cell in one.cells:
        before, after = both(cell, one, clock)
        shown = {"new": after, "gone": before}.get(one.op, f"{before}  {glyphs().arrow}  {after}")
        pairs.append((fact(cell.field), shown))
    if not pairs:
        return paper.line(_("Nothing that a person would read changed."), QUIET)
    return paper.pairs(pairs)


def in_the_way(number_: int, blockers: "Sequence[Blocker]", clock: Clock) -> Paper:
    """Return which later entries touched the same records, newest first: the order to undo in."""
    paper = Paper()
    n = len(blockers)
    paper.line(
        ngettext(
            "{n} record of entry {entry} was changed again later. Undo these first, from the top:",
            "{n} records of entry {entry} were changed again later. "
            "Undo these first, from the top:",
            n,
        ).format(n=number(n, language()), entry=number_)
    )
    acts = groupby(blockers, attrgetter("entry", "at", "who", "label"))
    for (entry, at, who, label), group in acts:
        paper.line()
        paper.write(f"#{entry} ", "bold $text-accent").write(label, "bold")
        paper.line(f"  {clock.show(at)}  {who}", QUIET)
        for blocker in group:
            paper.write("    ").write(f"{blocker.what} ", QUIET).line(blocker.name)
    return paper
