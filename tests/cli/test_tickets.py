"""``shopdesk tickets`` from the shell: exits, JSON, what a person sees."""

import pytest
from tests.desk import Desk
from tests.rig import NOW
from tests.services.ticketing import mail, take

from shopdesk.clock import Clock
from shopdesk.store import Store

KEYS = ["ticket", "channel", "subject", "customer", "state", "priority", "assignee", "order",
        "first_reply_due", "next_due", "breached", "messages"]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A shop that two customers wrote to, one of them nasty."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    made.run("config")
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    take(
        store,
        mail("m1", "rina@contoh.id", body="Paket belum sampai, kak", at=NOW - 9 * 86_400),
        mail("m2", "budi@contoh.id", subject="Ada \x1b]0;x\x07 [red]stok?", body="a\x1b[2Jb"),
    )
    store.close()
    return made


def said(desk, *words, code=0):
    """Run a command without JSON; return what it said on both channels."""
    found, out, err = desk.run(*words)
    assert found == code, err
    return out + err


def test_the_list_has_the_promised_keys(desk):
    found = desk.json("tickets", "list", "customer:rina")
    assert found["total"] == 1
    (row,) = found["rows"]
    assert set(KEYS) <= set(row)
    told = {key: row[key] for key in KEYS if key not in ("first_reply_due", "next_due")}
    assert told == {
        "ticket": "T-1", "channel": "email", "subject": "Tanya pesanan", "customer": "Rina",
        "state": "new", "priority": "normal", "assignee": "", "order": None, "breached": True,
        "messages": 1,
    }  # fmt: skip
    assert row["first_reply_due"].endswith("+07:00")
    shown = said(desk, "tickets", "list", "is:live", "sampai")
    assert "T-1" in shown
    assert "1 of 1 tickets" in shown
    assert desk.json("tickets", "list", "--limit", "1")["total"] == 2


def test_one_ticket_whole_and_the_counts(desk):
    card = desk.json("tickets", "show", "1")
    assert [(one["kind"], one["body"]) for one in card["talk"]] == [
        ("in", "Paket belum sampai, kak")
    ]
    assert card["clocks"][0]["clock"] in ("first", "next", "resolution")
    shown = said(desk, "tickets", "show", "t-1")
    assert "Paket belum sampai, kak" in shown
    assert "first answer" in shown
    assert desk.json("tickets", "counts")["counts"]["new"] == 2


def test_no_control_sign_reaches_the_terminal_and_a_stranger_is_refused(desk):
    for words in (("list",), ("show", "T-2")):
        shown = said(desk, "tickets", *words)
        assert "[red]stok?" in shown
        assert "\x1b" not in shown
    assert "There is no ticket T-9." in said(desk, "tickets", "show", "T-9", code=1)
    assert "“colour”" in said(desk, "tickets", "list", "colour:red", code=1)
