"""``shopdesk tasks``: list, done, drop, reopen."""

import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.models.orders import Order
from shopdesk.services import tasks
from shopdesk.store import Store


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    store.run("seed", lambda work: add_orders(work, [{"number": "A-1"}, {"number": "A-2"}]))

    def act(work):
        for order in work.session.query(Order).order_by(Order.number):
            tasks.add(work, "claim", order.id, amount=1_500_000, about="Hilang [XL]")
        return work.done("made")

    store.run("act", act)
    store.close()
    return made


def listed(desk, *more):
    return desk.json("tasks", "list", *more)["rows"]


def ran(desk, *words):
    """Run a command that works, and return what it printed on both streams."""
    code, out, err = desk.run("tasks", *words)
    assert code == 0, err
    return out + err


def test_the_list_tells_amounts_as_text_and_what_it_is_about(desk):
    first = listed(desk)[0]
    assert (first["order"], first["kind"], first["state"]) == ("A-1", "claim", "open")
    assert (first["amount"], first["currency"]) == ("15000.00", "IDR")
    assert first["made"] == "2026-11-23T16:00:00+07:00"
    assert "[XL]" in ran(desk, "list", "--kind", "claim")


def test_done_drop_and_reopen_move_a_task_between_the_lists(desk):
    one, other = (row["task"] for row in listed(desk))
    ran(desk, "done", str(one))
    ran(desk, "drop", str(other), "--reason", "found it")
    assert listed(desk) == []
    assert [row["about"] for row in listed(desk, "--state", "dropped")] == [
        "Hilang [XL] · found it"
    ]
    ran(desk, "reopen", str(one))
    assert [row["task"] for row in listed(desk)] == [one]


def test_a_plan_changes_nothing(desk):
    one = listed(desk)[0]["task"]
    assert "nothing was changed" in ran(desk, "done", str(one), "--plan")
    assert len(listed(desk)) == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [(("done", "999"), "no longer here"), (("list", "--kind", "dance"), "There is no “dance”")],
)
def test_what_is_not_there_is_refused(desk, words, why):
    code, _out, err = desk.run("tasks", *words)
    assert code == 1
    assert why in err
