"""A mailbox read over a real wire: nothing in it changes, and what is wrong is said shortly."""

import threading

import imap_tools
import pytest
from tests import dovecot

from shopdesk.connectors import imap
from shopdesk.connectors.imap import Account, Wire
from shopdesk.connectors.trouble import Trouble

NOW = 1_795_424_400


@pytest.fixture(scope="module")
def server():
    return dovecot.running()


def account(server, user="cs", **facts):
    told = {"host": "127.0.0.1", "port": server.imap, "security": "none", "user": user,
            "password": dovecot.PASSWORD}  # fmt: skip
    return Account(**(told | facts))


def mail(n, body="halo"):
    return f"From: sari@contoh.example\r\nSubject: Mail {n}\r\n\r\n{body}\r\n".encode()


def test_mails_are_fetched_in_order_and_stay_unread(server):
    server.deliver([mail(n) for n in range(1, 121)])
    with Wire(account(server)) as wire:
        place = wire.open()
        uids = wire.after(0)
        batches = list(wire.batches(uids))
        assert [len(batch) for batch in batches] == [25, 25, 25, 25, 20]
        mails = [one for batch in batches for one in batch]
        assert [one.uid for one in mails] == uids == list(range(1, 121))
        assert place.next == 121
        assert mails[6].raw.endswith(mail(7))
        assert all(one.at > NOW - 86_400 for one in mails)
        assert all(one.size == len(one.raw) for one in mails)
        assert wire.after(118) == [119, 120]
        assert wire.after(120) == []
    with imap_tools.MailBoxUnencrypted("127.0.0.1", server.imap) as box:
        box.login("cs", dovecot.PASSWORD)
        assert len(box.uids("UNSEEN")) == 120


def test_a_mail_that_is_too_large_comes_in_part_and_none_is_left_out(server, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 20_000)
    monkeypatch.setattr(imap, "BEGINNING", 1_000)
    monkeypatch.setattr(imap, "A_LOAD", 3_000)
    long = "panjang\r\n"
    server.deliver([mail(1), mail(2, long * 250), mail(3, long * 250), mail(4, long * 3_000),
                    mail(5)], "besar")  # fmt: skip
    with Wire(account(server, "besar")) as wire:
        wire.open()
        batches = list(wire.batches(wire.after(0)))
    assert [[one.uid for one in batch] for batch in batches] == [[1, 2], [3], [4], [5]]
    (large,) = batches[2]
    assert (len(large.raw), large.whole, large.size > 20_000) == (1_000, False, True)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mailbox_is_read_encrypted_and_only_from_a_server_that_proves_itself(
    server, security, monkeypatch
):
    port = server.imaps if security == "tls" else server.imap
    told = account(server, "aman", security=security, port=port)
    with Wire(told, patience=5) as wire, pytest.raises(Trouble, match=r"CERTIFICATE_VERIFY_FAILED"):
        wire.open()
    monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted))
    server.deliver([mail(1)], "aman")
    with Wire(told, patience=5) as wire:
        wire.open()
        assert wire.after(0)


@pytest.mark.parametrize("password", ["salah", "sälah-日本"])
def test_a_wrong_password_is_said_and_not_repeated(server, password):
    with Wire(account(server, password=password)) as wire:
        with pytest.raises(Trouble, match=r"does not take user and password") as said:
            wire.open()
        assert said.value.kind == "denied"
        assert password not in str(said.value)
    assert password not in repr(account(server, password=password))


def test_a_password_never_travels_in_clear():
    told = Account("imap.contoh.example", 143, "none", "cs", "x")
    with Wire(told) as wire, pytest.raises(Trouble, match=r"in clear"):
        wire.open()


@pytest.mark.parametrize(("facts", "said"), [
    ({"port": 1}, "refused"), ({"folder": "Tidak Ada"}, "doesn't exist"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_the_servers_words(server, facts, said):
    with Wire(account(server, **facts)) as wire, pytest.raises(Trouble, match=said) as trouble:
        wire.open()
    assert trouble.value.kind == "unreachable"


def test_the_server_says_when_a_mail_comes(server):
    with Wire(account(server, "dengar")) as wire:
        wire.open()
        assert wire.listen()
        assert not wire.heard()
        server.deliver([mail(1)], "dengar")
        assert _soon(wire.heard)
        wire.hush()
        assert wire.after(0) == [1]


def test_a_server_that_goes_is_noticed_and_found_again(server):
    with Wire(account(server, "putus"), patience=5) as wire:
        wire.open()
        assert wire.listen()
        server.stop()
        assert _soon(wire.heard)
        with pytest.raises(Trouble):
            wire.after(0)
        server.start()
        wire.open()
        assert wire.after(0) == []


def _soon(so):
    pause = threading.Event()
    return any(so() or pause.wait(0.02) for _turn in range(500))
