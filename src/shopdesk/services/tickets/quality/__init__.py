"""How well customers are answered: figures of a period, each opens to its tickets."""

from shopdesk.services.tickets.quality.figures import Figure, figures
from shopdesk.services.tickets.quality.reasons import Reason, reasons

__all__ = ["Figure", "Reason", "figures", "reasons"]
