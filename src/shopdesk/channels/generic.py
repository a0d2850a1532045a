"""Any other sheet: a person says once which column is what, and the answer is kept.

`suggest` guesses, the person corrects, `spec_from_mapping` makes a spec like those of the channel
files, and `signature_of` finds the saved answer again when the same header comes back.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, get_args

from shopdesk import money
from shopdesk.channels import mappable, ways, words
from shopdesk.channels.catalogue import own
from shopdesk.channels.catalogue.spec import CatalogueSpec
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell, DateStyle
from shopdesk.channels.headers import fold, titles
from shopdesk.channels.mappable import Mappable, Required
from shopdesk.channels.money import own as own_money
from shopdesk.channels.money.spec import MoneySpec
from shopdesk.channels.spec import Column, Kind, OrderSpec, Status
from shopdesk.channels.stats import own as own_stats
from shopdesk.channels.stats.spec import StatSpec
from shopdesk.channels.talks import own as own_talks
from shopdesk.channels.talks.spec import TalkSpec
from shopdesk.channels.tracks import own as own_tracks
from shopdesk.channels.tracks.spec import TrackSpec
from shopdesk.locale import _

Aim = Literal["orders", "products", "delivery", "bank", "gateway", "events", "chats", "stats"]
"""What a sheet of one's own holds: ``bank`` is a statement, ``gateway`` a report of payments,
``events`` what a courier says of parcels, ``chats`` what customers write, ``stats`` visitors."""
OwnSpec = CatalogueSpec | MoneySpec | TrackSpec | TalkSpec | StatSpec


def _line(
    field: str, label: Callable[[], str], aliases: str, kind: Kind = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, tuple(aliases.split("|")), kind, "line", required)


def _order(
    field: str, label: Callable[[], str], aliases: str, kind: Kind = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, tuple(aliases.split("|")), kind, "order", required)


MAPPABLE: tuple[Mappable, ...] = (
    _order(
        "number", lambda: _("Order number"),
        "order number|no. pesanan|nomor pesanan|no pesanan|order id|id pesanan|no. order|"
        "nomor order|no order|order no|order no.|no. invoice|nomor invoice|invoice|kode pesanan",
        "id", "yes",
    ),
    _order(
        "placed_at", lambda: _("Order date"),
        "order date|tanggal pesanan|waktu pesanan dibuat|tanggal order|tgl order|tgl pesanan|"
        "created at|created time|tanggal|date|tgl",
        "instant",
    ),
    _order(
        "status", lambda: _("Status"), "status|order status|status pesanan|status order", "code"
    ),
    _order(
        "payment_text", lambda: _("Payment status"),
        "payment status|status pembayaran|status bayar|paid|lunas|pembayaran", "code",
    ),
    _order(
        "payment_method", lambda: _("Payment method"),
        "payment method|metode pembayaran|cara bayar|payment", "code",
    ),
    _order("paid_at", lambda: _("Paid on"), "paid at|tanggal bayar|tanggal pembayaran|"
           "waktu pembayaran|tgl bayar|paid time", "instant"),
    _order("ship_by", lambda: _("Ship by"), "ship by|kirim sebelum|batas kirim|"
           "batas pengiriman|deadline", "deadline"),
    _line("sku", lambda: _("SKU"), "sku|kode sku|seller sku|kode produk|kode barang|"
          "product code|nomor referensi sku|item code", "id", "one"),
    _line("name", lambda: _("Product"), "product name|nama produk|product|produk|nama barang|"
          "item name|item|barang|pesanan", "text", "one"),
    _line("variation", lambda: _("Variation"), "variation|variasi|nama variasi|varian|variant|"
          "ukuran|warna|size"),
    _line("qty", lambda: _("Quantity"), "quantity|qty|jumlah|jumlah barang|jml|pcs|kuantitas",
          "count", "yes"),
    _line("price", lambda: _("Unit price"), "price|unit price|harga|harga satuan|harga jual|"
          "harga setelah diskon", "money"),
    _line("subtotal", lambda: _("Line subtotal"), "subtotal|line total|jumlah harga|"
          "total harga|sub total", "money"),
    _line("weight_g", lambda: _("Weight"), "weight|berat|berat (gram)|weight (g)", "weight"),
    _order("total", lambda: _("Order total"), "total|grand total|total pembayaran|"
           "total bayar|order total|total amount|total pesanan", "money"),
    _order("shipping_fee", lambda: _("Shipping fee"), "shipping fee|ongkir|ongkos kirim|"
           "biaya kirim|shipping|shipping cost", "money"),
    _order("discount", lambda: _("Discount"), "discount|diskon|potongan|voucher", "money"),
    _order("courier", lambda: _("Courier"), "courier|kurir|ekspedisi|jasa kirim|"
           "opsi pengiriman|nama kurir|shipping provider", "code"),
    _order("service", lambda: _("Service"), "service|layanan|jenis layanan", "code"),
    _order("tracking", lambda: _("Tracking number"), "tracking number|no. resi|nomor resi|"
           "no resi|resi|awb|tracking|tracking id", "id"),
    _order("buyer", lambda: _("Buyer"), "buyer|username|pembeli|nama pembeli|customer|"
           "customer name|pelanggan|nama pelanggan"),
    _order("recipient", lambda: _("Recipient"), "recipient|penerima|nama penerima|nama|name"),
    _order("phone", lambda: _("Phone"), "phone|telepon|no. telepon|no hp|no. hp|hp|"
           "nomor telepon|whatsapp|wa|no wa|no. wa|phone number", "code"),
    _order("email", lambda: _("E-mail"), "email|e-mail|surel", "code"),
    _order("address", lambda: _("Address"), "address|alamat|alamat pengiriman|alamat lengkap|"
           "shipping address"),
    _order("city", lambda: _("City"), "city|kota|kota/kabupaten|kabupaten", "code"),
    _order("province", lambda: _("Province"), "province|provinsi|state", "code"),
    _order("postcode", lambda: _("Postcode"), "postcode|kode pos|zip|zip code|zipcode", "code"),
    _order("buyer_note", lambda: _("Buyer's note"), "buyer note|catatan pembeli|note|catatan|"
           "keterangan|notes"),
    _order("seller_note", lambda: _("Seller's note"), "seller note|catatan penjual|"
           "internal note"),
)  # fmt: skip
"""The fields of orders, in the order in which they are asked for."""
MEANINGS: Final[Mapping[Aim, tuple[Mappable, ...]]] = {
    "orders": MAPPABLE, "products": own.GOODS, "delivery": own.DELIVERY,
    "bank": own_money.BANK, "gateway": own_money.GATEWAY, "events": own_tracks.EVENTS,
    "chats": own_talks.CHATS, "stats": own_stats.STATS,
}  # fmt: skip

_DATES: dict[DateStyle, tuple[str, ...]] = {
    "dmy": ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%b %d %Y"),
    "ymd": ("%Y/%m/%d", "%Y.%m.%d"),
}
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H.%M", " %I:%M %p", " %I:%M:%S %p")


def signature_of(header: Sequence[str]) -> str:
    """Return a name for this header that stays the same under other spellings of it (16 hex)."""
    folded = "\x1f".join(map(fold, header)).rstrip("\x1f")
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def guess_header(head: Head) -> tuple[int, tuple[str, ...]] | None:
    """Return (row from 0, header) of the row that looks most like a header, or None.

    It is the first of the rows with the most different texts and no number among them.
    """
    best: tuple[int, int] | None = None
    for at, row in enumerate(head.rows):
        said = [str(cell).strip() for cell in row if cell not in (None, "")]
        texts = {text for text in said if text and not text[0].isdigit()}
        if len(texts) == len(said) >= 2 and (best is None or len(texts) > best[0]):
            best = len(texts), at
    return (best[1], titles(head.rows[best[1]])) if best else None


def suggest(
    header: Sequence[str], sample_rows: Sequence[Sequence[Cell]], aim: Aim = "orders"
) -> dict[str, str]:
    """Return a first guess of what the columns mean, field to header."""
    return mappable.suggest(header, sample_rows, MEANINGS[aim])


def missing(mapping: Mapping[str, str], aim: Aim = "orders") -> list[str]:
    """Return the labels of what a mapping still needs; an empty list means it can be used."""
    return mappable.missing(mapping, MEANINGS[aim])


def aim_of(mapping: Mapping[str, str]) -> Aim:
    """Return what a sheet with these fields must be, by a field that only it has."""
    told: dict[str, Aim] = {
        "number": "orders", "order_ref": "gateway", "credit": "bank", "words": "bank",
        "raw": "events", "text": "chats", "visitors": "stats",
    }  # fmt: skip
    for field, aim in told.items():
        if field in mapping:
            return aim
    if "tracking" in mapping and "sku" not in mapping:
        return "events"
    return "delivery" if "qty" in mapping and "stock" not in mapping else "products"


def spec_from_mapping(  # noqa: PLR0913 - what the person was asked
    header: Sequence[str], mapping: Mapping[str, str], *, channel: str = "other",
    currency: str = "IDR", style: money.Style = "id", dates: DateStyle = "dmy",
    weight_unit: Literal["g", "kg"] = "g",
) -> OrderSpec:  # fmt: skip
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Without a status column every order counts as paid and ready, unless a payment column says
    otherwise. The rows of an order need not stand together. Raises Refusal when a required field
    is not mapped, or the header does not have a mapped column.
    """
    chosen = mappable.chosen(header, mapping, MAPPABLE)
    return OrderSpec(
        format=f"generic.{signature_of(header)}",
        channel=channel,
        signature=tuple((title,) for _entry, title in chosen),
        columns=tuple(_column(entry, title, weight_unit) for entry, title in chosen),
        scattered=True,
        fill_down=True,
        statuses=words.STATUSES,
        default=Status(payment="paid", fulfilment="ready"),
        payments=words.PAYMENTS,
        currency=currency,
        style=style,
        dates=_moments(dates),
    )


def sheet_from_mapping(
    header: Sequence[str], mapping: Mapping[str, str], aim: Aim, way: ways.Way
) -> OwnSpec:
    """Return the spec of a sheet that holds no orders, mapped by hand.

    Raises Refusal as `spec_from_mapping` does.
    """
    name = f"generic.{signature_of(header)}"
    if aim == "events":
        return own_tracks.spec(name, header, mapping)
    if aim == "chats":
        chats = own_talks.spec(name, header, mapping)
        return replace(chats, dates=_moments(way.dates))
    if aim == "stats":
        stats = own_stats.spec(name, header, mapping)
        return replace(
            stats, style=way.style, currency=way.currency, dates=_moments(way.dates)
        )  # fmt: skip
    if aim in {"bank", "gateway"}:
        spec = own_money.spec(name, header, mapping, MEANINGS[aim])
        return replace(spec, style=way.style, currency=way.currency, dates=_moments(way.dates))
    goods = own.spec(name, header, mapping, MEANINGS[aim])
    return replace(goods, style=way.style, currency=way.currency, dates=_DATES[way.dates])


def way_columns(
    header: Sequence[str], mapping: Mapping[str, str], aim: Aim = "orders"
) -> list[ways.Column]:
    """Return the mapped columns whose cells show how a sheet writes: dates and amounts."""
    places = {fold(title): at for at, title in reversed(list(enumerate(header)))}
    kinds = {"money": "money"} | dict.fromkeys(mappable.DATES, "date")
    return [
        ways.Column(places[fold(mapping[entry.field])], mapping[entry.field], kinds[entry.kind])
        for entry in MEANINGS[aim]
        if entry.kind in kinds and fold(mapping.get(entry.field, "")) in places
    ]


def _moments(dates: DateStyle) -> tuple[str, ...]:
    return tuple(day + time for day in _DATES[dates] for time in _TIMES)


def _column(entry: Mappable, title: str, unit: Literal["g", "kg"]) -> Column:
    kind = next(kind for kind in get_args(Kind) if kind == entry.kind)
    scope: Literal["order", "line"] = "order" if entry.scope == "order" else "line"
    return Column(
        entry.field, (title,), kind, scope, unit=unit, roll="first" if scope == "order" else "",
        needed=entry.field == "qty",
    )  # fmt: skip
