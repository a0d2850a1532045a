"""The columns of the rules, which are changed in their cells, and of what shops would be told."""

from collections.abc import Sequence

from shopdesk.locale import _, language
from shopdesk.money import number
from shopdesk.reports import told as words
from shopdesk.screens.pushing.calls import PLAIN, RuleLine, ToldRow, limit, whole
from shopdesk.screens.words import channel
from shopdesk.widgets.cells import Edit
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs


def rule_columns() -> Sequence[Column]:
    """Return the columns of the rules."""
    return (
        Column("shop", _("Shop"), _shop_of_rule, 22, 1, grow=True),
        Column("sku", _("SKU"), _sku_of_rule, 14, 6),
        Column("percent", _("Percent"), lambda r: f"{r.rule.percent} %", 9, 2, align="right",
               edit=Edit("percent", lambda r: str(r.rule.percent), whole)),
        Column("extra", _("Extra"), lambda r: _signed(r.rule.extra), 7, 3, align="right",
               edit=Edit("extra", lambda r: str(r.rule.extra), whole)),
        Column("cap", _("At most"), lambda r: _limit(r.rule.cap), 9, 4, align="right",
               edit=Edit("cap", lambda r: _text(r.rule.cap), limit)),
        Column("keeps", _("Keeps last"), lambda r: _limit(r.rule.keeps), 11, 5, align="right",
               edit=Edit("keeps", lambda r: _text(r.rule.keeps), limit)),
    )  # fmt: skip


def told_columns() -> Sequence[Column]:
    """Return the columns of what the shops would be told."""
    return (
        Column("sku", _("SKU"), lambda r: r.told.sku, 12, 1, whole=True),
        Column("shop", _("Shop"), lambda r: _named(r.told.channel, r.told.shop), 12, 3, grow=True),
        Column("was", _("Was told"), _was, 8, 5, align="right"),
        Column("qty", _("Would be"), _would, 9, 2, align="right"),
        Column("sellable", _("May be sold"), lambda r: _n(max(0, r.line.sellable)), 11, 7,
               align="right"),
        Column("sum", _("All shops"), lambda r: _n(r.line.sum), 9, 8, align="right"),
        Column("why", _("Because"), lambda r: words.cause(r.told.why), 24, 6),
        Column("danger", _("Danger"), _danger, 12, 4, grow=True),
    )  # fmt: skip


def _named(channel_: str, shop: str) -> str:
    return f"{channel(channel_)} {shop}"


def _shop_of_rule(row: RuleLine) -> Shown:
    return _named(row.rule.channel, row.rule.shop), "quiet" if row.rule.sku else ""


def _sku_of_rule(row: RuleLine) -> Shown:
    return row.rule.sku or (_("all"), "quiet")


def _was(row: ToldRow) -> Shown:
    was = row.told.was
    return ("–" if was is None else _n(was)), "quiet"


def _would(row: ToldRow) -> Shown:
    said = f"{glyphs().arrow} {_n(row.told.qty)}" if row.line.changed else _n(row.told.qty)
    return said, "strong" if row.line.changed else "quiet"


def _danger(row: ToldRow) -> Shown:
    bad = [name for name in row.line.dangers if name not in PLAIN]
    if bad:
        return f"{glyphs().late} {words.dangers(bad)}", "late"
    if row.line.dangers:
        return _("together {n}").format(n=_n(row.line.sum)), "quiet"
    return ""


def _limit(value: int | None) -> Shown:
    return ("–", "quiet") if value is None else _n(value)


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _signed(value: int) -> Shown:
    return f"{value:+d}" if value else ("0", "quiet")


def _n(value: int) -> str:
    return number(value, language())
