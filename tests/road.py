"""Four parcels on the road: one not delivered, one lost, one silent, one with its buyer."""

from tests.rig import NOW
from tests.services.shipping import orders_in, told

from shopdesk.clock import DAY

WAY = {"fulfilment": "in_transit", "shipped_at": NOW - 12 * DAY}
ORDERS = (
    {"number": "S-1", "tracking": "JX0000000001", "courier": "J&T Express", "total": 5_000_000},
    {"number": "S-2", "tracking": "CM00000000002", "courier": "JNE", "total": 9_000_000},
    {"number": "S-3", "tracking": "004600000003", "courier": "SiCepat", "total": 2_000_000},
    {"number": "S-4", "tracking": "JX0000000004", "courier": "J&T Express", "total": 100_000},
)
EVENTS = (
    ("JX0000000001", 30, "Paket gagal diantar, penerima tidak di tempat",
     {"status": "failed_attempt", "place": "Bandung"}),
    ("JX0000000001", 80, "Paket dibawa kurir", {"status": "out_for_delivery"}),
    ("CM00000000002", 200, "Shipment lost", {"status": "lost"}),
    ("004600000003", 2, "Nyangkut di gudang [XL]"),
    ("JX0000000004", 1, "Paket telah diterima", {"status": "delivered"}),
)  # fmt: skip


def on_the_road(store, orders=ORDERS, events=EVENTS):
    """Put orders that left twelve days ago into a store, and what their couriers said."""
    orders_in(store, [dict(one) | WAY for one in orders])
    told(store, *events)
