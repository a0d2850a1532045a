"""The Payments desk, worked by keys on a real store."""

from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa
from tests.makers.payments import RP, add_lines, credit
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import HOUR
from shopdesk.models.orders import Order
from shopdesk.models.payments import Match, Payment
from shopdesk.services import payments

ORDERS = [
    {"number": f"A-{n}", "total": total * RP, "payment": "unpaid", "buyer": buyer,
     "placed_at": NOW - (10 - n) * HOUR}
    for n, total, buyer in (
        (1, 150_000, "Siti Aminah"), (2, 150_000, "Budi Hartono"), (3, 99_000, "Wening Padmana"),
    )
]  # fmt: skip
LINES = [
    credit(150_000, "BUDI HARTONO"), credit(8_000_000, "PT PASAR", at=NOW - HOUR),
    credit(50_000, "SITI AMINAH", at=NOW - 2 * HOUR),
    credit(100_000, "SITI AMINAH", at=NOW - 3 * HOUR),
]  # fmt: skip


@pytest.fixture
def till(shop, tmp_path):
    """Open the Payments desk on three orders and four credits: ``async with till() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36), some=LINES):
        store = open_store(tmp_path)
        store.run("seed", lambda work: add_orders(work, [dict(one) for one in ORDERS]))
        store.run("seed", lambda work: add_lines(work, some))
        store.close()
        async with shop((), size) as it:
            await it.press("M")
            await it.until(lambda: it.desk.PLACE == "payments" and it.grid.row is not None)
            await it.press("escape")
            await it.until(lambda: it.grid.window.where == "is:likely" and it.grid.row is not None)
            await it.until(lambda: it.desk.fresh)
            yield it

    return opened


def state(folder):
    """Return which order each line pays, by the line's sum in rupiah, and the orders' payments."""
    store = open_store(folder)
    with store.read() as read:
        query = (
            sa.select(Payment.amount, Order.number).join(Match, Match.payment_id == Payment.id)
            .join(Order, Order.id == Match.order_id)
        )  # fmt: skip
        pairs = {amount // RP: number for amount, number in read.connection.execute(query)}
        paid = dict(read.connection.execute(sa.select(Order.number, Order.payment)).fetchall())
        words = {number: payments.paying(read, n) for n, number in read.connection.execute(
            sa.select(Order.id, Order.number))}  # fmt: skip
    store.close()
    return pairs, paid, words


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_orders_that_a_line_may_pay_stand_beside_it_and_m_matches(till, tmp_path, size):
    async with till(size) as it:
        assert it.grid.window.total == 3  # the payout is like no order
        assert it.grid.row.payer == "BUDI HARTONO"
        await it.until(lambda: "name 100% like" in it.text())
        assert [one.number for one in it.desk._orders.rows] == ["A-2", "A-1"]
        said = it.text()
        assert "2 of just this sum" in said
        assert "name 100% like “Budi Hartono”" in said
        await it.press("m")
        await it.said_so("Matched Rp150.000 to order A-2", "u undoes it")
        await it.until(lambda: it.grid.window.total == 2)
        assert it.grid.has_focus
    pairs, paid, _words = state(tmp_path)
    assert (pairs, paid["A-2"]) == ({150_000: "A-2"}, "paid")


async def test_enter_goes_to_the_orders_and_matches_another_one_there(till, tmp_path):
    async with till() as it:
        await it.press("enter", "j", "enter")
        await it.said_so("Matched Rp150.000 to order A-1")
    assert state(tmp_path)[0] == {150_000: "A-1"}


async def test_keys_typed_ahead_never_match_the_order_of_the_line_before(till, tmp_path):
    async with till() as it:
        await it.pilot.press("j", "m")
        await it.said_so("Matched Rp50.000 to order A-1", "Rp100.000 is still missing")
    pairs, _paid, words = state(tmp_path)
    assert pairs == {50_000: "A-1"}
    assert words["A-1"].word == "underpaid"


async def test_marked_lines_together_pay_one_order_and_undo_gives_all_back(till, tmp_path):
    async with till() as it:
        await it.press("j", "space", "space")
        await it.until(lambda: it.desk.fresh and it.desk.candidate is not None)
        await it.until(lambda: "2 lines together" in it.text())
        assert it.desk.candidate.number == "A-1"
        assert it.desk.candidate.exact
        await it.press("m")
        await it.said_so("Matched Rp150.000 to order A-1")
        await it.press("u")
        await it.said_so("Undid")
        await it.until(lambda: it.grid.window.total == 3)
    assert state(tmp_path)[0] == {}


async def test_a_line_is_ignored_comes_back_and_its_order_is_found_by_number(till, tmp_path):
    async with till() as it:
        await it.press("x")
        await it.said_so("Ignored 1 line")
        await it.press("tab", "tab", "tab")
        await it.until(lambda: it.grid.window.where == "is:ignored" and it.grid.row is not None)
        await it.press("T")
        await it.said_so("Put 1 line back")
        await it.press("shift+tab", "shift+tab")
        await it.until(lambda: it.grid.window.total == 4 and it.desk.fresh)
        await it.press("j", "f")
        await it.type("A-3")
        await it.press("enter")
        await it.said_so("Matched Rp8.000.000 to order A-3", "Rp7.901.000 too much")
    pairs, _paid, words = state(tmp_path)
    assert pairs == {8_000_000: "A-3"}
    assert words["A-3"].word == "overpaid"


async def test_a_matched_line_shows_its_order_and_is_taken_apart(till, tmp_path):
    async with till() as it:
        await it.press("m")
        await it.said_so("Matched")
        await it.press("tab", "tab")
        await it.until(lambda: it.grid.row is not None and it.grid.row.place == "matched")
        await it.until(lambda: it.desk.fresh and "Why it fits" in it.text())
        await it.press("m")
        await it.said_so("It pays order A-2 already; T takes them apart.")
        await it.press("T")
        await it.said_so("Unmatched 1 payment")
    assert state(tmp_path)[0] == {}


async def test_what_is_beyond_doubt_is_matched_with_one_key(till, tmp_path):
    async with till(some=[*LINES, credit(99_000, "WENING PADMANA")]) as it:
        await it.press("A")
        await it.said_so("Matched 1 payment")
    assert state(tmp_path)[0] == {99_000: "A-3"}


async def test_the_orders_desk_asks_tells_why_and_leads_to_the_lines(till):
    async with till() as it:
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.row is not None)
        row = it.grid.row
        await it.press("A")
        await it.said_so(f"{row.number} is asked to pay Rp")
        await it.press("w")
        await it.until(lambda: "Its buyer was asked to pay" in it.text() or "waits" in it.text())
        await it.press("escape", "M")
        await it.until(lambda: it.desk.PLACE == "payments" and it.desk.where == f"for:{row.number}")


async def test_today_leads_to_the_payments_to_match(till):
    async with till() as it:
        await it.press("1")
        await it.until(lambda: it.desk.PLACE == "today" and it.desk.needs.row is not None)
        rows = it.desk._needs.rows
        at = next(at for at, row in enumerate(rows) if row.need.id == "to_match")
        assert (rows[at].title, rows[at].orders) == ("Payments to match", 3)
        it.desk.needs.move(at)
        await it.press("enter")
        await it.until(lambda: it.desk.PLACE == "payments" and it.desk.where == "is:likely")


async def test_cash_on_delivery_stands_apart(till):
    async with till() as it:
        await it.press("C")
        await it.until(lambda: "Cash on delivery" in it.text() and "Awaited" in it.text())
