"""Acts on a ticket's order, and offers: guarded, one entry each, taken back whole."""

import dataclasses

import pytest
import sqlalchemy as sa
from tests.goods import stock_up
from tests.rig import add_orders, dump, open_store

from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel
from shopdesk.models.tickets import Ticket, TicketOffer
from shopdesk.refusal import Refusal
from shopdesk.services import journal, shipments, tasks
from shopdesk.services import orders as trade
from shopdesk.services.tickets import acting, cards, offers, panel, verbs

RUPIAH = 100
ORDERS = [
    {"number": "GONE-1", "fulfilment": "delivered", "total": 30_000_000, "phone": "081234567890"},
    {"number": "HERE-1", "fulfilment": "ready", "total": 5_000_000, "phone": "081234567890"},
    {"number": "OPEN-1", "payment": "unpaid", "total": 5_000_000},
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("acting"))
    stock_up(store)

    def seed(work):
        add_orders(work, [dict(one) for one in ORDERS])
        gone = work.session.query(Order).filter(Order.number == "GONE-1").one()
        work.session.add(Parcel(order_id=gone.id, tracking="JX1", status="delivered", value=1))
        return work.done("seed")

    store.run("seed", seed)
    yield store
    store.close()


@pytest.fixture
def ticket(store):
    """Return a function that makes a ticket about an order (or about none)."""

    def make(number=None):
        with store.read() as read:
            query = sa.select(Order.id).where(Order.number == number)
            order = read.connection.scalar(query)
        made = store.do(
            verbs.new, channel="whatsapp", subject="", body="halo", customer="Sari",
            address="0812 3456 7890", order_id=order,
        )  # fmt: skip
        with store.read() as read:
            (one,) = verbs.made(read, made.entry)
        return one

    return make


def order(store, number):
    with store.read() as read:
        query = sa.select(Order.__table__).where(Order.number == number)
        return read.connection.execute(query).one()


def taken_back(store, change, before):
    """Take an entry back, and see that nothing is left of it."""
    journal.undo(store, change.entry)
    assert dump(store) == before


def open_tasks(store, kind):
    with store.read() as read:
        return [(one.order, one.sku, one.qty, one.about) for one in tasks.listed(read, kind=kind)]


def events(store, ticket_id):
    with store.read() as read:
        return [(one.kind, one.after) for one in cards.show(read, ticket_id).events]


def test_a_return_opens_the_case_and_makes_a_task_that_the_ticket_links_to(store, ticket):
    made = ticket("GONE-1")
    before = dump(store)
    change = store.do(acting.start_return, [made], "retak [bold]")
    assert (order(store, "GONE-1").case_state, order(store, "GONE-1").status) == (
        "return_open", "delivered",
    )  # fmt: skip
    assert open_tasks(store, "return") == [("GONE-1", "", 0, "retak [bold]")]
    assert ("act", "return GONE-1") in events(store, made)
    with store.read() as read:
        kinds = [(one.kind, one.why) for one in panel.panel(read, made).links]
    assert ("task", "act") in kinds
    with pytest.raises(Refusal, match="open already"):
        store.do(acting.start_return, [made], "again")
    taken_back(store, change, before)


def test_what_left_the_house_is_returned_and_what_did_not_is_cancelled(store, ticket):
    gone, here = ticket("GONE-1"), ticket("HERE-1")
    with pytest.raises(Refusal, match="cancel it instead"):
        store.do(acting.start_return, [here], "berubah pikiran")
    with pytest.raises(Refusal, match="open a return instead"):
        store.do(acting.cancel, [gone], "berubah pikiran")
    with pytest.raises(Refusal, match="needs a reason"):
        store.do(acting.start_return, [gone], " ")
    before = dump(store)
    change = store.do(acting.cancel, [here], "berubah pikiran")
    told = order(store, "HERE-1")
    assert (told.cancelled, told.cancel_by, told.cancel_reason) == (1, "buyer", "berubah pikiran")
    assert ("act", "cancel HERE-1") in events(store, here)
    taken_back(store, change, before)


def test_one_of_many_that_cannot_be_returned_leaves_all_as_they_are(store, ticket):
    before_last = ticket("GONE-1"), ticket("HERE-1")
    before = dump(store)
    with pytest.raises(Refusal):
        store.do(acting.start_return, before_last, "rusak")
    assert dump(store) == before


def test_goods_are_sent_again_by_sku_and_never_more_than_there_were(store, ticket):
    made = ticket("GONE-1")
    for items in ({"MUG-1": 2}, {"MUG-1": 0}, {"TEH": 1}):
        with pytest.raises(Refusal, match="GONE-1"):
            store.do(acting.resend, [made], items)
    before = dump(store)
    change = store.do(acting.resend, [made], {"mug-1": 1}, "pecah")
    assert open_tasks(store, "resend") == [("GONE-1", "MUG-1", 1, "pecah")]
    with pytest.raises(Refusal, match="already"):
        store.do(acting.resend, [made])
    taken_back(store, change, before)


def test_an_act_needs_an_order(store, ticket):
    made = ticket()
    for verb in (acting.cancel, acting.start_return):
        with pytest.raises(Refusal, match="link one first"):
            store.do(verb, [made], "rusak")
    with pytest.raises(Refusal, match="link one first"):
        store.do(offers.propose, made, "refund", 100)


def test_the_panel_holds_the_order_and_the_customers_others(store, ticket):
    first, second = ticket("GONE-1"), ticket("HERE-1")
    with store.read() as read:
        shown = panel.panel(read, first)
        assert panel.panel(read, 9_999) == panel.OrderPanel(None)
    assert shown.order.row.number == "GONE-1"
    assert [one.sku for one in shown.order.items] == ["MUG-1"]
    assert [one.row.status for one in shown.parcels] == [one.status for one in shown.order.parcels]
    assert [one.number for one in shown.orders] == ["HERE-1"]
    assert second in [one.id for one in shown.tickets]
    assert first not in [one.id for one in shown.tickets]


def offered(store, ticket_id, kind, rupiah, state):
    """Offer something, and return its id; it must stand there then."""
    store.do(offers.propose, ticket_id, kind, rupiah * RUPIAH)
    with store.read() as read:
        newest = offers.listed(read, state)[0]
    assert (newest.ticket_id, newest.offer.amount) == (ticket_id, rupiah * RUPIAH)
    return newest.offer.id


def stands(store, offer_id):
    with store.read() as read:
        one = sa.select(TicketOffer.state, TicketOffer.decided_by).where(TicketOffer.id == offer_id)
        return tuple(read.connection.execute(one).one())


def test_small_refunds_are_approved_at_once_until_their_sum_is_no_longer_small(store, ticket):
    made = ticket("GONE-1")
    before = dump(store)
    entries = [store.do(offers.propose, made, "refund", 60_000 * RUPIAH)]
    entries.append(store.do(offers.propose, made, "refund", 60_000 * RUPIAH))
    with store.read() as read:
        states = [(one.offer.state, one.order) for one in offers.listed(read, "")]
    assert states == [("proposed", "GONE-1"), ("approved", "GONE-1")]
    with pytest.raises(Refusal, match=r"at most Rp180\.000"):
        store.do(offers.propose, made, "refund", 180_001 * RUPIAH)
    for change in reversed(entries):
        journal.undo(store, change.entry)
    assert dump(store) == before


def test_a_large_offer_needs_somebody_else(store, ticket, monkeypatch):
    made = ticket("GONE-1")
    one = offered(store, made, "refund", 200_000, "proposed")
    with pytest.raises(Refusal, match="yourself"):
        store.do(offers.approve, [one])
    with pytest.raises(Refusal, match="to approve"):
        store.do(offers.done, [one])
    monkeypatch.setenv("SHOPDESK_USER", "owner")
    store.do(offers.approve, [one])
    assert stands(store, one) == ("approved", "owner")
    store.do(offers.done, [one])
    with pytest.raises(Refusal, match="given"):
        store.do(offers.refuse, [one])
    with pytest.raises(Refusal, match="at most"):
        store.do(offers.propose, made, "refund", 100_001 * RUPIAH)


def test_who_works_alone_may_approve_alone(store, ticket, monkeypatch):
    made = ticket("HERE-1")
    one = offered(store, made, "voucher", 150_000, "proposed")
    monkeypatch.setattr(store, "settings", dataclasses.replace(store.settings, approve_alone=True))
    store.do(offers.approve, [one])
    store.do(offers.refuse, [one], "ternyata palsu")
    assert stands(store, one)[0] == "refused"


def test_an_approved_replacement_goes_on_the_list_and_an_unpaid_order_gets_nothing(store, ticket):
    made, unpaid = ticket("GONE-1"), ticket("OPEN-1")
    with pytest.raises(Refusal, match="not paid"):
        store.do(offers.propose, unpaid, "refund", 100)
    with pytest.raises(Refusal, match="how much"):
        store.do(offers.propose, made, "refund", 0)
    with pytest.raises(Refusal, match="no “cake”"):
        store.do(offers.propose, made, "cake", 1)
    small = ticket("HERE-1")
    with pytest.raises(Refusal, match="not left the house"):
        store.do(offers.propose, small, "replacement", 1_000)


def test_a_link_of_a_merged_ticket_is_not_acted_on(store, ticket):
    made, into = ticket("GONE-1"), ticket("GONE-1")

    def swallow(work):
        work.session.get(Ticket, made).merged_into = into
        return work.done("merged")

    store.run("merge", swallow)
    with pytest.raises(Refusal, match="merged"):
        store.do(acting.start_return, [made], "rusak")


def test_an_order_and_its_parcel_tell_of_their_tickets(store, ticket):
    made = ticket("GONE-1")
    with store.read() as read:
        history = trade.show(read, order(store, "GONE-1").id).history
        (parcel,) = shipments.find(read, ["GONE-1"])
        card = shipments.show(read, parcel)
    told = [one for one in history if one.what.startswith(f"T-{made} by WhatsApp")]
    assert [(one.who, one.entry is not None) for one in told] == [("Sari", True)]
    assert made in [one.id for one in card.tickets]
