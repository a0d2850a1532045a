"""Finding the order of a line by itself, and what gateways say, on a real store."""

import pytest
import sqlalchemy as sa
from tests.makers.payments import RP, credit, lines
from tests.makers.till import asked, auto, due_of, line_of, of, opening, unpaid
from tests.rig import NOW, home

from shopdesk import tables
from shopdesk.clock import DAY, HOUR
from shopdesk.models.payments import Payment
from shopdesk.refusal import Refusal
from shopdesk.services import orders, payments


@pytest.fixture
def till(tmp_path):
    with opening(tmp_path) as opened:
        yield opened


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


def test_a_refund_at_the_gateway_counts_whatever_the_web_shop_still_says(till):
    store = till(unpaid("A-1", payment="paid"))
    lines(store, {"amount": 150_000 * RP, "order_ref": "A-1"}, provider="midtrans")
    assert store.run("import", lambda work: _touch(work) or payments.match_auto(work)).entry
    assert due_of(store, "A-1").paid == 150_000 * RP

    def back(work):
        work.session.scalars(sa.select(Payment)).one().state = "refunded"
        work.session.flush()
        return payments.match_auto(work)

    store.run("import", back)
    assert (of(store, "A-1").payment, of(store, "A-1").status) == ("refunded", "cancelled")
    with store.read() as read:
        assert orders.why(read, of(store, "A-1").id).reason == "Its payment was refunded."


def test_what_the_gateway_doubts_is_told_from_what_is_only_not_captured(till):
    store = till(unpaid("A-1"), unpaid("A-2", payment="authorised"))
    lines(store, {"amount": 150_000 * RP, "order_ref": "A-1", "state": "challenged"},
          provider="midtrans")  # fmt: skip
    auto(store)
    with store.read() as read:
        assert {row.number: row.paying for row in orders.page(read)} == {
            "A-1": "challenged", "A-2": "",
        }  # fmt: skip
        assert "challenged" in orders.why(read, of(store, "A-1").id).reason
        assert "not captured yet" in orders.why(read, of(store, "A-2").id).reason


def test_a_shop_may_set_its_own_window(till, tmp_path):
    own = home(tmp_path).tables
    own.mkdir(parents=True)
    (own / "payments.toml").write_text('[[rows]]\nname = "after_days"\nvalue = 1\n')
    store = till(unpaid("A-1"))
    tables.use(own)
    try:
        lines(store, credit(150_000, at=NOW + 2 * DAY))
        assert auto(store).entry is None
        (own / "payments.toml").write_text('[[rows]]\nname = "after_days"\nvalue = "one"\n')
        tables.use(own)
        with pytest.raises(Refusal, match="“after_days” needs a whole number"):
            auto(store)
    finally:
        tables.use(None)
