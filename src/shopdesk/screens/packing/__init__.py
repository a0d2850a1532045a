"""The packing table at the terminal: a view for a scanner, the waves, and who holds what."""

from collections.abc import Sequence
from typing import Any

__all__ = ["open_table", "open_waves"]


def open_table(app: Any, wave: str = "", order: int | None = None) -> None:
    """Show the packing table; it takes its next orders from this wave, or begins with an order."""
    from shopdesk.screens.packing.table import PackDialog

    app.push_screen(PackDialog(wave, order))


def open_waves(app: Any, where: str = "", ids: Sequence[int] = ()) -> None:
    """Show the waves; a new one may be of these orders, or of what the filter shows."""
    from shopdesk.screens.packing.waves import WavesDialog

    app.push_screen(WavesDialog(where, ids))
