"""What a message says as a bubble: who, when, the plain text, the files, what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.screens.tickets.talk import Bubble
from shopdesk.screens.tickets.words import SENDING
from shopdesk.tickets import name_of
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, STRONG, Paper

if TYPE_CHECKING:
    from shopdesk.screens.tickets.calls import Opened
    from shopdesk.services.tickets.rows import FileRow, TalkRow, TicketCard

LOUD: Final = {"failed": "$text-error", "copy": "$text-warning", "sending": "$text-warning"}
"""States of an answer that ask for somebody."""
KIN: Final = {
    "merged_into": N_("It went into {ticket}: {subject}"),
    "merged": N_("{ticket} came into it: {subject}"),
    "split_from": N_("It was split from {ticket}: {subject}"),
    "split": N_("{ticket} was split from it: {subject}"),
    "follows": N_("It follows {ticket}: {subject}"),
    "followed": N_("{ticket} follows it: {subject}"),
}
"""How tickets came from one another."""


def bubbles(
    opened: "Opened", clock: Clock, *, newest: int | None = None, draft: bool = True
) -> list[Bubble]:
    """Return the conversation, the oldest message first; a draft of one's own stands last.

    Of a long one only so many of the ``newest``, and how many there are before them.
    """
    card = opened.card
    shown = card.messages if newest is None else card.messages[-newest:]
    made = list(_kin(card))
    if more := len(card.messages) - len(shown):
        paper = Paper().line(_("{n} earlier ones: enter").format(n=more), QUIET)
        made.append(Bubble("system", paper))
    made += [_of(one, clock, opened.warnings) for one in shown]
    if draft and opened.draft.strip():
        said = _("Your draft; {key} goes on with it").format(key=opened.draft_key)
        paper = Paper().line(said, STRONG).line(opened.draft)
        made.append(Bubble("draft", paper))
    return made


def _kin(card: "TicketCard") -> Iterator[Bubble]:
    if card.family:
        paper = Paper()
        for how, ticket, subject in card.family:
            said = _(KIN[how]) if how in KIN else "{ticket}: {subject}"
            paper.line(said.format(ticket=name_of(ticket), subject=subject), QUIET)
        yield Bubble("system", paper)


def _of(one: "TalkRow", clock: Clock, warnings: Mapping[int, str]) -> Bubble:
    paper = Paper()
    paper.write(_who(one), STRONG).write(f" · {clock.show(one.at)}", QUIET)
    if one.kind == "note":
        paper.write(" · " + _("note, never leaves"), QUIET)
    if one.auto:
        paper.write(" · " + _("written by a machine"), QUIET)
    paper.end()
    paper.line(one.body.rstrip() or _("(no text)"))
    _files(paper, one.files, warnings)
    if one.kind == "out":
        _fate(paper, one, clock)
    return Bubble(one.kind, paper, one.id)


def _who(one: "TalkRow") -> str:
    if one.kind == "system":
        return one.author or _("System")
    return one.author or one.from_address or (_("Customer") if one.kind == "in" else _("We"))


def _files(paper: Paper, files: "Sequence[FileRow]", warnings: Mapping[int, str]) -> None:
    for file in files:
        told = f" ({file.told_name})" if file.told_name and file.told_name != file.name else ""
        paper.write(f"{glyphs().arrow} {file.name}", "$text-accent").write(told, QUIET)
        paper.write(f" · {file.type or _('unknown type')} · {size(file.size)}", QUIET)
        if not file.kept:
            paper.write(" · " + _("too big, not kept"), "$text-warning")
        paper.end()
        if warning := warnings.get(file.id):
            paper.line(f"  {glyphs().late} {warning}", "$text-error")


def _fate(paper: Paper, one: "TalkRow", clock: Clock) -> None:
    """Write where an answer stands on its way out."""
    if not one.state:
        return
    said = _(SENDING.get(one.state, one.state))
    if one.sent_at and one.state in {"sent", "copied"}:
        said = f"{said} {clock.show(one.sent_at)}"
    paper.line(said, LOUD.get(one.state, QUIET))
    if one.wrong and one.state in {"failed", "sending", "queued"}:
        paper.line(one.wrong, LOUD["failed"])


def size(told: int) -> str:
    """Return a file's size for people."""
    if told >= 1_000_000:
        return f"{told / 1_000_000:.1f} MB"
    return f"{max(1, round(told / 1_000))} kB" if told else "0"
