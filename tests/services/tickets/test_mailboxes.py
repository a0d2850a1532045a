"""Mailboxes: what can be said of one, what cannot, and what is forgotten with it."""

import pytest
from tests.rig import NOW, open_store

from shopdesk.clock import DAY
from shopdesk.models.tickets import Ticket
from shopdesk.refusal import Refusal
from shopdesk.services import journal, secrets
from shopdesk.services.tickets import mailboxes


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("mailboxes"))
    yield store
    store.close()


def one(store, name):
    with store.read() as read:
        return mailboxes.one(read, name)


def test_servers_of_a_known_provider_are_found(store):
    store.do(mailboxes.add, "Gm", {"address": "Toko.Kita@Gmail.com"}, "sandi aplikasi")
    row = one(store, "gm")
    assert (row.address, row.host, row.port, row.security) == (
        "toko.kita@gmail.com", "imap.gmail.com", 993, "tls",
    )  # fmt: skip
    assert (row.smtp_host, row.smtp_port, row.password) == ("smtp.gmail.com", 587, True)
    assert NOW - 8 * DAY < row.since <= NOW - 7 * DAY
    store.do(mailboxes.add, "lain", {"address": "cs@toko.example"})
    assert (one(store, "lain").host, one(store, "lain").password) == ("mail.toko.example", False)


@pytest.mark.parametrize(("name", "facts", "said"), [
    ("Nama Panjang", {}, "small letters"), ("x", {"address": "bukan"}, "no mail address"),
    ("x", {"host": "a b"}, "no name of a server"), ("x", {"port": "nol"}, "from 1 to 65535"),
    ("x", {"port": 70_000}, "from 1 to 65535"), ("x", {"security": "ssl"}, "one of"),
    ("x", {"folder": "a\r\nb"}, "one short line"), ("x", {"warna": "biru"}, "has no “warna”"),
    ("x", {"shop": "tak ada"}, "no shop"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(store, name, facts, said):
    with pytest.raises(Refusal, match=said):
        store.do(mailboxes.add, name, {"address": "a@x.example", **facts})


def test_a_mailbox_is_changed_and_taken_back(store):
    store.do(mailboxes.add, "ubah", {"address": "a@x.example"}, "x")
    with pytest.raises(Refusal, match="already"):
        store.do(mailboxes.add, "ubah", {"address": "a@x.example"})
    store.do(mailboxes.edit, "ubah", {"folder": "Pesanan", "signature": "Salam,\nTim"})
    assert (one(store, "ubah").folder, one(store, "ubah").signature) == ("Pesanan", "Salam,\nTim")
    journal.undo(store)
    assert one(store, "ubah").folder == "INBOX"


def test_what_is_dropped_takes_its_password_along_and_leaves_its_tickets(store):
    store.do(mailboxes.add, "pergi", {"address": "a@x.example"}, "sandi")
    row = one(store, "pergi")

    def written(work):
        work.session.add(
            Ticket(channel="email", mailbox_id=row.id, opened_at=NOW, last_at=NOW, subject="x")
        )
        return work.done("written")

    store.run("new", written)
    store.do(mailboxes.drop, "pergi")
    with store.read() as read:
        assert "pergi" not in [one.name for one in mailboxes.listed(read)]
        assert secrets.get(read, "mail.pergi") is None
        assert read.connection.exec_driver_sql("SELECT COUNT(*) FROM tickets").scalar() == 1
    store.do(mailboxes.add, "pergi", {"address": "b@x.example"})
    again = one(store, "pergi")
    assert (again.id, again.address, again.state) == (row.id, "b@x.example", "on")
