"""An unknown sheet while a person says what its columns mean: samples, and a first guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from shopdesk.channels import generic
from shopdesk.channels.generic import Aim
from shopdesk.channels.ways import Contradiction, Way, settle
from shopdesk.sheets import Cell, open_source
from shopdesk.store import Read

DELIVERED: Final = {"document", "lot", "expires"}
"""Fields that only a delivery note has."""
TELLING: Final[Mapping[Aim, frozenset[str]]] = {
    "bank": frozenset({"balance", "side", "credit"}),
    "gateway": frozenset({"ref", "status", "fee"}),
    "events": frozenset({"at", "day"}),
    "chats": frozenset({"at", "day"}),
    "stats": frozenset({"visitors"}),
}
"""Fields of which a sheet must have one to seem to be of this kind: a day and a sum are many's."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a column can stand for. ``needed``: "yes", "one" (of several), or ""."""

    field: str
    label: str
    needed: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The header of an unknown sheet, its first rows, and first guesses (field to header).

    ``aim`` is what it seems to hold; ``meanings`` and ``guesses`` are by what it may hold.
    """

    path: Path
    sheet: str
    at: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    aim: Aim
    meanings: Mapping[Aim, tuple[Meaning, ...]]
    guesses: Mapping[Aim, dict[str, str]]
    way: Way

    def values(self, column: int, most: int = 4) -> list[str]:
        """Return the first different values of a column."""
        said = (str(row[column]) for row in self.rows if _filled(row, column))
        return list(dict.fromkeys(said))[:most]


def sample(_read: Read, path: Path, password: str = "") -> Sample | None:
    """Return what is known of the sheet that looks most like one, or None.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    meanings = {
        aim: tuple(Meaning(e.field, e.label(), e.required) for e in entries)
        for aim, entries in generic.MEANINGS.items()
    }
    with open_source(path, password or None) as source:
        for head in source.heads:
            if found := generic.guess_header(head):
                at, header = found
                rows = head.rows[at + 1 :]
                guesses = {aim: generic.suggest(header, rows[:5], aim) for aim in meanings}
                aim = _likely(guesses)
                way = _way(header, rows, guesses[aim], at, aim)
                return Sample(path, head.name, at, header, rows, aim, meanings, guesses, way)
    return None


def _likely(guesses: Mapping[Aim, Mapping[str, str]]) -> Aim:
    """Return what a sheet seems to hold: what all needed fields were guessed for, orders first."""
    whole = [
        aim for aim, guess in guesses.items()
        if not generic.missing(guess, aim) and (aim not in TELLING or TELLING[aim] & guess.keys())
    ]  # fmt: skip
    if "orders" not in whole and "delivery" in whole and DELIVERED & guesses["delivery"].keys():
        return "delivery"
    return whole[0] if whole else "orders"


def _filled(row: Sequence[Cell], column: int) -> bool:
    return column < len(row) and row[column] not in (None, "")


def _way(
    header: Sequence[str], rows: Sequence[Sequence[Cell]], guess: Mapping[str, str], at: int,
    aim: Aim,
) -> Way:  # fmt: skip
    """Return how the sheet writes, as far as its cells agree; the person has the last word."""
    try:
        return settle({}, generic.way_columns(header, guess, aim), rows, first_row=at + 2)[0]
    except Contradiction:
        return Way()
