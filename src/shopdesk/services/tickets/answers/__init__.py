"""What customers are answered with: texts at hand, several steps under one name, the catalogue."""

from shopdesk.services.tickets.answers import canned, macros, products

__all__ = ["canned", "macros", "products"]
