"""Matching by hand, asking for money, expiry, what came in short or too much: on a real store."""

from itertools import pairwise

import pytest
import sqlalchemy as sa
from tests.makers.payments import RP, credit, lines
from tests.makers.till import asked, auto, due_of, line_of, of, opening, unpaid
from tests.rig import NOW, dump

from shopdesk.clock import DAY, HOUR
from shopdesk.models.payments import Due, Match
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, payments


@pytest.fixture
def till(tmp_path):
    with opening(tmp_path) as opened:
        yield opened


def test_several_lines_add_up_and_each_step_has_its_word(till):
    store = till(unpaid("A-1"))
    first, second, third = lines(
        store, credit(100_000), credit(50_000), credit(20_000, "SITI AMINAH")
    )
    change = store.do(payments.match, [first], of(store, "A-1").id)
    assert "Rp50.000 is still missing" in change.label
    assert (due_of(store, "A-1").word, of(store, "A-1").payment) == ("underpaid", "unpaid")
    store.do(payments.match, [second], of(store, "A-1").id)
    assert (due_of(store, "A-1").word, of(store, "A-1").payment) == ("", "paid")
    change = store.do(payments.match, [third], of(store, "A-1").id)
    assert "Rp20.000 too much" in change.label
    assert (due_of(store, "A-1").word, of(store, "A-1").payment) == ("overpaid", "paid")
    store.do(payments.unmatch, [first])
    assert (due_of(store, "A-1").word, of(store, "A-1").payment) == ("underpaid", "unpaid")
    assert line_of(store, first).place == "open"


def test_the_filters_find_what_came_in_short_or_too_much(till):
    store = till(unpaid("A-1"), unpaid("A-2"), unpaid("A-3"))
    short, much = lines(store, credit(100_000), credit(170_000))
    store.do(payments.match, [short], of(store, "A-1").id)
    store.do(payments.match, [much], of(store, "A-2").id)
    with store.read() as read:
        for where, number in (("is:underpaid", "A-1"), ("is:overpaid", "A-2")):
            assert [row.number for row in orders.page(read, where)] == [number]
            assert orders.total(read, where) == 1
        rows = {row.number: row.paying for row in orders.page(read)}
        assert rows == {"A-1": "underpaid", "A-2": "overpaid", "A-3": ""}
        assert "Rp50.000" in orders.why(read, of(store, "A-1").id).reason
        assert orders.why(read, of(store, "A-1").id).key == "M"
        assert "20.000 more than its sum came in" in orders.why(read, of(store, "A-2").id).reason
        card = orders.show(read, of(store, "A-2").id)
        assert card.paying.surplus == 20_000 * RP


def test_an_order_of_which_a_part_came_in_is_not_packed_and_the_refusal_names_the_rest(till):
    store = till(unpaid("A-1"))
    (line,) = lines(store, credit(100_000))
    store.do(payments.match, [line], of(store, "A-1").id)
    with pytest.raises(Refusal, match=r"A-1: it is not paid yet; Rp50.000 is missing"):
        store.do(orders.pack, [of(store, "A-1").id])


def test_a_missing_code_does_not_make_an_order_short(till):
    store = till(unpaid("A-1"))
    assert asked(store, "A-1") > 150_000
    (line,) = lines(store, credit(150_000))
    assert auto(store).entry is None
    store.do(payments.match, [line], of(store, "A-1").id)
    assert (due_of(store, "A-1").word, of(store, "A-1").payment) == ("", "paid")


def test_a_mistyped_code_that_is_another_buyers_waits_for_a_person(till):
    store = till(unpaid("A-1"), unpaid("A-2", buyer="Budi Santoso"))
    asked(store, "A-1")
    other = asked(store, "A-2")
    lines(store, credit(other, "SITI AMINAH"))
    assert auto(store).entry is None


def test_money_that_went_back_to_its_payer_waits_for_a_person(till):
    store = till(unpaid("A-1"))
    told = asked(store, "A-1")
    lines(store, credit(told), credit(told, incoming=0, at=NOW + HOUR))
    assert auto(store).entry is None


def test_a_second_payment_of_a_paid_order_is_not_given_to_another_of_that_sum(till):
    store = till(unpaid("A-1"))
    (line,) = lines(store, credit(150_000))
    auto(store)
    till(unpaid("A-2", placed_at=NOW), channel="generic")
    (again,) = lines(store, credit(150_000, at=NOW + 60))
    assert auto(store).entry is None
    with store.read() as read:
        found = payments.candidates(read, [again])
    assert [(one.number, one.over) for one in found] == [("A-2", ""), ("A-1", "paid")]
    with pytest.raises(Refusal, match="pays order A-1 already; one line never pays two"):
        store.do(payments.match, [line], of(store, "A-2").id)


def test_the_store_itself_holds_a_lines_match_only_once(till):
    store = till(unpaid("A-1"), unpaid("A-2"))
    (line,) = lines(store, credit(150_000))
    store.do(payments.match, [line], of(store, "A-1").id)

    def twice(work):
        work.session.add(Match(payment_id=line, order_id=of(store, "A-2").id, amount=1,
                               how="manual", at=NOW, by="x"))  # fmt: skip
        return work.done("twice")

    with pytest.raises(sa.exc.IntegrityError):
        store.run("twice", twice)


def test_undo_of_a_match_gives_everything_back(till):
    store = till(unpaid("A-1"))
    (line,) = lines(store, credit(150_000))
    before = dump(store)
    store.do(payments.match, [line], of(store, "A-1").id)
    assert dump(store) != before
    journal.undo(store)
    assert dump(store) == before


def test_a_plan_changes_nothing(till):
    store = till(unpaid("A-1"))
    lines(store, credit(150_000))
    before = dump(store)
    change = store.run("match_auto", payments.match_auto, keep=False)
    assert (change.entry, change.label) == (None, "Matched 1 payment")
    assert dump(store) == before


def test_ignored_lines_leave_the_list_and_come_back(till):
    store = till(unpaid("A-1"))
    line, _other = lines(store, credit(99_000), credit(98_000))
    store.do(payments.ignore, [line])
    with store.read() as read:
        assert payments.total(read, "is:open") == 1
        assert payments.ids(read, "is:ignored") == [line]
    with pytest.raises(Refusal, match="ignored; put it back first"):
        store.do(payments.match, [line], of(store, "A-1").id)
    store.do(payments.unignore, [line])
    with store.read() as read:
        assert payments.total(read, "is:open") == 2


def test_a_verified_order_stays_verified_when_a_part_is_unmatched(till):
    store = till(unpaid("A-1"))
    (line,) = lines(store, credit(100_000))
    store.do(payments.match, [line], of(store, "A-1").id)
    store.do(orders.verify, [of(store, "A-1").id])
    assert due_of(store, "A-1").word == ""
    store.do(payments.unmatch, [line])
    assert of(store, "A-1").payment == "paid"


def test_codes_are_free_apart_and_given_out_until_there_are_none(till):
    store = till(*(unpaid(f"A-{n}") for n in range(1000)))
    ids = [of(store, f"A-{n}").id for n in range(1000)]
    store.do(payments.ask, ids[:50])
    with store.read() as read:
        sums = sorted(read.connection.scalars(sa.select(Due.amount)))
    assert min(b - a for a, b in pairwise(sums)) >= 10 * RP
    store.do(payments.ask, ids[50:999])
    with store.read() as read:
        assert len(set(read.connection.scalars(sa.select(Due.amount)))) == 999
    with pytest.raises(Refusal, match="all 999 codes of this sum are in use"):
        store.do(payments.ask, ids[999:])


def test_an_order_of_which_a_part_came_in_is_not_asked_for_the_whole_again(till):
    store = till(unpaid("A-1"))
    (part,) = lines(store, credit(100_000))
    store.do(payments.match, [part], of(store, "A-1").id)
    with pytest.raises(Refusal, match=r"Rp100\.000 of Rp150\.000 came already"):
        store.do(payments.ask, [of(store, "A-1").id])
    store.do(payments.unmatch, [part])
    assert asked(store, "A-1") > 150_000


def test_who_is_asked_again_keeps_the_code_and_gets_more_time(till):
    store = till(unpaid("A-1"))
    first = asked(store, "A-1")
    store.clock._now = NOW + DAY
    assert asked(store, "A-1") == first
    assert due_of(store, "A-1").expires == NOW + 2 * DAY


def test_expiry_lets_stock_go_and_undo_takes_it_back(till):
    from shopdesk.services import products, stock
    from shopdesk.services.products.editing import NewVariant
    from shopdesk.services.stock import Piece

    store = till()
    store.do(products.add, "Mug", [NewVariant("MUG-1")])
    store.do(stock.receive, [Piece("MUG-1", 5)], "SJ-1")
    till(unpaid("A-1"), unpaid("A-2"))
    for number in ("A-1", "A-2"):
        asked(store, number)

    def free():
        with store.read() as read:
            (level,) = stock.levels(read).values()
            return level.available

    assert free() == 3
    with pytest.raises(Refusal, match="No order's time to pay is over"):
        store.do(payments.expire)
    store.clock._now = NOW + DAY + HOUR
    lines(store, credit(due_of(store, "A-2").asked // RP, "BUDI"))
    assert store.do(payments.expire).label == "1 order expired unpaid"
    assert (of(store, "A-1").payment, of(store, "A-1").status) == ("expired", "cancelled")
    assert of(store, "A-2").payment == "unpaid"  # a line of its sum waits for a person
    assert free() == 4
    with pytest.raises(Refusal, match="a line of just its sum waits"):
        store.do(payments.expire, [of(store, "A-2").id])
    journal.undo(store)
    assert (of(store, "A-1").payment, free()) == ("unpaid", 3)


def test_a_late_payment_of_an_expired_order_brings_it_back_by_hand(till):
    store = till(unpaid("A-1"))
    told = asked(store, "A-1")
    store.clock._now = NOW + 5 * DAY
    store.do(payments.expire)
    (line,) = lines(store, credit(told, at=NOW + 5 * DAY))
    assert auto(store).entry is None
    with store.read() as read:
        (found,) = payments.candidates(read, [line])
    assert (found.number, found.over, found.difference) == ("A-1", "expired", 0)
    assert not found.inside
    store.do(payments.match, [line], found.id)
    assert of(store, "A-1").status == "to_pack"


def test_cash_on_delivery_is_listed_apart(till):
    cod = {"payment": "cod_due", "cod": 1, "total": 150_000 * RP}
    store = till({"number": "C-1", **cod}, {"number": "C-2", **cod, "fulfilment": "packed"})
    got = of(store, "C-2").id
    store.do(orders.ship, [got], tracking={got: "JX123"})
    store.do(orders.deliver, [got])
    with store.read() as read:
        assert [row.number for row in payments.cod.orders(read)] == ["C-1"]
        assert [row.number for row in payments.cod.orders(read, collected=True)] == ["C-2"]
        assert payments.cod.sums(read)["awaiting"] == {"IDR": (1, 150_000 * RP)}


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("siti", 1), ("150000", 1), ("amount>100000", 1), ("amount<100rb", 1), ("is:out", 0),
        ("bank:bca", 2), ("at:today", 2), ("-siti", 1), ("@open", 2), ("order:A-1", 0),
        ("payer:budi words:budi", 0), ("words:budi", 1), ("source:bank currency:idr", 2),
    ],
)  # fmt: skip
def test_the_filter_language_over_payments(till, where, found):
    store = till(unpaid("A-1"))
    lines(store, credit(150_000), credit(99_000, "BUDI"))
    with store.read() as read:
        assert payments.total(read, where) == found
        assert len(payments.page(read, where)) == found
