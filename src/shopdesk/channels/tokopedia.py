"""Tokopedia orders from before 2025, when it had its own seller centre; shops still hold them.

Sheet Laporan Penjualan, some preamble rows (wording unknown), then the header, usually in row 5.
Written from published descriptions; no original file was seen. 48 Indonesian columns, or the older
English ones. A row is one product; in older files the order's cells are blank on its second and
later rows. Texts of the first version's statuses have a newline inside.
"""

from shopdesk.channels.spec import Column, OrderSpec, Status, dropped, kept, line, order

_COLUMNS: tuple[Column, ...] = (
    order("number", "Nomor Invoice", "Invoice", kind="id"),
    order("paid_at", "Tanggal Pembayaran", "Payment Date", kind="instant"),
    order("status", "Status Terakhir", "Order Status", kind="code"),
    order(
        "completed_at", "Tanggal Pesanan Selesai", kind="instant", time=("Waktu Pesanan Selesai",)
    ),
    order(
        "cancelled_at", "Tanggal Pesanan Dibatalkan", kind="instant",
        time=("Waktu Pesanan Dibatalkan",),
    ),
    line("name", "Nama Produk", "Product Name"),
    line("variation", "Tipe Produk"),
    line("market_sku", "Product ID", kind="id"),
    line("sku", "Nomor SKU", "Stock Keeping Unit (SKU)", kind="id"),
    line("qty", "Jumlah Produk Dibeli", "Quantity", kind="count", needed=True),
    line("returned", "Jumlah Produk Yang Dikurangkan", kind="count"),
    line("list_price", "Harga Awal (IDR)", "Price (Rp.)", kind="money", price=True, floor=True),
    line("price", "Harga Jual (IDR)", kind="money", price=True, floor=True),
    line(
        "discount", "Diskon Produk (IDR)", "Discount Amount (Rp.)", kind="money", apiece=True
    ),
    order(
        "discount", "Nilai Kupon Toko Terpakai (IDR)", "Nilai Voucher Toko Terpakai (IDR)",
        kind="money", roll="once",
    ),
    order(
        "shipping_fee", "Total Biaya Pengiriman (IDR)", "Total Shipping Fee (Rp.)", kind="money",
        roll="once",
    ),
    order(
        "total", "Total Penjualan (IDR)", "Total Amount (Rp.)", kind="money", price=True,
        roll="once",
    ),
    order("refunded", "Total Pengurangan (IDR)", kind="money", roll="once"),
    order("buyer_note", "Catatan Produk Pembeli", "Notes", roll="any"),
    order("seller_note", "Catatan Produk Penjual", roll="any"),
    order("buyer", "Nama Pembeli", "Customer Name"),
    order("recipient", "Nama Penerima", "Recipient"),
    order("phone", "No Telp Penerima", "Recipient Number", kind="code"),
    order("phone", "No Telp Pembeli", "Customer Phone", kind="code"),
    order("address", "Alamat Pengiriman", "Recipient Address"),
    order("city", "Kota", kind="code"),
    order("province", "Provinsi", kind="code"),
    order("courier", "Nama Kurir", "Courier", kind="code"),
    order("service", "Tipe Pengiriman (regular, same day, etc)", "Jenis Layanan", kind="code"),
    order("tracking", "No Resi / Kode Booking", "AWB", kind="id"),
    order(
        "shipped_at", "Tanggal Pengiriman Barang", kind="instant", time=("Waktu Pengiriman Barang",)
    ),
    order("warehouse", "Gudang Pengiriman", "Warehouse Origin", kind="code"),
    order("cod_text", "COD", kind="code"),
    *kept(
        "Harga Satuan Bundling (IDR)", "Jumlah Subsidi Tokopedia (IDR)", "Subsidi Amount (Rp.)",
        "Nama Bundling", "Nama Campaign", "Campaign Name", scope="line",
    ),
    *kept(
        "Jenis Kupon Toko Terpakai", "Kode Kupon Toko Yang Digunakan",
        "Biaya Pengiriman Tunai (IDR)", "Shipping Price + fee (Rp.)",
        "Biaya Asuransi Pengiriman (IDR)", "Insurance (Rp.)", "Bebas Ongkir",
        "Tipe Bebas Ongkir (Bebas Ongkir, Bebas Ongkir DT)", "Nama Penawaran Terpakai",
        "Tingkatan Promosi Terpakai", "Diskon Penawaran Terpakai (IDR)",
    ),
    *dropped("Nomor", "Count"),
)  # fmt: skip

ORDERS = OrderSpec(
    format="tokopedia.orders",
    channel="tokopedia",
    sheets=("Laporan Penjualan",),
    signature=(
        ("Nomor Invoice", "Invoice"),
        ("Status Terakhir", "Order Status"),
        ("Jumlah Produk Dibeli", "Quantity"),
        ("Nomor SKU", "Stock Keeping Unit (SKU)"),
        ("Harga Jual (IDR)", "Harga Awal (IDR)", "Price (Rp.)"),
    ),
    columns=_COLUMNS,
    fill_down=True,
    dated_cancel=True,
    statuses=(
        Status(
            ("Pesanan Diproses",), "paid", "ready",
            pattern=r"pemesanan sedang diproses oleh penjual\b",
        ),
        Status(("Menunggu Pickup", "Menunggu Pick Up"), "paid", "packed"),
        Status(("Pesanan Dikirim",), "paid", "in_transit", pattern=r"pesanan telah dikirim\b"),
        Status(("Pesanan Tiba",), "paid", "delivered", pattern=r"pesanan telah tiba\b"),
        Status(
            ("Pesanan Selesai",), "paid", "delivered", "closed", completed=True,
            pattern=r"transaksi selesai\b",
        ),
        Status(
            ("Pesanan Dibatalkan", "Dibatalkan"), "", case="closed", cancelled=True,
            pattern=r"transaksi dibatalkan\b|pesanan dibatalkan\b",
        ),
    ),
    currency="IDR",
    style="id",
    dotted="mixed",
    nothing=("Non Tunai",),
    dates=(
        "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M",
        "%d/%m/%Y", "%d %b %Y %H:%M:%S", "%d %b %Y",
    ),
)  # fmt: skip
"""Amounts are typed numbers or text like "Rp 12.000"; dates are local, some beside their time."""
