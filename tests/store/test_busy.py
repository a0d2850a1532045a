"""Two real processes on one store: who waits, how long, and what a person is told."""

import logging
import secrets
import threading

import pytest
from tests.desk import Desk
from tests.holding import holding
from tests.rig import add_orders, home, open_store
from tests.services.test_imports import export, line

from shopdesk.refusal import Refusal
from shopdesk.services import orders

WAIT = "150"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(add_orders, [{"number": f"A{i}", "payment": "unpaid"} for i in range(3)])
    yield opened
    opened.close()


def test_a_writer_that_waited_too_long_is_told_why_and_nothing_is_half_done(
    tmp_path, store, monkeypatch
):
    monkeypatch.setenv("SHOPDESK_WAIT_MS", WAIT)
    mine = open_store(tmp_path)
    with mine.read() as read:
        ids = orders.ids(read, "")
    with holding(home(tmp_path), "write") as other:
        with pytest.raises(Refusal, match=r"writing to this store just now.*try again"):
            mine.do(orders.verify, ids)
        assert other.let_go() == 3
    assert mine.do(orders.verify, ids).rows
    mine.close()


def test_a_writer_waits_for_another_one_as_long_as_it_may(tmp_path, store):
    """The other one lets go while we wait; nobody is told anything."""
    with store.read() as read:
        ids = orders.ids(read, "")
    with holding(home(tmp_path), "write") as other:
        done = []
        writer = threading.Thread(target=lambda: done.append(store.do(orders.verify, ids)))
        writer.start()
        other.let_go()
        writer.join()
    assert [change.rows > 0 for change in done] == [True]


def test_a_command_says_so_in_one_sentence_and_reading_goes_on(tmp_path):
    desk = Desk(tmp_path, SHOPDESK_WAIT_MS=WAIT)
    sheet = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"), line("A2"))
    newer = export(tmp_path, "Order.all.20261101_20261122.xlsx", line("A1"), line("A3"))
    assert desk.run("import", sheet)[0] == 0
    with holding(desk.home, "write"):
        for words in (("orders", "pack", "A1"), ("import", newer), ("import", newer, "--plan"),
                      ("undo",)):  # fmt: skip
            code, out, err = desk.run(*words)
            assert (code, out) == (1, ""), words
            assert "try again in a moment" in err
            assert not [bad for bad in ("Traceback", "locked", "sqlite") if bad in err]
        assert desk.json("orders", "list")["total"] == 2
        assert desk.json("audit", "verify")["ok"]
    assert desk.json("import", newer)["files"][0]["orders"]["new"] == 1
    assert not list(desk.home.scratch.glob("*"))


def test_a_long_read_neither_moves_nor_stops_a_writer(tmp_path):
    """The reader's view stays; writers write, close and fold what they can without waiting."""
    desk = Desk(tmp_path, SHOPDESK_WAIT_MS="600000")
    assert (
        desk.run("import", export(tmp_path, "Order.all.20261101_20261110.xlsx", line("A1")))[0] == 0
    )
    newer = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A2"), line("A3"))
    with holding(desk.home, "read") as reader:
        assert desk.json("import", newer)["files"][0]["orders"]["new"] == 2
        assert desk.json("orders", "list")["total"] == 3
        assert (reader.first, reader.let_go()) == (1, 1)
    desk.run("orders", "list")
    wal = desk.home.store.with_name("shopdesk.db-wal")
    assert not wal.exists() or wal.stat().st_size == 0


def test_a_log_never_holds_what_a_statement_held(store, caplog):
    secret = secrets.token_hex(8)  # a traceback shows the lines of the source

    def evil(work):
        work.connection.exec_driver_sql("INSERT INTO nosuch VALUES (?)", (secret,))

    try:
        store.do(evil)
    except Exception:
        logging.getLogger(__name__).exception("a call broke")
    assert "nosuch" in caplog.text
    assert secret not in caplog.text
