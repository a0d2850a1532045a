"""What is remembered over restarts: kept whole, shared with care, and forgotten when broken."""

import json

import pytest

from shopdesk.screens.memory import MOST, Memory


def test_a_value_is_there_again_after_a_restart(tmp_path):
    path = tmp_path / "state" / "memory.json"
    Memory(path).put("columns.orders", {"order": ["a", "ü\ud800"]})
    assert Memory(path).get("columns.orders") == {"order": ["a", "ü\ud800"]}
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["memory.json"]


def test_none_forgets_and_a_missing_key_has_its_default(tmp_path):
    memory = Memory(tmp_path / "m.json")
    memory.put("a", 1)
    memory.put("a", None)
    memory.put("b", None)
    assert memory.get("a", 7) == 7
    assert json.loads((tmp_path / "m.json").read_text()) == {}


def test_two_programs_do_not_forget_for_each_other(tmp_path):
    one, other = Memory(tmp_path / "m.json"), Memory(tmp_path / "m.json")
    one.put("a", 1)
    other.put("b", 2)
    one.put("c", 3)
    assert json.loads((tmp_path / "m.json").read_text()) == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b" " * MOST * 2]
)
def test_a_broken_file_is_forgotten_and_written_anew(tmp_path, broken):
    path = tmp_path / "m.json"
    path.write_bytes(broken)
    memory = Memory(path)
    assert memory.get("a") is None
    memory.put("a", 1)
    assert Memory(path).get("a") == 1


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_program(tmp_path):
    (tmp_path / "file").write_text("no folder")
    for memory in (Memory(tmp_path / "file" / "m.json"), Memory()):
        memory.put("a", 1)
        assert memory.get("a") == 1
