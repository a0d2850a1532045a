"""What customers hear of: moments, rules, languages, addresses, and that nobody hears twice."""

import pytest
from tests.rig import NOW, add_orders, open_store
from tests.telling import order, orders, outbox, rule, rule_all, shop, told

from shopdesk.clock import DAY
from shopdesk.models.messages import MEDIA, MOMENTS
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel
from shopdesk.refusal import Refusal
from shopdesk.services import journal, messages, payments
from shopdesk.services import orders as work_on
from shopdesk.services.messages import optouts, rules, telling
from shopdesk.services.shipments import events
from shopdesk.services.shipments.rows import Reported
from shopdesk.services.stock.following import ended


@pytest.fixture
def store(tmp_path):
    made = shop(tmp_path)
    yield made
    made.close()


def move(store, order_id, status, at=NOW):
    """Let a courier say something of an order's parcel."""

    def act(work):
        parcel = work.session.query(Parcel).filter_by(order_id=order_id).one()
        said = Reported(parcel.tracking, "", at, f"{status} {at}", source="uji", status=status)
        events.record(work, [said])
        return ended(work, status)

    store.run("move", act)


def ship(store, order_id, resi="JX1234567890"):
    store.do(work_on.pack, [order_id])
    store.do(work_on.ship, [order_id], tracking={order_id: resi})


def test_where_every_rule_is_off_nobody_hears_anything(store):
    """A new shop has not said yet what it wants its customers to hear."""
    ship(store, order(store))
    assert told(store) == []


def test_each_step_of_an_order_is_told_once(store):
    one = order(store, payment="unpaid", fulfilment="new")
    rule_all(store)
    store.do(payments.ask, [one])
    store.do(work_on.verify, [one])
    ship(store, one)
    steps = ("in_transit", "out_for_delivery", "failed_attempt", "out_for_delivery", "delivered")
    for minute, status in enumerate((*steps, "returning"), 1):
        move(store, one, status, NOW + 60 * minute)
    assert [moment for moment, _medium, _state in told(store)] == [
        "payment_asked", "payment_received", "packed", "shipped", "out_for_delivery",
        "failed_attempt", "delivered", "returning",
    ]  # fmt: skip
    assert {state for _moment, _medium, state in told(store)} == {"queued"}


def test_a_cancelled_order_and_a_lost_parcel_are_told(store):
    first, second = orders(store, ["A1", "A2"])
    rule_all(store)
    store.do(work_on.cancel, [first], "habis")
    ship(store, second)
    move(store, second, "lost")
    assert [m for m, *_rest in told(store)] == ["cancelled", "packed", "shipped", "lost"]


def test_an_expired_payment_is_told_and_not_its_cancellation_too(store):
    one = order(store, payment="unpaid", fulfilment="new")
    store.do(payments.ask, [one], 1)
    rule_all(store)
    late = shop(store.home.root.parent, now=NOW + 2 * 3600)
    late.do(payments.expire, [one])
    assert [m for m, *_rest in told(late)] == ["payment_expired"]
    late.close()


def test_an_import_of_old_orders_tells_nobody(store):
    """Orders that come in have no story yet: what they were told before was told elsewhere."""
    rule_all(store)

    def act(work):
        add_orders(work, [{"number": "OLD", "fulfilment": "delivered", "payment": "paid",
                           "email": "sari@example.com", "shipped_at": NOW - 9 * DAY,
                           "delivered_at": NOW - 8 * DAY}])  # fmt: skip
        return ended(work, "import")

    store.run("import", act)
    assert told(store) == []


@pytest.mark.parametrize(("days", "heard"), [(6, ["delivered"]), (8, [])])
def test_what_happened_long_ago_is_no_news(store, days, heard):
    one = order(store)
    ship(store, one)
    rule_all(store)
    move(store, one, "delivered", at=NOW - days * DAY)
    assert [m for m, *_rest in told(store)] == heard


def test_a_changed_fact_alone_tells_nothing(store):
    one = order(store)
    rule_all(store)
    store.do(work_on.note, [one], "hati-hati")
    assert told(store) == []


def test_an_undone_step_takes_its_message_back(store):
    one = order(store)
    rule_all(store)
    store.do(work_on.pack, [one])
    assert len(told(store)) == 1
    journal.undo(store)
    assert told(store) == []
    journal.redo(store)
    assert len(told(store)) == 1


def test_every_medium_has_its_address(store):
    one = order(store, buyer="sari_99")
    for medium in MEDIA:
        rule(store, "packed", medium, mode="review")
    store.do(work_on.pack, [one])
    found = {row.medium: row for row in outbox(store)}
    assert found["email"].to == "sari@example.com"
    assert found["whatsapp"].to == "+6281234567890"
    assert found["whatsapp"].link.startswith("https://wa.me/6281234567890?text=Halo%20Kak%20Sari")
    assert found["chat"].to == "sari_99"
    assert [found[medium].subject != "" for medium in MEDIA] == [True, False, False]


@pytest.mark.parametrize(("facts", "media"), [
    ({"email": "s***i@gmail.com", "phone": "(+62)812****90"}, ["chat"]),
    ({"email": None, "phone": "08123"}, ["chat"]),
    ({"email": "bukan surat"}, ["whatsapp", "chat"]),
    ({"phone": "+63 917 123 4567"}, ["email", "whatsapp", "chat"]),
])  # fmt: skip
def test_a_masked_or_broken_address_is_never_used(store, facts, media):
    one = order(store, **facts)
    for medium in MEDIA:
        rule(store, "packed", medium)
    store.do(work_on.pack, [one])
    assert [row.medium for row in outbox(store)] == media
    assert not any("*" in row.address for row in outbox(store))


def test_a_masked_name_is_not_spoken(store):
    one = order(store, recipient="S***i", buyer="b****9", channel="shopee")
    rule(store, "packed", "chat")
    store.do(work_on.pack, [one])
    assert outbox(store)[0].body.startswith("Halo Kak,\n")


@pytest.mark.parametrize(("facts", "language"), [
    ({}, "id"), ({"country": "Indonesia"}, "id"), ({"country": "PH"}, "en"),
    ({"country": "Singapore"}, "en"), ({"phone": "+63 917 123 4567"}, "en"),
])  # fmt: skip
def test_the_buyers_language_is_known_by_country_and_phone(store, facts, language):
    one = order(store, **facts)
    rule(store, "packed", language="buyer")
    store.do(work_on.pack, [one])
    assert [row.language for row in outbox(store)] == [language]


def test_a_shops_own_rule_goes_before_that_of_all(store):
    one, other = order(store, "A1"), order(store, "B1", channel="generic")
    with store.read() as read:
        shop_id = read.connection.exec_driver_sql(
            f"SELECT shop_id FROM orders WHERE id = {one}"
        ).scalar()
    rule(store, "packed")
    rule(store, "packed", shop_id=shop_id, mode="off")
    store.do(work_on.pack, [one, other])
    assert [row.order for row in outbox(store)] == ["B1"]
    store.do(rules.forget, "packed", "email", shop_id)
    with pytest.raises(Refusal):
        store.do(rules.forget, "packed", "email", shop_id)


def test_who_wants_no_messages_gets_none(store):
    """At queueing, at approval and by hand; the same phone in another spelling too."""
    one, other = orders(store, ["A1", "A2"])
    for medium in MEDIA:
        rule(store, "packed", medium, mode="review")
    store.do(work_on.pack, [one])
    store.do(optouts.add, "SARI@example.com", "asked")
    store.do(optouts.add, "+62 812 3456 7890")
    store.do(work_on.pack, [other])
    assert [row.medium for row in outbox(store) if row.order == "A2"] == ["chat"]
    waiting = [row.id for row in outbox(store) if row.order == "A1" and row.medium != "chat"]
    for message in waiting:
        with pytest.raises(Refusal, match="no messages"):
            store.do(messages.approve, [message])
        with pytest.raises(Refusal, match="no messages"):
            store.do(messages.copied, [message])
    with pytest.raises(Refusal, match="no messages"):
        store.do(telling.tell, [one], "packed", "email")
    store.do(optouts.drop, "0812 3456 7890")
    store.do(telling.tell, [one], "packed", "whatsapp")


def test_a_person_reviews_changes_holds_and_copies(store):
    one = order(store)
    rule(store, "packed", "whatsapp", mode="review")
    store.do(work_on.pack, [one])
    (row,) = outbox(store)
    with pytest.raises(Refusal):
        store.do(messages.release, [row.id])
    store.do(messages.edit, row.id, body="Halo {buyer_name}, sudah kami kemas!")
    assert outbox(store)[0].body == "Halo sari lestari, sudah kami kemas!"
    store.do(messages.hold, [row.id])
    with pytest.raises(Refusal):
        store.do(messages.approve, [row.id])
    store.do(messages.release, [row.id])
    assert told(store) == [("packed", "whatsapp", "review")]
    store.do(messages.approve, [row.id])
    store.do(messages.hold, [row.id])
    store.do(messages.release, [row.id])
    assert told(store) == [("packed", "whatsapp", "queued")]
    store.do(messages.copied, [row.id])
    (sent,) = outbox(store)
    assert (sent.state, sent.sent_at) == ("copied", NOW)
    for verb in (messages.approve, messages.hold, messages.drop, messages.retry, messages.copied):
        with pytest.raises(Refusal):
            store.do(verb, [row.id])
    with store.read() as read:
        said = [h.what for h in work_on.show(read, one).history]
    assert any("whatsapp" in what.lower() and "copied" in what for what in said)


def test_a_message_that_was_told_by_hand_may_be_told_again(store):
    one = order(store)
    for _n in range(2):
        store.do(telling.tell, [one], "packed", "email")
    assert [row.again for row in outbox(store)] == [1, 2]
    rule_all(store)
    store.do(work_on.pack, [one])
    assert len(outbox(store)) == 2


def test_what_is_no_news_any_more_is_not_approved(store):
    one, other = orders(store, ["A1", "A2"], payment="unpaid", fulfilment="new")
    rule_all(store, mode="review")
    store.do(payments.ask, [one, other])
    store.do(work_on.verify, [one])
    store.do(work_on.cancel, [other], "habis")
    asked = [row.id for row in outbox(store) if row.moment == "payment_asked"]
    for message in asked:
        with pytest.raises(Refusal, match="gone on"):
            store.do(messages.approve, [message])


def test_a_resi_that_only_one_courier_writes_names_it(store):
    """A text needs the courier's name; where nobody wrote it, the number may tell."""
    first, second = orders(store, ["A1", "A2"], courier=None)
    rule(store, "shipped")
    ship(store, first, "JX1234567890")
    ship(store, second, "ABC-77")
    found = {row.order: row for row in outbox(store)}
    assert "J&T Express" in found["A1"].body
    assert found["A2"].wrong == "empty:courier"
    with store.read() as read:
        assert messages.counts(read) == {"queued": 1, "blocked": 1}


def test_every_moment_has_its_words_and_its_template():
    from shopdesk.moments import MOMENT

    assert set(MOMENTS) < set(MOMENT)


def test_a_thousand_changes_are_told_in_a_few_questions(store):
    """Facts are fetched in sets: the number of statements does not grow with the orders."""
    import sqlalchemy as sa

    ids = orders(store, [f"M{n:04}" for n in range(300)])
    rule(store, "packed")
    asked = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    store.do(work_on.pack, ids)
    assert len(outbox(store)) == 300
    assert sum("dues" in one for one in asked) <= 4


def test_an_order_of_the_store_keeps_its_messages_in_order(store):
    one = order(store)
    rule_all(store)
    ship(store, one)
    with store.read() as read:
        rows = messages.listed(read, order_ids=[one])
        assert [row.moment for row in rows] == ["shipped", "packed"]
        assert messages.counts(read) == {"queued": 2}
        assert messages.show(read, rows[0].id) == rows[0]
        with pytest.raises(Refusal):
            messages.show(read, 99)


def test_the_order_behind_a_message_is_the_one_in_the_store(tmp_path):
    store = open_store(tmp_path / "other")
    one = order(store)
    with store.read() as read:
        made = telling.draft(read, one, "shipped", "email")
    assert made.wrong == "empty:tracking"
    with pytest.raises(Refusal, match=r"\{tracking\}"):
        store.do(telling.tell, [one], "shipped", "email")
    with store.read() as read:
        assert read.connection.exec_driver_sql("SELECT count(*) FROM messages").scalar() == 0
        assert Order.__tablename__ == "orders"
    store.close()
