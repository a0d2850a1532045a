"""Blibli: only what its export of orders calls things; no sheet to confirm shipments was seen."""

from shopdesk.channels.outward.spec import Confirming

CONFIRMING = Confirming("blibli", ("No. Order",), ("No. Awb",), ("Servis Logistik",))
