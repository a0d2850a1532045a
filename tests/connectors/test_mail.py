"""The wire that mails go over, against a real server: what arrives, and what failed how."""

import pytest
from tests import postbox

from shopdesk.connectors.mail import Account, CutOff, Letter, Refused, Wire, compose
from shopdesk.connectors.trouble import Trouble

NOW = 1_795_424_400
BODY = "Halo Kak Sari,\n\n.titik\n..dua\nRp15.000 ✓"
HEADERS = ("sender", "from_address", "to", "subject", "wire_id", "reply_to")
WRONG = "bukan-é"


def letter(**facts):
    told = {
        "sender": "Toko Tirta ☕", "from_address": "halo@toko.example", "to": "sari@example.com",
        "subject": "Pesanan “A1” sudah dikirim — 发货", "body": BODY,
        "wire_id": "<1@toko.example>", "at": NOW,
    }  # fmt: skip
    return Letter(**(told | facts))


def wire(box, security="none", **facts):
    return Wire(Account(postbox.HOST, box.port, security, **facts), patience=5)


def test_a_mail_arrives_as_it_was_written():
    """Every sign of subject and text arrives, a leading dot and other scripts too."""
    with postbox.opened() as box, wire(box) as line:
        line.send(letter(reply_to="cs@toko.example"))
    (mail,) = box.mails
    assert mail["Subject"] == letter().subject
    assert mail.get_content().replace("\r\n", "\n").strip() == letter().body
    assert (mail["To"], box.to) == ("sari@example.com", ["sari@example.com"])
    assert mail["From"].addresses[0].display_name == "Toko Tirta ☕"
    assert mail["From"].addresses[0].addr_spec == "halo@toko.example"
    assert mail["Reply-To"] == "cs@toko.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == "<1@toko.example>"
    assert mail["Date"].datetime.timestamp() == NOW
    assert box.raw[0].isascii()
    assert max(map(len, box.raw[0].split(b"\r\n"))) <= 998


def test_many_mails_go_over_one_wire():
    with postbox.opened() as box, wire(box) as line:
        for n in range(5):
            line.send(letter(wire_id=f"<{n}@toko.example>"))
    assert [mail["Message-ID"] for mail in box.mails] == [f"<{n}@toko.example>" for n in range(5)]


@pytest.mark.parametrize(
    "field", ["sender", "from_address", "to", "subject", "wire_id", "reply_to"]
)
@pytest.mark.parametrize("sign", ["\n", "\r", "\r\nBcc: x@evil.example", "\x00"])
def test_no_header_can_be_smuggled_in(field, sign):
    """A line end in anything that becomes a header is refused before the wire is touched."""
    with pytest.raises(ValueError, match=r"a@b"):
        compose(letter(**{field: f"a@b.example{sign}"}))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_encrypted_and_with_a_password(security, tmp_path, monkeypatch):
    secure, trusted = postbox.certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    known = {"user": postbox.USER, "password": postbox.PASSWORD}
    with (
        postbox.opened(secure=secure, starttls=security == "starttls") as box,
        wire(box, security, **known) as line,
    ):
        line.send(letter())
    assert len(box.mails) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_does_not_prove_itself_gets_nothing(security, tmp_path):
    secure, _trusted = postbox.certificate(tmp_path)
    with (
        postbox.opened(secure=secure, starttls=security == "starttls") as box,
        wire(box, security, user=postbox.USER, password=postbox.PASSWORD) as line,
        pytest.raises(Trouble) as told,
    ):
        line.send(letter())
    assert box.raw == []
    assert postbox.PASSWORD not in str(told.value)


def test_a_server_without_encryption_gets_nothing_where_it_is_wanted():
    with postbox.opened() as box, wire(box, "starttls") as line, pytest.raises(Trouble):
        line.send(letter())
    assert box.raw == []


def test_a_password_never_goes_to_another_machine_in_clear():
    account = Account("mail.example", 25, "none", postbox.USER, postbox.PASSWORD)
    with Wire(account, patience=5) as line, pytest.raises(Trouble) as told:
        line.send(letter())
    assert told.value.kind == "denied"
    assert postbox.PASSWORD not in str(told.value) + repr(account)


def test_a_wrong_password_is_a_trouble_of_the_wire(tmp_path, monkeypatch):
    secure, trusted = postbox.certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with (
        postbox.opened(secure=secure) as box,
        wire(box, "tls", user=postbox.USER, password=WRONG) as line,
        pytest.raises(Trouble) as told,
    ):
        line.send(letter())
    assert "bukan" not in str(told.value)
    assert box.raw == []


def test_nobody_there_is_a_trouble():
    with postbox.opened() as box:
        pass
    with wire(box) as line, pytest.raises(Trouble):
        line.open()


@pytest.mark.parametrize(("said", "lasting"), [("550 no such user", True), ("450 later", False)])
def test_a_refused_address_says_whether_for_good(said, lasting):
    with postbox.opened() as box, wire(box) as line:
        box.rcpt = lambda _address: said
        with pytest.raises(Refused) as told:
            line.send(letter())
        box.rcpt = lambda _address: None
        line.send(letter())  # the wire is still good
    assert (str(told.value), told.value.lasting) == (said, lasting)
    assert len(box.raw) == 1


@pytest.mark.parametrize(("said", "lasting"), [("554 spam", True), ("452 full", False)])
def test_a_refused_text_says_whether_for_good(said, lasting):
    with postbox.opened() as box, wire(box) as line:
        box.answer = lambda _envelope: said
        with pytest.raises(Refused) as told:
            line.send(letter())
    assert (str(told.value), told.value.lasting) == (said, lasting)


def test_a_wire_that_breaks_before_the_answer_is_told_apart():
    """Nobody can know whether this mail arrived."""
    with postbox.opened() as box, wire(box) as line:
        box.answer = lambda _envelope: "take and hang up"
        with pytest.raises(CutOff):
            line.send(letter())
        box.answer = lambda _envelope: None
        line.send(letter(wire_id="<2@toko.example>"))  # it opens itself again
    assert len(box.raw) == 2
