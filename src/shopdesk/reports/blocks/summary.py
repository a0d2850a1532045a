"""What a report begins with: what changed against the period before, and what needs a hand.

Plain sentences made from the figures, for whoever reads nothing else.
"""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk import money, services
from shopdesk.channels.names import channel_name
from shopdesk.locale import _, language, ngettext
from shopdesk.reports import days
from shopdesk.reports import health as clocks
from shopdesk.reports.blocks import health, needs
from shopdesk.reports.blocks.shops import named, within
from shopdesk.reports.document import Block, Heading, Text
from shopdesk.reports.figures import percent, title
from shopdesk.services.analyses import newcomers

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope, Tally
    from shopdesk.store import Read

SOON: Final = 7
"""Days within which a SKU that runs out is told."""
NAMED: Final = 3
"""How many channels, needs or SKUs a sentence names."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the sentences under two headings."""
    changed = (*_sales(read, scope), *_customers(read, scope))
    asked = (*_needs(read, scope), *_stock(read), *_health(read, scope), *_old(read, scope))
    quiet = (_("Nothing needs a hand now."),)
    return (
        Heading(_("What changed")),
        *map(Text, changed),
        Heading(_("What needs a hand")),
        *map(Text, asked or quiet),
    )


def _sales(read: "Read", scope: "Scope") -> Iterator[str]:
    before = scope.span.before(read.clock.today())
    now = services.figures.total(read, scope)
    then = services.figures.total(read, scope.during(before))
    yield _moved(now, then, scope.currency, days.said(before))
    if now.gmv:
        yield from _channels(read, scope, now.gmv)
        yield from _best(read, scope)
    if now.cancel_rate is not None:
        yield _cancelled(now, then)


def _moved(now: "Tally", then: "Tally", currency: str, before: str) -> str:
    amount = money.show(now.gmv, currency, language())
    n = money.number(now.orders, language())
    if not then.gmv:
        said = _("GMV was {amount} from {n} orders; there was none in {before}.")
        return said.format(amount=amount, n=n, before=before)
    share = Fraction(now.gmv, then.gmv) - 1
    if share > 0:
        said = _("GMV rose {share} against {before}: {amount} from {n} orders.")
    elif share < 0:
        said = _("GMV fell {share} against {before}: {amount} from {n} orders.")
    else:
        said = _("GMV was the same as in {before}: {amount} from {n} orders.")
    return said.format(share=percent(abs(share)), before=before, amount=amount, n=n)


def _channels(read: "Read", scope: "Scope", gmv: int) -> Iterator[str]:
    parts = [(name, one.gmv) for name, one in services.figures.by_channel(read, scope) if one.gmv]
    if len(parts) == 1:
        return
    parts.sort(key=lambda part: (-part[1], part[0]))
    shares = [
        f"{channel_name(name)} {percent(Fraction(part, gmv))}" for name, part in parts[:NAMED]
    ]
    yield _("Most of it came from {channels}.").format(channels=", ".join(shares))


def _best(read: "Read", scope: "Scope") -> Iterator[str]:
    """Yield the SKU that sold for most; what has no SKU is none."""
    for one in services.figures.skus(read, scope)[:2]:
        if one.sku and one.gmv:
            said = _("The best seller was {product} ({sku}): {amount}.")
            amount = money.show(one.gmv, scope.currency, language())
            yield said.format(product=one.name, sku=one.sku, amount=amount)
            return


def _cancelled(now: "Tally", then: "Tally") -> str:
    share = percent(Fraction(now.cancel_rate or 0))
    if then.cancel_rate is None:
        return _("{share} of the orders placed were cancelled.").format(share=share)
    said = _("{share} of the orders placed were cancelled, {before} before.")
    return said.format(share=share, before=percent(then.cancel_rate))


def _customers(read: "Read", scope: "Scope") -> Iterator[str]:
    found = newcomers.counts(read, scope)
    if found.customers:
        said = _("Of {n} customers who can be told apart {new} bought for the first time.")
        shown = money.number(found.new, language())
        yield said.format(n=money.number(found.customers, language()), new=shown)


def _needs(read: "Read", scope: "Scope") -> Iterator[str]:
    """Yield the worst of what needs a hand, which is of all shops together."""
    found = () if scope.shop or scope.channel else needs.found(read, scope)
    for one in found[:NAMED]:
        stake = money.show(one.at_stake, one.currency, language())
        said = _("{what} ({n}, {amount} at stake).")
        yield said.format(what=title(one), n=money.number(one.orders, language()), amount=stake)


def _stock(read: "Read") -> Iterator[str]:
    until = read.clock.today() + timedelta(days=SOON)
    soon = [
        one
        for one in services.stock.cover.low(read)
        if one.level.available and one.runs_out and one.runs_out <= until
    ]
    if soon:
        n = len(soon)
        said = ngettext(
            "{n} SKU will run out within {days} days: {skus}.",
            "{n} SKUs will run out within {days} days, first {skus}.",
            n,
        )
        yield said.format(n=n, days=SOON, skus=", ".join(one.sku for one in soon[:NAMED]))


def _health(read: "Read", scope: "Scope") -> Iterator[str]:
    for one in health.found(read, scope):
        if one.grade in services.health.RED:
            said = _("{shop}: {clock} stands at {rate}, the target is {target}.")
            yield said.format(
                shop=named(f"{one.channel}:{one.shop}"), clock=clocks.name(one.rule.measure),
                rate=clocks.percent(one.rate), target=clocks.target(one),
            )  # fmt: skip


def _old(read: "Read", scope: "Scope") -> Iterator[str]:
    """Yield the shops whose newest export ends before the period does."""
    ends = min(scope.span.instants(read.clock)[1], read.clock.now())
    for one in services.today.sources(read):
        if within(scope, one.channel, one.shop) and one.taken and one.stale(ends):
            said = _("The newest export of {shop} is of {day}: later orders, if any, are missing.")
            day = read.clock.show(one.taken, style="date")
            yield said.format(shop=named(f"{one.channel}:{one.shop}"), day=day)
