"""Any other sheet: a person says once which column is what, and the answer is kept.

`suggest` guesses, the person corrects, `spec_from_mapping` makes a spec like those of the channel
files, and `signature_of` finds the saved answer again when the same header comes back.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shopdesk import money
from shopdesk.channels import ways, words
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell, DateStyle
from shopdesk.channels.headers import fold, titles
from shopdesk.channels.spec import Column, Kind, OrderSpec, Status
from shopdesk.locale import _
from shopdesk.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Mappable:
    """A field that a column can be mapped to; `label()` is its name in the reader's language.

    `required`: "yes", "one" (at least one of these fields), or "".
    """

    field: str
    label: Callable[[], str]
    aliases: tuple[str, ...]
    kind: Kind = "text"
    scope: Literal["order", "line"] = "order"
    required: Literal["", "one", "yes"] = ""


def _line(
    field: str, label: Callable[[], str], aliases: str, kind: Kind = "text",
    required: Literal["", "one", "yes"] = "",
) -> Mappable:  # fmt: skip
    return Mappable(field, label, tuple(aliases.split("|")), kind, "line", required)


def _order(
    field: str, label: Callable[[], str], aliases: str, kind: Kind = "text",
    required: Literal["", "one", "yes"] = "",
) -> Mappable:  # fmt: skip
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
"""The fields, in the order in which they are asked for."""

_DATES: dict[DateStyle, tuple[str, ...]] = {
    "dmy": ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%b %d %Y"),
    "ymd": ("%Y/%m/%d", "%Y.%m.%d"),
}
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H.%M", " %I:%M %p", " %I:%M:%S %p")
_PUNCTUATION = re.compile(r"[\W_]+")


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


def suggest(header: Sequence[str], sample_rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return a first guess, field to header: whole names first, then names that contain one.

    A column whose sample cells cannot be what the field needs is not offered for it.
    """
    found: dict[str, str] = {}
    taken: set[int] = set()
    keys = [_words(title) for title in header]
    for fits in (_same, _within):
        for entry in MAPPABLE:
            if entry.field in found:
                continue
            for alias in map(_words, entry.aliases):
                at = next(
                    (at for at, key in enumerate(keys) if at not in taken and fits(alias, key)
                     and _plausible(entry.kind, [r[at] for r in sample_rows if at < len(r)])),
                    None,
                )  # fmt: skip
                if at is not None:
                    found[entry.field] = header[at]
                    taken.add(at)
                    break
    return found


def missing(mapping: Mapping[str, str]) -> list[str]:
    """Return the labels of what a mapping still needs; an empty list means it can be used."""
    needed = [e.label() for e in MAPPABLE if e.required == "yes" and not mapping.get(e.field)]
    either = [entry for entry in MAPPABLE if entry.required == "one"]
    if not any(mapping.get(entry.field) for entry in either):
        needed.append(" / ".join(entry.label() for entry in either))
    return needed


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
    needed = missing(mapping)
    if needed:
        raise Refusal(_("Choose a column for: {fields}.").format(fields=", ".join(needed)))
    there = set(map(fold, header))
    absent = [title for title in mapping.values() if title and fold(title) not in there]
    if absent:
        raise Refusal(
            _("The sheet has no column {columns}; map its columns again.").format(
                columns=", ".join(absent)
            )
        )
    chosen = [(entry, mapping[entry.field]) for entry in MAPPABLE if mapping.get(entry.field)]
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
        dates=tuple(day + time for day in _DATES[dates] for time in _TIMES),
    )


def way_columns(header: Sequence[str], mapping: Mapping[str, str]) -> list[ways.Column]:
    """Return the mapped columns whose cells show how a sheet writes: dates and amounts."""
    places = {fold(title): at for at, title in reversed(list(enumerate(header)))}
    kinds = {"money": "money", "instant": "date", "deadline": "date"}
    return [
        ways.Column(places[fold(mapping[entry.field])], mapping[entry.field], kinds[entry.kind])
        for entry in MAPPABLE
        if entry.kind in kinds and fold(mapping.get(entry.field, "")) in places
    ]


def _column(entry: Mappable, title: str, unit: Literal["g", "kg"]) -> Column:
    return Column(
        entry.field, (title,), entry.kind, entry.scope, unit=unit,
        roll="first" if entry.scope == "order" else "", needed=entry.field == "qty",
    )  # fmt: skip


def _words(title: str) -> str:
    return _PUNCTUATION.sub(" ", fold(title)).strip()


def _same(alias: str, key: str) -> bool:
    return alias == key


def _within(alias: str, key: str) -> bool:
    return len(alias) > 2 and f" {alias} " in f" {key} "


def _plausible(kind: Kind, cells: Sequence[Cell]) -> bool:
    """Say whether cells could be of this kind: numbers hold digits, dates two numbers or more."""
    texts = [str(cell).strip() for cell in cells if cell not in (None, "", "-")]
    if kind in {"count", "money", "weight"}:
        return all(re.search(r"\d", text) and len(re.findall(r"[^\W\d]", text)) <= 4
                   for text in texts)  # fmt: skip
    if kind in {"instant", "deadline"}:
        return all(len(re.findall(r"\d+", text)) >= 2 for text in texts)
    return True
