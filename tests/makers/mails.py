"""Mails to the demo shop, as a mailbox holds them: raw files, the shop's own answers among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.makers.shop import Order, State
from tests.makers.talks import said_of

FOLDER = "mails"
SHOP = "halo@melati.example.com"
HOUR = 60
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763"
    "d8d6d6060003ba01bb4ff6b4d20000000049454e44ae426082"
)
"""A picture of one point."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: about the n-th newest order of a state, so many minutes before the anchor."""

    name: str
    state: State
    nth: int
    ago: int
    subject: str
    text: str
    answers: str = ""
    ours: bool = False
    picture: str = ""
    html: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    sender: tuple[str, str] | None = None


MAILS = (
    Mail("01-retak", State.DELIVERED, 0, 15 * HOUR, "Barang rusak, pesanan {number}",
         "Selamat malam,\n\n{product} yang saya terima rusak, jahitannya sobek di bagian samping. "
         "Foto terlampir. Saya minta ganti atau refund.\n\nTerima kasih,\n{name}",
         picture="IMG_20261122.png"),
    Mail("02-salah", State.DELIVERED, 1, 27 * HOUR, "Salah kirim",
         "Halo, pesanan {number} isinya salah ukuran. Mohon dibantu tukar ya."),
    Mail("03-salah", State.DELIVERED, 1, 25 * HOUR, "Re: Salah kirim",
         "Halo Kak {name},\n\nmohon maaf atas kekeliruan ini. Boleh kirim foto label ukurannya?\n\n"
         "Salam,\nToko Melati", answers="02-salah", ours=True),
    Mail("04-salah", State.DELIVERED, 1, 80, "Re: Salah kirim",
         "Ini fotonya kak.\n\n> mohon maaf atas kekeliruan ini. Boleh kirim foto label ukurannya?",
         answers="03-salah", picture="label.png"),
    Mail("05-transfer", State.TO_VERIFY, 0, 14 * HOUR, "Bukti transfer {number}",
         "Kak saya sudah transfer untuk pesanan {number}, mohon dicek."),
    Mail("06-faktur", State.COMPLETED, 0, 4 * HOUR, "Faktur untuk kantor",
         "<html><body><p>Selamat pagi,</p><p>kami perlu <b>faktur</b> untuk pesanan {number}."
         "</p><ul><li>atas nama CV Bunga Rampai</li></ul><p>{name}</p></body></html>", html=True),
    Mail("07-bahan", State.COMPLETED, 1, 35, "Tanya ukuran dan bahan",
         "Halo, Kemeja Linen Senja lengan panjang ukuran XL lingkar dadanya berapa ya? "
         "Bahannya tipis atau tebal?"),
    Mail("08-cancel", State.TO_PACK, 0, 100, "Please cancel order {number}",
         "Hi,\n\nI ordered by mistake. Please cancel order {number} and tell me when the money is "
         "back.\n\nBest regards,\n{name}"),
    Mail("09-puas", State.COMPLETED, 2, 30 * HOUR, "Terima kasih",
         "Barangnya bagus, pengiriman cepat. Terima kasih Toko Melati!"),
    Mail("10-puas", State.COMPLETED, 2, 29 * HOUR, "Re: Terima kasih",
         "Terima kasih kembali, Kak {name}!\n\nSalam,\nToko Melati", answers="09-puas", ours=True),
    Mail("11-cuti", State.COMPLETED, 3, 7 * HOUR, "Di luar kantor: Re: Pesanan Anda",
         "Saya sedang cuti sampai 30 November.",
         headers=(("Auto-Submitted", "auto-replied"),)),
    Mail("12-promosi", State.COMPLETED, 4, 8 * HOUR, "JASA FOLLOWER MURAH!!!",
         "Tambah 10.000 follower toko Anda dalam 24 jam. Klik sekarang.",
         headers=(("Precedence", "bulk"), ("List-Unsubscribe", "<mailto:x@spam.example.net>"),
                  ("X-Spam-Flag", "YES")),
         sender=("Follower Murah", "promo@spam.example.net")),
)  # fmt: skip


def write(folder: Path, latest: Mapping[tuple[str, str], Order], anchor: datetime) -> None:
    """Write every mail as a file of its own."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    web = [order for (shop, _number), order in latest.items() if shop == "Melati Web"]
    web.sort(key=lambda order: order.placed, reverse=True)
    for mail in MAILS:
        fit = [order for order in web if order.state is mail.state]
        order = fit[mail.nth % len(fit)]
        raw = _mail(mail, order, anchor).as_bytes(policy=SMTP)
        (folder / FOLDER / f"{mail.name}.eml").write_bytes(raw)


def _mail(mail: Mail, order: Order, anchor: datetime) -> EmailMessage:
    made = EmailMessage()
    buyer = mail.sender or (order.buyer.name, order.buyer.email)
    customer, shop = _address(*buyer), _address("Toko Melati", SHOP)
    made["From"], made["To"] = (shop, customer) if mail.ours else (customer, shop)
    made["Subject"] = said_of(mail.subject, order)
    at = (anchor - timedelta(minutes=mail.ago)).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    made["Date"] = format_datetime(at)
    made["Message-ID"] = _id(mail.name)
    if mail.answers:
        made["In-Reply-To"] = made["References"] = _id(mail.answers)
    for name, value in mail.headers:
        made[name] = value
    made.set_content(said_of(mail.text, order), subtype="html" if mail.html else "plain",
                     cte="quoted-printable")  # fmt: skip
    if mail.picture:
        made.add_attachment(DOT, maintype="image", subtype="png", filename=mail.picture)
        made.set_boundary(f"=-melati-{mail.name}")
    return made


def _address(name: str, address: str) -> Address:
    return Address(name, addr_spec=address)


def _id(name: str) -> str:
    return f"<{name}@mail.example.com>"
