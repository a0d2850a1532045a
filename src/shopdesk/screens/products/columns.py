"""The columns of the catalogue: what each says of a SKU, and how it is changed in its cell."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.locale import N_, _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.cells import Edit, amount, count
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.products import ProductRow

Held = Callable[[str], tuple[str, ...]]
"""Returns the words that a field of the catalogue holds now."""

STATES: Final = {"draft": N_("draft"), "ready": N_("ready"), "archived": N_("archived")}
"""How far the texts of a product are, as people read it."""


def columns(held: Held) -> tuple[Column, ...]:
    """Return the columns in the language spoken now; ``held`` completes what is typed."""
    return (
        Column("sku", _("SKU"), _sku, 10, 1, sort="sku", whole=True),
        Column("name", _("Product"), lambda p: p.name, 14, 2, sort="name", grow=True,
               edit=Edit("name", lambda p: p.name)),
        Column("variation", _("Variation"), lambda p: p.variation, 12, 6,
               edit=Edit("variation", lambda p: p.variation)),
        Column("price", _("Price"), lambda p: shown(p, p.price), 12, 4, align="right",
               sort="price", edit=_money("price")),
        Column("on_hand", _("On hand"), lambda p: pieces(p.level.on_hand), 7, 7, align="right",
               sort="on_hand"),
        Column("reserved", _("Reserved"), lambda p: pieces(p.level.reserved), 8, 8,
               align="right", sort="reserved"),
        Column("available", _("Available"), available, 9, 3, align="right", sort="stock"),
        Column("incoming", _("Incoming"), lambda p: pieces(p.level.incoming), 8, 10,
               align="right", sort="incoming"),
        Column("score", _("Complete"), score, 8, 5, align="right", sort="score"),
        Column("channels", _("Channels"), _channels, 15, 9),
        Column("cost", _("Cost"), lambda p: shown(p, p.cost), 12, 11, align="right", sort="cost",
               edit=_money("cost")),
        Column("compare_at", _("Was"), lambda p: shown(p, p.compare_at), 12, 14, align="right",
               edit=_money("compare_at")),
        Column("barcode", _("Barcode"), lambda p: p.barcode, 13, 12, whole=True,
               edit=Edit("barcode", lambda p: p.barcode, own=True)),
        Column("category", _("Category"), lambda p: p.category, 18, 13,
               edit=_text("category", held)),
        Column("brand", _("Brand"), lambda p: p.brand, 12, 15, edit=_text("brand", held)),
        Column("weight", _("Weight"), _weight, 9, 16, align="right", edit=_count("weight_g")),
        Column("buffer", _("Buffer"), lambda p: pieces(p.level.buffer), 6, 17, align="right",
               sort="buffer", edit=Edit("buffer", lambda p: str(p.level.buffer), count)),
        Column("low_at", _("Low at"), lambda p: "" if p.low_at is None else pieces(p.low_at), 6,
               18, align="right", edit=_count("low_at")),
        Column("rack", _("Rack"), lambda p: p.rack, 8, 20, edit=_text("rack", held)),
        Column("state", _("Texts"), state, 8, 19,
               edit=Edit("state", lambda p: state(p)[0].strip(), choices=_states)),
    )  # fmt: skip


def pieces(n: int) -> Shown:
    """Return a count of pieces, quiet where there are none."""
    return (money.number(n, language()), "") if n else ("0", "quiet")


def shown(row: "ProductRow", value: int | None) -> Shown:
    """Return an amount of the row's currency, or that nobody has said."""
    return ("–", "quiet") if value is None else money.show(value, row.currency, language())


def available(row: "ProductRow") -> Shown:
    """Return the pieces that may be sold, with a sign where they are few, none or too few."""
    level = row.level
    if level.oversold:
        return f"{glyphs().late} -{money.number(level.oversold, language())}", "late"
    if not level.available:
        return "0", "bad"
    said = money.number(level.available, language())
    if row.low_at is not None and level.available <= row.low_at:
        return f"{glyphs().soon} {said}", "soon"
    return said


def score(row: "ProductRow") -> Shown:
    """Return how complete the texts and facts are, with a sign where a channel would refuse."""
    if row.score is None:
        return "–", "quiet"
    if row.errors:
        return f"{glyphs().trouble} {row.score}%", "bad"
    return f"{row.score}%", "good" if row.score == 100 else ""


def state(row: "ProductRow") -> tuple[str, str]:
    """Return how far the texts are: draft, ready, or archived."""
    name = "archived" if row.archived else row.state
    return _(STATES.get(name, name)), {"ready": "good", "archived": "quiet"}.get(name, "")


def plain(value: int | None) -> str:
    """Return an amount as it is typed, without what only people need."""
    return "" if value is None else money.text(value).removesuffix(".00")


def or_none(read: Callable[[str], int], typed: str) -> int | None:
    """Return what was typed, or None where nothing was."""
    return read(typed) if typed.strip() else None


def _sku(row: "ProductRow") -> Shown:
    return (row.sku, "quiet") if row.archived else row.sku


def _channels(row: "ProductRow") -> Shown:
    return ", ".join(channel(one) for one in row.channels) or ("–", "quiet")


def _weight(row: "ProductRow") -> Shown:
    return ("–", "quiet") if row.weight_g is None else f"{money.number(row.weight_g, language())} g"


def _states() -> Mapping[str, str]:
    return {name: _(said) for name, said in STATES.items() if name != "archived"}


def _money(field: str) -> Edit:
    return Edit(field, lambda p: plain(getattr(p, field)), partial(or_none, amount))


def _count(field: str) -> Edit:
    def start(row: Any) -> str:
        value = getattr(row, field)
        return "" if value is None else str(value)

    return Edit(field, start, partial(or_none, count))


def _text(field: str, held: Held) -> Edit:
    return Edit(field, lambda p: str(getattr(p, field)), hints=lambda: held(field))
