"""The store: engine, keys, journal, search, migrations. The only room that knows the dialect."""

from shopdesk.store.work import Actor, Change, Read, Store, Work

__all__ = ["Actor", "Change", "Read", "Store", "Work"]
