"""What the shops are told of stock: the simulation of it, and the rules, in front of any desk."""

from collections.abc import Collection
from typing import Any

__all__ = ["open_pushing"]


def open_pushing(app: Any, ids: Collection[int] | None = None) -> None:
    """Show what the shops would be told of these SKUs, or of all, and by which rules."""
    from shopdesk.screens.pushing.sheet import PushingDialog

    app.push_screen(PushingDialog(None if ids is None else frozenset(ids)))
