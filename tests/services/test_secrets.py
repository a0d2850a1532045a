"""Secrets are given to whoever needs them, and stand in clear in no file of the home."""

import pytest
from tests.rig import open_store

from shopdesk.models.messages import Secret
from shopdesk.refusal import Refusal
from shopdesk.services import secrets
from shopdesk.store import backup

VALUE = "zz-RAHASIA-9137-kunci"


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path)
    yield store
    store.close()


def kept(store, name):
    with store.read() as read:
        return secrets.get(read, name)


def test_a_secret_is_kept_given_replaced_and_forgotten(store):
    assert kept(store, "smtp") is None
    change = store.do(secrets.put, "smtp", f" {VALUE}\n")
    assert kept(store, "smtp") == VALUE
    assert VALUE not in repr(change)
    store.do(secrets.put, "smtp", "another")
    store.do(secrets.put, "biteship", "third")
    with store.read() as read:
        assert secrets.names(read) == ("biteship", "smtp")
    assert kept(store, "smtp") == "another"
    store.do(secrets.drop, "smtp")
    assert kept(store, "smtp") is None
    with pytest.raises(Refusal, match="Set: biteship"):
        store.do(secrets.drop, "smtp")


@pytest.mark.parametrize("value", ["", "  \n", "two\nlines", "bell\a", "x" * 5000])
def test_what_cannot_be_a_value_is_refused_without_being_repeated(store, value):
    with pytest.raises(Refusal) as said:
        store.do(secrets.put, "smtp", value)
    assert not value.strip() or value not in str(said.value)
    assert kept(store, "smtp") is None


def test_a_value_given_as_the_name_is_not_repeated(store):
    with pytest.raises(Refusal) as said:
        store.do(secrets.put, f"smtp={VALUE}", "x")
    assert VALUE not in str(said.value)


def test_no_history_no_repr_and_no_file_tells_a_secret(store, tmp_path, caplog):
    with store.read() as read:
        before = read.connection.exec_driver_sql("SELECT count(*) FROM journal_entries").scalar()
    store.do(secrets.put, "komerce", VALUE)
    with store.read() as read:
        after = read.connection.exec_driver_sql("SELECT count(*) FROM journal_entries").scalar()
        rows = read.connection.exec_driver_sql("SELECT before FROM journal_rows").scalars().all()
    assert before == after
    assert not any(VALUE in (row or "") for row in rows)
    assert VALUE not in repr(Secret(name="komerce", value=VALUE))
    assert VALUE not in caplog.text
    backup.make(store.engine, tmp_path / "data" / "backups" / "one.db", store.key)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 3
    clear = (VALUE.encode(), VALUE.encode("utf-16-le"))
    assert [path for path in files if any(sign in path.read_bytes() for sign in clear)] == []
