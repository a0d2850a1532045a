"""Raw mails as messages: what they say, who says it, what came along; and nothing makes it stop."""

import unicodedata
from email.message import EmailMessage
from email.policy import SMTP

import pytest
import sqlalchemy as sa
from tests.makers import bad_mails
from tests.rig import NOW, open_store

from shopdesk.models.tickets import Mailbox, Ticket, TicketMessage
from shopdesk.services import tickets
from shopdesk.services.tickets import arriving, following, mails
from shopdesk.services.tickets.mails import Inbox, parts, reading
from shopdesk.services.tickets.mails.html import text_of

OURS = frozenset({"cs@toko.example", "halo@toko.example"})
INBOX = Inbox(1, None, "cs@toko.example", OURS)


def read(raw, **more):
    return mails.incoming(raw.encode() if isinstance(raw, str) else raw, INBOX, at=NOW, **more)


def plain(headers="", body="halo", *, sender="Sari <sari@contoh.example>", wire="<1@x.example>"):
    return f"From: {sender}\nTo: cs@toko.example\nMessage-ID: {wire}\n{headers}\n{body}\n"


def test_a_usual_mail_is_read_whole():
    """Text before page, names in any script, forerunners in order, the file with its own name."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Sari Dewi ☕ <Sari@Contoh.Example>"
    mail["To"], mail["Subject"] = "cs@toko.example", "Re: [#T-12] Pesanan “A1” — 发货"
    mail["Message-ID"], mail["In-Reply-To"] = "<3@x.example>", "<2@x.example>"
    mail["References"], mail["Date"] = (
        "<1@x.example> <2@x.example>",
        "Mon, 23 Nov 2026 09:00:00 +0700",
    )
    mail.set_content("Halo Kak,\nsudah dikirim?\n")
    mail.add_alternative("<p>Halo Kak,</p>", subtype="html")
    mail.add_attachment(
        b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="foto kopi ☕.jpg"
    )
    one = read(mail.as_bytes())
    assert (one.author, one.address) == ("Sari Dewi ☕", "sari@contoh.example")
    assert (one.subject, one.body) == (
        "Re: [#T-12] Pesanan “A1” — 发货",
        "Halo Kak,\nsudah dikirim?",
    )
    assert (one.wire_id, one.answers) == ("<3@x.example>", ("<1@x.example>", "<2@x.example>"))
    assert (one.at, one.auto, one.spam, one.mailbox_id) == (NOW - 7 * 3_600, False, False, 1)
    (file,) = one.files
    assert (file.told_name, file.body, file.size) == ("foto kopi ☕.jpg", b"\xff\xd8\xff", 3)


@pytest.mark.parametrize(("headers", "sender", "told"), [
    ("Reply-To: Budi <budi@x.example>\n", "Toko <cs@toko.example>",
     ("Budi", "budi@x.example", False)),
    ("Reply-To: cs@toko.example\n", "Sari <s@x.example>", ("Sari", "s@x.example", False)),
    ("Reply-To: b@x.example\nAuto-Submitted: auto-generated\n", "halo@toko.example",
     ("b@x.example", "b@x.example", False)),
    ("", "cs@toko.example", ("cs@toko.example", "cs@toko.example", True)),
    ("", "=?utf-8?q?Doe=2C_=3Cjahat=40x=2Eexample=3E?= <sari@x.example>",
     ("Doe, <jahat@x.example>", "sari@x.example", False)),
    ("", "sari@x.example (Sari)", ("Sari", "sari@x.example", False)),
    ("", "bukan alamat", ("bukan alamat", "", False)),
    ("", "Sari sari@x.example via web", ("Sari sari@x.example via web", "sari@x.example", False)),
])  # fmt: skip
def test_whoever_is_to_be_answered_is_found(headers, sender, told):
    one = read(plain(headers, sender=sender))
    assert (one.author, one.address, one.auto) == told


@pytest.mark.parametrize(("headers", "sender", "auto"), [
    ("Auto-Submitted: auto-replied\n", "a@x.example", True),
    ("Auto-Submitted: no\n", "a@x.example", False),
    ("Precedence: bulk\n", "a@x.example", True),
    ("X-Autoreply: yes\n", "a@x.example", True),
    ("Return-Path: <>\n", "a@x.example", True),
    ("", "MAILER-DAEMON@x.example", True),
    ("", "no-reply@marketplace.example", True),
    ("List-Unsubscribe: <mailto:x@y.example>\n", "promo@x.example", True),
    ("List-Id: <cs.toko.example>\nPrecedence: list\n", "sari@x.example", False),
    ("Content-Type: multipart/report; boundary=x\n", "post@x.example", True),
])  # fmt: skip
def test_what_a_machine_wrote_is_known(headers, sender, auto):
    assert read(plain(headers, sender=sender)).auto is auto


def test_a_mail_that_came_back_names_the_one_that_was_sent():
    back = plain("Message-ID: <kita@toko.example>\n", wire="<kita@toko.example>")
    raw = (
        "From: MAILER-DAEMON@x.example\nSubject: Undelivered\nMessage-ID: <d@x.example>\n"
        'Content-Type: multipart/report; boundary="x"\n\n--x\n\nGagal\n'
        f"--x\nContent-Type: message/rfc822\n\n{back}\n--x--\n"
    )
    one = read(raw)
    assert (one.auto, one.answers, one.body) == (True, ("<kita@toko.example>",), "Gagal")
    assert one.files[0].told_name.endswith(".eml")


@pytest.mark.parametrize(("charset", "body", "said"), [
    ("iso-8859-1", "caf\xe9".encode("latin-1"), "café"),
    ("gb2312", "蓝色".encode("gb2312"), "蓝色"),
    ("utf-99", "✓ dikirim".encode(), "✓ dikirim"),
    ("idna", "✓".encode(), "✓"),
    ("utf-8", b"caf\xe9 \x9d", "café \ufffd"),
])  # fmt: skip
def test_a_text_in_another_or_a_wrong_character_set_is_read(charset, body, said):
    raw = plain(f"Content-Type: text/plain; charset={charset}\n", "").encode() + body
    assert read(raw).body == said


def test_lines_that_flow_are_one_and_a_page_without_text_is_told():
    flowed = plain("Content-Type: text/plain; format=flowed\n", "satu \ndua\n\n> kutip \n-- \nSari")
    assert read(flowed).body == "satu dua\n\n> kutip\n--\nSari"
    page = plain(
        "Content-Type: text/html\n", "<p>Halo<br>Kak</p><a href='https://x.example'>ini</a>"
    )
    assert read(page).body == "Halo\nKak\n\nini (https://x.example)"


def test_a_page_is_text():
    page = (
        "<head><title>t</title><style>p{}</style></head><!--[if mso]>x<![endif]-->"
        "<h1>Judul</h1><ul><li>satu<li>dua &amp; &#82;p</ul><table><tr><td>A<td>B</table>"
        "<a href='javascript:x()'>js</a><script>x</script><blockquote>dulu</blockquote>1 < 2"
    )
    assert text_of(page).split("\n") == [
        "Judul", "", "- satu", "- dua & Rp", "", "A B", "", "js", "", "> dulu", "", "1 < 2",
    ]  # fmt: skip


def test_what_is_too_large_is_told_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(parts, "LARGEST", 1_000)
    monkeypatch.setattr(parts, "MOST_FILES", 3)
    monkeypatch.setattr(reading, "LONGEST", 20)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Message-ID"] = "a@x.example", "<1@x.example>"
    mail.set_content("kata " * 10)
    for size in (10, 2_000, 20, 30):
        mail.add_attachment(b"x" * size, maintype="image", subtype="png", filename=f"{size}.png")
    one = read(mail.as_bytes(), size=50 * 2**20)
    assert [(file.told_name, file.body is None) for file in one.files] == [
        ("10.png", False), ("2000.png", True), ("20.png", False), ("mail.eml", False),
    ]  # fmt: skip
    for said in ("2 more files", "goes on in the file mail.txt", "This mail of 50 MB is too large"):
        assert said in one.body


def test_a_mail_is_known_again_by_all_that_it_is():
    """The same mail by another way is known; another one under the same Message-ID is another."""
    one = read(plain("Received: by a\n"))
    assert one.key == read(plain("Received: by b\nDelivered-To: info@toko.example\n")).key
    others = [read(plain(body="lain")), read(plain(sender="b@x.example")),
              read(plain("Subject: x\n")), read(plain(wire="<2@x.example>")),
              read(plain("Received: a\n", wire="")),
              read(plain("Received: b\n", wire=""))]  # fmt: skip
    assert len({one.key, *(other.key for other in others)}) == 7


@pytest.mark.parametrize(("date", "at"), [
    ("Mon, 23 Nov 2026 15:00:00 +0700", NOW - 3_600), ("Mon, 23 Nov 2026 19:00:00 +0700", NOW),
    ("Fri, 1 Jan 1999 00:00:00 +0000", NOW), ("kemarin", NOW), ("", NOW),
])  # fmt: skip
def test_a_date_that_cannot_be_is_not_believed(date, at):
    assert read(plain(f"Date: {date}\n")).at == at


def test_what_cannot_be_read_is_kept_raw_with_what_its_headers_say():
    deep = bad_mails.deep(3_000, b"From: Sari <a@b.example>\r\nSubject: Dalam\r\n")
    one = read(deep)
    assert (one.author, one.address, one.subject) == ("Sari", "a@b.example", "Dalam")
    assert (one.files[0].body, one.body[:25]) == (deep, "A mail came that cannot b")
    assert read(b"\x00\x01 rubbish").files[0].body == b"\x00\x01 rubbish"


@pytest.mark.parametrize("make", [bad_mails.malformed, bad_mails.hostile])
def test_no_mail_stops_the_others_and_no_read_gives_a_control_byte(tmp_path, make):
    """Broken and hostile mails become tickets; a person sees text, and nothing that acts."""
    incoming = [read(raw, size=len(raw)) for raw in make(72)]
    store = open_store(tmp_path)

    def arrive(work):
        work.session.add(Mailbox(id=1, name="cs", address="cs@toko.example", host="x"))
        work.session.flush()
        taken = arriving.take_in(work, incoming)
        assert taken.messages + taken.known == 72
        return following.ended(work, "arrived")

    store.run("fetch", arrive)
    with store.read() as view:
        shown = [
            text
            for row in tickets.page(view, size=200)
            for text in seen(row, tickets.show(view, row.id))
        ]
        assert view.connection.scalar(sa.select(sa.func.count()).select_from(TicketMessage)) > 50
        assert view.connection.scalar(sa.select(sa.func.count()).select_from(Ticket)) > 5
    store.close()
    assert [text for text in shown if any(map(harmful, text))] == []


def seen(row, card):
    """Return every text of a ticket that a person sees."""
    told = [row.subject, row.customer, row.address]
    for message in card.messages:
        told += [message.author, message.from_address, message.subject, message.body]
        told += [text for file in message.files for text in (file.name, file.told_name)]
    return told


def harmful(sign):
    return unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign not in "\n\u200d"
