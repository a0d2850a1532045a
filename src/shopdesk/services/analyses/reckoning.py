"""Sums that heavy analyses stand on, kept in step with the orders off-screen.

They are no facts of their own: no journal entry is made for them, and nothing is lost with them.
What takes long is made in a view, beside everybody's work; only the result is written.
"""

from shopdesk.services.analyses import basket, kept, rfm
from shopdesk.store import Change, Read, Store, Work


def stale(read: Read) -> bool:
    """Tell whether any of the sums says something else than the orders; takes no time."""
    return not (
        kept.current(read, kept.KEPT.name)
        and kept.current(read, rfm.SCORES.name, rfm.kept_for(read))
        and kept.current(read, basket.PAIRS.name, basket.kept_for(read))
    )


def keep(store: Store, _job: object = None) -> bool:
    """Bring the sums up to the journal where they are stale; returns whether they were."""
    with store.read() as read:
        if not stale(read):
            return False
    store.do(_catch_up)
    _score(store)
    return True


def rebuild(store: Store) -> None:
    """Make the sums from nothing."""
    store.do(_make)
    _score(store)


def _score(store: Store) -> None:
    with store.read() as read:
        entry, scored, of = kept.newest(read), rfm.made(read), rfm.kept_for(read)
    store.do(rfm.keep, scored, entry, of)
    with store.read() as read:
        entry, pairs, of = kept.newest(read), basket.made(read), basket.kept_for(read)
    store.do(basket.keep, pairs, entry, of)


def _catch_up(work: Work) -> Change:
    kept.catch_up(work)
    return work.done("")


def _make(work: Work) -> Change:
    kept.make(work)
    return work.done("")
