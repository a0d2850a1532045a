"""The Shipments desk: every parcel under way, what its courier said, and what is to be done."""

from shopdesk.screens.shipments.desk import ShipmentsDesk

__all__ = ["ShipmentsDesk"]
