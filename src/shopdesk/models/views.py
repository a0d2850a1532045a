"""Saved views: filters that somebody gave a name."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Key


class SavedView(Base):
    """One filter of one area under a name; ``owner`` is a person, or empty for the whole shop.

    The row's number is made from area, owner and name, so that there is one of each name.
    ``columns`` are the ids of the columns that go with it, with commas; empty: as they are.
    """

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    area: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    filter: Mapped[str] = mapped_column(Text)
    columns: Mapped[str] = mapped_column(Text, default="")
