"""The journal: who changed what, and how each row looked before."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key

UNWATCHED = {"info": {"journalled": False}}


class JournalEntry(Base):
    """One act: a verb, its actor, a label for people, and its link in the hash chain."""

    __tablename__ = "journal_entries"
    __table_args__ = UNWATCHED

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[int] = mapped_column(Instant)
    actor: Mapped[str]
    verb: Mapped[str]
    label: Mapped[str]
    undoes: Mapped[int | None] = mapped_column(Key)
    undone_by: Mapped[int | None] = mapped_column(Key)
    irreversible: Mapped[str | None]
    rows: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    hash: Mapped[str] = mapped_column(default="")


class JournalRow(Base):
    """The before-image of one row: nothing for an insert, changed cells, or the whole row."""

    __tablename__ = "journal_rows"
    __table_args__ = (Index(None, "entry"), Index(None, "tab", "pk"), UNWATCHED)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("journal_entries.id"))
    tab: Mapped[str]
    pk: Mapped[int] = mapped_column(Key)
    op: Mapped[str]
    before: Mapped[str | None] = mapped_column(Text)


class JournalOpen(Base):
    """The entry being written now, if any: the one row that lets triggers know it."""

    __tablename__ = "journal_open"
    __table_args__ = UNWATCHED

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    entry: Mapped[int | None] = mapped_column(Key)
