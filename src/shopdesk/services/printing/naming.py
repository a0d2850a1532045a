"""What people call the papers of an order."""

from shopdesk.locale import _


def kind_word(kind: str) -> str:
    """Return what people call this kind of paper."""
    words = {"label": _("Label"), "slip": _("Packing slip"), "invoice": _("Invoice")}
    return words.get(kind, kind)
