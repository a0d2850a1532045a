"""The inbox as a list: what a filter means, in which order tickets stand, and one of them whole."""

from contextlib import suppress
from random import Random

import pytest
from tests.bench.big_talk import small
from tests.rig import NOW, add_orders, open_store

from shopdesk.models.orders import Order
from shopdesk.models.products import Product, Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import (
    Attachment,
    Ticket,
    TicketDraft,
    TicketEvent,
    TicketLink,
    TicketMessage,
    TicketOffer,
    TicketTag,
    TicketWatch,
)
from shopdesk.refusal import Refusal
from shopdesk.services import journal, tickets, views
from shopdesk.services.journal import touched

HOUR = 3_600
DAY = 24 * HOUR
TICKETS = (
    {"id": 1, "channel": "email", "subject": "Paket belum sampai", "customer": "Rina Dewi",
     "address": "rina.dewi@contoh.example", "state": "open", "priority": "high",
     "assignee": "admin", "reason": "where", "due": NOW - HOUR, "waiting_since": NOW - 9 * HOUR,
     "messages": 2},
    {"id": 2, "channel": "whatsapp", "subject": "", "customer": "Budi",
     "address": "+628123456789", "state": "new", "due": NOW + 2 * HOUR,
     "waiting_since": NOW - HOUR},
    {"id": 3, "channel": "shopee", "subject": "Mug pecah", "customer": "sari_89",
     "address": "sari_89", "state": "pending", "assignee": "tono", "reason": "damaged",
     "first_reply_at": NOW - DAY, "breached": 1},
    {"id": 4, "channel": "email", "subject": "Faktur", "customer": "PT Angkasa",
     "address": "beli@angkasa.example", "state": "on_hold", "snoozed_until": NOW + DAY,
     "first_reply_at": NOW - DAY, "due": NOW + DAY, "assignee": "admin"},
    {"id": 5, "channel": "tokopedia", "subject": "Terima kasih", "customer": "Wening",
     "address": "wening", "state": "solved", "csat_score": 5, "last_at": NOW - 2 * HOUR,
     "first_reply_at": NOW - DAY, "follows": 3},
    {"id": 6, "channel": "email", "subject": "50% OFF", "customer": "", "state": "spam",
     "address": "x@spam.example", "last_at": NOW - 3 * HOUR},
    {"id": 7, "channel": "email", "subject": "Lama", "customer": "Rina Dewi",
     "address": "rina.dewi@contoh.example", "state": "closed", "csat_score": 2,
     "merged_into": 1, "opened_at": NOW - 40 * DAY, "last_at": NOW - 39 * DAY},
)  # fmt: skip
BODIES = (
    (1, "in", "Halo kak, pesanan saya INV-7788 belum sampai juga. Café Ayu", ""),
    (1, "note", "Kurir dihubungi, besok dicoba lagi", ""),
    (2, "in", "Berapa ongkir ke Makassar?", ""),
    (3, "out", "Mohon kirim video unboxing", "failed"),
    (4, "out", "Kami periksa dulu", "copy"),
)


def fill(work):
    """Put the tickets into the store, with orders, parcels and all that hangs on them."""
    add_orders(work, [{"number": "INV-7788"}, {"number": "INV-9000"}, {"number": "A-1"}])
    orders = {order.number: order.id for order in work.session.query(Order)}
    work.session.add(Product(id=1, name="Mug Biru"))
    work.session.flush()
    work.session.add(Variant(id=1, product_id=1, sku="MUG-1", sku_key="mug-1"))
    parcel = {"number": 1, "status": "in_transit", "value": 0, "currency": "IDR"}
    for number, courier, resi in (("INV-7788", "JNE", "CM1"), ("A-1", "J&T Express", "JX1")):
        known = work.session.query(Parcel).filter_by(order_id=orders[number]).first()
        told = known or Parcel(order_id=orders[number], made_at=NOW, **parcel)
        told.courier, told.tracking = courier, resi
        work.session.add(told)
    (shop,) = work.session.query(Shop)
    for facts in TICKETS:
        work.session.add(Ticket(**({"opened_at": NOW - DAY, "last_at": NOW - HOUR} | facts)))
        work.session.flush()
    work.session.get(Ticket, 1).order_id = orders["INV-7788"]
    work.session.get(Ticket, 1).shop_id = shop.id
    work.session.get(Ticket, 5).order_id = orders["A-1"]
    for at, (ticket, kind, body, state) in enumerate(BODIES):
        work.session.add(
            TicketMessage(id=at + 1, ticket_id=ticket, kind=kind, at=NOW - DAY + at, body=body,
                          arrived_at=NOW - DAY, author="x", state=state)
        )  # fmt: skip
    work.session.flush()
    kinds = (("order", orders["INV-9000"], "linked"), ("order", orders["A-1"], "suggested"),
             ("variant", 1, "linked"))  # fmt: skip
    work.session.add_all([
        *(TicketLink(ticket_id=3, kind=kind, target_id=target, place=place, why="test")
          for kind, target, place in kinds),
        *(TicketTag(ticket_id=one, tag=tag) for one, tag in ((1, "vip"), (3, "vip"), (3, "b"))),
        TicketWatch(ticket_id=2, who="tono", at=NOW - 30),
        TicketWatch(ticket_id=1, who="tono", at=NOW - HOUR),
        TicketEvent(ticket_id=1, at=NOW - 9, kind="state", before="new", after="open", by="admin"),
        TicketOffer(ticket_id=1, kind="voucher", amount=5_000_00, at=NOW, by="admin"),
        TicketDraft(ticket_id=1, who="admin", body="Sebentar ya", at=NOW),
        Attachment(message_id=1, name="T-1-1-1.jpg", told_name="foto.jpg", type="image/jpeg",
                   size=12),
    ])  # fmt: skip
    return work.done("Took in 7 tickets")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A view of a small inbox."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOPDESK_USER", "admin")
        store = open_store(tmp_path_factory.mktemp("inbox"))
        store.do(fill)
        with store.read() as view:
            yield view
        store.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A view of an inbox of 240 invented tickets."""
    store = small(tmp_path_factory.mktemp("many"), 240)
    with store.read() as view:
        yield view
    store.close()


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("", [1, 2, 4, 3, 5, 6, 7]),
        ("sort:-last", [4, 3, 2, 1, 5, 6, 7]), ("sort:opened", [7, 1, 2, 3, 4, 5, 6]),
        ("sort:-due", [7, 6, 5, 3, 4, 2, 1]),
        # one field each
        ("ticket:T-3", [3]), ("ticket:3,t5", [3, 5]), ("-ticket:t-3 is:live", [1, 2, 4]),
        ("channel:shopee,tokopedia", [3, 5]), ("shop:uji", [1]), ("subject:PECAH", [3]),
        ("customer:rina", [1, 7]), ("customer:@contoh", [1, 7]), ("state:new,solved", [2, 5]),
        ("-state:closed,spam", [1, 2, 4, 3, 5]), ("priority:high", [1]), ("assignee:tono", [3]),
        ("order:7788", [1]), ("order:9000", [3]), ("order:a-1", [5]),
        ("-order:7788 is:live", [2, 4, 3]),
        ("tag:vip", [1, 3]), ("tag:VIP -tag:b", [1]), ("reason:damaged,where", [1, 3]),
        ("sku:mug", [1, 3, 5]), ("sku:mug is:live", [1, 3]), ("sku:none", []),
        ("courier:jne", [1]), ("courier:j&t", [5]),
        ("opened<2026-11-01", [7]), ("last:today", [1, 2, 4, 3, 5, 6]), ("due:today", [1, 2]),
        ("due>today", [4]), ("score:5", [5]), ("score<3", [7]),
        # states
        ("is:late", [1]), ("is:breached", [1, 3]), ("-is:breached is:live", [2, 4]),
        ("is:mine", [1, 4]), ("is:unassigned is:live", [2]), ("is:waiting", [1, 2]),
        ("is:live", [1, 2, 4, 3]), ("-is:live", [5, 6, 7]), ("is:snoozed", [4]), ("is:spam", [6]),
        ("is:unanswered", [1, 2]), ("is:watched", [2]), ("is:failed", [3]), ("is:unsent", [4, 3]),
        ("is:merged", [7]), ("is:late,snoozed", [1, 4]), ("@unassigned", [2]),
        ("-is:snoozed @live", [1, 2, 3]),
        # words
        ("T-5", [5]), ("t5", [5]), ("rina", [1, 7]), ("ewi", [1, 7]), ("ANGKASA", [4]),
        ("0812-3456-789", [2]), ("makas", [2]), ("kassar", []), ("cafe", [1]),
        ("kurir", [1]), ("7788", [1]), ("9000", [3]), ('"belum sampai"', [1]),
        ('"sampai belum"', []), ("rina -paket", [7]), ("50%", [6]), ("paket kurir", [1]),
        ("paket unboxing", []), ('"', None), ("(", []), ("NEAR(", []), ("*", []),
    ],
)  # fmt: skip
def test_a_filter_means_just_these_tickets_in_this_order(read, where, found):
    if found is None:
        with pytest.raises(Refusal):
            tickets.page(read, where)
        return
    assert [row.id for row in tickets.page(read, where)] == found
    assert tickets.ids(read, where) == found
    assert tickets.total(read, where) == len(found)
    assert tickets.among(read, where, [1, 2, 3]) == len({1, 2, 3} & {*found})


def test_a_list_is_the_same_walked_forth_back_and_in_leaps(many):
    """Also where a word is in nearly all of them, or in a few."""
    for where in ("", "is:live", "kak", "channel:email paket", "gugukan", "-kak sort:-last"):
        for sort in ("due", "-due", "-last"):
            whole = tickets.page(many, where, sort, size=0)
            assert [row.id for row in whole] == list(tickets.ids(many, where, sort))
            assert len(whole) == tickets.total(many, where)
            for at in range(0, len(whole), 67):
                row = whole[at]
                assert tickets.page(many, where, sort, skip=at, size=5) == whole[at : at + 5]
                after = tickets.page(many, where, sort, after=row.key, size=9)
                assert after == whole[at + 1 : at + 10]
                leap = tickets.page(many, where, sort, after=row.key, skip=30, size=4)
                assert leap == whole[at + 31 : at + 35]
                before = tickets.page(many, where, sort, before=row.key, size=9)
                assert before == whole[max(0, at - 9) : at]
                assert tickets.place(many, where, sort, row.id, row.key) == at
            posts = tickets.signposts(many, where, sort, 50)
            assert posts == tuple(row.key for row in whole[49::50])


def test_a_common_word_and_the_few_that_are_fetched_mean_the_same(many, monkeypatch):
    words = ("kak", "pa", "gu", "rina", "contoh", "T-7", "4")
    counted = {word: (tickets.ids(many, word), tickets.total(many, word)) for word in words}
    assert all(total == len(ids) for ids, total in counted.values())
    monkeypatch.setattr("shopdesk.services.tickets.searching.MANY", 1)
    assert counted == {word: (tickets.ids(many, word), tickets.total(many, word)) for word in words}
    for near in (7, 100):
        monkeypatch.setattr("shopdesk.services.tickets.walking.NEAR", near)
        for word in words:
            whole = tickets.page(many, word, size=0)
            assert tickets.page(many, word, size=9) == whole[:9]
            for at in range(9, len(whole), 40):
                after = tickets.page(many, word, after=whole[at].key, size=9)
                assert after == whole[at + 1 : at + 10]
                before = tickets.page(many, word, before=whole[at].key, size=9)
                assert before == whole[at - 9 : at]


def test_random_filters_ask_and_never_fail(many):
    """What cannot be read is refused in a sentence; all else is answered."""
    dice = Random(5)
    bits = (
        *(f"{name}:" for name in tickets.fields()),
        *(f"is:{one}" for one in tickets.values()["is"]),
        *(f"@{name}" for name in tickets.views()), "sort:-last", "-", '"', "kak", "T-12", "'", "%",
        "*", "NEAR(", ")", "^", "é", "\u202e", "\x1b", "<", ">=", "2026-11", "today", "5", "\\",
        "99999999999999999999",
    )  # fmt: skip
    answered = 0
    for _round in range(200):
        where = "".join(dice.choice(bits) + dice.choice((" ", "", ",")) for _ in range(3))
        with suppress(Refusal):
            rows = tickets.page(many, where, size=3)
            assert len(rows) == min(3, tickets.total(many, where))
            answered += 1
    assert answered > 40


def test_a_row_and_its_card_hold_all_that_is_known(read):
    card = tickets.show(read, 1)
    row = card.row
    assert (row.order, row.shop, row.tags, row.due) == (
        "INV-7788",
        "Toko Uji",
        ("vip",),
        NOW - HOUR,
    )
    assert (row.breached, row.watchers) == (True, ())
    assert tickets.at(read, 2).watchers == ("tono",)
    assert tickets.at(read, 3).due is None
    assert [(one.kind, len(one.files)) for one in card.messages] == [("in", 1), ("note", 0)]
    assert card.messages[0].files[0].name == "T-1-1-1.jpg"
    assert [(one.before, one.after, one.by) for one in card.events] == [("new", "open", "admin")]
    assert [(one.kind, one.amount) for one in card.offers] == [("voucher", 5_000_00)]
    assert (card.draft, card.family) == ("Sebentar ya", (("merged", 7, "Lama"),))
    assert tickets.show(read, 5).family == (("follows", 3, "Mug pecah"),)
    assert tickets.show(read, 3).family == (("followed", 5, "Terima kasih"),)
    assert [(one.kind, one.name, one.about, one.place) for one in tickets.links(read, 3)] == [
        ("variant", "MUG-1", "Mug Biru", "linked"), ("order", "A-1", "to_pack", "suggested"),
        ("order", "INV-9000", "to_pack", "linked"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="no longer here"):
        tickets.show(read, 99)


def test_tickets_are_counted_named_and_found(read):
    assert tickets.counts(read) == {"new": 1, "open": 1, "pending": 1, "on_hold": 1}
    assert tickets.labels(read, [3, 99, 1]) == [("T-3", "Mug pecah"), ("T-1", "Paket belum sampai")]
    assert tickets.find(read, ["T-3", "1", "t3"]) == [3, 1]
    for name in ("T-99", "A-1", "0"):
        with pytest.raises(Refusal, match=f"There is no ticket {name}"):
            tickets.find(read, ["1", name])
    with pytest.raises(Refusal, match="cannot be sorted by “customer”"):
        tickets.page(read, sort="customer")
    assert "tickets" in {view.area for view in views.built_in(read)}
    assert [row.id for row in tickets.every(read, "is:live", size=3)] == [1, 2, 4, 3]


def test_the_journal_names_tickets_and_finds_their_entries(read):
    (entry,) = journal.history(read, where="ticket:T-3")
    assert entry.label == "Took in 7 tickets"
    assert journal.history(read, where="ticket:T-99") == ()
    told = {(one.what, one.name): one for one in touched.page(read, f"entry:{entry.entry}", size=0)}
    ticket = told["ticket", "T-3 · Mug pecah"]
    facts = {cell.field: cell.after for cell in ticket.cells}
    assert (facts["status"], facts["reason"]) == ("waits for the customer", "damaged")
    assert ("message of ticket", "T-1 · x") in told
    assert ("tag of ticket", "T-1 · vip") in told
    assert ("attachment", "T-1-1-1.jpg") in told
    shown = touched.page(read, f"entry:{entry.entry} what:ticket pecah")
    assert [one.name for one in shown] == ["T-3 · Mug pecah"]
