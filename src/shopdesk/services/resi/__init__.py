"""Resi for many orders at once: read, planned, and entered as one journal entry."""

from shopdesk.services.resi.entering import enter
from shopdesk.services.resi.planning import plan
from shopdesk.services.resi.reading import lines, sheet
from shopdesk.services.resi.rows import Entry, PlannedResi, ResiPlan, verdict_word
from shopdesk.services.resi.scanning import Session, take

__all__ = [
    "Entry", "PlannedResi", "ResiPlan", "Session", "enter", "lines", "plan", "sheet", "take",
    "verdict_word",
]  # fmt: skip
