"""The columns of the unmapped list."""

from typing import TYPE_CHECKING

from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.services.mapping import UnmappedRow


def columns() -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""
    return (
        Column("name", _("Product"), lambda u: u.name or u.seller_sku or u.code, 16, 1, grow=True,
               sort="name"),
        Column("variation", _("Variation"), lambda u: u.variation, 12, 3),
        Column("shop", _("Shop"), lambda u: u.shop, 14, 6, sort="shop"),
        Column("lines", _("Lines"), _lines, 6, 4, align="right", sort="lines"),
        Column("best", _("Perhaps"), _best, 12, 1, whole=True),
        Column("score", _("Sure"), _score, 5, 2, align="right"),
        Column("seller_sku", _("Seller SKU"), lambda u: u.sku or u.seller_sku, 12, 7),
        Column("code", _("Marketplace id"), lambda u: u.code, 14, 8),
    )  # fmt: skip


def _lines(row: "UnmappedRow") -> Shown:
    return number(row.lines, language()) if row.lines else ("–", "quiet")


def _best(row: "UnmappedRow") -> Shown:
    return row.best.sku if row.best else ("–", "quiet")


def _score(row: "UnmappedRow") -> Shown:
    if row.best is None:
        return ""
    look = "good" if row.best.exact else "" if row.best.likely else "quiet"
    return f"{row.best.score}%", look
