"""The shop's figures, each defined once: what they are summed over, and the sums."""

from shopdesk.services.figures.scope import EPOCH, Scope, Span

__all__ = ["EPOCH", "Scope", "Span"]
