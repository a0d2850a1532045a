"""``shopdesk tickets new|reply|note|…`` from the shell: by name or filter, planned, taken back."""

import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders
from tests.services.ticketing import chat, mail, take, ticket

from shopdesk.clock import HOUR, Clock
from shopdesk.store import Store


@pytest.fixture
def desk(tmp_path):
    """A shop with an order and three tickets: two of Siti, one of Budi."""
    made = Desk(tmp_path)
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    store.run("seed", lambda work: add_orders(work, [{"number": "A-1", "buyer": "dewi"}]))
    take(store, mail("a"), mail("b"), chat("c", "budi"), chat("d", "budi"))
    store.close()
    return made


def row(desk, ticket_id):
    """Return a ticket's row."""
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    try:
        return ticket(store, ticket_id)
    finally:
        store.close()


def refused(desk, *words):
    """Run a command that is refused, and return why."""
    code, _out, err = desk.run("tickets", *words)
    assert code == 1
    return err


def test_a_day_of_answering(desk):
    made = desk.json("tickets", "new", "--channel", "phone", "--text", "Kapan?", "--order", "A-1")
    assert (made["ticket"], row(desk, 4).customer) == ("T-4", "dewi")
    planned = desk.json("tickets", "reply", "T-1", "3", "--text", "Halo kak", "--plan")
    assert (planned["entry"], row(desk, 1).state) == (None, "new")
    code, _out, err = desk.run("tickets", "reply", "T-1", "3", "--text", "Halo kak")
    assert (code, "Answered 2 tickets" in err, row(desk, 3).state) == (0, True, "pending")
    desk.json("tickets", "assign", "--where", "channel:email", "--me")
    assert row(desk, 2).assignee == "admin"
    desk.json("tickets", "snooze", "1", "--until", "4h")
    assert row(desk, 1).snoozed_until == NOW + 4 * HOUR
    desk.json("tickets", "merge", "2", "--into", "T-1")
    assert (row(desk, 2).merged_into, row(desk, 1).state) == (1, "open")
    assert desk.json("tickets", "split", "3", "--message", "3")["ticket"] == "T-5"
    desk.json("tickets", "close", "T-1")
    assert desk.json("tickets", "follow-up", "1", "--text", "Halo", "--send")["ticket"] == "T-6"


def test_what_cannot_be_is_refused_in_a_sentence(desk):
    assert "Nothing stands for {nama}" in refused(desk, "reply", "1", "--text", "Halo {nama}")
    assert "There is no ticket T-99" in refused(desk, "close", "T-99")
    assert "besok" in refused(desk, "snooze", "1", "--until", "besok")
    assert "--me or --nobody" in refused(desk, "assign", "1", "--me", "--nobody")
