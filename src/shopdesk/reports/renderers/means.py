"""What a renderer is given besides the document."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

EVERY: Final = 1_000
"""Rows between two reports of progress."""


def quiet(_rows: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Means:
    """The shop's letterhead, and who is told how many rows are written; it may raise to stop."""

    letterhead: Path | None = None
    progress: Callable[[int], None] = quiet
