"""The seven identities of stock, after any sequence of anything: lots, kits, soft holds, undo."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests import ledger
from tests.rig import dump, open_store

from shopdesk.services import journal

ACTS = st.sampled_from(sorted(ledger.Someone.acts(None)))


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A shop that is made once and copied for every sequence."""
    folder = tmp_path_factory.mktemp("template") / "shop"
    shop(folder).close()
    return folder


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """Who works alone may post their own count."""
    monkeypatch.setenv("SHOPDESK_USER", "ani")


def shop(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "settings.toml").write_text("count_alone = true\n", "utf-8")
    store = open_store(folder)
    ledger.shop(store)
    return store


@settings(
    max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(acts=st.lists(ACTS, min_size=5, max_size=30), seed=st.integers(0, 10**6))
def test_the_identities_hold_after_any_sequence(template, acts, seed):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(shutil.copytree(template, Path(folder) / "shop")))
        someone = ledger.Someone(store, seed)
        for act in ("receive", "receive", "receive", *acts):
            someone.one(act)
            assert ledger.identities(store) == [], act
        store.close()


def test_two_hundred_acts_and_the_undo_of_all_of_them(tmp_path):
    store = shop(tmp_path)
    start = dump(store)
    with store.read() as read:
        first = journal.history(read, 0)
    someone = ledger.Someone(store, 7)
    for _turn in range(200):
        someone.one()
    assert ledger.identities(store) == []
    assert someone.done > 100
    with store.read() as read:
        standing = [e for e in journal.history(read, 0) if not e.undone and not e.undoes]
    for n in range(len(standing) - len(first)):
        journal.undo(store)
        if n % 40 == 0:
            assert ledger.identities(store) == []
    assert dump(store) == start
    assert journal.verify(store).ok
    store.close()


def test_the_look_sees_what_is_wrong(tmp_path):
    """An identity that could not fail would tell nothing."""
    from shopdesk.models.stock import Movement, Promise, StockLevel

    def spoil(work):
        level = work.session.query(StockLevel).first()
        level.on_hand += 1
        kit = work.connection.exec_driver_sql("SELECT id FROM variants WHERE kit = 1").scalar()
        facts = {"variant_id": kit, "location_id": level.location_id}
        work.session.add(Movement(kind="adjustment", qty=1, at=0, document="x", **facts))
        order = work.connection.exec_driver_sql("SELECT id FROM orders").scalar()
        work.session.add(Promise(kind="order", qty=9, order_id=order, **facts))
        return work.done("spoilt")

    store = shop(tmp_path)
    someone = ledger.Someone(store, 3)
    for act in ("receive", "receive", "place", "place", "pay"):
        someone.one(act)
    assert ledger.identities(store) == []
    store.run("spoil", spoil)
    assert {told[0] for told in ledger.identities(store)} >= {"1", "6", "7"}
    store.close()
