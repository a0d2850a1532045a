"""Messages follow the orders and parcels: what an act changed, customers hear of by the rules.

Every act that may touch orders or parcels ends here, imports too. Where every rule is off, nothing
is even looked for.
"""

from shopdesk.services.messages import making, moments, rules
from shopdesk.store import Work


def follow(work: Work) -> None:
    """Queue the messages that the rules ask for after what this act changed."""
    work.session.flush()
    known = rules.in_force(work)
    if known and (told := moments.made(work)):
        making.queue(work, told, known)
        work.session.expire_all()
