"""``shopdesk payments`` as a person and a script use it, in real processes."""

import pytest
from tests.desk import Desk
from tests.makers.payments import RP, add_lines, credit
from tests.rig import NOW, add_orders

from shopdesk.clock import HOUR, Clock
from shopdesk.store import Store

KEYS = {
    "line", "source", "bank", "account", "at", "incoming", "state", "place", "amount", "currency",
    "fee", "net", "refunded", "method", "order_ref", "payer", "words", "signed", "order", "how",
    "why", "by",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    """A shop with three unpaid orders and three credits."""
    desk = Desk(tmp_path)
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    told = [
        {"number": f"#{n}", "total": total * RP, "payment": "unpaid", "buyer": buyer,
         "placed_at": NOW - HOUR}
        for n, total, buyer in (
            (1001, 150_000, "Siti Aminah"), (1002, 99_000, "Budi Hartono"),
            (1003, 99_000, "Wening Padmana"),
        )
    ]  # fmt: skip
    store.run("seed", lambda work: add_orders(work, told))
    some = [credit(150_000), credit(99_000, "BUDI HARTONO"), credit(8_000_000, "PT PASAR")]
    store.run("seed", lambda work: add_lines(work, some))
    store.close()
    return desk


def test_what_is_beyond_doubt_is_matched_and_a_person_says_the_rest(desk):
    code, _out, err = desk.run("payments", "match", "auto", "--plan")
    assert (code, "Plan only" in err) == (0, True)
    code, _out, err = desk.run("payments", "match")
    assert (code, "Matched 1 payment (entry 3" in err) == (0, True)
    desk.lang = "id"
    _code, out, _err = desk.run("payments", "list", "is:open")
    assert out.count("perlu dicocokkan") == 2
    desk.lang = "en"
    found = desk.json("payments", "list", "is:open", "sort:at")
    assert found["total"] == 2
    assert set(found["rows"][0]) == KEYS
    shown = desk.json("payments", "show", found["rows"][0]["line"])
    assert [one["order"] for one in shown["candidates"]] == ["#1002", "#1003"]
    assert shown["candidates"][0]["name_score"] == 100
    done = desk.json("payments", "match", "2", "1002")
    assert done["entry"] == 4
    assert desk.json("orders", "show", "#1002")["payment"] == "paid"
    matched = desk.json("payments", "show", "2")
    assert (matched["order"], matched["how"], matched["place"]) == ("#1002", "manual", "matched")
    desk.json("payments", "ignore", "3")
    assert desk.json("payments", "list", "is:open")["total"] == 0


def test_refusals_say_which_line_and_why(desk):
    desk.run("payments", "match")
    code, _out, err = desk.run("payments", "match", "1", "1002")
    assert code == 1
    assert "Line 1 (Rp150.000): it pays order #1001 already; one line never pays two" in err
    code, _out, err = desk.run("payments", "match", "9", "1002")
    assert (code, "There is no line 9" in err) == (1, True)
    code, _out, err = desk.run("payments", "match", "two", "1002")
    assert (code, "Say auto, or the number of a line" in err) == (1, True)
    code, _out, err = desk.run("payments", "expire")
    assert (code, "No order's time to pay is over" in err) == (1, True)


def test_asking_gives_a_code_and_a_time(desk):
    done = desk.json("payments", "ask", "1002", "1003", "--hours", "5")
    assert done["label"] == "Asked 2 buyers to pay"
    why = desk.json("orders", "why", "#1003")
    assert "Its buyer was asked to pay Rp99." in why["reason"]
    code, out, _err = desk.run("payments", "cod")
    assert (code, "Order" in out) == (0, True)
