"""The palette: every action of the desk and of the house, and every desk, by name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from shopdesk.locale import _
from shopdesk.widgets.action import Action, Acts


class ActionProvider(Provider):
    """Finds actions by their names; those of the desk in front come first."""

    async def discover(self) -> Hits:
        """Offer everything that can be done now."""
        for place, action in self._known():
            if action.refusal(place) is None:
                name = f"{_(action.label)}  {action.sign}"
                yield DiscoveryHit(name, partial(place.perform, action), help=_(action.help))

    async def search(self, query: str) -> Hits:
        """Offer what sounds like the query, in its name or in its help."""
        matcher = self.matcher(query)
        for place, action in self._known():
            name = f"{_(action.label)}  {action.sign}"
            score = max(matcher.match(name), matcher.match(_(action.help)) * 0.8)
            if score > 0:
                perform = partial(place.perform, action)
                yield Hit(score, matcher.highlight(name), perform, help=_(action.help))

    def _known(self) -> Iterator[tuple[Acts, Action]]:
        for place in (self.screen, self.app):
            if isinstance(place, Acts):
                yield from ((place, action) for action in place.actions())
