"""Shopee orders: `Order.all`, `Order.toship`, `Order.completed` and the failed-delivery tab.

Indonesian: 48 to 51 columns, seen from 2022 to mid 2026. No untouched Indonesian file was seen;
headers and texts come from public parsers and from re-saved files. English: the Philippine export
of December 2025 (60 columns, seen) and the Malaysian one (written from published descriptions; no
original file was seen).

A row is an order line, its order's values are repeated on each; two lines may be identical. The
subtotal column changed its name twice: Total Harga Produk, Dibayar Pembeli, Subtotal Pesanan.
`Waktu Pengiriman Diatur` is when the shipment was arranged: it counts as shipped only for an order
that has left.
"""

from shopdesk.channels.spec import (
    Column,
    OrderSpec,
    Region,
    Status,
    Word,
    kept,
    kept_ids,
    line,
    order,
)  # fmt: skip

_STATUSES = (
    Status(("Belum Bayar", "Unpaid"), "unpaid"),
    Status(("Perlu Dikirim", "To ship"), "paid", "ready"),
    Status(("Sedang Dikirim", "Shipping"), "paid", "in_transit"),
    Status(("Telah Dikirim", "Delivered"), "paid", "delivered"),
    Status(
        payment="paid",
        fulfilment="delivered",
        pattern=r"(pesanan diterima,|order received)"
        r"|.*(hingga|until|tới ngày|ถึง(วันที่)?) *\d{4}-\d{2}-\d{2}\.?$",
    ),
    Status(("Selesai", "Completed"), "paid", "delivered", "closed", completed=True),
    Status(
        ("Pembatalan diajukan", "Cancellation requested", "In cancel"),
        "paid", "ready", "cancel_requested",
    ),
    Status(("Batal", "Dibatalkan", "Cancelled", "Canceled"), "", case="closed", cancelled=True),
)  # fmt: skip

_CASES = (
    Word(
        ("Pengembalian Diproses", "Sedang Diproses", "Menunggu Persetujuan", "Return Processing",
         "Processing", "Pending Approval", "Request Pending"),
        "open",
    ),
    Word(("Permintaan Disetujui", "Request Approved"), "approved"),
    Word(
        ("Permintaan Dibatalkan", "Masalah diselesaikan", "Request Cancelled", "Issue resolved"),
        "closed",
    ),
)  # fmt: skip

_FAILURES = (
    Word(("hilang", "lost", "rusak", "damaged"), "lost"),
    Word(("dikembalikan ke penjual", "returned to seller"), "returned_to_sender"),
)

_COLUMNS: tuple[Column, ...] = (
    order("number", "No. Pesanan", kind="id"),
    order("status", "Status Pesanan", kind="code"),
    order("cancel_text", "Alasan Pembatalan", kind="cancel"),
    order("failure", "Status pengiriman gagal", kind="code"),
    line("line_status", "Status Pembatalan/ Pengembalian", kind="code"),
    order("tracking", "No. Resi", kind="id"),
    order("courier_text", "Opsi Pengiriman", kind="courier"),
    order(
        "ship_by",
        "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)",
        "Pesanan Harus Dikirimkan Sebelum",
        kind="deadline",
    ),
    order("arranged_at", "Waktu Pengiriman Diatur", kind="instant"),
    order("placed_at", "Waktu Pesanan Dibuat", kind="instant"),
    order("paid_at", "Waktu Pembayaran Dilakukan", kind="instant"),
    order("payment_method", "Metode Pembayaran", kind="code"),
    line("parent_sku", "SKU Induk", kind="id"),
    line("name", "Nama Produk"),
    line("sku", "Nomor Referensi SKU", kind="id"),
    line("variation", "Nama Variasi"),
    line("list_price", "Harga Awal", "Harga Sebelum Diskon", kind="money", price=True, floor=True),
    line("price", "Harga Setelah Diskon", kind="money", price=True, floor=True),
    line("qty", "Jumlah", kind="count", needed=True),
    line("returned", "Returned quantity", "Jumlah Pengembalian", kind="count"),
    line(
        "subtotal", "Subtotal Pesanan", "Dibayar Pembeli", "Total Harga Produk",
        kind="money", price=True, floor=True,
    ),
    line("discount", "Diskon Dari Penjual", kind="money"),
    line("weight_g", "Berat Produk", kind="weight"),
    order("discount", "Voucher Ditanggung Penjual", kind="money"),
    order("discount", "Paket Diskon (Diskon dari Penjual)", kind="money"),
    order("shipping_fee", "Ongkos Kirim Dibayar oleh Pembeli", kind="money"),
    order("total", "Total Pembayaran", kind="money", price=True),
    order("buyer_note", "Catatan dari Pembeli"),
    order("seller_note", "Catatan"),
    order("buyer", "Username (Pembeli)"),
    order("recipient", "Nama Penerima"),
    order("phone", "No. Telepon", kind="code"),
    order("address", "Alamat Pengiriman"),
    order("city", "Kota/Kabupaten", kind="code"),
    order("province", "Provinsi", kind="code"),
    order("completed_at", "Waktu Pesanan Selesai", kind="instant"),
    order("warehouse", "Nama Gudang", kind="code"),
    *kept("Total Diskon", "Diskon Dari Shopee", scope="line"),
    *kept(
        "Antar ke counter/ pick-up", "Tipe Pesanan", "Shipped by Advance Fulfilment",
        "Jumlah Produk di Pesan", "Total Berat", "Cashback Koin", "Voucher Ditanggung Shopee",
        "Paket Diskon", "Paket Diskon (Diskon dari Shopee)", "Potongan Koin Shopee",
        "Diskon Kartu Kredit", "Estimasi Potongan Biaya Pengiriman",
        "Ongkos Kirim Pengembalian Barang", "Perkiraan Ongkos Kirim", "Status Klaim",
        "Tanggal Klaim Diajukan", "Tanggal Klaim Disetujui", "Tanggal Klaim Dicairkan",
        "Tanggal Klaim Ditolak", "Jumlah Kompensasi",
    ),
    *kept_ids("Booking SN"),
)  # fmt: skip

_ENGLISH: tuple[Column, ...] = (
    order("number", "Order ID", kind="id"),
    order("status", "Order Status", kind="code"),
    order("cancel_text", "Cancel reason", kind="cancel"),
    line("line_status", "Return / Refund Status", kind="code"),
    order("tracking", "Tracking Number*", kind="id"),
    order("courier_text", "Shipping Option", kind="courier"),
    order("ship_by", "Estimated Ship Out Date", kind="deadline"),
    order("arranged_at", "Ship Time", kind="instant"),
    order("placed_at", "Order Creation Date", kind="instant"),
    order("paid_at", "Order Paid Time", kind="instant"),
    order("payment_method", "Payment Method", kind="code"),
    line("parent_sku", "Parent SKU Reference No.", kind="id"),
    line("name", "Product Name"),
    line("sku", "SKU Reference No.", kind="id"),
    line("variation", "Variation Name"),
    line("list_price", "Original Price", kind="money", price=True, floor=True),
    line("price", "Deal Price", kind="money", price=True, floor=True),
    line("qty", "Quantity", kind="count", needed=True),
    line("returned", "Returned quantity", kind="count"),
    line("subtotal", "Product Subtotal", kind="money", price=True, floor=True),
    line("discount", "Price Discount(from Seller)", "Seller Discount", kind="money"),
    line("weight_g", "SKU Total Weight", kind="weight", unit="kg"),
    order("discount", "Seller Voucher", kind="money"),
    order("discount", "Seller Bundle Discount", kind="money"),
    order("shipping_fee", "Buyer Paid Shipping Fee", kind="money"),
    order("total", "Grand Total", "Total Amount", kind="money", price=True),
    order("buyer_note", "Remark from buyer"),
    order("seller_note", "Note"),
    order("buyer", "Username (Buyer)"),
    order("recipient", "Receiver Name"),
    order("phone", "Phone Number", kind="code"),
    order("address", "Delivery Address"),
    order("city", "City", kind="code"),
    order("province", "Province", "State", kind="code"),
    order("postcode", "Zip Code", kind="code"),
    order("country", "Country", kind="code"),
    order("completed_at", "Order Complete Time", kind="instant"),
    order("warehouse", "Warehouse Name", kind="code"),
    *kept("Total Discount", "Shopee Rebate", "Seller Rebate", "Hot Listing", scope="line"),
    *kept(
        "Shipment Method", "Voucher Code From Seller", "Number of Items in Order",
        "No of product in order",
        "Order Total Weight", "Seller Absorbed Coin Cashback", "Shopee Voucher",
        "Bundle Deals Indicator(Y/N)", "Bundle Deal Indicator", "Shopee Bundle Discount",
        "Shopee Coins Offset", "Credit Card Discount Total", "Products' Price Paid by Buyer",
        "Shipping Rebate Estimate", "Reverse Shipping Fee", "Service Fee", "Transaction Fee",
        "Commission Fee", "Estimated Shipping Fee", "Town", "District", "Invoice request type",
        "Invoice type", "Name", "Business number", "Address",
    ),
)  # fmt: skip

ORDERS = OrderSpec(
    format="shopee.orders",
    channel="shopee",
    sheets=("orders",),
    signature=(
        ("No. Pesanan",),
        ("Status Pesanan",),
        ("Nama Produk",),
        ("Jumlah",),
        ("Harga Setelah Diskon", "Harga Awal", "Harga Sebelum Diskon"),
        ("Opsi Pengiriman", "No. Resi", "Total Pembayaran", "Username (Pembeli)"),
    ),
    absent=("No. Pengembalian",),
    columns=_COLUMNS,
    statuses=_STATUSES,
    cases=_CASES,
    marks=_FAILURES,
    currency="IDR",
    style="id",
    dotted="text",
)
"""The Indonesian export: every cell is text, dots group thousands, times are local."""

ORDERS_ENGLISH = OrderSpec(
    format="shopee.orders",
    channel="shopee",
    sheets=("orders",),
    signature=(("Order ID",), ("Order Status",), ("Deal Price",), ("Quantity",)),
    columns=_ENGLISH,
    statuses=_STATUSES,
    cases=_CASES,
    currency="IDR",
    style="?",
    dotted="text",
    regions=(
        Region("MYR", ("Seller Rebate", "No of product in order"), ("MY", "Malaysia")),
        Region("SGD", (), ("SG", "Singapore")),
        Region("PHP", (), ("PH", "Philippines")),
        Region("IDR", (), ("ID", "Indonesia")),
    ),
)
"""The English export of other regions: decimal dots, the currency in the headers or to be found."""
