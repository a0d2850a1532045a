"""Macros: several steps on one ticket or on two hundred, looked at first, one journal entry."""

from shopdesk.services.tickets.answers.planning import MacroPlan, MacroRow, plan
from shopdesk.services.tickets.answers.recipes import Macro, drop, listed, one, put
from shopdesk.services.tickets.answers.running import run
from shopdesk.services.tickets.answers.steps import Steps, told

__all__ = [
    "Macro",
    "MacroPlan",
    "MacroRow",
    "Steps",
    "drop",
    "listed",
    "one",
    "plan",
    "put",
    "run",
    "told",
]
