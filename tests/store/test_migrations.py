"""A store of an older ShopDesk: brought up after a backup, whole or not at all."""

import random

from tests import killing, older
from tests.desk import Desk

from shopdesk.services import orders
from shopdesk.store import Store, engine, keys, schema


def test_an_older_store_is_brought_up_after_a_backup(tmp_path):
    desk = Desk(tmp_path / "shop")
    older.make(desk.home, orders=50)
    store = Store.open(desk.home)
    with store.read() as read:
        assert orders.total(read, "status:to_pack") == 50
        assert [row.number for row in orders.page(read, "OLD7")] == ["OLD7"]
    assert store.do(orders.note, [1], "catatan").entry == 1
    store.close()
    copies = list((desk.home.root / "backups").iterdir())
    assert [path.name for path in copies] == [f"before-{schema.NEWEST}.db"]
    copy = engine.connect(copies[0], keys.find(desk.home).hexadecimal)
    assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    copy.close()


def test_a_migration_killed_anywhere_leaves_the_old_store_or_the_new_one(tmp_path):
    """`tests.bench.kills` strikes sixty times."""
    desk = Desk(tmp_path / "start")
    older.make(desk.home, orders=800)
    struck = killing.Killing(desk, ("orders", "counts"), random.Random(5))
    assert struck.new.keys() - struck.old.keys()
    assert set(struck.strike(5)) - {killing.HITS[-1]}
