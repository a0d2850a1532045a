"""Mapping: which SKU the listings and offers of the shops stand for."""

from shopdesk.services.mapping.finding import Match, matching
from shopdesk.services.mapping.guessing import guessed, suggest
from shopdesk.services.mapping.reads import unmapped
from shopdesk.services.mapping.rows import Assigned, Kind, Suggestion, Thing, UnmappedRow
from shopdesk.services.mapping.verbs import Pair, assign, assign_exact, exact_hits, plan

__all__ = [
    "Assigned",
    "Kind",
    "Match",
    "Pair",
    "Suggestion",
    "Thing",
    "UnmappedRow",
    "assign",
    "assign_exact",
    "exact_hits",
    "guessed",
    "matching",
    "plan",
    "suggest",
    "unmapped",
]
