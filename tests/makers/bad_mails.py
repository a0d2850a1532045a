"""Mails as they should not be: broken in every way that a wire, a program or malice breaks them."""

import base64
import random
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from tests.hostile import HOSTILE

Way = Callable[[bytes, random.Random], bytes]
Trick = Callable[[int, random.Random], bytes]

BODY = "Halo Kak, pesanan saya #INV-2026-0099 belum sampai. Mohon dicek ya, terima kasih."


def good(n: int, dice: random.Random) -> EmailMessage:
    """Return a mail as a customer writes it: text, perhaps a page, perhaps a picture."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Pembeli {n} <pembeli{n}@contoh.example>"
    mail["To"] = "cs@toko.example"
    mail["Subject"] = f"Pertanyaan {n}: kapan dikirim? ☕"
    mail["Message-ID"] = f"<m{n}@contoh.example>"
    mail["Date"] = "Mon, 23 Nov 2026 08:00:00 +0700"
    mail.set_content(f"{BODY} ({n})")
    if dice.random() < 0.5:
        mail.add_alternative(f"<p>{BODY} <b>({n})</b></p>", subtype="html")
    if dice.random() < 0.4:
        picture = dice.randbytes(dice.randrange(10, 4_000))
        mail.add_attachment(picture, maintype="image", subtype="jpeg", filename=f"foto {n}.jpg")
    return mail


def malformed(count: int, seed: int = 1) -> list[bytes]:
    """Return so many broken mails, the same ones for the same seed."""
    dice = random.Random(seed)
    return [WAYS[n % len(WAYS)](good(n, dice).as_bytes(), dice) for n in range(count)]


def hostile(count: int, seed: int = 2) -> list[bytes]:
    """Return so many mails made to hurt, the same ones for the same seed."""
    dice = random.Random(seed)
    return [TRICKS[n % len(TRICKS)](n, dice) for n in range(count)]


def deep(levels: int, headers: bytes = b"From: a@b.example\r\n") -> bytes:
    """Return a mail whose parts lie within parts, so many levels."""
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(levels)
    )
    return headers + parts + b"\r\nhalo\r\n"


def _cut(raw: bytes, dice: random.Random) -> bytes:
    return raw[: dice.randrange(len(raw))]


def _flipped(raw: bytes, dice: random.Random) -> bytes:
    broken = bytearray(raw)
    for _n in range(max(1, len(raw) // 50)):
        broken[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(broken)


def _noise(_raw: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(5_000))


def _shuffled(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.split(b"\r\n")
    dice.shuffle(lines)
    return b"\r\n".join(lines)


def _swapped(old: bytes, *new: bytes) -> Way:
    return lambda raw, dice: raw.replace(old, dice.choice(new))


def _headless(raw: bytes, _dice: random.Random) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def _nested(_raw: bytes, dice: random.Random) -> bytes:
    return deep(dice.choice((20, 60, 400, 3_000)))


def _many(_raw: bytes, dice: random.Random) -> bytes:
    part = b"--x\r\nContent-Type: image/png; name=a.png\r\n\r\n\x89PNG\r\n"
    head = b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    return head + part * dice.choice((40, 300, 1_000)) + b"--x--\r\n"


def _long(_raw: bytes, dice: random.Random) -> bytes:
    sign = dice.choice((b"(", b"<", b'"', b",", b"=?utf-8?q?x", b"a@", b":", b"\\", b";x*0="))
    name = dice.choice((b"From", b"Subject", b"References", b"Content-Type", b"Date", b"Reply-To",
                        b"Content-Disposition", b"Message-ID"))  # fmt: skip
    return name + b": " + sign * 20_000 + b"\r\nTo: cs@toko.example\r\n\r\nhalo\r\n"


def _pages(_raw: bytes, dice: random.Random) -> bytes:
    piece = dice.choice((
        b"<!--", b"<a href='", b"<div>", b"</p ", b"<script>", b"&#9999999999999", b"<blockquote>",
        b"<![CDATA[", b"&" * 9, b"<br>", b"<table><tr><td>",
    ))  # fmt: skip
    head = b"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + piece * 30_000


WAYS: tuple[Way, ...] = (
    _cut, _flipped, _noise, _shuffled, _headless, _nested, _many, _long, _pages,
    _swapped(b"utf-8", b"utf-99", b"idna", b"punycode", b"unicode_escape", b"zlib", b"utf-7",
             b"utf-16", b"x-unknown", b"\xff\xfe", b"rot13", b"undefined"),
    _swapped(b"base64", b"x-uuencode", b"quoted-printable", b"8bit", b"kosong"),
    _swapped(b"boundary=", b"boundary=;", b"bundary=", b"boundary*0*=", b"boundary==="),
    _swapped(b"multipart/", b"message/", b"message/rfc822; x=", b"text/", b"/", b"message/partial"),
    _swapped(b"Content-", b"content:", b"\x00", b" Content-", b"Content\x85-"),
    _swapped(b"\r\n", b"\n", b"\r", b"\n\r", b"\r\r\n", b"\x0b"),
    _swapped(b"Mon, 23 Nov 2026", b"Mon, 99 Nov 99999", b"-1 Jan 0000", b"9" * 400, b"\xf0\x9f"),
    _swapped(b"<m", b"", b"<<", b"<\xe9\xff", b"< m"),
    _swapped(b"Pembeli", b"\xe9\xe8\xff", b"=?utf-8?b?////?=", b"=?x?q?=FF?=", b"\xed\xa0\x80"),
)  # fmt: skip


def _mail(**facts: str) -> bytes:
    told = {
        "From": "Sari <sari@contoh.example>", "To": "cs@toko.example", "Subject": "Halo",
        "Message-ID": "<x@contoh.example>",
    }  # fmt: skip
    told |= {name.replace("_", "-"): value for name, value in facts.items() if name != "body"}
    heads = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"{heads}\r\n{facts.get('body', 'halo')}".encode("utf-8", "surrogatepass")


def _string(n: int) -> str:
    return HOSTILE[n // len(TRICKS) % len(HOSTILE)]


def _word(text: str) -> str:
    packed = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
    return f"=?utf-8?b?{packed}?="


def _in_subject(n: int, _dice: random.Random) -> bytes:
    return _mail(Subject=_word(_string(n)), Message_ID=f"<s{n}@contoh.example>")


def _in_name(n: int, _dice: random.Random) -> bytes:
    return _mail(From=f"{_word(_string(n))} <h{n}@contoh.example>", Message_ID=f"<n{n}@c.example>")


def _in_address(n: int, _dice: random.Random) -> bytes:
    return _mail(From=f'"{_string(n)}"@contoh.example', Reply_To=_string(n))


def _in_body(n: int, _dice: random.Random) -> bytes:
    return _mail(body=_string(n) * 3, Message_ID=f"<b{n}@contoh.example>",
                 Content_Type="text/plain; charset=utf-8")  # fmt: skip


def _in_page(n: int, _dice: random.Random) -> bytes:
    points = "".join(f"&#{ord(sign)};" for sign in _string(n))
    page = f"<a href=\"{_string(n)}\">{_string(n)}</a><p onclick='x'>{points}</p><img src=x>"
    return _mail(body=page, Content_Type="text/html; charset=utf-8",
                 Message_ID=f"<p{n}@contoh.example>")  # fmt: skip


def _in_file(n: int, dice: random.Random) -> bytes:
    bait = dice.choice(("../../.ssh/authorized_keys", "faktur.pdf.exe", "/etc/passwd", "a" * 500,
                        "CON", ".bashrc", "foto.jpg\x00.exe"))  # fmt: skip
    body = (
        f"--x\r\n\r\nhalo {n}\r\n--x\r\n"
        f'Content-Type: application/pdf; name="{_word(_string(n))}"\r\n'
        f'Content-Disposition: attachment; filename="{bait}"\r\n\r\nMZ{n}\r\n--x--\r\n'
    )
    return _mail(body=body, Content_Type='multipart/mixed; boundary="x"', Message_ID=f"<f{n}@c.d>")


def _in_ids(n: int, _dice: random.Random) -> bytes:
    return _mail(Message_ID=_string(n), References=f"<{_string(n)}> " * 50,
                 In_Reply_To=f"<a{_string(n)}@b>", Subject=f"[#T-{n + 1}] Re: Halo")  # fmt: skip


def _smuggled(n: int, _dice: random.Random) -> bytes:
    name = _word(f"Sari\r\nBcc: korban{n}@contoh.example\r\n\r\n.\r\nMAIL FROM:<x@y.example>")
    return _mail(From=f"{name} <c{n}@contoh.example>", Subject=name, body=f"halo {n}")


TRICKS: tuple[Trick, ...] = (
    _in_subject, _in_name, _in_address, _in_body, _in_page, _in_file, _in_ids, _smuggled,
)  # fmt: skip
