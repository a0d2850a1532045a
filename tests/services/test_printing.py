"""Papers are counted per order, parcel and kind, and a printed label cannot be unprinted."""

import pytest
from tests.rig import add_orders, open_store

from shopdesk import services
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shipments import Bundled, Parcel, ParcelLine
from shopdesk.models.shops import Listing
from shopdesk.refusal import Refusal
from shopdesk.services import printing
from shopdesk.services.journal import undo


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.run("seed", lambda work: add_orders(work, [{"number": n} for n in "ABCD"]))
    yield opened
    opened.close()


def ids(store, *numbers):
    with store.read() as read:
        return services.orders.find(read, numbers)


def print_(store, kind, *numbers, **more):
    return store.do(printing.printed, ids(store, *numbers), kind, **more)


def copies(store, kind, *numbers):
    with store.read() as read:
        found = printing.copies(read, ids(store, *numbers), kind)
    return [found.get(one, 0) for one in ids(store, *numbers)]


def alter(store, change):
    def act(work):
        change(work.session)
        return work.done("altered")

    store.run("alter", act)


def test_reprints_are_counted_per_order_and_kind(store):
    print_(store, "label", "A", "B")
    change = print_(store, "label", "B", "C")
    print_(store, "slip", "B")
    assert copies(store, "label", "A", "B", "C", "D") == [1, 2, 1, 0]
    assert copies(store, "slip", "A", "B") == [0, 1]
    assert change.label == "Printed 2 labels (1 is a copy)"


def test_the_history_of_an_order_names_its_papers(store):
    print_(store, "label", "A")
    change = print_(store, "label", "A")
    with store.read() as read:
        card = services.orders.show(read, ids(store, "A")[0])
    said = [(moment.what, moment.entry) for moment in card.history if "printed" in moment.what]
    assert said[-1] == ("printed: Label, copy 2", change.entry)
    assert len(said) == 2


def test_a_printed_label_cannot_be_taken_back(store):
    change = print_(store, "label", "A")
    with pytest.raises(Refusal, match="left the house"):
        undo(store, change.entry)
    assert copies(store, "label", "A") == [1]


def test_the_count_of_a_slip_can_be_taken_back(store):
    change = print_(store, "slip", "A")
    undo(store, change.entry)
    assert copies(store, "slip", "A") == [0]


def test_a_cancelled_order_gets_no_label_and_neither_do_the_others(store):
    store.do(services.orders.cancel, ids(store, "B"), "sold out")
    with pytest.raises(Refusal, match="B: it is cancelled"):
        print_(store, "label", "A", "B")
    assert copies(store, "label", "A", "B") == [0, 0]
    print_(store, "invoice", "B")


def test_who_comes_second_is_refused_and_not_given_a_wrong_number(store):
    with store.read() as read:
        expected = printing.next_copies(read, ids(store, "A"), "label")
    print_(store, "label", "A")
    with pytest.raises(Refusal, match="Somebody else"):
        print_(store, "label", "A", expected=expected)
    assert copies(store, "label", "A") == [1]


def test_orders_that_share_a_parcel_get_one_label_that_counts_for_all(store):
    first, second = ids(store, "C", "B")

    def bundle(session):
        session.add_all(Bundled(order_id=one, lead_id=first) for one in (first, second))

    alter(store, bundle)
    change = print_(store, "label", "A", "B", "C")
    assert change.label == "Printed 2 labels"
    assert copies(store, "label", "A", "B", "C") == [1, 1, 1]
    with store.read() as read:
        shown = printing.parcels(read, ids(store, "A", "B", "C"))
        assert [one.numbers for one in shown] == [("A",), ("C", "B")]
        assert [(item.sku, item.qty) for item in shown[1].items] == [("MUG-1", 2)]
        (units, invoices) = (
            printing.next_copies(read, ids(store, "A", "B", "C"), kind)
            for kind in ("label", "invoice")
        )
    assert len(units) == 2
    assert len(invoices) == 3


def split(store, number):
    (order_id,) = ids(store, number)

    def apart(session):
        session.query(Parcel).filter(Parcel.order_id == order_id).delete()
        line = session.query(OrderLine).filter(OrderLine.order_id == order_id).one()
        line.qty = 3
        for n, qty in ((1, 2), (2, 1)):
            parcel = Parcel(order_id=order_id, number=n, tracking=f"RESI{n}", cod=n * 100_000)
            session.add(parcel)
            session.flush()
            session.add(ParcelLine(parcel_id=parcel.id, order_line_id=line.id, qty=qty))
        session.get(Order, order_id).payment = "cod_due"

    alter(store, apart)
    return order_id


def test_a_split_order_gets_a_label_per_parcel_with_its_own_resi_and_goods(store):
    order_id = split(store, "A")
    change = print_(store, "label", "A")
    assert change.label == "Printed 2 labels"
    with store.read() as read:
        first, second = printing.parcels(read, [order_id])
        known = printing.next_copies(read, [order_id], "label")
    assert (first.resi, first.pieces, first.cod) == ("RESI1", 2, 100_000)
    assert (second.resi, second.pieces, second.cod) == ("RESI2", 1, 200_000)
    assert (second.parcel, second.parcels) == (2, 2)
    assert known == {(order_id, 1): 2, (order_id, 2): 2}


def test_papers_lie_by_courier_then_sku_unless_asked_otherwise(store):
    def dress(session):
        listing = session.query(Listing).one()
        other = Listing(shop_id=listing.shop_id, name="Kaos", seller_sku="AAA", sku="AAA")
        session.add(other)
        session.flush()
        for order in session.query(Order):
            order.courier = {"A": "SiCepat", "B": None, "C": "JNE", "D": "JNE"}[order.number]
            if order.number == "D":
                session.query(OrderLine).filter(
                    OrderLine.order_id == order.id
                ).one().listing_id = other.id

    alter(store, dress)
    with store.read() as read:
        asked = ids(store, "A", "B", "C", "D")
        assert printing.sorted_ids(read, asked, "courier") == ids(store, "D", "C", "A", "B")
        assert printing.sorted_ids(read, asked, "given") == asked


def test_an_invoice_adds_up_to_the_total_whatever_the_marketplace_says(store):
    def price(session):
        order = session.query(Order).filter(Order.number == "A").one()
        order.total, order.discount, order.shipping_fee = 1_234_500, 300_000, 900_000

    alter(store, price)
    with store.read() as read:
        (bill,) = printing.bills(read, ids(store, "A"))
    assert bill.subtotal - bill.discount + bill.shipping + bill.other == bill.total == 1_234_500


@pytest.mark.parametrize(
    ("name", "fragile"), [("Mug Biru", True), ("Piringan", False), ("Vas Kaca besar", True)]
)
def test_words_of_the_settings_make_a_parcel_fragile(store, name, fragile):
    alter(store, lambda session: setattr(session.query(Listing).one(), "name", name))
    with store.read() as read:
        (one,) = printing.parcels(read, ids(store, "A"))
    assert one.fragile is fragile
