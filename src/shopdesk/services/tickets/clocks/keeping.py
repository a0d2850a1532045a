"""Keeping the cycles of tickets: what changed of them goes to the table in three statements."""

from collections.abc import Sequence
from typing import Any, Final, cast

import sqlalchemy as sa

from shopdesk.models.tickets import TicketClock
from shopdesk.services.tickets.clocks.cycles import Cycle
from shopdesk.store import Work

TABLE: Final = cast("sa.Table", TicketClock.__table__)
KEY: Final = ("clock", "began_at")


class Kept:
    """What is to be written of many tickets' cycles."""

    def __init__(self) -> None:
        self._gone: list[int] = []
        self._changed: list[dict[str, Any]] = []
        self._new: list[dict[str, Any]] = []

    def settle(self, ticket_id: int, known: Sequence[Any], made: Sequence[Cycle]) -> None:
        """Compare the cycles of a ticket with those that the table holds."""
        had = {tuple(getattr(one, name) for name in KEY): one for one in known}
        for cycle in made:
            old = had.pop((cycle.clock, cycle.began_at), None)
            if old is None:
                self._new.append({"ticket_id": ticket_id, **cycle._asdict()})
            elif any(getattr(old, name) != value for name, value in cycle._asdict().items()):
                self._changed.append({"of": old.id, **cycle._asdict()})
        self._gone += [one.id for one in had.values()]

    def write(self, work: Work) -> None:
        """Write what changed."""
        of = TABLE.c.id == sa.bindparam("of")
        if self._gone:
            work.connection.execute(sa.delete(TABLE).where(of), [{"of": one} for one in self._gone])
        if self._changed:
            told: dict[str, Any] = {name: sa.bindparam(name) for name in Cycle._fields}
            work.connection.execute(sa.update(TABLE).where(of).values(told), self._changed)
        if self._new:
            work.connection.execute(sa.insert(TABLE), self._new)
