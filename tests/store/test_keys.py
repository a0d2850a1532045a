import stat

import pytest
from tests.rig import add_orders, home, make_store

from shopdesk.refusal import Refusal
from shopdesk.store import Store, keys


def test_the_store_is_encrypted_and_private(tmp_path):
    store = make_store(tmp_path)
    store.do(add_orders, [{"number": "K1", "buyer": "Namarahasia"}])
    store.close()
    for path in [p for place in ("data", "keys", "state") for p in (tmp_path / place).rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        assert path.is_dir() or b"Namarahasia" not in path.read_bytes()


def test_the_key_lies_outside_the_data_folder(tmp_path):
    make_store(tmp_path).close()
    found = keys.status(home(tmp_path))
    assert found.key_file_present
    assert not found.key_file.is_relative_to(home(tmp_path).root)


def test_a_named_key_file_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPDESK_KEY_FILE", str(tmp_path / "elsewhere" / "my.key"))
    make_store(tmp_path).close()
    assert (tmp_path / "elsewhere" / "my.key").exists()
    assert not list((tmp_path / "keys").glob("*")) if (tmp_path / "keys").exists() else True


def test_a_missing_key_is_named_and_the_recovery_code_brings_it_back(tmp_path):
    store = make_store(tmp_path)
    store.do(add_orders, [{"number": "K1"}])
    store.close()
    code = keys.new_recovery_code(home(tmp_path))
    path = keys.status(home(tmp_path)).key_file
    path.unlink()
    with pytest.raises(Refusal, match="key recover"):
        make_store(tmp_path)
    with pytest.raises(Refusal, match="letter by letter"):
        keys.recover(home(tmp_path), "AAAA-" + code[5:])
    assert keys.recover(home(tmp_path), code.lower()) == path
    make_store(tmp_path).close()


def test_a_wrong_key_does_not_open(tmp_path):
    make_store(tmp_path).close()
    keys.status(home(tmp_path)).key_file.write_text("ab" * 32)
    with pytest.raises(Refusal, match="does not open"):
        make_store(tmp_path)


def test_a_plaintext_file_is_refused(tmp_path):
    import sqlite3

    make_store(tmp_path).close()
    file = home(tmp_path).store
    file.unlink()
    with sqlite3.connect(file) as plain:
        plain.execute("CREATE TABLE t(a)")
    plain.close()
    with pytest.raises(Refusal, match="not encrypted"):
        make_store(tmp_path)


def test_a_newer_schema_is_refused_and_untouched(tmp_path):
    store = make_store(tmp_path)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(Refusal, match="newer ShopDesk"):
        Store.open(home(tmp_path))


def test_a_backup_opens_with_the_key(tmp_path):
    from shopdesk.store import backup, engine

    store = make_store(tmp_path)
    store.do(add_orders, [{"number": "B1"}])
    made = backup.make(store.engine, tmp_path / "copy.db", store.key)
    copy = engine.connect(made, store.key.hexadecimal)
    assert copy.execute("SELECT number FROM orders").fetchall() == [("B1",)]
    copy.close()
    store.close()


def test_the_tables_equal_the_models(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from shopdesk.models import Base

    store = make_store(tmp_path)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _parents: _ours(name, kind)},
        )
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert compare_metadata(context, Base.metadata) == []
    store.close()


def _ours(name, kind):
    return kind != "table" or not str(name).startswith(("order_codes", "ticket_words"))
