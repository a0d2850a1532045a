"""``shopdesk tickets link|unlink|return|resend|offer|approve|save …``"""

import pytest
from tests.desk import Desk
from tests.goods import stock_up
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.services.tickets import arriving, following
from shopdesk.services.tickets.rows import Incoming, IncomingFile
from shopdesk.store import Store

ORDERS = [{"number": "GONE-1", "fulfilment": "delivered", "total": 30_000_000}, {"number": "B-2"}]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk(tmp_path_factory.mktemp("links"))
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    stock_up(store)
    store.run("seed", lambda work: add_orders(work, [dict(one) for one in ORDERS]))

    def act(work):
        told = Incoming(
            "whatsapp", "1", NOW, "pecah [b] kak, pesanan GONE-1", author="Sari",
            address="081234567890", files=[IncomingFile("a.exe", b"MZ...", 5)],
        )  # fmt: skip
        arriving.take_in(work, [told])
        return following.ended(work, "arrived")

    store.run("arrive", act)
    store.close()
    return made


def ran(desk, *words):
    """Run a command that works, and return what it said."""
    code, out, err = desk.run("tickets", *words)
    assert code == 0, err
    return out + err


def refused(desk, *words):
    code, _out, err = desk.run("tickets", *words)
    assert code != 0
    return err


def links(desk):
    told = desk.json("tickets", "show", "T-1")["links"]
    return [(one["kind"], one["name"], one["place"]) for one in told]


def test_a_ticket_is_linked_unlinked_and_sees_its_order_returned_and_sent_again(desk):
    assert links(desk) == [("order", "GONE-1", "suggested")]
    assert "link one first" in refused(desk, "return", "T-1", "--reason", "pecah")
    ran(desk, "link", "1", "gone-1".upper())
    assert "not linked to B-2" in refused(desk, "unlink", "1", "B-2")
    assert "Plan only" in ran(desk, "return", "T-1", "--reason", "pecah", "--plan")
    ran(desk, "return", "T-1", "--reason", "pecah")
    assert "SKU=PIECES" in refused(desk, "resend", "1", "--item", "MUG-1")
    ran(desk, "resend", "1", "--item", "MUG-1=1")
    assert "tracker" in refused(desk, "track", "1")
    kinds = [row["kind"] for row in desk.json("tasks", "list")["rows"]]
    assert sorted(kinds) == ["resend", "return"]
    assert sorted(one[0] for one in links(desk) if one[2] == "linked") == ["order", "task", "task"]


def test_offers_are_made_listed_approved_by_another_and_kept(desk):
    ran(desk, "link", "1", "B-2")
    assert "no amount" in refused(desk, "offer", "1", "refund", "many")
    ran(desk, "offer", "1", "voucher", "200000", "--why", "maaf [i]")
    (row,) = desk.json("tickets", "offers")["rows"]
    assert (row["ticket"], row["amount"], row["state"]) == ("T-1", "200000.00", "proposed")
    number = str(row["offer"])
    assert "yourself" in refused(desk, "approve", number)
    desk.env["SHOPDESK_USER"] = "owner"
    ran(desk, "approve", number)
    assert "maaf [i]" in ran(desk, "offers", "--state", "approved")
    ran(desk, "keep-offer", number)
    assert "given" in refused(desk, "refuse-offer", number)


def test_a_file_is_written_under_a_safe_name(desk, tmp_path):
    (file,) = desk.json("tickets", "show", "1")["talk"][0]["files"]
    path = desk.json("tickets", "save", str(file["file"]), "--to", str(tmp_path))["path"]
    assert path.endswith(f"/{file['name']}")
    assert path.endswith(".bin")
    assert "no longer" in refused(desk, "save", "999", "--to", str(tmp_path))
