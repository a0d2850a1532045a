"""Sums that heavy analyses stand on, kept in step with the orders off-screen.

They are no facts of their own: no journal entry is made for them, and nothing is lost with them.
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


def refresh(work: Work) -> Change:
    """Bring the sums up to the journal."""
    kept.catch_up(work)
    return _score(work)


def rebuild(work: Work) -> Change:
    """Make the sums from nothing."""
    kept.make(work)
    return _score(work)


def keep(store: Store, _job: object = None) -> bool:
    """Bring the sums up to the journal where they are stale; returns whether they were."""
    with store.read() as read:
        if not stale(read):
            return False
    store.do(refresh)
    return True


def _score(work: Work) -> Change:
    rfm.keep(work)
    basket.keep(work)
    return work.done("")
