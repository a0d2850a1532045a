"""Orders and their parcels from the Orders desk: merged by a plan, split by pieces, whole again."""

from contextlib import asynccontextmanager

import pytest
from tests.rig import NOW, open_store
from tests.services.shipping import orders_in
from textual.widgets._toast import Toast

from shopdesk.models.orders import Order, OrderLine
from shopdesk.screens.orders.parcels import parcels, wrong

HOME = {"buyer": "sriayu", "recipient": "Sri Ayu", "address": "Jl. Melati 3", "city": "Bandung",
        "postcode": "40111", "ship_by": NOW + 3_600}  # fmt: skip
ORDERS = (
    {"number": "M-1", **HOME, "placed_at": NOW - 9_000},
    {"number": "M-2", **HOME, "placed_at": NOW - 8_000},
    {"number": "M-3", **HOME | {"address": "Jl. Mawar [XL] 9", "ship_by": NOW + 7_200}},
)


@pytest.fixture
def queue(shop, tmp_path):
    """Open the Orders desk on three orders of one buyer: ``async with queue() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36), pieces=1):
        store = open_store(tmp_path)
        orders_in(store, [dict(one) for one in ORDERS])

        def more(work):
            order = work.session.query(Order).filter(Order.number == "M-1").one()
            line = work.session.query(OrderLine).filter(OrderLine.order_id == order.id).one()
            line.qty = order.units = pieces
            return work.done("pieces")

        store.run("more", more)
        store.close()
        async with shop((), size) as it:
            await it.until(lambda: it.grid.window.total == 3)
            yield it

    return opened


async def test_a_plan_says_which_orders_fit_and_why_another_does_not(queue):
    async with queue() as it:
        await it.press("v", "G", "v", "F")
        await it.until(lambda: "Merge into one parcel" in it.text())
        await it.until(lambda: "2 orders fit." in it.text())
        assert "its address is another one" in it.text()
        assert "Same shop, buyer, address" in it.text()
        assert "a Merge" in it.text()
        await it.press("a")
        await it.said_so("Merged M-1, M-2 into one parcel", "u undoes it")


async def test_one_order_finds_its_company_and_goes_alone_again(queue):
    async with queue() as it:
        assert it.grid.row.number == "M-1"
        await it.press("F")
        await it.until(lambda: "2 orders fit." in it.text())
        await it.press("a")
        await it.said_so("Merged M-1, M-2")
        await it.press("Z")
        await it.said_so("2 orders travel alone again")


async def test_an_order_without_company_is_told_so(queue):
    async with queue(size=(80, 24)) as it:
        it.app._disable_notifications = False  # the toast shall lie where a person sees it
        await it.press("G", "F")
        await it.until(lambda: "No other open order of this buyer goes there." in it.text())
        assert "a Merge" not in it.text()
        await it.press("a")
        await it.said_so("Fewer than two of these orders fit")
        await it.until(lambda: any(toast.region for toast in it.app.screen.query(Toast)))
        keys = it.app.screen.query_one("#dialog-keys").region
        assert not it.app.screen.query_one(Toast).region.overlaps(keys)


async def test_pieces_are_split_over_parcels_and_made_whole_again(queue):
    async with queue(pieces=3) as it:
        await it.press("S")
        await it.until(lambda: "Split M-1" in it.text())
        await it.press("enter")
        await it.until(lambda: "All of it lies in the first parcel" in it.text())
        await it.press("backspace")
        await it.type("2+1")
        await it.press("enter")
        await it.said_so("Split M-1 into 2 parcels", "u undoes it")
        await it.press("P")
        await it.until(lambda: it.desk.PLACE == "shipments" and it.grid.window.total == 2)
        assert "M-1 #2" in it.text()
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.row is not None)
        await it.press("Z")
        await it.said_so("1 order goes in one parcel")


async def test_an_order_without_a_parcel_says_when_it_gets_one(queue):
    async with queue() as it:
        await it.press("P")
        await it.said_so("M-1 has no parcel yet")


LINES = {7: ("Mug", 3), 8: ("Kaos", 1)}


@pytest.mark.parametrize(
    ("mug", "shirt", "why"),
    [("2+1", "1", None), ("1+1+1", "1", None), ("3", "0+1", None), ("3", "1", "first parcel"),
     ("2+2", "1", "3 are ordered, 4 are put"), ("2 1", "1", "not like 2+1"), ("", "1", "not like"),
     ("3", "0+0+1", "Nothing lies in parcel 2"), ("-1+4", "1", "not like")],
)  # fmt: skip
def test_pieces_must_add_up_and_no_parcel_be_empty(mug, shirt, why):
    said = wrong(LINES, {"7": mug, "8": shirt})
    assert said is None if why is None else why in said


def test_what_lies_in_each_parcel():
    assert parcels({"7": "2+1", "8": "0+1"}) == [{7: 2}, {7: 1, 8: 1}]
