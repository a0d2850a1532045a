"""``shopdesk tickets quality|score|ask`` from the shell."""

import pytest
from tests.desk import Desk
from tests.rig import NOW
from tests.services.ticketing import chat, take

from shopdesk.clock import HOUR, MINUTE, Clock
from shopdesk.store import Store


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A shop with one ticket that was answered within the hour."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    made.run("config")
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    take(store, chat("a", at=NOW - 2 * HOUR), chat("b", at=NOW - HOUR - 5 * MINUTE, kind="out"))
    store.close()
    return made


def test_a_score_is_written_down_and_told_with_the_figures(desk):
    code, _out, said = desk.run("tickets", "score", "T-1", "4", "--said", "lumayan")
    assert code == 0
    assert "T-1: score 4" in said
    told = desk.json("tickets", "quality", "--period", "today")
    found = {one["figure"]: one for one in told["rows"]}
    assert found["csat"] == {
        "figure": "csat", "kind": "share", "value": 1.0, "part": 1, "whole": 1, "running": 0,
        "tickets": 0, "where": 'figure:"unsatisfied today"',
    }  # fmt: skip
    assert found["first_median"]["value"] == 55 * MINUTE
    assert found["response"]["value"] is None
    assert told["reasons"][0]["tickets"] == 1
    assert desk.json("tickets", "list", found["opened"]["where"])["total"] == 1
    _code, shown, _err = desk.run("tickets", "quality", "--period", "today")
    assert "55m" in shown
    assert "no reason given" in shown


def test_what_cannot_be_is_said_in_a_sentence(desk):
    for words, said in (
        (("score", "T-1", "9"), "from 1 to 5"),
        (("score", "T-9", "3"), "T-9"),
        (("ask", "T-1"), "T-1"),
        (("quality", "--period", "someday"), "is not a date"),
    ):
        code, _out, err = desk.run("tickets", *words)
        assert code == 1
        assert said in err
