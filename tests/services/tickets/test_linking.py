"""What a ticket is about: found by number, resi, address, name, SKU; linked, and refused."""

import pytest
import sqlalchemy as sa
from tests.goods import stock_up
from tests.rig import NOW, add_orders, open_store
from tests.services.ticketing import ticket

from shopdesk.models.orders import Order
from shopdesk.models.products import Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.tickets import TicketEvent, TicketLink
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets import arriving, cards, following, linking, verbs
from shopdesk.services.tickets.rows import Incoming

ORDERS = [
    {"number": "2611A1B2C3", "phone": "+62 812-3456-7890", "buyer": "sari88",
     "tracking": "JX1234567890", "courier": "J&T Express", "fulfilment": "in_transit"},
    {"number": "#1001", "email": "Rina@Example.com", "recipient": "Rina Wati",
     "phone": "0811000222"},
    {"number": "2611XYZ789", "phone": "6281234567890", "placed_at": NOW - 60},
    {"number": "INV/20261123/MPL/77", "buyer": "Budi Santoso", "recipient": "B*** S***"},
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store with the small catalogue and four orders, one of them on its way."""
    store = open_store(tmp_path_factory.mktemp("linking"))
    stock_up(store)

    def seed(work):
        add_orders(work, [dict(one) for one in ORDERS])
        hidden = {"number": "582050926784129795", "buyer": "z****", "recipient": "Z**"}
        add_orders(work, [hidden], "tiktok")
        first = work.session.query(Order).filter(Order.number == "2611A1B2C3").one()
        work.session.add(
            Parcel(order_id=first.id, tracking="JX1234567890", status="in_transit", value=1)
        )
        return work.done("seed")

    store.run("seed", seed)
    yield store
    store.close()


def found(store, text, address="", customer="", channel=""):
    """Return what a text may be about: kind, name, reason, and whether that is certain."""
    with store.read() as read:
        told = linking.find(read, text, address, customer, channel)
    return [(one.kind, one.name, one.why, one.certain) for one in told]


def arrive(store, key, body, **more):
    """Let a message come in; return the id of its ticket."""

    def act(work):
        said = {"channel": "whatsapp", "address": "6281234567890", "author": "Sari"} | more
        taken = arriving.take_in(work, [Incoming(key=key, at=NOW, body=body, **said)])
        ids.extend(taken.touched)
        return following.ended(work, "arrived")

    ids = []
    store.run("arrive", act)
    return ids[0]


def links(store, ticket_id):
    """Return what a ticket is linked to: (kind, name, place, why), the first one first."""
    with store.read() as read:
        return [
            (one.kind, one.name, one.place, one.why) for one in cards.links(read, ticket_id)[::-1]
        ]


def order_id(store, number):
    with store.read() as read:
        return read.connection.scalar(sa.select(Order.id).where(Order.number == number))


def link_of(store, ticket_id, place):
    with store.read() as read:
        query = sa.select(TicketLink.id).where(
            TicketLink.ticket_id == ticket_id, TicketLink.place == place
        )
        return list(read.connection.scalars(query.order_by(TicketLink.id)))


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Kak, pesanan 2611a1b2c3 kok belum sampai?", "2611A1B2C3", "number"),
        ("resi JX1234567890.", "2611A1B2C3", "resi"),
        ("resinya jx1234 567890 ya kak", "2611A1B2C3", "resi"),
        ("order no. 1001 mana", "#1001", "number"),
        ("(#1001)", "#1001", "number"),
        ("Pesanan INV/20261123/MPL/77, tolong", "INV/20261123/MPL/77", "number"),
        ("email saya rina@example.COM.", "#1001", "mail"),
        ("WA saya 0811-000-222", "#1001", "phone"),
    ],
)
def test_an_order_is_found_by_what_stands_in_the_text(store, text, name, why):
    assert ("order", name, why, False) in found(store, text)


@pytest.mark.parametrize(
    "text",
    ["halo kak", "1001 ribu buah", "harga 15000", "2611", "0812", "", "\x00\x1b[31m#", "#" * 9],
)
def test_nothing_is_made_of_words_and_small_numbers(store, text):
    assert found(store, text) == []


@pytest.mark.parametrize(
    ("who", "certain"),
    [
        ({"address": "081234567890"}, True),
        ({"customer": "SARI88"}, True),
        ({"address": "6285555555555", "customer": "Sari"}, False),
        ({"address": "someone@example.com"}, False),
        ({}, False),
    ],
)
def test_only_the_orders_own_customer_makes_its_number_certain(store, who, certain):
    (hit,) = found(store, "pesanan 2611A1B2C3", **who)
    assert hit == ("order", "2611A1B2C3", "number", certain)


def test_a_hidden_name_is_nobodys(store):
    (hit,) = found(store, "INV/20261123/MPL/77", customer="B*** S***")
    assert hit[3] is False


@pytest.mark.parametrize(
    ("channel", "name", "certain"),
    [
        ("tiktok", "zulaikadewa84", True),
        ("tiktok", "budi88", False),
        ("whatsapp", "zulaikadewa84", False),
        ("tiktok", "", False),
    ],
)
def test_a_half_hidden_buyer_is_known_on_the_orders_own_channel(store, channel, name, certain):
    (hit,) = found(store, "pesanan 582050926784129795", channel=channel, customer=name)
    assert hit[3] is certain


def test_a_customers_newest_orders_are_suggested_unless_the_text_names_one(store):
    assert found(store, "halo", "+6281234567890") == [
        ("order", "2611XYZ789", "phone", False), ("order", "2611A1B2C3", "phone", False),
    ]  # fmt: skip
    assert [one[1] for one in found(store, "2611A1B2C3?", "+6281234567890")] == ["2611A1B2C3"]
    assert found(store, "halo", "RINA@example.com")[0][:3] == ("order", "#1001", "mail")
    assert found(store, "halo", customer="rina wati")[0][:3] == ("order", "#1001", "username")


def test_products_are_found_by_sku_and_by_name(store):
    assert ("variant", "KAOS-M", "sku", False) in found(store, "kaos-m masih ada?")
    assert ("variant", "MUG-1", "title", False) in found(store, "Halo, MUG biru ready?")
    assert not found(store, "mug saja")


def test_many_texts_are_looked_up_as_each_alone(store):
    asked = [linking.Asked(f"pesanan {one['number']}", one.get("phone", "")) for one in ORDERS]
    with store.read() as read:
        together = linking.find_many(read, asked)
        alone = [linking.find(read, one.text, one.address) for one in asked]
    assert together == alone
    assert [one[0].name for one in together] == [one["number"] for one in ORDERS]


def test_a_certain_order_is_linked_by_itself_with_its_parcel_and_product(store):
    made = arrive(store, "sure", "pesanan 2611A1B2C3 belum sampai, kapan sampai?")
    assert links(store, made) == [("order", "2611A1B2C3", "linked", "number")]
    row = ticket(store, made)
    assert row.order_id == order_id(store, "2611A1B2C3")
    assert row.parcel_id is not None
    with store.read() as read:
        sku = sa.select(Variant.sku).where(Variant.id == row.variant_id)
        assert read.connection.scalar(sku) == "MUG-1"
        event = sa.select(TicketEvent.after, TicketEvent.by).where(
            TicketEvent.ticket_id == made, TicketEvent.kind == "link"
        )
        assert read.connection.execute(event).all() == [("order 2611A1B2C3", "")]
    assert row.reason == "where"


def test_what_is_refused_does_not_come_again_and_what_is_accepted_stays(store):
    made = arrive(store, "guess", "halo kak", address="0811 000 222", author="Bu Rina")
    assert links(store, made) == [("order", "#1001", "suggested", "phone")]
    assert ticket(store, made).order_id is None
    store.do(linking.refuse, link_of(store, made, "suggested"))
    assert arrive(store, "again", "order #1001 kak", address="0811 000 222", author="x") == made
    assert links(store, made) == [("order", "#1001", "refused", "phone")]
    store.do(linking.link, made, "order", order_id(store, "#1001"))
    assert ticket(store, made).order_id == order_id(store, "#1001")
    entry = store.do(linking.unlink, link_of(store, made, "linked")).entry
    assert ticket(store, made).order_id is None
    journal.undo(store, entry)
    assert ticket(store, made).order_id == order_id(store, "#1001")


def test_the_order_that_a_person_links_last_leads_also_after_the_next_message(store):
    made = arrive(store, "two", "pesanan 2611A1B2C3", thread="t2", address="0812 3456 7890")
    other = order_id(store, "2611XYZ789")
    store.do(linking.link, made, "order", other)
    assert arrive(store, "three", "gimana kak", thread="t2", address="081234567890") == made
    assert ticket(store, made).order_id == other
    with pytest.raises(Refusal, match="already"):
        store.do(linking.link, made, "order", other)


def test_a_link_to_what_is_not_there_is_refused(store):
    made = arrive(store, "none", "halo", address="0899 111 222", author="Tono")
    for kind, target in (("order", 999), ("parcel", 999), ("shop", 1)):
        with pytest.raises(Refusal):
            store.do(linking.link, made, kind, target)
    for verb in (linking.accept, linking.refuse, linking.unlink):
        with pytest.raises(Refusal, match="no longer"):
            store.do(verb, [999])


def test_a_reason_that_a_person_took_back_stays_away(store):
    made = arrive(store, "r1", "barang pecah kak", address="0877 000 111", author="Tini")
    assert ticket(store, made).reason == "damaged"
    store.do(verbs.set_reason, [made], "")
    arrive(store, "r2", "pecah semua", address="0877 000 111", author="Tini")
    assert ticket(store, made).reason == ""
