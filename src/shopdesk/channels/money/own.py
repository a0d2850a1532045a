"""A statement of any other bank, or a gateway's report, as a person mapped its columns.

Midtrans publishes no columns of its downloads: the names of its interface are among the first
guesses, and a sheet that has enough of them is taken for one of Midtrans.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, get_args

from shopdesk.channels.headers import fold
from shopdesk.channels.mappable import Mappable, Required, columns
from shopdesk.channels.money.spec import Aliases, Field, MoneySpec
from shopdesk.locale import _


def _own(
    field: str, label: Callable[[], str], aliases: str, kind: str = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, tuple(aliases.split("|")), kind, "line", required)


BANK: Final = (
    _own("at", lambda: _("Date"), "date|tanggal|tanggal transaksi|transaction date|posting date|"
         "tgl|tgl transaksi|waktu|tanggal & waktu|tanggal efektif", "instant", "yes"),
    _own("words", lambda: _("Words of the bank"), "description|keterangan|deskripsi|uraian|"
         "remarks|remark|rincian|rincian transaksi|transaction description|berita|narasi"),
    _own("more", lambda: _("More words"), "additional description|catatan|notes|note|reference|"
         "referensi"),
    _own("credit", lambda: _("Money in"), "credit|kredit|uang masuk|masuk|pemasukan|"
         "mutasi kredit|credit amount", "money", "one"),
    _own("debit", lambda: _("Money out"), "debit|debet|uang keluar|keluar|pengeluaran|"
         "mutasi debet|mutasi debit|debit amount", "money"),
    _own("amount", lambda: _("Amount"), "amount|jumlah|nominal|mutasi|nilai", "money", "one"),
    _own("side", lambda: _("In or out"), "db/cr|cr/db|d/k|dr/cr|jenis|type|tipe|debit/kredit|"
         "debet/kredit", "code"),
    _own("balance", lambda: _("Balance"), "balance|saldo|saldo akhir|closing balance|"
         "running balance", "money"),
    _own("account", lambda: _("Account number"), "account number|account no|no. rekening|"
         "no rekening|nomor rekening|rekening|norek", "id"),
    _own("payer", lambda: _("Payer"), "payer|pengirim|nama pengirim|sender|dari|from"),
    _own("currency", lambda: _("Currency"), "currency|mata uang|ccy", "code"),
)  # fmt: skip
"""The fields of a bank's statement, in the order in which they are asked for."""

GATEWAY: Final = (
    _own("order_ref", lambda: _("Order number"), "order id|order number|no. pesanan|"
         "nomor pesanan|external id|reference|reference id|invoice|merchant order id|referensi",
         "id", "yes"),
    _own("amount", lambda: _("Amount paid"), "gross amount|amount|jumlah|nominal|total|"
         "transaction amount|nilai transaksi|paid amount", "money", "yes"),
    _own("at", lambda: _("Date"), "settlement time|transaction time|transaction date|paid at|"
         "payment time|date|tanggal|waktu transaksi|tanggal transaksi|created at|created",
         "instant", "yes"),
    _own("status", lambda: _("Status"), "transaction status|status|payment status|"
         "status transaksi|status pembayaran", "code"),
    _own("ref", lambda: _("Transaction number"), "transaction id|id transaksi|payment id|"
         "no. transaksi|nomor transaksi|trx id", "id"),
    _own("method", lambda: _("Payment method"), "payment type|channel|payment channel|"
         "payment method|metode pembayaran|acquirer|bank", "code"),
    _own("fee", lambda: _("Fee"), "fee|biaya|mdr|admin fee|biaya admin|merchant fee", "money"),
    _own("tax", lambda: _("Tax on the fee"), "vat|ppn|tax|pajak", "money"),
    _own("net", lambda: _("Net amount"), "net amount|net|jumlah bersih|settlement amount",
         "money"),
    _own("refunded", lambda: _("Refunded"), "refund amount|refunded|refunded amount|"
         "jumlah refund", "money"),
    _own("fraud", lambda: _("Fraud status"), "fraud status|fraud_status", "code"),
    _own("payer", lambda: _("Payer"), "customer name|customer email|payer|nama pelanggan|"
         "pelanggan|email pelanggan|payer name|payer email|email"),
    _own("currency", lambda: _("Currency"), "currency|mata uang", "code"),
)  # fmt: skip
"""The fields of a gateway's report."""

_MIDTRANS: Final = frozenset({
    "order id", "transaction id", "transaction time", "settlement time", "payment type",
    "transaction status", "gross amount", "fraud status",
})  # fmt: skip
_ENOUGH: Final = 4


def spec(
    name: str, header: Sequence[str], mapping: Mapping[str, str], entries: Sequence[Mappable]
) -> MoneySpec:
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    found: dict[Field, Aliases] = columns(header, mapping, entries, get_args(Field))
    if entries is GATEWAY:
        return MoneySpec(name, _provider(header), found, tuple(found), source="gateway")
    return MoneySpec(name, "bank", found, tuple(found), yearless=True)


def _provider(header: Sequence[str]) -> str:
    """Return whose report it is, as far as its columns tell."""
    named = {fold(title).replace("_", " ") for title in header}
    return "midtrans" if len(named & _MIDTRANS) >= _ENOUGH else "gateway"
