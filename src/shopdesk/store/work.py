"""The store as everybody above it sees it: read with a ``Read``, write with a verb."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec

import sqlalchemy as sa
from sqlalchemy.orm import Session

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.config import Home, Settings
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import engine as engines
from shopdesk.store import heads, journal, keys, schema, search, sums, talk
from shopdesk.store.staging import Staging

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Roles and shops come with the users' room."""

    name: str

    @classmethod
    def here(cls) -> "Actor":
        """Return who acts in this program."""
        return cls(os.environ.get("SHOPDESK_USER") or os.environ.get("USER") or "admin")


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb did: its journal entry (None when nothing changed), a label, rows touched.

    Of what left the house nothing is taken back.
    """

    entry: int | None
    label: str
    rows: int = 0
    left: bool = False


@dataclass(slots=True)
class Read:
    """A consistent view of the store for one question."""

    connection: sa.Connection
    clock: Clock
    settings: Settings


@dataclass(slots=True)
class Work(Read):
    """One write: the session, the actor, the clock and the open journal entry."""

    actor: Actor
    entry: int
    session: Session
    label: str = field(default="")
    left: bool = False

    def done(self, label: str) -> Change:
        """Give the entry its label and end the verb; the store seals and commits."""
        self.session.flush()
        self.label = label
        return Change(self.entry, label)

    def leaves(self, what: str) -> None:
        """Say what leaves the house by this act: a file, a mail. It cannot be taken back."""
        journal.leave(self.connection, self.entry, what)
        self.left = True


class Store:
    """An open store. Threads may share it; every transaction takes its own connection."""

    def __init__(self, home: Home, engine: sa.Engine, key: keys.Key, clock: Clock) -> None:
        self.home = home
        self.engine = engine
        self.key = key
        self.clock = clock
        self.settings = home.settings()
        self.heads = heads.path_of(home, key.store_id)

    @classmethod
    def open(cls, home: Home, clock: Clock | None = None) -> "Store":
        """Open the store of this home, made or migrated first where needed.

        Raises:
            Refusal: no key, a wrong key, a plaintext file, or a schema newer than this program.
        """
        os.umask(0o077)
        if home.store_url:
            raise Refusal(
                _("--store {url}: this ShopDesk keeps its store in the home folder only.").format(
                    url=home.store_url.partition("@")[2] or home.store_url
                )
            )
        settings = home.settings()
        tables.use(home.tables)
        with _one_at_a_time(home):
            key = keys.find(home)
            engine = engines.make_engine(home.store, key.hexadecimal)
            clock = clock or Clock(settings.zone)
            schema.bring_up(engine, home, key, clock)
            sums.ready(engine, clock)
        return cls(home, engine, key, clock)

    @contextlib.contextmanager
    def read(self) -> Iterator[Read]:
        """Open a consistent view for as long as the block lasts."""
        with self.engine.connect() as connection, connection.begin():
            yield Read(connection, self.clock, self.settings)

    def do(
        self,
        verb: Callable[Concatenate[Work, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """Run the verb as one journal entry: all of it, or nothing."""
        return self.run(verb.__name__, lambda work: verb(work, *args, **kwargs))

    def run(
        self,
        name: str,
        act: Callable[[Work], Change],
        *,
        keep: bool = True,
        beside: Staging | None = None,
    ) -> Change:
        """Run the act under this verb's name, all of it or nothing.

        With ``keep`` false everything is rolled back at the end: a plan. ``beside`` is a scratch
        database that the act sees as ``staged``.
        """
        with self.engine.connect() as plain:
            connection = plain.execution_options(begin="IMMEDIATE")
            engines.guard(connection)
            scratch = beside.attached(connection) if beside else contextlib.nullcontext()
            with scratch, connection.begin() as transaction:
                change = self._journalled(connection, name, act)
                if not keep:
                    transaction.rollback()
                    return Change(None, change.label, change.rows)
        if change.entry:
            heads.append(self.heads, change.entry, self._hash_of(change.entry))
        return change

    def _journalled(
        self, connection: sa.Connection, name: str, act: Callable[[Work], Change]
    ) -> Change:
        actor = Actor.here()
        entry = journal.begin(connection, at=self.clock.now(), actor=actor.name, verb=name)
        with Session(connection, autoflush=True, expire_on_commit=False) as session:
            work = Work(connection, self.clock, self.settings, actor, entry, session)
            change = act(work)
            session.flush()
        search.refresh(connection, entry)
        talk.refresh(connection, entry)
        sums.refresh(connection, entry, self.clock)
        rows, chained = journal.seal(connection, entry, change.label)
        return Change(entry if chained else None, change.label, rows, work.left)

    def _hash_of(self, entry: int) -> str:
        with self.read() as read:
            found = read.connection.scalar(
                sa.select(journal.ENTRY.c.hash).where(journal.ENTRY.c.id == entry)
            )
        return str(found)

    def close(self) -> None:
        """Let go of all connections, and fold the write-ahead log into the store."""
        engines.fold(self.engine)
        self.engine.dispose()


@contextlib.contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    # Two programs that start at once must not make two keys, or migrate twice.
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home.root / ".opening").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
