"""Matching lines with orders, by itself and by hand, on a real store."""

from itertools import pairwise

import pytest
import sqlalchemy as sa
from tests.makers.payments import RP, credit, lines
from tests.rig import NOW, add_orders, dump, open_store

from shopdesk import locale
from shopdesk.clock import DAY, HOUR
from shopdesk.models.orders import Order
from shopdesk.models.payments import Due, Match, Payment
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, payments
from shopdesk.services.stock.following import ended


def unpaid(number, total=150_000, buyer="Siti Aminah", **more):
    return {"number": number, "total": total * RP, "payment": "unpaid", "buyer": buyer,
            "fulfilment": "new", "placed_at": NOW - HOUR} | more  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    """Speak English, whatever the tests before spoke."""
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def till(tmp_path):
    """Open a store with these unpaid orders: ``till(order, order)``."""
    stores = []

    def opened(*some, channel="shopify"):
        store = stores[0] if stores else open_store(tmp_path)
        stores[:] = [store]
        if some:
            told = [dict(one) for one in some]
            store.run("seed", lambda work: ended(work, add_orders(work, told, channel).label))
        return store

    yield opened
    for store in stores:
        store.close()


def of(store, number):
    """Return an order's row."""
    with store.read() as read:
        return read.connection.execute(
            sa.select(Order.__table__).where(Order.number == number)
        ).one()


def line_of(store, payment_id):
    with store.read() as read:
        return payments.show(read, payment_id).row


def due_of(store, number):
    with store.read() as read:
        return payments.paying(read, of(store, number).id)


def auto(store):
    return store.do(payments.match_auto)


def asked(store, number):
    """Ask an order's buyer to pay, and return the sum in rupiah."""
    store.do(payments.ask, [of(store, number).id])
    return due_of(store, number).asked // RP


def test_a_unique_sum_with_its_code_in_its_time_is_matched_by_itself(till):
    store = till(unpaid("A-1"), unpaid("A-2"))
    sums = [asked(store, "A-1"), asked(store, "A-2")]
    assert len(set(sums)) == 2
    assert all(150_000 < told <= 150_999 for told in sums)
    (line,) = lines(store, credit(sums[0], "SITI AMINAH"))
    change = auto(store)
    assert change.label == "Matched 1 payment"
    assert (of(store, "A-1").payment, of(store, "A-1").status) == ("paid", "to_pack")
    assert of(store, "A-2").payment == "unpaid"
    row = line_of(store, line)
    assert (row.place, row.order, row.how) == ("matched", "A-1", "exact")
    assert f"code:{sums[0] % 1000:03}" in row.why


def test_two_orders_of_one_sum_wait_for_a_person(till):
    store = till(unpaid("A-1"), unpaid("A-2", buyer="Budi Santoso"))
    (line,) = lines(store, credit(150_000, "SITI AMINAH"))
    assert auto(store).entry is None
    with store.read() as read:
        found = payments.candidates(read, [line])
    assert [one.number for one in found] == ["A-1", "A-2"]  # the name sorts, and decides nothing
    assert (found[0].score, found[0].exact, found[1].exact) == (100, True, True)


def test_two_lines_of_one_sum_wait_for_a_person(till):
    store = till(unpaid("A-1"))
    lines(store, credit(150_000), credit(150_000))
    assert auto(store).entry is None


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("it is a debit", credit(150_000, incoming=0)),
        ("it is pending", credit(150_000, state="pending")),
        ("it was ignored", credit(150_000, place="ignored")),
        ("it is one rupiah more", credit(150_001)),
        ("it is one rupiah less", credit(149_999)),
        ("it is eleven minutes early", credit(150_000, at=NOW - HOUR - 11 * 60)),
        ("it is three days and a minute late", credit(150_000, at=NOW - HOUR + 3 * DAY + 60)),
        ("it is of another currency", credit(150_000, currency="USD")),
        ("no code, and another name", credit(150_000, "BUDI SANTOSO")),
        ("no code, and no name", credit(150_000, "")),
    ],
)
def test_what_is_not_matched_by_itself(till, why, line):
    store = till(unpaid("A-1"))
    lines(store, line)
    assert auto(store).entry is None, why


@pytest.mark.parametrize(
    "line",
    [
        credit(150_000, at=NOW - HOUR - 9 * 60),
        credit(150_000, at=NOW - HOUR + 3 * DAY - 60),
        credit(150_000, at=NOW - 17 * HOUR + 1, day_only=1),  # the day the order was placed on
        credit(150_000, payer="ST AMINAH", words="BI-FAST CR TRANSFER DARI 014 SITI AMINAH"),
    ],
)
def test_what_is_matched_within_the_window(till, line):
    store = till(unpaid("A-1"))
    if line.get("payer"):
        line = {**line, "payer": ""}
    lines(store, line)
    assert auto(store).label == "Matched 1 payment"


def test_orders_that_others_verify_or_that_are_paid_at_the_door_are_no_candidates(till):
    store = till(unpaid("S-1"), channel="shopee")
    till(unpaid("C-1", cod=1), channel="generic")
    (line,) = lines(store, credit(150_000))
    assert auto(store).entry is None
    with store.read() as read:
        assert payments.candidates(read, [line]) == ()
    for number in ("S-1", "C-1"):
        with pytest.raises(Refusal):
            store.do(payments.match, [line], of(store, number).id)


def test_a_gateways_number_and_sum_say_it(till):
    store = till(unpaid("#1001"), unpaid("#1002"))
    lines(store, {"amount": 150_000 * RP, "order_ref": "1001"},
          {"amount": 140_000 * RP, "order_ref": "1002"}, provider="midtrans")  # fmt: skip
    assert auto(store).label == "Matched 1 payment"
    assert (of(store, "#1001").payment, of(store, "#1002").payment) == ("paid", "unpaid")


def test_a_number_that_two_shops_have_names_nobody(till):
    store = till(unpaid("1001"))
    till(unpaid("1001"), channel="generic")
    lines(store, {"amount": 150_000 * RP, "order_ref": "1001"}, provider="midtrans")
    assert auto(store).entry is None


@pytest.mark.parametrize(
    ("state", "payment", "status"),
    [
        ("challenged", "authorised", "to_verify"),
        ("expired", "expired", "cancelled"),
        ("denied", "denied", "cancelled"),
        ("pending", "unpaid", "to_verify"),
    ],
)
def test_a_gateways_word_reaches_its_order(till, state, payment, status):
    store = till(unpaid("A-1"))
    lines(store, {"amount": 150_000 * RP, "order_ref": "A-1", "state": state},
          provider="midtrans")  # fmt: skip
    auto(store)
    assert (of(store, "A-1").payment, of(store, "A-1").status) == (payment, status)


def test_a_buyer_who_was_denied_may_pay_after_all(till):
    store = till(unpaid("A-1"))
    told = {"amount": 150_000 * RP, "order_ref": "A-1"}
    lines(store, {**told, "state": "denied"}, provider="midtrans")
    auto(store)
    assert of(store, "A-1").status == "cancelled"
    lines(store, {**told, "at": NOW + 60}, provider="midtrans")
    store.run("import", lambda work: _touch(work) or payments.match_auto(work))
    assert (of(store, "A-1").payment, of(store, "A-1").status) == ("paid", "to_pack")


def _touch(work):
    """Touch the newest line, as an import does that brought it."""
    work.session.scalars(sa.select(Payment).order_by(Payment.id.desc())).first().method = "qris"
    work.session.flush()


@pytest.mark.parametrize(
    ("state", "refunded", "payment", "status"),
    [
        ("refunded", None, "refunded", "cancelled"),
        ("part_refunded", 50_000 * RP, "part_refunded", "to_pack"),
        ("reversed", None, "refunded", "cancelled"),
    ],
)
def test_money_that_goes_back_reaches_its_order(till, state, refunded, payment, status):
    store = till(unpaid("A-1"))
    (line,) = lines(store, {"amount": 150_000 * RP, "order_ref": "A-1"}, provider="midtrans")
    auto(store)

    def back(work):
        told = work.session.get(Payment, line)
        told.state, told.refunded = state, refunded
        work.session.flush()
        return payments.match_auto(work)

    store.run("import", back)
    assert (of(store, "A-1").payment, of(store, "A-1").status) == (payment, status)


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
