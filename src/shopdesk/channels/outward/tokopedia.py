"""Tokopedia before it merged with TikTok Shop: only what its export of orders calls things.

No sheet to confirm shipments was seen; sellers who still hold such orders type them in.
"""

from shopdesk.channels.outward.spec import Confirming

CONFIRMING = Confirming(
    "tokopedia", ("Nomor Invoice", "Invoice"), ("No Resi / Kode Booking", "AWB"),
    ("Nama Kurir", "Courier"),
)  # fmt: skip
