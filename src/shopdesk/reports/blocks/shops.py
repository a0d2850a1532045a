"""Which shops a scope looks at, and what they are called."""

from typing import TYPE_CHECKING

from shopdesk.channels.names import channel_name
from shopdesk.locale import _

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope


def within(scope: "Scope", channel: str, name: str) -> bool:
    """Tell whether a shop is looked at."""
    return scope.channel in {"", channel} and scope.shop in {"", f"{channel}:{name}"}


def channel(name: str) -> str:
    """Return what a channel is called."""
    return channel_name(name) or _("other")


def named(told: str) -> str:
    """Return what people call the shop that a filter calls channel:name."""
    of, _colon, name = told.partition(":")
    return f"{name} ({channel(of)})"
