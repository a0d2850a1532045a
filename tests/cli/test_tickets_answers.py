"""``shopdesk tickets macro|canned|send|…``: answers and macros, as scripts use them."""

import pytest
from tests.answering import orders, ticket
from tests.desk import Desk
from tests.rig import NOW

from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk(tmp_path_factory.mktemp("desk"))
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    orders(store)
    for order in (1, 2, None):
        ticket(store, order)
    store.close()
    return made


def test_a_macro_is_planned_then_run_and_its_answers_are_copied(desk):
    plan = desk.json("tickets", "macro", "where", "--where", "is:live", "--plan")
    assert [row["ticket"] for row in plan["rows"]] == ["T-1"]
    assert "JX1" in plan["rows"][0]["reply"]
    assert {one["ticket"] for one in plan["refused"]} == {"T-2", "T-3"}
    assert desk.json("tickets", "unsent")["total"] == 0
    done = desk.json("tickets", "macro", "where", "T-1", "T-2")
    assert done["label"] == "Macro “where” on 1 ticket (T-1), 1 refused"
    (row,) = desk.json("tickets", "unsent")["rows"]
    assert (row["ticket"], row["state"]) == ("T-1", "copy")
    code, out, err = desk.run("tickets", "copied", row["message"])
    assert (code, "T-1" in out + err) == (0, True)
    code, _out, err = desk.run("tickets", "macro", "where", "T-3")
    assert (code, "{order_number}" in err) == (1, True)
    code, out, err = desk.run("undo", done["entry"])
    assert "1 message went out already and stays" in out + err
    assert desk.json("tickets", "send")["sent"] == []


def test_answers_and_macros_of_the_shops_own_are_kept(desk, tmp_path):
    file = tmp_path / "halo.txt"
    file.write_text("Halo {customer}, ini {ticket_number}.", "utf-8")
    desk.run("tickets", "canned", "save", "halo", "--file", file, "--about", "sapa")
    shown = desk.json("tickets", "canned", "show", "halo", "--ticket", "T-3")
    assert (shown["own"], shown["body"]) == (True, "Halo dewi_88, ini T-3.")
    file.write_text("Halo {custmer}", "utf-8")
    code, _out, err = desk.run("tickets", "canned", "save", "halo", "--file", file)
    assert (code, "{customer}" in err) == (1, True)
    saved = desk.run(
        "tickets", "macros", "save", "sapa", "--step", "reply=halo", "--step", "tag=a,b"
    )
    assert saved[0] == 0
    macro = next(one for one in desk.json("tickets", "macros")["rows"] if one["name"] == "sapa")
    assert macro["steps"] == {"reply": "halo", "tag": ["a", "b"]}
    assert any(one["name"] == "halo" for one in desk.json("tickets", "canned")["rows"])
    code, _out, err = desk.run("tickets", "canned", "drop", "no-such")
    assert (code, "no answer" in err) == (1, True)
