"""Resi for many orders: pasted, from a spreadsheet, or scanned; planned before they are entered."""

from shopdesk.screens.resi.asking import open_resi

__all__ = ["open_resi"]
