"""Shopee `Order.all`: Indonesian with its header drifts, English of the Philippines and Malaysia.

Layout: sheet `orders`, header in row 1, one row per line, shared strings, dot for thousands in
Indonesia. The 51-column form is taken to be the 49 columns with two insertions and the subtotal
name of its months (`Dibayar Pembeli`); Malaysia's order of columns follows the Philippines'.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path

from tests.makers import excelize
from tests.makers.shop import Line, Order, State
from tests.makers.table import Table, dated, edited, names

STANDARD = names(
    "No. Pesanan | Status Pesanan | Alasan Pembatalan | Status Pembatalan/ Pengembalian | No. Resi"
    " | Opsi Pengiriman | Antar ke counter/ pick-up"
    " | Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan) | Waktu Pengiriman Diatur"
    " | Waktu Pesanan Dibuat | Waktu Pembayaran Dilakukan | Metode Pembayaran | SKU Induk"
    " | Nama Produk | Nomor Referensi SKU | Nama Variasi | Harga Awal | Harga Setelah Diskon"
    " | Jumlah | Returned quantity | Total Harga Produk | Total Diskon | Diskon Dari Penjual"
    " | Diskon Dari Shopee | Berat Produk | Jumlah Produk di Pesan | Total Berat"
    " | Voucher Ditanggung Penjual | Cashback Koin | Voucher Ditanggung Shopee | Paket Diskon"
    " | Paket Diskon (Diskon dari Shopee) | Paket Diskon (Diskon dari Penjual)"
    " | Potongan Koin Shopee | Diskon Kartu Kredit | Ongkos Kirim Dibayar oleh Pembeli"
    " | Estimasi Potongan Biaya Pengiriman | Ongkos Kirim Pengembalian Barang | Total Pembayaran"
    " | Perkiraan Ongkos Kirim | Catatan dari Pembeli | Catatan | Username (Pembeli)"
    " | Nama Penerima | No. Telepon | Alamat Pengiriman | Kota/Kabupaten | Provinsi"
    " | Waktu Pesanan Selesai"
)
CLAIM = names(
    "Status Klaim | Tanggal Klaim Diajukan | Tanggal Klaim Disetujui | Tanggal Klaim Dicairkan"
    " | Tanggal Klaim Ditolak | Jumlah Kompensasi"
)
PHILIPPINES = names(
    "Order ID | Order Status | Hot Listing | Cancel reason | Return / Refund Status"
    " | Tracking Number* | Shipping Option | Shipment Method | Estimated Ship Out Date | Ship Time"
    " | Order Creation Date | Order Paid Time | Parent SKU Reference No. | Product Name"
    " | SKU Reference No. | Variation Name | Original Price | Deal Price | Quantity"
    " | Returned quantity | Product Subtotal | Total Discount(PHP)"
    " | Price Discount(from Seller)(PHP) | Shopee Rebate(PHP) | SKU Total Weight"
    " | Number of Items in Order | Order Total Weight | Seller Voucher(PHP)"
    " | Seller Absorbed Coin Cashback | Shopee Voucher(PHP) | Bundle Deals Indicator(Y/N)"
    " | Shopee Bundle Discount(PHP) | Seller Bundle Discount(PHP) | Shopee Coins Offset(PHP)"
    " | Credit Card Discount Total(PHP) | Products' Price Paid by Buyer (PHP)"
    " | Buyer Paid Shipping Fee | Shipping Rebate Estimate | Reverse Shipping Fee | Service Fee"
    " | Grand Total | Estimated Shipping Fee | Username (Buyer) | Receiver Name | Phone Number"
    " | Delivery Address | Town | District | City | Province | Country | Zip Code"
    " | Remark from buyer | Order Complete Time | Note | Invoice request type | Invoice type"
    " | Name | Business number | Address"
)
MALAYSIA = edited(
    PHILIPPINES,
    rename={name: name.removesuffix("(PHP)").strip() for name in PHILIPPINES}
    | {
        "Price Discount(from Seller)(PHP)": "Seller Discount",
        "Shopee Rebate(PHP)": "Seller Rebate",
        "Number of Items in Order": "No of product in order",
        "Seller Voucher(PHP)": "Seller Voucher",
        "Bundle Deals Indicator(Y/N)": "Bundle Deal Indicator",
        "Products' Price Paid by Buyer (PHP)": "Total Amount",
    },
    after={
        "Order Total Weight": ("Voucher Code From Seller",),
        "Reverse Shipping Fee": ("Transaction Fee", "Commission Fee"),
    },
)

HEADERS = {
    "standard": STANDARD,
    "completed": edited(STANDARD, drop={"Alasan Pembatalan"}),
    "warehouse": edited(STANDARD, after={"Total Berat": ("Nama Gudang",)}),
    "2026-06": edited(
        STANDARD,
        rename={"Total Harga Produk": "Subtotal Pesanan"},
        after={"Waktu Pembayaran Dilakukan": ("Tipe Pesanan",)},
    ),
    "advance": edited(
        STANDARD,
        rename={"Total Harga Produk": "Dibayar Pembeli"},
        after={"Status Pesanan": ("Shipped by Advance Fulfilment", "Booking SN")},
    ),
    "paid": edited(STANDARD, rename={"Total Harga Produk": "Dibayar Pembeli"}),
    "old": edited(
        STANDARD,
        rename={"Harga Awal": "Harga Sebelum Diskon"},
        drop={"Returned quantity", "Metode Pembayaran"},
    ),
    "failed": edited(
        STANDARD,
        rename={"Alasan Pembatalan": "Status pengiriman gagal"},
        after={"Waktu Pesanan Selesai": CLAIM},
    ),
    "ph": PHILIPPINES,
    "my": MALAYSIA,
}
ALIAS = {
    "Subtotal Pesanan": "Total Harga Produk",
    "Dibayar Pembeli": "Total Harga Produk",
    "Harga Sebelum Diskon": "Harga Awal",
}
ENGLISH = {
    "Order ID": "No. Pesanan",
    "Cancel reason": "Alasan Pembatalan",
    "Return / Refund Status": "Status Pembatalan/ Pengembalian",
    "Tracking Number*": "No. Resi",
    "Shipping Option": "Opsi Pengiriman",
    "Shipment Method": "Antar ke counter/ pick-up",
    "Estimated Ship Out Date": STANDARD[7],
    "Ship Time": "Waktu Pengiriman Diatur",
    "Order Creation Date": "Waktu Pesanan Dibuat",
    "Order Paid Time": "Waktu Pembayaran Dilakukan",
    "Parent SKU Reference No.": "SKU Induk",
    "Product Name": "Nama Produk",
    "SKU Reference No.": "Nomor Referensi SKU",
    "Variation Name": "Nama Variasi",
    "Original Price": "Harga Awal",
    "Deal Price": "Harga Setelah Diskon",
    "Quantity": "Jumlah",
    "Product Subtotal": "Total Harga Produk",
    "Total Discount": "Total Diskon",
    "Price Discount(from Seller)": "Diskon Dari Penjual",
    "Seller Discount": "Diskon Dari Penjual",
    "Shopee Rebate": "Diskon Dari Shopee",
    "Seller Rebate": "Diskon Dari Shopee",
    "SKU Total Weight": "Berat Produk",
    "Number of Items in Order": "Jumlah Produk di Pesan",
    "No of product in order": "Jumlah Produk di Pesan",
    "Order Total Weight": "Total Berat",
    "Seller Voucher": "Voucher Ditanggung Penjual",
    "Seller Absorbed Coin Cashback": "Cashback Koin",
    "Shopee Voucher": "Voucher Ditanggung Shopee",
    "Bundle Deals Indicator(Y/N)": "Paket Diskon",
    "Bundle Deal Indicator": "Paket Diskon",
    "Shopee Bundle Discount": "Paket Diskon (Diskon dari Shopee)",
    "Seller Bundle Discount": "Paket Diskon (Diskon dari Penjual)",
    "Shopee Coins Offset": "Potongan Koin Shopee",
    "Credit Card Discount Total": "Diskon Kartu Kredit",
    "Buyer Paid Shipping Fee": "Ongkos Kirim Dibayar oleh Pembeli",
    "Shipping Rebate Estimate": "Estimasi Potongan Biaya Pengiriman",
    "Reverse Shipping Fee": "Ongkos Kirim Pengembalian Barang",
    "Grand Total": "Total Pembayaran",
    "Estimated Shipping Fee": "Perkiraan Ongkos Kirim",
    "Username (Buyer)": "Username (Pembeli)",
    "Receiver Name": "Nama Penerima",
    "Phone Number": "No. Telepon",
    "Delivery Address": "Alamat Pengiriman",
    "City": "Kota/Kabupaten",
    "Province": "Provinsi",
    "Remark from buyer": "Catatan dari Pembeli",
    "Order Complete Time": "Waktu Pesanan Selesai",
    "Note": "Catatan",
}

STATUS = {
    State.UNPAID: ("Belum Bayar", "Unpaid"),
    State.TO_VERIFY: ("Belum Bayar", "Unpaid"),
    State.TO_PACK: ("Perlu Dikirim", "To ship"),
    State.TO_SHIP: ("Perlu Dikirim", "To ship"),
    State.SHIPPED: ("Sedang Dikirim", "Shipping"),
    State.DELIVERED: ("Telah Dikirim", "Delivered"),
    State.COMPLETED: ("Selesai", "Completed"),
    State.CANCEL_ASKED: ("Pembatalan diajukan", "To ship"),
    State.CANCELLED: ("Batal", "Cancelled"),
    State.RETURN_OPEN: ("Telah Dikirim", "Delivered"),
    State.RETURNED: ("Selesai", "Completed"),
    State.FAILED: ("Batal", "Cancelled"),
}
WINDOW = "Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian hingga {:%Y-%m-%d}."
ACTOR = {
    "buyer": "Dibatalkan oleh Pembeli. Alasan: ",
    "seller": "Dibatalkan oleh Penjual. Alasan: ",
    "system": "Dibatalkan secara otomatis oleh sistem. Alasan: ",
}
minute = dated("%Y-%m-%d %H:%M")


def rupiah(amount: int) -> str:
    """`1.300.975`."""
    return f"{amount:,}".replace(",", ".")


def plain(amount: int) -> str:
    """`1300975`: other regions write no thousands separator."""
    return str(amount)


def cents(amount: int) -> str:
    """`1300975.00`, as Malaysia writes its ringgit."""
    return f"{amount}.00"


def masked(text: str) -> str:
    """`S******i`: first and last letter stay."""
    return f"{text[0]}******{text[-1]}" if text else ""


def upper_city(order: Order) -> str:
    """`KAB. BOGOR`, `KOTA BANDUNG`."""
    return order.buyer.city.upper()


def status(order: Order) -> str:
    """The Indonesian word; an open return window puts its date into the text."""
    if order.raw_status:
        return order.raw_status
    if order.state is State.DELIVERED and order.return_until:
        return WINDOW.format(order.return_until)
    return STATUS[order.state][0]


def english_status(order: Order) -> str:
    """The English word."""
    return order.raw_status or STATUS[order.state][1]


def reason(order: Order) -> str:
    """Who cancelled and why, in one sentence."""
    if order.failed:
        return ACTOR["system"] + "Pengiriman gagal"
    return ACTOR[order.cancel_by] + order.cancel_reason if order.cancel_by else ""


def return_status(order: Order, line: Line) -> str:
    """A line's own case; a cancelled order's lines carry the approved request."""
    if order.state is State.CANCELLED and order.cancel_by == "buyer":
        return "Permintaan Disetujui"
    if order.state is State.CANCEL_ASKED:
        return "Menunggu Persetujuan"
    if not line.returned:
        return ""
    return "Permintaan Disetujui" if order.returned else "Pengembalian Diproses"


def english_return(order: Order, line: Line) -> str:
    """The only English word that was seen."""
    return "Request Approved" if return_status(order, line) == "Permintaan Disetujui" else ""


def stem(name: str) -> str:
    """An English header without its currency."""
    return name.removesuffix("(PHP)").strip()


def option(order: Order) -> str:
    """`<service>-<courier>`; the service alone until a courier is assigned."""
    assigned = order.arranged or not order.cancelled
    return f"{order.service}-{order.courier}" if assigned else order.service


def total(order: Order) -> int:
    """What the buyer pays; 0 under the word `Batal`."""
    return 0 if order.state in {State.CANCELLED, State.FAILED} else order.total


def grams(weight: int) -> str:
    """`1.250 gr`."""
    return f"{rupiah(weight)} gr"


def kilos(weight: int) -> str:
    """`1.250`, in kg, as the English sheets write it."""
    return f"{weight / 1000:.3f}"


def weight(order: Order) -> int:
    """Gram of the whole order."""
    return sum(line.good.weight_g * line.qty for line in order.lines)


def failed_delivery(order: Order) -> str:
    """The word of the failed-delivery tab."""
    return "Paket dikembalikan ke Penjual" if order.failed else ""


INDONESIA = Table(
    order={
        "No. Pesanan": lambda o: o.number,
        "Status Pesanan": status,
        "Shipped by Advance Fulfilment": lambda _: "No",
        "Alasan Pembatalan": reason,
        "Status pengiriman gagal": failed_delivery,
        "No. Resi": lambda o: o.tracking,
        "Opsi Pengiriman": option,
        "Antar ke counter/ pick-up": lambda o: "Pickup" if o.arranged else "",
        STANDARD[7]: lambda o: minute(o.ship_by),
        "Waktu Pengiriman Diatur": lambda o: minute(o.arranged),
        "Waktu Pesanan Dibuat": lambda o: minute(o.placed),
        "Waktu Pembayaran Dilakukan": lambda o: minute(o.paid) or "-",
        "Tipe Pesanan": lambda o: "Pre-order" if o.preorder else "Reguler",
        "Metode Pembayaran": lambda o: o.method,
        "Jumlah Produk di Pesan": lambda o: str(sum(line.qty for line in o.lines)),
        "Total Berat": lambda o: grams(weight(o)),
        "Nama Gudang": lambda o: o.warehouse,
        "Voucher Ditanggung Penjual": lambda o: o.seller_voucher,
        "Cashback Koin": lambda _: 0,
        "Voucher Ditanggung Shopee": lambda o: o.platform_voucher,
        "Paket Diskon": lambda _: "N",
        "Paket Diskon (Diskon dari Shopee)": lambda _: 0,
        "Paket Diskon (Diskon dari Penjual)": lambda _: 0,
        "Potongan Koin Shopee": lambda o: plain(o.coins),
        "Diskon Kartu Kredit": lambda _: 0,
        "Ongkos Kirim Dibayar oleh Pembeli": lambda o: o.shipping,
        "Estimasi Potongan Biaya Pengiriman": lambda o: o.shipping_list - o.shipping,
        "Ongkos Kirim Pengembalian Barang": lambda _: 0,
        "Total Pembayaran": total,
        "Perkiraan Ongkos Kirim": lambda o: o.shipping_list,
        "Catatan dari Pembeli": lambda o: o.buyer_note,
        "Catatan": lambda o: o.seller_note,
        "Username (Pembeli)": lambda o: o.buyer.username,
        "Nama Penerima": lambda o: masked(o.buyer.name),
        "No. Telepon": lambda o: f"******{o.buyer.phone[-2:]}",
        "Alamat Pengiriman": lambda o: f"******{o.buyer.street[-6:]}",
        "Kota/Kabupaten": upper_city,
        "Provinsi": lambda o: o.buyer.province.upper(),
        "Waktu Pesanan Selesai": lambda o: minute(o.completed),
        "Status Klaim": lambda o: "Disetujui" if o.failed else "",
        "Tanggal Klaim Diajukan": lambda o: minute(o.failed),
        "Tanggal Klaim Disetujui": lambda o: minute(o.failed and o.failed + timedelta(days=2)),
        "Jumlah Kompensasi": lambda o: o.subtotal if o.failed else 0,
    },
    line={
        "Status Pembatalan/ Pengembalian": return_status,
        "SKU Induk": lambda _, line: line.good.parent,
        "Nama Produk": lambda _, line: line.good.name,
        "Nomor Referensi SKU": lambda _, line: line.good.sku,
        "Nama Variasi": lambda _, line: line.good.variation,
        "Harga Awal": lambda _, line: line.list_price,
        "Harga Setelah Diskon": lambda _, line: line.price,
        "Jumlah": lambda _, line: str(line.qty),
        "Returned quantity": lambda _, line: str(line.returned),
        "Total Harga Produk": lambda _, line: line.subtotal,
        "Total Diskon": lambda _, line: (line.list_price - line.price) * line.qty,
        "Diskon Dari Penjual": lambda _, line: line.seller_discount * line.qty,
        "Diskon Dari Shopee": lambda _, line: line.platform_discount * line.qty,
        "Berat Produk": lambda _, line: grams(line.good.weight_g),
    },
    alias=ALIAS,
    money=rupiah,
)


PHILIPPINE = replace(
    INDONESIA,
    order=INDONESIA.order
    | {
        "Order Status": english_status,
        "Alasan Pembatalan": lambda o: o.cancel_reason,
        "Total Berat": lambda o: kilos(weight(o)),
        "Products' Price Paid by Buyer": lambda o: o.subtotal,
        "Total Amount": lambda o: o.subtotal,
        "Service Fee": lambda _: 0,
        "Transaction Fee": lambda _: 0,
        "Commission Fee": lambda _: 0,
        "Voucher Code From Seller": lambda o: o.voucher_code,
        "Town": lambda o: o.buyer.village,
        "District": lambda o: o.buyer.district,
        "Country": lambda _: "PH",
        "Zip Code": lambda o: o.buyer.postcode,
    },
    line=INDONESIA.line
    | {
        "Status Pembatalan/ Pengembalian": english_return,
        "Berat Produk": lambda _, line: kilos(line.good.weight_g * line.qty),
    },
    alias={name: ENGLISH.get(stem(name), stem(name)) for name in PHILIPPINES + MALAYSIA},
    money=plain,
)
MALAYSIAN = replace(PHILIPPINE, order=PHILIPPINE.order | {"Country": lambda _: "MY"}, money=cents)


def write(path: Path, orders: Iterable[Order], *, variant: str = "2026-06") -> None:
    """Write the orders as one `Order.all` workbook; variants are the keys of HEADERS."""
    table = {"ph": PHILIPPINE, "my": MALAYSIAN}.get(variant, INDONESIA)
    header = HEADERS[variant]
    excelize.write(path, "orders", chain([header], table.rows(header, orders)))
