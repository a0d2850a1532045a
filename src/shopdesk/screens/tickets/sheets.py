"""What a ticket is called in a line, why it is due, and what happened to it, on paper."""

from typing import TYPE_CHECKING, Final

from shopdesk.clock import HOUR, MINUTE, Clock, countdown
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.tickets import words
from shopdesk.screens.tickets.beside import KINDS
from shopdesk.tickets import OFFER, clock_word, name_of, priority_word, reason_word, state_word
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.line import Piece, cut
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import ClockRow, EventRow, SegmentRow, TicketCard, TicketRow

BAD: Final = "$text-error"
EVENT: Final = {
    "state": N_("state"), "assignee": N_("whose"), "priority": N_("priority"), "tag": N_("tag"),
    "untag": N_("tag off"), "snooze": N_("asleep"), "merge": N_("merged"), "split": N_("split"),
    "link": N_("link"), "macro": N_("macro"), "reason": N_("reason"), "offer": N_("offer"),
    "csat": N_("score"), "act": N_("order"),
}  # fmt: skip
"""What people call that which happened."""
WORDS: Final = {
    **KINDS, **OFFER, "cancel": N_("cancelled"), "return": N_("return open"),
    "resend": N_("to send again"),
}  # fmt: skip
"""The words in which links, acts and offers are kept."""


def head(row: "TicketRow", clock: Clock, width: int) -> tuple[list[Piece], list[Piece]]:
    """Return the line over a conversation: its name and subject, and what is due."""
    said, look = words.due(row, clock)
    which = words.which(row)
    late = {"late": "late", "soon": "late"}.get(look, "dim")
    right = [Piece(f"{which} {said} ".lstrip(), late)] if said else []
    room = width - sum(piece.width for piece in right) - len(name_of(row.id)) - 4
    left = [Piece(f" {name_of(row.id)} ", "key"), Piece(cut(row.subject, max(8, room)), "strong")]
    return left, right


def facts(row: "TicketRow", width: int) -> list[Piece]:
    """Return the second line: state, customer, channel, whose it is, tags."""
    state, _look = words.state(row)
    urgent, look = words.priority(row)
    parts = [
        state.strip(), urgent, row.customer or row.address, words.channel(row.channel),
        row.assignee or _("nobody's"), reason_word(row.reason), " ".join(f"#{t}" for t in row.tags),
    ]  # fmt: skip
    if row.csat_score:
        parts.append(_("score {n}").format(n=row.csat_score))
    del look
    return [Piece(" " + cut(" · ".join(filter(None, parts)), max(8, width - 2)), "dim")]


def why(card: "TicketCard", clock: Clock) -> Paper:
    """Return why a ticket is due when it is: its clocks, stretch by stretch, and what happened."""
    row, paper = card.row, Paper()
    said, _look = words.due(row, clock)
    which = words.which(row)
    paper.line(": ".join(filter(None, (which, said))) or _("No deadline runs."), "bold")
    if row.waiting_since:
        waits = countdown(2 * clock.now() - row.waiting_since, clock.now())
        paper.line(_("The customer has been waiting for an answer for {span}.").format(span=waits))
    facts_ = [(_("State"), state_word(row.state)), (_("Priority"), priority_word(row.priority)),
              (_("Opened"), clock.show(row.opened_at))]  # fmt: skip
    paper.pairs(facts_)
    for one in card.clocks:
        _clock(paper, one, clock)
    if not card.clocks:
        paper.line().line(_("No rule gives it a deadline."), QUIET)
    _events(paper, card, clock)
    return paper


def _clock(paper: Paper, one: "ClockRow", clock: Clock) -> None:
    paper.heading(clock_word(one.clock).capitalize())
    used = _("{used} of {target} working time used").format(
        used=span(one.used_s), target=span(one.target_s)
    )
    paper.line(used + " · " + _("by the rule “{name}”").format(name=one.policy))
    if one.ended_at:
        ended = _("ended {when}").format(when=clock.show(one.ended_at))
        paper.line(ended, QUIET)
    elif one.due_at:
        left = countdown(one.due_at, clock.now())
        paper.line(_("due {when} ({left})").format(when=clock.show(one.due_at), left=left),
                   BAD if one.due_at < clock.now() else "")  # fmt: skip
    else:
        paper.line(_("stands still now"), QUIET)
    if one.breached:
        paper.line(f"{glyphs().late} " + _("was late; that stays"), BAD)
    for part in one.segments:
        _segment(paper, part, clock)


def _segment(paper: Paper, part: "SegmentRow", clock: Clock) -> None:
    until = clock.show(part.end) if part.end else _("now")
    sign = glyphs().arrow if part.running else glyphs().hold
    said = _("ran") if part.running else _("stood still")
    paper.write(f"  {sign} {clock.show(part.start)} – {until}  ", "" if part.running else QUIET)
    paper.line(" · ".join(filter(None, (said, part.why))), QUIET)


def _events(paper: Paper, card: "TicketCard", clock: Clock) -> None:
    for at, event in enumerate(card.events):
        if not at:
            paper.heading(_("What happened"))
        paper.write(f"{clock.show(event.at):<13} ", QUIET)
        paper.write(_event(event)).line(f"  {event.by}", QUIET)


def _event(event: "EventRow") -> str:
    said = _(EVENT.get(event.kind, event.kind))
    before, after = (_turned(event.kind, one) for one in (event.before, event.after))
    turned = f" {glyphs().arrow} ".join(filter(None, (before, after)))
    return f"{said}: {turned}" if turned else said


def _turned(kind: str, told: str) -> str:
    """Return what an event turned from or to, in the reader's words."""
    word = {"state": state_word, "priority": priority_word, "reason": reason_word}.get(kind)
    if word is not None:
        return word(told) if told else ""
    if kind in {"link", "act", "offer"}:
        return " ".join(_(WORDS[one]) if one in WORDS else one for one in told.split(" "))
    return told


def span(seconds: int) -> str:
    """Return a length of working time: "4h 00m", "25m"."""
    minutes = seconds // MINUTE
    if seconds < HOUR:
        return _("{m}m").format(m=minutes)
    hours = number(minutes // 60, language())
    return _("{h}h {m}m").format(h=hours, m=f"{minutes % 60:02}")
