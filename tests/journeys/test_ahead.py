"""Keys typed ahead of every answer, in one piece as a slow line brings them: each finds its row."""

import pytest


@pytest.fixture
def it(machine):
    machine.keeps(*({"number": f"SO-{n}", "payment": "unpaid"} for n in range(100, 180)))
    it = machine.opens(size=(80, 24))
    it.row("▌", "SO-100")
    it.presses("2")
    return it


def test_what_follows_a_filter_is_done_to_what_it_finds(machine, it):
    for n in range(120, 140):
        it.types(f"/\x15SO-{n}\rf")
        it.row("▌", f"SO-{n}", "to pack")
    done = [act["label"].split()[-1] for act in machine.tells("history")["entries"][:20]]
    assert done == [f"SO-{n}" for n in range(139, 119, -1)]


def test_moves_and_marks_that_follow_a_filter_keep_their_turn(machine, it):
    it.types("/\x15SO-14\rjj jf")
    it.row("SO-142", "to pack")
    assert machine.tells("orders", "list", "status:to_pack")["total"] == 1
