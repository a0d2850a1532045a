"""Sheets in which couriers tell what became of parcels: one layout per file, found by listing."""
