"""Macros: on two hundred tickets one entry; undo takes back all but what was sent, and says so."""

import pytest
from tests import postbox
from tests.answering import heard, mail, shop_of, ticket
from tests.rig import dump

from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets import sending
from shopdesk.services.tickets.answers import macros

MANY, GONE = 200, 20
SAID = "Halo {customer}, kami cek {ticket_number}."
STEPS = {"reply": SAID, "tag": "massal", "priority": "high",
         "note": "Gelombang banjir", "state": "on_hold",
         "assignee": "me", "reason": "where"}  # fmt: skip


@pytest.fixture
def box():
    with postbox.opened() as made:
        yield made


@pytest.fixture
def store(tmp_path, box):
    made = shop_of(tmp_path, box.port)
    made.do(macros.put, "banjir", STEPS, "Banjir")
    yield made
    made.close()


def asked(store, query):
    with store.read() as read:
        return [tuple(row) for row in read.connection.exec_driver_sql(query)]


def without(store, *tables):
    return {name: rows for name, rows in dump(store).items() if name not in tables}


def test_a_macro_on_two_hundred_tickets_is_one_entry(store, box):
    """Undone while its answers go: what went stays, what did not never goes, and it says so."""
    heard(store, *(mail(n, address=f"s{n}@example.com", author=f"S {n}") for n in range(MANY)))
    before = without(store, "ticket_messages")
    entries = asked(store, "SELECT count(*) FROM journal_entries")[0][0]
    with store.read() as read:
        made = macros.plan(read, range(1, MANY + 1), "banjir")
    assert (len(made.rows), made.refused) == (MANY, ())
    change = store.do(macros.run, range(1, MANY + 1), "banjir")
    assert change.label == "Macro “banjir” on 200 tickets"
    assert asked(store, "SELECT count(*) FROM journal_entries")[0][0] == entries + 1
    states = "SELECT DISTINCT state, priority, assignee <> '', reason FROM tickets"
    assert asked(store, states) == [("on_hold", "high", 1, "where")]

    box.rcpt = lambda address: "550 gone" if address.startswith("s1@") else None
    run = sending.send(store, stopped=lambda: len(box.raw) == GONE)
    assert (len(run.sent), len(run.failed)) == (GONE, 1)
    assert len({*box.to}) == GONE

    undone = journal.undo(store)
    assert undone.label == (
        "Undid: Macro “banjir” on 200 tickets; 20 messages went out already and stay"
    )
    after = without(store, "ticket_messages")
    assert {name: rows for name, rows in after.items() if rows != before[name]}.keys() <= {
        "tickets", "ticket_clocks"}  # fmt: skip
    assert asked(store, "SELECT DISTINCT state, priority, assignee, reason FROM tickets") == [
        ("new", "normal", "", "")
    ]
    kept = "SELECT kind, state, count(*) FROM ticket_messages GROUP BY 1, 2 ORDER BY 1"
    assert asked(store, kept) == [("in", "", MANY), ("out", "sent", GONE)]
    box.rcpt = lambda _address: None
    assert sending.send(store).sent == []
    journal.redo(store)
    assert sending.send(store, stopped=lambda: len(box.raw) == GONE + 2).failed == []
    assert len({*box.to}) == GONE + 2
    assert journal.verify(store).wrong == ()


def test_before_anything_went_undo_takes_back_everything(store):
    heard(store, mail(1))
    ids = [1, ticket(store, 1), ticket(store)]
    before = dump(store)
    store.do(macros.run, ids, "banjir")
    assert dump(store) != before
    label = journal.undo(store).label
    assert label == "Undid: Macro “banjir” on 3 tickets"
    assert dump(store) == before


def test_what_a_person_copied_stays_too(store):
    one = ticket(store)
    run = store.do(macros.run, [one], "banjir")
    (out,) = [row[0] for row in asked(store, "SELECT id FROM ticket_messages WHERE kind = 'out'")]
    store.do(sending.copied, [out])
    assert journal.undo(store, run.entry).label.endswith("1 message went out already and stays")
    assert asked(store, "SELECT state FROM ticket_messages WHERE kind = 'out'") == [("copied",)]
    assert asked(store, "SELECT state FROM tickets") == [("new",)]


def test_a_mark_of_sent_that_was_a_slip_is_taken_back(store):
    one = ticket(store)
    store.do(macros.run, [one], "banjir")
    before = dump(store)
    (out,) = [row[0] for row in asked(store, "SELECT id FROM ticket_messages WHERE kind = 'out'")]
    store.do(sending.copied, [out])
    assert dump(store) != before
    assert journal.undo(store).label == "Undid: Marked 1 answer as sent (T-1)"
    assert dump(store) == before


def test_what_cannot_be_done_stays_as_it_is(store):
    """A missing variable, a merged or closed ticket: refused with its reason, the others go on."""
    one, two, free = ticket(store, 1), ticket(store, 2), ticket(store)
    with store.read() as read:
        made = macros.plan(read, [one, two, free, 99], "where")
    assert [row.id for row in made.rows] == [one]
    assert "JX1" in made.rows[0].reply
    assert any("pending" in change or "→" in change for change in made.rows[0].changes)
    told = dict(made.refused)
    assert "{tracking}" in told[two]
    assert "{order_number}" in told[free]
    assert "no longer" in told[99]
    change = store.do(macros.run, [one, two, free], "where")
    assert change.label == "Macro “where” on 1 ticket (T-1), 2 refused"
    with pytest.raises(Refusal, match=r"T-2: .*\{tracking\}"):
        store.do(macros.run, [two], "where")


def test_an_action_is_done_to_the_orders_that_allow_it(store):
    """One entry: the order, its tasks and the tickets; undo takes all of it back."""
    store.do(macros.put, "batal", {"action": "cancel", "why": "Salah pesan", "tag": "batal"})
    first, second, free = ticket(store, 1), ticket(store, 2), ticket(store)
    with store.read() as read:
        back = macros.plan(read, [first, second, free], "return")
        off = macros.plan(read, [first, second, free], "batal")
    assert back.rows == ()
    assert "has not left the house" in dict(back.refused)[first]
    assert "no order" in dict(back.refused)[free]
    assert [row.id for row in off.rows] == [first, second]
    before = dump(store)
    store.do(macros.run, [first, second, free], "batal")
    assert asked(store, "SELECT DISTINCT cancelled, cancel_reason FROM orders") == [
        (1, "Salah pesan")
    ]
    with store.read() as read:
        assert "is cancelled" in dict(macros.plan(read, [first], "batal").refused)[first]
    journal.undo(store)
    assert dump(store) == before


def test_a_macro_that_changes_nothing_writes_nothing(store):
    store.do(macros.put, "tanda", {"tag": ["a"]})
    one = ticket(store)
    store.do(macros.run, [one], "tanda")
    assert store.do(macros.run, [one], "tanda").entry is None


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({"reply": "wher"}, "no answer “wher”"),
        ({"reply": "Resi {trackng}"}, "Do you mean {tracking}"),
        ({"state": "closed"}, "open, pending"),
        ({"jump": "x"}, "no step “jump”"),
        ({"action": "cancel"}, "needs a reason"),
        ({}, "does nothing"),
    ],
)
def test_a_macro_that_cannot_be_is_refused(store, steps, said):
    with pytest.raises(Refusal, match=said.replace("{", r"\{")):
        store.do(macros.put, "baru", steps)


def test_the_shops_own_macro_hides_the_one_that_comes_along(store):
    def known():
        with store.read() as read:
            return {one.name: one for one in macros.listed(read)}

    store.do(macros.put, "where", {"tag": ["resi"]}, "Cuma tanda")
    assert (known()["where"].own, known()["where"].about) == (True, "Cuma tanda")
    store.do(macros.drop, "where")
    assert not known()["where"].own
    store.do(macros.drop, "where")
    assert "where" not in known()
