"""A message, a template and the variables as sheets of paper."""

from typing import TYPE_CHECKING

from shopdesk import moments
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.words import channel
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopdesk.services.messages import Draft, MessageRow
    from shopdesk.services.messages.templates import Text
    from shopdesk.services.messages.variables import Variable

WRONG = "$text-error"


def whole(row: "MessageRow", clock: Clock) -> Paper:
    """Return one message: to whom, why, what it says, and what became of it."""
    paper = Paper().line(row.subject or moments.moment_word(row.moment).capitalize(), "bold")
    if row.wrong:
        paper.line(moments.wrong_word(row.wrong), WRONG)
    pairs = [
        (_("State"), moments.state_word(row.state)),
        (_("Via"), moments.medium_word(row.medium)),
        (_("To"), row.to),
        (_("Order"), row.order),
        (_("Buyer"), row.buyer),
        (_("Shop"), f"{channel(row.channel)} · {row.shop}".strip(" ·")),
    ]
    if row.state == "queued" and row.not_before and row.not_before > clock.now():
        pairs.append((_("Not before"), clock.show(row.not_before)))
    if row.tries > 1:
        pairs.append((_("Tries"), str(row.tries)))
    paper.pairs((name, value) for name, value in pairs if value)
    paper.line().line(row.body).line()
    made = clock.show(row.made_at)
    paper.line(_("written {when}").format(when=made), QUIET)
    if row.sent_at:
        said = _("{state}: {when}, by {who}")
        when = clock.show(row.sent_at)
        paper.line(
            said.format(state=moments.state_word(row.state), when=when, who=row.sent_by), QUIET
        )
    return paper


def draft(made: "Draft") -> Paper:
    """Return a message as it would be, before it is kept."""
    to = f"+{made.address}" if made.medium == "whatsapp" else made.address
    paper = Paper().pairs([(_("Via"), moments.medium_word(made.medium)), (_("To"), to)])
    if made.subject:
        paper.pairs([(_("Subject"), made.subject)])
    paper.line().line(made.body)
    if made.wrong:
        paper.line().line(moments.wrong_word(made.wrong), WRONG)
    return paper


def template(text: "Text") -> Paper:
    """Return a template as it is written, and below it filled in with examples."""
    from shopdesk.services.messages import templates

    paper = Paper().line(f"{moments.moment_word(text.name).capitalize()} · {text.language}", "bold")
    paper.line(_("the shop's own") if text.own else _("comes along"), QUIET).line()
    if text.subject:
        paper.line(text.subject, "bold")
    paper.line(text.body)
    filled = templates.preview(text)
    paper.heading(_("With examples"))
    if filled.subject:
        paper.line(filled.subject, "bold")
    return paper.line(filled.body)


def variables(known: "Mapping[str, Variable] | None" = None) -> Paper:
    """Return every variable that a text may use (these, or an order's), with an example."""
    from shopdesk.services.messages import VARIABLES

    paper = Paper().line(_("Words in braces are filled in; an empty one keeps a message back."))
    paper.line()
    for name, one in (known or VARIABLES).items():
        example = one.example.replace("\n", " / ")
        paper.write(f"{{{name}}}", "$text-accent").write(f"  {_(one.about)}")
        paper.write(f" · {example}", QUIET).end()
    return paper
