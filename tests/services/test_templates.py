"""Templates: every one that comes along, the shop's own, and that no empty variable ever leaves."""

import random
import re

import pytest
from tests.hostile import HOSTILE
from tests.rig import add_orders
from tests.telling import BUYER, order, outbox, rule_all, shop

from shopdesk.connectors.mail import Letter, compose
from shopdesk.locale import LANGUAGES
from shopdesk.models.messages import MOMENTS, Message
from shopdesk.models.orders import Order
from shopdesk.models.payments import Due
from shopdesk.models.shipments import Parcel
from shopdesk.refusal import Refusal
from shopdesk.services import journal, messages
from shopdesk.services.messages import facts, guards, rules, telling, templates
from shopdesk.services.messages.texts import blank, fill, refuse_unknown, variables
from shopdesk.services.messages.variables import VARIABLES, examples

BRACE = re.compile(r"[{}]")
FIELDS = {
    Order: ("recipient", "buyer", "address", "city", "cancel_reason", "courier", "service",
            "tracking", "payment_method", "paid_at", "delivered_at"),
    Parcel: ("courier", "service", "tracking", "raw", "eta", "delivered_at"),
    Due: ("expires_at",),
}  # fmt: skip
"""What may be missing when a text is filled in."""


@pytest.fixture
def store(tmp_path):
    made = shop(tmp_path)
    yield made
    made.close()


def listed(store):
    with store.read() as read:
        return templates.listed(read)


def test_every_moment_has_a_text_in_both_languages(store):
    """Each of them is filled in whole by the examples."""
    found = {(text.name, text.language): text for text in listed(store)}
    assert found.keys() == {(moment, one) for moment in MOMENTS for one in LANGUAGES}
    for text in found.values():
        assert text.subject
        filled = templates.preview(text)
        assert filled.empty == ()
        assert not BRACE.search(filled.subject + filled.body)


def test_every_variable_is_told_of_and_has_a_value(store):
    """What is documented is what texts are filled in with, no more and no less."""
    one = order(store)
    with store.read() as read:
        about = facts.gather(read, [(one, 0)])[one, 0]
        assert facts.values(read, about, "id").keys() == VARIABLES.keys()
    for name, variable in VARIABLES.items():
        assert variable.about
        assert variable.example, name
    assert examples("id").keys() == examples("en").keys() == VARIABLES.keys()


def test_no_empty_variable_ever_leaves(store):
    """Over all templates and missing facts: what is empty is named, and nothing can send it."""
    one = order(store)

    def seed(work):
        work.session.add(Due(order_id=one, code=123, amount=1_512_300, asked_at=1, expires_at=2))
        work.session.add(Parcel(order_id=one, number=1, courier="JNE", tracking="JX1", raw="ok",
                                eta=3, delivered_at=4))  # fmt: skip
        row = work.session.get(Order, one)
        row.tracking, row.service, row.buyer, row.city = "JX1", "EZ", "sari", "Bandung"
        return work.done("seed")

    store.run("seed", seed)
    names = [(table, name) for table, columns in FIELDS.items() for name in columns]
    dice = random.Random(7)
    seen = blocked = 0
    for _n in range(60):
        gone = dice.sample(names, dice.randint(0, len(names)))
        seen, blocked = (
            seen + 1,
            blocked
            + store.run(
                "trial", lambda work, gone=gone: _trial(work, one, gone, dice), keep=False
            ).label.count("x"),
        )
    assert blocked > 100
    assert outbox(store) == ()


def _trial(work, order_id, gone, dice):
    """Take these facts away and write every template; count those that are blocked as x."""
    for table, name in gone:
        row = work.session.query(table).one()
        masked = dice.choice([None, "", "  ", "S***i"]) if name in {"recipient", "buyer"} else None
        setattr(row, name, masked)
    work.session.flush()
    verdicts = []
    about = facts.gather(work, [(order_id, 1)])[order_id, 1]
    for text in templates.listed(work):
        every = " ".join(f"{{{name}}}" for name in VARIABLES)
        for body in (text.body, every):
            filled = fill(text.subject, body, facts.values(work, about, text.language))
            message = Message(
                order_id=order_id, moment=text.name, medium="email", address="a@b.example",
                language=text.language, subject=filled.subject, body=filled.body, made_at=0,
                again=len(verdicts) + 1,
            )  # fmt: skip
            why = guards.why_not(work, message)
            clean = not BRACE.search(filled.subject + filled.body)
            assert clean == (not filled.empty)
            assert clean == (why is None), (why, filled)
            if not clean:
                assert why.removeprefix("empty:").split(",") == list(filled.empty)
                work.session.add(message)
                with pytest.raises(Refusal, match=re.escape(f"{{{filled.empty[0]}}}")):
                    guards.refuse_wrong(work, [message])
                work.session.expunge(message)
            verdicts.append("." if clean else "x")
    return work.done("".join(verdicts))


def test_a_value_cannot_become_a_variable(store):
    """A buyer who is called like a variable gets round brackets, and the text still goes."""
    filled = fill(
        "{buyer_name}", "{buyer_name} {items}", {"buyer_name": "{shop_name}", "items": "{"}
    )
    assert (filled.subject, filled.body) == ("(shop_name)", "(shop_name) (")
    assert blank(filled.subject, filled.body) is None


@pytest.mark.parametrize("text", [
    "Halo {nama}", "Halo {}", "{{order_number}}", "Halo {order_number", "order_number}", " ", "",
    "{order number}", "x" * 10_001,
])  # fmt: skip
def test_a_text_that_could_never_be_filled_in_is_not_kept(store, text):
    with pytest.raises(Refusal):
        store.do(templates.save, "shipped", "id", "", text)
    assert not any(one.own for one in listed(store))


def test_a_slip_in_a_variables_name_is_told_with_what_was_meant():
    with pytest.raises(Refusal, match=r"\{tracking\}"):
        refuse_unknown("", "Resi: {traking}")


def test_the_shops_own_text_hides_the_one_that_comes_along(store):
    store.do(templates.save, "shipped", "id", "Dikirim", "{greeting}, resi {tracking}!")
    with store.read() as read:
        assert templates.one(read, "shipped", "id").body == "{greeting}, resi {tracking}!"
        assert "Tracking number" in templates.one(read, "shipped", "en").body
    journal.undo(store)
    with store.read() as read:
        assert not templates.one(read, "shipped", "id").own
    journal.redo(store)
    store.do(templates.drop, "shipped", "id")
    assert not any(one.own for one in listed(store))
    with pytest.raises(Refusal):
        store.do(templates.drop, "shipped", "id")


def test_a_shops_own_name_serves_rules_and_people(store):
    store.do(templates.save, "sapa", "id", "Halo", "{greeting}, terima kasih!")
    store.do(rules.set_rule, "packed", "email", mode="auto", template="sapa")
    with pytest.raises(Refusal, match="en"):
        store.do(rules.set_rule, "packed", "email", language="buyer")
    with pytest.raises(Refusal, match="rule"):
        store.do(templates.drop, "sapa", "id")
    one = order(store)
    store.do(telling.tell, [one], "sapa", "email")
    assert [(row.moment, row.template) for row in outbox(store)] == [("by_hand", "sapa")]


@pytest.mark.parametrize("wrong", [
    {"moment": "sent"}, {"medium": "fax"}, {"mode": "loud"}, {"language": "jv"},
    {"template": "none"}, {"shop_id": 99},
])  # fmt: skip
def test_a_rule_with_an_unknown_word_is_refused(store, wrong):
    told = {"moment": "packed", "medium": "email", "mode": "auto"} | wrong
    with pytest.raises(Refusal):
        store.do(rules.set_rule, told.pop("moment"), told.pop("medium"), **told)
    with store.read() as read:
        assert rules.in_force(read) == {}


def test_what_was_empty_is_filled_in_when_it_is_known(store):
    """A message waits for its courier; approving it later takes the courier then known."""
    from shopdesk.services import orders

    one = order(store, courier=None)
    rule_all(store)
    store.do(orders.pack, [one])
    store.do(orders.ship, [one], tracking={one: "ABC-77"})
    (row,) = [row for row in outbox(store) if row.moment == "shipped"]
    assert (row.state, row.wrong) == ("review", "empty:courier")
    assert variables(row.body) == ("courier",)
    with pytest.raises(Refusal, match=r"\{courier\}"):
        store.do(messages.approve, [row.id])
    store.run("know", lambda work: _know(work, one))
    store.do(messages.approve, [row.id])
    (row,) = [row for row in outbox(store) if row.moment == "shipped"]
    assert (row.state, row.wrong) == ("queued", None)
    assert "JNE" in row.body


def _know(work, order_id):
    work.session.query(Parcel).filter_by(order_id=order_id).one().courier = "JNE"
    return work.done("know")


def test_hostile_buyers_stay_text(store):
    """Whatever a buyer is called, the message holds it as text and is a message still."""
    names = [name.encode("utf-8", "ignore").decode("utf-8") for name in HOSTILE]
    told = [{"number": f"H{at}", **BUYER, "recipient": name} for at, name in enumerate(names)]
    store.run("seed", lambda work: add_orders(work, told))
    for at in range(1, len(told) + 1):
        with store.read() as read:
            made = telling.draft(read, at, "packed", "email")
        assert not BRACE.search(made.body + made.subject)
        assert "\x1b" not in made.body
        assert made.wrong is None
        compose(Letter("Toko", "a@b.example", made.address, made.subject, made.body, "<1@b>", 0))
