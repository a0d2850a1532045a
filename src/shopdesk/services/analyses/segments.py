"""The segments of customers: which scores make which, what they are called, what to do for them."""

from dataclasses import dataclass

from shopdesk import tables
from shopdesk.locale import language
from shopdesk.tables import remembered


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment. ``id`` is the word that ``segment:`` takes; ``todo`` is what helps."""

    id: str
    name: str
    todo: str


def segments() -> tuple[Segment, ...]:
    """Return the segments in the table's order, the best first, in the language spoken."""
    tail = "_id" if language() == "id" else ""
    named = {row["segment"]: row for row in tables.rows("segments")}
    return tuple(
        Segment(name, row[f"name{tail}"], row[f"todo{tail}"]) for name, row in named.items()
    )


def segment_of(recency: int, frequency: int, monetary: int) -> str:
    """Return the segment of these scores; "" where the table has none for them."""
    # Both together: their mean, and the half counts as a whole.
    return _grid().get((recency, (frequency + monetary + 1) // 2), "")


@remembered
def _grid() -> dict[tuple[int, int], str]:
    """Return the segment of each recency and mean; of two rows that fit the last one decides."""
    return {
        (recency, mean): row["segment"]
        for row in tables.rows("segments")
        for recency in range(row["r"][0], row["r"][1] + 1)
        for mean in range(row["fm"][0], row["fm"][1] + 1)
    }
