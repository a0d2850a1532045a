"""The parent's side: heads, batches, children that die, and ending it all at once."""

import hashlib
import os
import resource
import select
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from tests.sheets.reading import drained, refusal_of, rows_of
from tests.sheets.surgery import PARTS, packed, parts, put, sheet, workbook

from shopdesk.sheets import SheetHead, Unreadable, hand, open_source
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.guard import MAX_FILE
from shopdesk.sheets.hand import Hand


def numbered(count, start=1):
    return "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="str"><v>resi {n}</v></c></row>'
        for n in range(start, start + count)
    )


def book(tmp_path, rows):
    return put(
        tmp_path, "orders.xlsx", packed({**parts(), "xl/worksheets/sheet1.xml": sheet(rows)})
    )


def kill(source):
    os.kill(source._hands[-1].pid, signal.SIGKILL)


def test_a_source_says_what_it_is(tmp_path):
    path = put(tmp_path, "orders.xlsx", workbook())
    with open_source(path) as source:
        assert (source.name, source.kind, source.size) == (
            "orders.xlsx",
            "xlsx",
            path.stat().st_size,
        )
        assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert source.heads == (
            SheetHead("orders", (("No. Pesanan", "Status"), ("240901ABC", 12))),
        )
        assert source.notes == ()


def test_heads_hold_thirty_rows_of_every_sheet_hidden_ones_too(tmp_path):
    listed = '<sheet name="orders" sheetId="1" r:id="rId1"/>'
    hidden = '<sheet name="diam" sheetId="2" state="veryHidden" r:id="rId9"/>'
    relation = PARTS["xl/_rels/workbook.xml.rels"]
    first = relation[relation.index("<Relationship Id") : relation.index("/>") + 2]
    second = first.replace("rId1", "rId9").replace("sheet1", "sheet2")
    path = put(tmp_path, "orders.xlsx", packed({
        **parts(numbered(40)),
        "xl/workbook.xml": PARTS["xl/workbook.xml"].replace(listed, listed + hidden),
        "xl/_rels/workbook.xml.rels": relation.replace(first, first + second),
        "xl/worksheets/sheet2.xml": sheet(numbered(1)),
    }))  # fmt: skip
    with open_source(path) as source:
        assert [(head.name, len(head.rows)) for head in source.heads] == [
            ("orders", 30),
            ("diam", 1),
        ]


def test_batches_are_contiguous_and_of_at_most_512_rows(tmp_path):
    path = book(tmp_path, numbered(2000))
    with open_source(path) as source:
        sizes = [len(rows) for _first, rows in source.rows("orders")]
        assert (sum(sizes), max(sizes)) == (2000, 512)
        assert [row[0] for row in drained(source, "orders")] == list(range(1, 2001))


def test_reading_can_begin_at_any_row_and_again(tmp_path):
    path = book(tmp_path, numbered(100))
    with open_source(path) as source:
        assert next(source.rows("orders", 90)) == (90, [(n, f"resi {n}") for n in range(91, 101)])
        assert list(source.rows("orders", 100)) == []
        assert len(next(source.rows("orders"))[1]) > 1


def test_two_readings_at_once_do_not_mix(tmp_path):
    path = book(tmp_path, numbered(1500))
    with open_source(path) as source:
        one, other = source.rows("orders"), source.rows("orders", 1)
        for (first, rows), (second, others) in zip(one, other, strict=False):
            assert rows[0] == (first + 1, f"resi {first + 1}")
            assert others[0] == (second + 1, f"resi {second + 1}")


def test_blank_rows_count_but_not_at_the_end(tmp_path):
    rows = numbered(1) + numbered(1, 5) + '<row r="8"><c r="A8" t="str"><v></v></c></row>'
    path = book(tmp_path, rows)
    with open_source(path) as source:
        assert list(source.rows("orders")) == [(0, [(1, "resi 1"), (), (), (), (5, "resi 5")])]
        assert len(source.heads[0].rows) == 5


def test_progress_runs_from_nothing_to_all(tmp_path):
    path = book(tmp_path, numbered(3000))
    with open_source(path) as source:
        seen = [source.progress for _batch in source.rows("orders")]
        assert seen == sorted(seen)
        assert 0 < seen[0] < 0.1
        assert 0.9 < seen[-1] <= 1
        assert source.progress == 1


def test_an_unknown_sheet_is_refused(tmp_path):
    with (
        open_source(put(tmp_path, "orders.xlsx", workbook())) as source,
        pytest.raises(Unreadable, match="no such sheet") as caught,
    ):
        list(source.rows("pesanan"))
    assert caught.value.sheet == "pesanan"


@pytest.mark.parametrize("kind", ["missing", "folder", "device"])
def test_what_is_no_file_is_refused_at_once(kind, tmp_path):
    path = {"missing": tmp_path / "tiada.xlsx", "folder": tmp_path, "device": tmp_path / "pipa"}
    os.mkfifo(path["device"])
    with pytest.raises(Unreadable):
        open_source(path[kind])


def test_a_file_of_more_than_100_mb_is_refused_unread(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "bigger than 100 MB" in str(refusal_of(path))


def test_a_file_that_changes_is_refused(tmp_path):
    path = book(tmp_path, numbered(2000))
    with open_source(path) as source:
        first = source.rows("orders")
        next(first)
        path.write_bytes(workbook())
        with pytest.raises(Unreadable, match="has changed"):
            list(source.rows("orders"))


def test_what_came_before_a_flaw_is_delivered(tmp_path):
    rows = numbered(700) + '<row r="701"><c r="A701" t="s"><v>99</v></c></row>'
    with open_source(book(tmp_path, rows)) as source:
        reached = []
        with pytest.raises(Unreadable) as caught:
            drained(source, "orders", reached.append)
        assert reached[-1] == 64 + 512
        assert next(source.rows("orders", 690))[1][-1][0] == 700
        assert (caught.value.sheet, caught.value.row) == ("orders", 701)


def test_closing_ends_the_children_and_the_reading(tmp_path):
    path = book(tmp_path, numbered(60_000))
    with open_source(path) as source:
        reading = source.rows("orders")
        next(reading)
        pids = [hand.pid for hand in source._hands]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(Unreadable, match="stopped"):
        list(reading)
    with pytest.raises(Unreadable, match="stopped"):
        next(source.rows("orders"))


def test_closing_from_another_thread_ends_a_reading(tmp_path):
    source = open_source(book(tmp_path, numbered(60_000)))
    closer = threading.Thread(target=source.close)
    with pytest.raises(Unreadable, match="stopped"):
        drained(source, "orders", lambda first: first or closer.start())
    closer.join()


def test_a_reading_given_up_ends_its_child(tmp_path):
    with open_source(book(tmp_path, numbered(60_000))) as source:
        reading = source.rows("orders")
        next(reading)
        (hand,) = source._hands
        reading.close()
        assert source._hands == []
        with pytest.raises(ProcessLookupError):
            os.kill(hand.pid, 0)
        assert len(next(source.rows("orders"))[1]) > 1


def test_after_a_death_the_second_reader_goes_on_from_the_row_reached(tmp_path):
    with open_source(book(tmp_path, numbered(60_000))) as source:
        rows = drained(source, "orders", lambda first: first or kill(source))
        assert [row[0] for row in rows] == list(range(1, 60_001))
        assert "second one" in source.notes[0]


def test_a_second_death_is_one_clear_error(tmp_path):
    with open_source(book(tmp_path, numbered(60_000))) as source:
        with pytest.raises(Unreadable, match="had to be stopped") as caught:
            drained(source, "orders", lambda _first: kill(source))
        assert caught.value.sheet == "orders"


def test_a_death_while_reading_text_has_no_second_chance(tmp_path):
    path = put(tmp_path, "orders.csv", "a,b\n" + "1,2\n" * 400_000)
    with open_source(path) as source, pytest.raises(Unreadable, match="had to be stopped"):
        drained(source, "", lambda _first: kill(source))


def test_the_child_has_its_limits_and_no_password_on_its_command_line(tmp_path):
    path = put(tmp_path, "orders.xlsx", workbook())
    with open_source(path, "rahasia-sekali") as source:
        (hand,) = source._hands
        limits = resource.prlimit
        assert limits(hand.pid, resource.RLIMIT_AS)[0] == 1536 * 2**20
        assert 60 <= limits(hand.pid, resource.RLIMIT_CPU)[0] <= 62
        assert limits(hand.pid, resource.RLIMIT_CORE) == (0, 0)
        for name in ("cmdline", "environ"):
            assert b"rahasia" not in Path(f"/proc/{hand.pid}/{name}").read_bytes()


def test_a_child_out_of_memory_is_one_clear_error(tmp_path):
    path = put(tmp_path, "orders.csv", "a,b\n1," + "x" * 90_000_000)
    refusal = refusal_of(path)
    assert "131,072" in str(refusal) or "memory" in str(refusal)


def test_a_child_out_of_time_is_one_clear_error(tmp_path):
    with open_source(book(tmp_path, numbered(200_000))) as source:
        (hand,) = source._hands
        late = partial(resource.prlimit, hand.pid, resource.RLIMIT_CPU, (0, 3600))
        with pytest.raises(Unreadable, match="more than a minute"):
            drained(source, "orders", lambda first: first or late())


def test_the_child_ends_with_its_parent(tmp_path):
    path = book(tmp_path, numbered(60_000))
    script = (
        "import os, sys; from pathlib import Path; from shopdesk.sheets import open_source\n"
        "source = open_source(Path(sys.argv[1])); next(source.rows('orders'))\n"
        "reading = source.rows('orders'); next(reading)\n"
        "print(*[hand.pid for hand in source._hands], flush=True); os.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=False
    )
    pids = [int(word) for word in run.stdout.split()]
    assert pids
    for pid in pids:
        # The orphan is blocked in a write; the broken pipe ends it, and then it is nobody's child.
        descriptor = _watched(pid)
        if descriptor is not None:
            assert select.select([descriptor], [], [], 20)[0]
            os.close(descriptor)


def _watched(pid):
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def test_reading_holds_neither_side_in_memory(tmp_path):
    path = book(tmp_path, numbered(150_000))
    script = (
        "import re, sys; from pathlib import Path; from shopdesk.sheets import open_source\n"
        "def peak(pid): return re.search(r'VmHWM:\\s+(\\d+)', "
        "Path(f'/proc/{pid}/status').read_text())[1]\n"
        "with open_source(Path(sys.argv[1])) as source:\n"
        "    n = sum(len(rows) for _first, rows in source.rows('orders'))\n"
        "    print(n, peak('self'), peak(source._hands[0].pid))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )
    rows, own, child = map(int, run.stdout.split())
    assert rows == 150_000
    assert own + child < 60 * 1024


def test_the_child_answers_every_order_it_gets(tmp_path):
    good, bad = put(tmp_path, "a.xlsx", workbook()), put(tmp_path, "b.xlsx", b"")
    hand = Hand()
    try:
        for _again in range(2):
            hand.order(("open", str(good), None, True, True))
            assert [answer[0] for answer in hand.answers("ready")] == ["kind", "head", "ready"]
            hand.order(("open", str(bad), None, True, True))
            with pytest.raises(Flaw) as caught:
                list(hand.answers("ready"))
            assert caught.value.code == "empty"
    finally:
        hand.dismiss()


def test_a_reader_that_cannot_start_is_one_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr(hand, "_COMMAND", [str(tmp_path / "tiada")])
    assert "could not be started" in str(refusal_of(put(tmp_path, "a.xlsx", workbook())))


def test_a_module_in_the_working_folder_is_not_run(tmp_path, monkeypatch):
    put(tmp_path, "csv.py", "raise SystemExit('terjebak')")
    put(tmp_path, "zipfile.py", "raise SystemExit('terjebak')")
    monkeypatch.chdir(tmp_path)
    assert rows_of(put(tmp_path, "a.csv", "a,b\n1,2\n")) == [("a", "b"), ("1", "2")]
