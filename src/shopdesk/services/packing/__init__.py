"""Picking and packing: waves, pick lists, leases, scan to pack, and the log of scans."""

from shopdesk.services.packing.evidence import happenings, proof_holds, scans, tally
from shopdesk.services.packing.fetching import fetch
from shopdesk.services.packing.leases import held, station_here
from shopdesk.services.packing.rows import (
    Box,
    Content,
    Fetch,
    Heard,
    Held,
    ScanRow,
    Tally,
    WaveRow,
)
from shopdesk.services.packing.scanning import (
    Table,
    open_next,
    open_order,
    put_aside,
    resume,
    scan,
    scan_some,
    take_over,
)
from shopdesk.services.packing.waves import listed, orders_of, wave

__all__ = [
    "Box",
    "Content",
    "Fetch",
    "Heard",
    "Held",
    "ScanRow",
    "Table",
    "Tally",
    "WaveRow",
    "fetch",
    "happenings",
    "held",
    "listed",
    "open_next",
    "open_order",
    "orders_of",
    "proof_holds",
    "put_aside",
    "resume",
    "scan",
    "scan_some",
    "scans",
    "station_here",
    "take_over",
    "tally",
    "wave",
]  # fmt: skip
