"""The worst that can be written to a shop: kept as it is, harmless wherever it is read.

An address is an id, and stays whole whatever its digits; all other text loses card numbers.
"""

import unicodedata

import pytest
import sqlalchemy as sa
from tests.desk import Desk
from tests.hostile import HOSTILE
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.models.tickets import Ticket
from shopdesk.services import tickets
from shopdesk.services.tickets import arriving, following, linking, panel
from shopdesk.services.tickets.rows import Incoming, IncomingFile
from shopdesk.store import Store

CARD = "4111 1111 1111 1111"
PLANTED = "Rahasia-77812-Melati"
STRINGS = [*HOSTILE, f"kartu {CARD} {PLANTED}"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Return a home into which every string came, in every place that the outside fills."""
    made = Desk(tmp_path_factory.mktemp("worst"))
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    store.run("seed", lambda work: add_orders(work, [{"number": "A-1", "buyer": HOSTILE[1]}]))

    def act(work):
        arriving.take_in(work, [worst(at, text) for at, text in enumerate(STRINGS)])
        return following.ended(work, STRINGS[1])

    store.run("arrive", act)
    yield made, store
    store.close()


def worst(at, text):
    """Return a message all of whose text is this one."""
    name, own = f"{at} {text}", text.replace(CARD, "")
    return Incoming(
        "whatsapp", name, NOW, text or "-", author=text, address=f"{at} {own}", to_address=own,
        subject=text, thread=name, wire_id=name, answers=[text],
        files=[IncomingFile(text, text.encode("utf-8", "replace"), 9)],
    )  # fmt: skip


def ids(store):
    with store.read() as read:
        return list(read.connection.scalars(sa.select(Ticket.id)))


def test_every_string_arrives_and_every_read_stands_it(desk):
    _desk, store = desk
    found = ids(store)
    assert len(found) == len(STRINGS)
    with store.read() as read:
        for one, text in zip(found, STRINGS, strict=True):
            card = tickets.show(read, one)
            assert [len(message.files) for message in card.messages] == [1]
            assert card.messages[0].files[0].name.isascii()
            assert panel.panel(read, one).order is None
            linking.find(read, text, text, text)
        assert len(tickets.page(read, "", size=0)) == len(STRINGS)


def test_no_card_number_is_kept_and_nothing_lies_in_clear(desk):
    made, store = desk
    with store.read() as read:
        told = repr([tickets.show(read, one) for one in ids(store)])
    assert PLANTED in told
    assert CARD not in told
    assert CARD.replace(" ", "") not in told
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if PLANTED.encode() in path.read_bytes()]


def test_what_the_command_line_prints_holds_no_control(desk):
    made, store = desk
    told = made.run("tickets", "list", "--limit", "0")[1]
    told += "".join(made.run("tickets", "show", str(one))[1] for one in ids(store)[4:8])
    assert "[XL]" in told
    assert not {c for c in told if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}
