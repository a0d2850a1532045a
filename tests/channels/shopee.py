"""A Shopee export of any header, row by row."""

from tests.channels.rig import convert, sheet

DEADLINE = "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)"
STANDARD = (
    "No. Pesanan | Status Pesanan | Alasan Pembatalan | Status Pembatalan/ Pengembalian | No. Resi"
    f" | Opsi Pengiriman | Antar ke counter/ pick-up | {DEADLINE} | Waktu Pengiriman Diatur"
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
).split(" | ")

PHILIPPINES = (
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

ROW = {
    "No. Pesanan": "2409010ABCDE01", "Status Pesanan": "Perlu Dikirim",
    "Opsi Pengiriman": "Reguler (Cashless)-SPX Standard", "Antar ke counter/ pick-up": "Pickup",
    DEADLINE: "2024-09-03 23:59", "Waktu Pesanan Dibuat": "2024-09-01 10:15",
    "Waktu Pembayaran Dilakukan": "2024-09-01 10:20", "Metode Pembayaran": "Saldo ShopeePay",
    "SKU Induk": "MUG", "Nama Produk": "Mug Keramik Biru", "Nomor Referensi SKU": "MUG-B",
    "Nama Variasi": "Biru,350 ml", "Harga Awal": "25.000", "Harga Setelah Diskon": "20.000",
    "Jumlah": "2", "Returned quantity": "0", "Total Harga Produk": "40.000",
    "Total Diskon": "10.000", "Diskon Dari Penjual": "10.000", "Diskon Dari Shopee": "0",
    "Berat Produk": "1.250 gr", "Jumlah Produk di Pesan": "2", "Total Berat": "1.250 gr",
    "Voucher Ditanggung Penjual": "2.000", "Cashback Koin": "0", "Voucher Ditanggung Shopee": "500",
    "Paket Diskon": "N", "Paket Diskon (Diskon dari Shopee)": "0",
    "Paket Diskon (Diskon dari Penjual)": "1.000", "Potongan Koin Shopee": "10205",
    "Diskon Kartu Kredit": "0", "Ongkos Kirim Dibayar oleh Pembeli": "9.000",
    "Estimasi Potongan Biaya Pengiriman": "0", "Ongkos Kirim Pengembalian Barang": "0",
    "Total Pembayaran": "45.500", "Perkiraan Ongkos Kirim": "9.000",
    "Catatan dari Pembeli": "Tolong bungkus rapi", "Username (Pembeli)": "pembeli.uji",
    "Nama Penerima": "S******i", "No. Telepon": "******12", "Alamat Pengiriman": "******ti 5",
    "Kota/Kabupaten": "KAB. BOGOR", "Provinsi": "JAWA BARAT",
}  # fmt: skip


def row(**changes):
    names = {
        "status": "Status Pesanan", "number": "No. Pesanan", "price": "Harga Setelah Diskon",
        "list_price": "Harga Awal", "subtotal": "Total Harga Produk", "total": "Total Pembayaran",
        "qty": "Jumlah", "back": "Returned quantity", "resi": "No. Resi",
        "paid": "Metode Pembayaran",
        "case": "Status Pembatalan/ Pengembalian", "why": "Alasan Pembatalan",
        "option": "Opsi Pengiriman", "done": "Waktu Pesanan Selesai", "sku": "Nomor Referensi SKU",
        "paid_at": "Waktu Pembayaran Dilakukan", "arranged": "Waktu Pengiriman Diatur",
        "note": "Catatan dari Pembeli",
    }  # fmt: skip
    return ROW | {names.get(name, name): value for name, value in changes.items()}


def one(header=STANDARD, **changes):
    return convert(sheet(header, row(**changes)), "orders")


def drifted(rename=None, drop=(), after=None):
    header = []
    for old in STANDARD:
        if old not in drop:
            new = (rename or {}).get(old, old)
            header += [new, *(after or {}).get(new, ())]
    return header


def moved(header, **changes):
    """The row under a drifted header: renamed columns keep their cells."""
    new = row(**changes)
    for name in [name for name in new if name not in header]:
        del new[name]
    return new
