"""The promotions of a period: the period itself where it is short, else the campaigns in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from shopdesk.services.analyses.campaigns import campaigns
from shopdesk.services.figures import Scope, Span

SHORT: Final = 14
"""Days of a period up to which it is taken for one promotion."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """Days in a row that belong to a campaign ("": days that were asked for)."""

    campaign: str
    scope: Scope


def promotions(scope: Scope) -> tuple[Promotion, ...]:
    """Return the promotions in order; a long period without a campaign has none."""
    if scope.span.days <= SHORT:
        return (Promotion("", scope),)
    found = sorted(_runs(scope), key=lambda one: (one.scope.span.first, one.campaign))
    return tuple(found)


def _runs(scope: Scope) -> Iterator[Promotion]:
    """Yield each campaign's days in a row, as far as they lie in the period."""
    running: dict[str, Span] = {}
    for on in scope.span:
        for campaign in campaigns(on):
            had = running.get(campaign)
            if had and had.last == on - timedelta(days=1):
                running[campaign] = Span(had.first, on)
                continue
            if had:
                yield Promotion(campaign, scope.during(had))
            running[campaign] = Span(on, on)
    for campaign, span in running.items():
        yield Promotion(campaign, scope.during(span))
