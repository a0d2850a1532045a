"""Looking the whole store over: its file, its journal, and the sums that stand ready."""

from dataclasses import dataclass

from shopdesk.services import journal
from shopdesk.services.analyses import reckoning
from shopdesk.store import Change, Store, Work, checks


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what is wrong with it; nothing where it is well."""

    id: str
    wrong: tuple[str, ...]


def examine(store: Store) -> tuple[Finding, ...]:
    """Return what was found of the file, the journal and each set of sums."""
    with store.read() as read:
        damage = checks.damage(read.connection)
        differing = checks.differences(read.connection, read.clock)
    chain = journal.verify(store)
    return (
        Finding("file", tuple(damage)),
        Finding("journal", tuple(map(str, chain.wrong))),
        *(Finding(name, tuple(rows)) for name, rows in differing.items()),
        Finding("shelf", _of_shelf(store)),
    )


def rebuild(store: Store) -> None:
    """Make every sum that stands ready anew; no fact is touched, and no entry made."""
    store.run("rebuild", _rebuild)
    reckoning.rebuild(store)


def _of_shelf(store: Store) -> tuple[str, ...]:
    """Return what differs on the shelf: it is made anew and compared, and nothing is kept."""
    found: list[str] = []

    def compare(work: Work) -> Change:
        found.extend(checks.shelf(work.connection))
        return work.done("")

    store.run("doctor", compare, keep=False)
    return tuple(found)


def _rebuild(work: Work) -> Change:
    checks.rebuild(work.connection, work.clock)
    return work.done("")
