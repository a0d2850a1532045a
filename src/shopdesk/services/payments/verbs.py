"""What a person does with lines: this one pays that order, this one pays none, or not after all.

A line pays one order at most: it is looked at inside the write, which nobody else can do meanwhile,
and the store holds a line's match only once.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk import money
from shopdesk.clock import HOUR
from shopdesk.locale import _, language, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.payments import Match, Payment
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.dues import CODES, RUPIAH
from shopdesk.services.orders.guards import refuse_unless
from shopdesk.services.paging import CHUNK
from shopdesk.services.payments.asking import ours
from shopdesk.services.payments.books import Books
from shopdesk.services.payments.matching import Found, auto
from shopdesk.services.payments.names import likeness
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def match_auto(work: Work) -> Change:
    """Match every line that pays an order beyond doubt; the rest stays for a person."""
    return ended(work, said(auto(work)))


def said(found: Found) -> str:
    """Return what was found, in words."""
    n = found.matched
    if not n and not found.told:
        return _("No line pays an order beyond doubt")
    label = ngettext("Matched {n} payment", "Matched {n} payments", n).format(n=n)
    if found.told:
        more = ngettext("a gateway's word reached {n} order", "a gateway's word reached {n} orders",
                        found.told)  # fmt: skip
        label = f"{label}; {more.format(n=found.told)}"
    return label


def match(work: Work, payment_ids: Sequence[int], order_id: int) -> Change:
    """Say that these lines, together, pay this order.

    Raises:
        Refusal: a line pays an order already, is a debit, is pending or of another currency; or the
            order is cancelled, is not ours to find the payment of, or is paid at the door.
    """
    lines = load_lines(work, payment_ids)
    books = Books(work, [order_id])
    order = books.orders[order_id]
    refuse_unless([order], guards.open_order, ours)
    for line in lines:
        if reason := _why_not(work, line, order):
            raise Refusal(f"{_called(line)}: {reason}")
    for line in lines:
        books.pay(line, order, "manual", _fit(line, order))
    books.close()
    return ended(work, _label(lines, order, books))


def unmatch(work: Work, payment_ids: Sequence[int]) -> Change:
    """Say that these lines do not pay their orders after all; what they made of them goes too.

    Raises:
        Refusal: a line pays no order.
    """
    lines = load_lines(work, payment_ids)
    pairs = _pairs(work, lines)
    for line in lines:
        if line.id not in pairs:
            raise Refusal(_("{line} pays no order.").format(line=_called(line)))
    books = Books(work, list(pairs.values()))
    for line in lines:
        books.give_back(books.orders[pairs[line.id]], line)
    work.session.flush()
    books.close()
    label = ngettext("Unmatched {n} payment", "Unmatched {n} payments", len(lines))
    return ended(work, label.format(n=len(lines)))


def ignore(work: Work, payment_ids: Sequence[int]) -> Change:
    """Say that these lines pay no order: a withdrawal, a top-up, a private transfer.

    Raises:
        Refusal: a line pays an order.
    """
    lines = load_lines(work, payment_ids)
    for line in lines:
        if line.place == "matched":
            raise Refusal(_("{line} pays an order; unmatch it first.").format(line=_called(line)))
        line.place = "ignored"
    label = ngettext("Ignored {n} line", "Ignored {n} lines", len(lines))
    return ended(work, label.format(n=len(lines)))


def unignore(work: Work, payment_ids: Sequence[int]) -> Change:
    """Put ignored lines back among those to match.

    Raises:
        Refusal: a line is not ignored.
    """
    lines = load_lines(work, payment_ids)
    for line in lines:
        if line.place != "ignored":
            raise Refusal(_("{line} is not ignored.").format(line=_called(line)))
        line.place = "open"
    label = ngettext("Put {n} line back", "Put {n} lines back", len(lines))
    return ended(work, label.format(n=len(lines)))


def load_lines(work: Work, payment_ids: Sequence[int]) -> list[Payment]:
    """Return the lines, in the asked order.

    Raises:
        Refusal: none was asked for, or one is not there.
    """
    asked = list(dict.fromkeys(payment_ids))
    if not asked:
        raise Refusal(_("No line is chosen."))
    found: dict[int, Payment] = {}
    for at in range(0, len(asked), CHUNK):
        some = sa.select(Payment).where(Payment.id.in_(asked[at : at + CHUNK]))
        found |= {line.id: line for line in work.session.scalars(some)}
    missing = next((one for one in asked if one not in found), None)
    if missing is not None:
        raise Refusal(_("There is no line {n}; reload the list.").format(n=missing))
    return [found[one] for one in asked]


def _pairs(work: Work, lines: Sequence[Payment]) -> dict[int, int]:
    """Return the order of each line that pays one."""
    ids = [line.id for line in lines]
    found: dict[int, int] = {}
    for at in range(0, len(ids), CHUNK):
        some = sa.select(Match.payment_id, Match.order_id).where(
            Match.payment_id.in_(ids[at : at + CHUNK])
        )
        found |= {row[0]: row[1] for row in work.session.execute(some)}
    return found


def _why_not(work: Work, line: Payment, order: Order) -> str | None:
    """Return why a line cannot pay the order, or None."""
    query = sa.select(Order.number).join(Match, Match.order_id == Order.id)
    if owner := work.session.scalar(query.where(Match.payment_id == line.id)):
        return _("it pays order {number} already; one line never pays two").format(number=owner)
    if not line.incoming:
        return _("it is money that went out")
    if line.place == "ignored":
        return _("it is ignored; put it back first")
    if line.state != "paid":
        return _("its money is not there: {state}").format(state=line.state)
    if line.currency != order.currency:
        return _("it is {here}, the order {there}").format(here=line.currency, there=order.currency)
    return None


def _fit(line: Payment, order: Order) -> str:
    """Say how well a line fits that a person chose, in words that any language can be made of."""
    names = [name for name in (order.buyer, order.recipient) if name]
    hours = (line.at - order.placed_at) // HOUR
    return f"hours:{hours} name:{likeness(line.payer or line.words, names)}"


def _called(line: Payment) -> str:
    amount = money.show(line.amount, line.currency, language())
    return _("Line {n} ({amount})").format(n=line.id, amount=amount)


def _label(lines: Sequence[Payment], order: Order, books: Books) -> str:
    amount = money.show(sum(line.amount for line in lines), order.currency, language())
    label = _("Matched {amount} to order {number}").format(amount=amount, number=order.number)
    due = books.dues[order.id]
    enough = due.amount - due.code * RUPIAH
    if due.paid < enough:
        missing = money.show(enough - due.paid, order.currency, language())
        return _("{label}; {amount} is still missing").format(label=label, amount=missing)
    if due.paid > due.amount + (due.code > 0) * CODES * RUPIAH:
        more = money.show(due.paid - due.amount, order.currency, language())
        return _("{label}; {amount} too much").format(label=label, amount=more)
    return label
