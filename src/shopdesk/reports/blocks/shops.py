"""Which shops a scope looks at."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope


def within(scope: "Scope", channel: str, name: str) -> bool:
    """Tell whether a shop is looked at."""
    return scope.channel in {"", channel} and scope.shop in {"", f"{channel}:{name}"}
