"""What all reports have in common: the questions they ask, and the frame around their blocks."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.locale import N_, _, language
from shopdesk.reports import days
from shopdesk.reports.blocks.shops import within
from shopdesk.reports.document import Block, Document, Heading, Text
from shopdesk.reports.spec import Answers, Question, Report

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

Blocks = Callable[["Read", "Scope", Answers], Iterable[Block]]
"""What makes a report's blocks."""
SHOP: Final = Question(
    "shop", N_("Shop"), N_("A shop's name, or channel:name; empty is all shops."), "shop"
)
CURRENCY: Final = Question(
    "currency",
    N_("Currency"),
    N_("Of orders in this currency, like PHP; empty is that of most orders."),
    "currency",
)
NAMES: Final = Question(
    "names",
    N_("Names of customers"),
    N_("Whether names of customers stand in it; the file then is personal data."),
    "flag",
    "no",
)


def period(default: str) -> Question:
    """Return the question for the period, with what is meant when nothing is said."""
    about = N_("today, last-week, 2026-10, 2026-11-23 or 2026-11-01..2026-11-23.")
    return Question("period", N_("Period"), about, "period", default)


def usual(default: str) -> tuple[Question, ...]:
    """Return the questions that nearly every report asks: period, shop and currency."""
    return (period(default), SHOP, CURRENCY)


def scope(read: "Read", answers: Answers) -> "Scope":
    """Return the orders that the answers mean.

    Raises:
        Refusal: there is no such period or shop.
    """
    return services.figures.scope_of(
        read, answers["period"], answers.get("shop", ""), answers.get("currency", "")
    )


def names(_read: "Read", answers: Answers) -> bool:
    """Tell whether personal data goes into a report: it was asked for, and may be seen.

    Every report asks here and nowhere else, so that a role's permission has one place to be asked.
    """
    return answers.get("names") == "yes"


def part(title: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks under a heading; nothing where there are none."""
    made = tuple(blocks)
    return (Heading(title), *made) if made else ()


def report(
    name: str,
    title: str,
    about: str,
    questions: tuple[Question, ...],
    blocks: Blocks,
) -> Report:
    """Return the report that puts these blocks under its title, for the scope asked for."""

    def build(read: "Read", answers: Answers) -> Document:
        of = scope(read, answers)
        return Document(
            name, _(title), days.said(of.span), _shop(of), _fresh(read, of), language(),
            of.currency, of.span.first, (*_apart(of), *blocks(read, of, answers)),
        )  # fmt: skip

    return Report(name, title, about, questions, build, NAMES in questions)


def _shop(scope: "Scope") -> str:
    return scope.shop or scope.channel or _("All shops")


def _fresh(read: "Read", scope: "Scope") -> str:
    """Return up to when the facts go, and which shop's are the oldest."""
    found = [
        one
        for one in services.today.sources(read)
        if one.taken and within(scope, one.channel, one.shop)
    ]
    if not found:
        return _("No export was imported yet.")
    oldest, newest = found[0], found[-1]
    said = _("Exports up to {time}.").format(time=_moment(read, newest.taken))
    if oldest.taken == newest.taken:
        return said
    more = _("The oldest is that of {shop}: {time}.")
    return f"{said} " + more.format(shop=oldest.shop, time=_moment(read, oldest.taken))


def _moment(read: "Read", instant: int | None) -> str:
    if instant is None:
        return ""
    clock = read.clock
    return f"{clock.show(instant, style='date')} {clock.show(instant, style='time')}"


def _apart(scope: "Scope") -> tuple[Block, ...]:
    if scope.alone:
        return ()
    said = _("Orders in {currency} only; amounts in other currencies are never added to them.")
    return (Text(said.format(currency=scope.currency)),)
