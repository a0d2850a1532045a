"""The figures of the inbox against a count by hand; each opens to exactly its tickets."""

from fractions import Fraction

import pytest
import sqlalchemy as sa
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import DAY, HOUR, MINUTE
from shopdesk.models.products import Product, Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.stock import Location, Lot, Movement
from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services import tickets, today
from shopdesk.services.tickets import following, quality

MORNING = NOW - 7 * HOUR  # Monday, 9:00
WAITS = (10, 20, 30, 40, 50, 60, 70, 80, 90, 400)
"""Minutes that customers waited for the first answer; 240 are promised."""


def fill(work):
    """Ten answered tickets, one that nobody answered in time, one in time, spam, and an old one."""
    add_orders(work, [{"number": "A1"}, {"number": "A2"}])
    for waited in WAITS:
        one = ticket(work, state="pending")
        say(work, one, "in", MORNING)
        say(work, one, "out", MORNING + waited * MINUTE)
    for at in (MORNING, NOW - HOUR):
        say(work, ticket(work, opened_at=at), "in", at)
    say(work, ticket(work, state="spam"), "in", MORNING)
    say(work, ticket(work, opened_at=MORNING - 40 * DAY), "in", MORNING - 40 * DAY)
    stock(work)
    _scores(work)
    return following.ended(work, "filled")


def ticket(work, **facts):
    told = {"channel": "whatsapp", "opened_at": MORNING, "last_at": MORNING, "state": "open"}
    one = Ticket(**told | facts)
    work.session.add(one)
    work.session.flush()
    return one


def say(work, one, kind, at):
    work.session.add(TicketMessage(
        ticket_id=one.id, kind=kind, at=at, arrived_at=at, body="Halo", key=f"{one.id}{kind}",
        state="sent" if kind == "out" else "", sent_at=at if kind == "out" else None,
    ))  # fmt: skip


def stock(work):
    """Order 1 went out with J&T and holds MUG-1 of lot L7; ticket 3 names the SKU itself."""
    product = Product(name="Mug")
    place = Location(name="Rak")
    work.session.add_all([product, place])
    work.session.flush()
    variant = Variant(product_id=product.id, sku="MUG-1", sku_key="mug-1")
    work.session.add(variant)
    work.session.flush()
    lot = Lot(variant_id=variant.id, code="L7")
    work.session.add(lot)
    work.session.flush()
    work.session.add(Movement(
        variant_id=variant.id, location_id=place.id, kind="sale", qty=-1, at=NOW, lot_id=lot.id,
        document="shopify:A1", line=1, note="",
    ))  # fmt: skip
    for number in (1, 2):
        parcel = work.session.scalars(sa.select(Parcel).where(Parcel.order_id == number)).first()
        parcel = parcel or Parcel(order_id=number, number=1, made_at=NOW)
        parcel.courier = "J&T Express" if number == 1 else "JNE"
        work.session.add(parcel)


def _scores(work):
    made = work.session.scalars(sa.select(Ticket).order_by(Ticket.id)).all()
    for one, score, asked in zip(made, (5, 4, 2, None, 1), (1, 1, 1, 1, 0), strict=False):
        one.csat_score, one.csat_asked_at = score, NOW if asked else None
    for one, order in zip(made, (1, 1, None, 2), strict=False):
        one.order_id, one.reason = order, "damaged"
    made[2].variant_id = 1
    made[3].reason = "where"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = open_store(tmp_path_factory.mktemp("quality"))
    made.run("fill", fill)
    yield made
    made.close()


@pytest.fixture
def read(store):
    with store.read() as view:
        yield view


def test_the_figures_are_those_that_a_hand_counts(read):
    found = {one.id: one for one in quality.figures(read, "today")}
    assert found["opened"].value == 12
    assert found["unanswered"].value == 2
    assert (found["first_median"].value, found["first_median"].whole) == (55 * MINUTE, 10)
    assert found["first_p90"].value == 400 * MINUTE
    hit = found["first_hit"]
    assert (hit.part, hit.whole, hit.running, hit.value) == (9, 11, 1, Fraction(9, 11))
    assert (found["csat"].part, found["csat"].whole, found["csat"].value) == (2, 4, Fraction(1, 2))
    assert (found["response"].part, found["response"].whole) == (3, 4)
    assert found["next_hit"].value is None, "nothing to divide by"


def test_every_figure_and_reason_opens_to_exactly_its_tickets(read):
    told = [*quality.figures(read, "2026-11-23"), *quality.reasons(read, "2026-11-23")]
    assert len(told) > 12
    for one in told:
        assert tickets.total(read, one.where) == one.tickets, one
    late = next(one for one in told if getattr(one, "id", "") == "first_hit")
    assert set(tickets.ids(read, late.where)) == {10, 11}
    slow = next(one for one in told if getattr(one, "id", "") == "first_p90")
    assert tickets.ids(read, slow.where) == [10]


def test_reasons_are_tied_to_sku_courier_and_lot(read):
    found = {(one.reason, one.by, one.name): one.tickets for one in quality.reasons(read, "today")}
    assert found["damaged", "", ""] == 3
    assert found["damaged", "sku", "MUG-1"] == 3, "two by their order, one by its own name"
    assert found["damaged", "lot", "L7"] == 2
    assert found["damaged", "courier", "J&T Express"] == 2
    assert found["where", "courier", "JNE"] == 1
    assert ("where", "lot", "L7") not in found


def test_what_is_no_figure_is_refused_with_a_sentence(read):
    for where, said in (
        ('figure:"glory today"', "no figure “glory”"),
        ('figure:"opened someday"', "is not a date"),
        ('figure:"about today damaged colour red"', "not by “colour”"),
    ):
        with pytest.raises(Refusal, match=said):
            tickets.total(read, where)
    with pytest.raises(Refusal, match="is not a date"):
        quality.figures(read, "someday")


def test_today_tells_what_waits_in_the_inbox(read):
    found = {one.id: one for one in today.needs(read) if one.desk == "tickets"}
    for one in found.values():
        assert tickets.total(read, one.where) == one.orders
    assert found["tickets_late"].orders == 2, "the one of this morning, the one of last month"
    assert found["tickets_unassigned"].orders == 13
    assert "tickets_failed" not in found
