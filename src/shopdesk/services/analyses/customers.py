"""Who is one customer: how orders of the same person are told from those of others.

Where a marketplace tells account names, the name is the customer, whichever of its shops sold.
Everywhere else it is the e-mail address, and without one the phone number, so that a person is the
same in all own shops. What a marketplace masked says nothing; people of the same name are not the
same. Who cannot be told has no identity, is counted apart, and never merged with others.
"""

from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.text import MASKS

ORDER: Final = Order.__table__.c
ACCOUNTS: Final = ("shopee", "tiktok")
"""Channels whose exports tell account names, which are nobody else's."""
DIGITS: Final = "0123456789"
SHORTEST: Final = 8
"""Digits that a phone number has at least, without country code and leading zeros."""
Text = sa.ColumnElement[str]


def _clear(text: Text) -> sa.ColumnElement[bool]:
    """Return whether something is told and nothing of it is masked."""
    whole = sa.and_(*(sa.func.instr(text, sign) == 0 for sign in MASKS))
    return sa.and_(text.is_not(None), sa.func.trim(text) != "", whole)


def _account() -> tuple[sa.ColumnElement[bool], Text]:
    told = sa.and_(ORDER.channel.in_(ACCOUNTS), _clear(ORDER.buyer))
    return told, ORDER.channel + ":" + sa.func.lower(sa.func.trim(ORDER.buyer))


def _mail() -> tuple[sa.ColumnElement[bool], Text]:
    told = sa.and_(_clear(ORDER.email), ORDER.email.like("%_@_%"))
    return told, "mail:" + sa.func.lower(sa.func.trim(ORDER.email))


def _phone() -> tuple[sa.ColumnElement[bool], Text]:
    """Return a number as it is dialled in Indonesia, whichever way it was written."""
    bare: Text = ORDER.phone
    for sign in (" ", "-", ".", "(", ")", "+", "'"):
        bare = sa.func.replace(bare, sign, "")
    bare = sa.func.ltrim(bare, "0")
    home = sa.case((bare.like("62%"), sa.func.ltrim(sa.func.substr(bare, 3), "0")), else_=bare)
    whole = sa.and_(sa.func.rtrim(home, DIGITS) == "", sa.func.length(home) >= SHORTEST)
    return sa.and_(ORDER.phone.is_not(None), whole), "phone:" + home


identity: Final[Text] = sa.case(_account(), _mail(), _phone(), else_=sa.null())
"""The customer of an order; NULL where nobody can tell."""
