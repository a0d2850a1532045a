"""Status words that people use in sheets of their own, in Indonesian and English."""

from shopdesk.channels.spec import Status, Word

STATUSES = (
    Status(
        ("unpaid", "belum bayar", "belum dibayar", "belum lunas", "menunggu pembayaran",
         "waiting for payment", "awaiting payment", "pending payment"),
        "unpaid",
    ),
    Status(
        ("paid", "lunas", "sudah bayar", "sudah dibayar", "new", "baru", "pesanan baru",
         "new order", "perlu dikirim", "to ship", "siap diproses", "diproses", "processing",
         "sedang diproses", "pesanan diproses", "perlu diproses", "ready to process"),
        "paid", "ready",
    ),
    Status(
        ("packed", "dikemas", "sudah dikemas", "sedang dikemas", "siap dikirim", "ready to ship",
         "menunggu pickup", "menunggu pick up", "waiting for pickup", "awaiting pickup"),
        "paid", "packed",
    ),
    Status(
        ("shipped", "dikirim", "sedang dikirim", "dalam pengiriman", "in transit", "on delivery",
         "shipping", "sudah dikirim", "pesanan dikirim"),
        "paid", "in_transit",
    ),
    Status(
        ("delivered", "terkirim", "telah dikirim", "sampai", "diterima", "tiba", "sudah sampai",
         "sudah diterima", "pesanan tiba", "telah diterima", "received"),
        "paid", "delivered",
    ),
    Status(
        ("completed", "complete", "selesai", "done", "finished", "pesanan selesai"),
        "paid", "delivered", "closed", completed=True,
    ),
    Status(
        ("cancelled", "canceled", "cancel", "batal", "dibatalkan", "pesanan dibatalkan"),
        "", case="closed", cancelled=True,
    ),
    Status(
        ("returned", "retur", "diretur", "dikembalikan", "return"),
        "refunded", "returned_to_sender", "closed",
    ),
    Status(("lost", "hilang", "paket hilang"), "paid", "lost"),
    Status(("failed", "gagal", "gagal kirim", "delivery failed"), "paid", "failed"),
)  # fmt: skip
"""Whole words only; what is not here goes to the exception list."""

PAYMENTS = (
    Word(
        ("unpaid", "belum bayar", "belum dibayar", "belum lunas", "belum", "pending", "no",
         "tidak", "menunggu pembayaran", "awaiting payment"),
        "unpaid",
    ),
    Word(
        ("paid", "lunas", "sudah bayar", "sudah dibayar", "dibayar", "sudah", "yes", "ya",
         "settlement", "success", "berhasil"),
        "paid",
    ),
    Word(("authorized", "authorised"), "authorised"),
    Word(("cod", "cash on delivery", "bayar di tempat", "cod (bayar di tempat)"), "cod_due"),
    Word(("refunded", "refund", "dana dikembalikan", "dikembalikan"), "refunded"),
    Word(("partially refunded", "refund sebagian"), "part_refunded"),
    Word(("expired", "expire", "kedaluwarsa", "kadaluarsa"), "expired"),
    Word(("denied", "deny", "failed", "gagal", "ditolak", "void", "voided"), "denied"),
)  # fmt: skip
"""Words of a column that tells only whether an order is paid."""
