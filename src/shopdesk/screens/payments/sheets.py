"""A line as a sheet of paper, and what speaks for an order beside it."""

from typing import TYPE_CHECKING

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.screens.payments.columns import FITS, hours, place, when
from shopdesk.screens.words import word
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.payments import Candidate, PaymentCard, PaymentRow

GOOD = "$text-success"
DOUBT = "$text-warning"


def whole(card: "PaymentCard", clock: Clock) -> Paper:
    """Return a line with all that is known of it, and the orders that it may pay."""
    row = card.row
    paper = Paper().line(_money(row.amount, row), "bold")
    said, _look = place(row)
    paper.line(f"{said} · {word(row.state)}", QUIET).line()
    paper.pairs(pair for pair in _facts(card, clock) if pair[1])
    if row.how:
        paper.heading(_("Why it fits"))
        paper.line(_("Order {number}").format(number=row.order))
        paper.line(why(row), QUIET)
    for at, one in enumerate(card.candidates[:8]):
        if not at:
            paper.heading(_("Orders that it may pay"))
        paper.write(one.number, "bold").line(f"  {one.buyer}")
        for sentence, style in reasons(one, clock):
            paper.line(f"  {sentence}", style)
    if card.extra:
        paper.heading(_("Also in the file"))
        paper.pairs((str(name), str(value)) for name, value in card.extra.items())
    return paper


def beside(one: "Candidate", clock: Clock) -> Paper:
    """Return what speaks for an order, and what against it."""
    paper = Paper().write(one.number, "bold").line(f"  {one.buyer} · {one.shop}")
    for sentence, style in reasons(one, clock):
        paper.line(sentence, style)
    return paper


def reasons(one: "Candidate", clock: Clock) -> list[tuple[str, str]]:
    """Return the sentences that speak for an order or against it, the gravest first."""
    good, bad = f"{glyphs().done} ", f"{glyphs().late} "
    made = []
    if one.over:
        made.append((bad + _("its payment is “{word}” already").format(word=word(one.over)), DOUBT))
    if one.named:
        made.append((good + _("the line tells its number"), GOOD))
    made.append(_sum(one, good, bad))
    span = _("{span} after {when}").format(span=hours(one.hours), when=clock.show(one.placed))
    wrong = _("{span}, too late") if one.hours > 0 else _("{span}, too early")
    made.append((good + span, GOOD) if one.inside else (bad + wrong.format(span=span), DOUBT))
    name = _("name {n}% like “{buyer}”").format(n=one.score, buyer=one.buyer)
    made.append((good + name, GOOD) if one.score >= FITS else (bad + name, DOUBT))
    return made


def why(row: "PaymentRow") -> str:
    """Return what made a line and its order fit, in people's words."""
    told = dict(part.partition(":")[::2] for part in row.why.split())
    said = {
        "id": _("the gateway told the order's number"),
        "exact": _("the only order of just this sum in its time"),
        "manual": _("{who} said so").format(who=row.by),
    }[row.how]
    parts = [said]
    if "code" in told:
        parts.append(_("unique code {code}").format(code=told["code"]))
    if "hours" in told:
        parts.append(_("{span} after the order").format(span=hours(int(told["hours"]))))
    if "name" in told:
        parts.append(_("name {n}%").format(n=told["name"]))
    return " · ".join(parts)


def _sum(one: "Candidate", good: str, bad: str) -> tuple[str, str]:
    asked = money.show(one.asked - one.paid, one.currency, language())
    if not one.difference:
        said = _("just the {amount} expected").format(amount=asked)
        if one.code:
            said += " · " + _("unique code {code}").format(code=f"{one.code:03}")
        return good + said, GOOD
    by = money.show(abs(one.difference), one.currency, language())
    said = (
        _("{by} more than {amount}") if one.difference > 0
        else _("{by} less than {amount}")
    )  # fmt: skip
    return bad + said.format(by=by, amount=asked), DOUBT


def _facts(card: "PaymentCard", clock: Clock) -> list[tuple[str, str]]:
    row = card.row
    amounts = ((_("Fee"), row.fee), (_("Net"), row.net), (_("Refunded"), row.refunded),
               (_("Balance"), card.balance))  # fmt: skip
    return [
        (_("When"), when(row, clock)), (_("Bank"), f"{row.provider.upper()} {row.account}"),
        (_("Payer"), row.payer), (_("Bank's words"), row.words), (_("Paid with"), row.method),
        (_("Number"), row.order_ref),
        *((name, _money(minor, row)) for name, minor in amounts if minor is not None),
        (_("Signature"), _("checked") if row.signed else ""), (_("Line"), str(row.id)),
    ]  # fmt: skip


def _money(minor: int, row: "PaymentRow") -> str:
    return money.show(minor, row.currency, language())
