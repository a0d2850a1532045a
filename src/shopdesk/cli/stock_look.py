"""``shopdesk stock list|low|reorder|reserved``: what lies where, how long it lasts, what to buy."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.stock.cover import Cover
    from shopdesk.services.stock.levels import Level
    from shopdesk.services.stock.listing import StockRow
    from shopdesk.services.stock.reorder import Advice
    from shopdesk.store import Read

Filter = Annotated[list[str] | None, typer.Argument(help="A filter of SKUs, like brand:Tirta.")]
Window = Annotated[int, typer.Option(help="Days of sales to look at; 0: the shop's own.")]
Days = Annotated[int, typer.Option(help="Days.")]
Pieces = Annotated[int | None, typer.Option(help="Pieces; of a SKU taken from the ledger.")]
WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""


def register(app: typer.Typer) -> None:
    """Add the commands that look at stock."""
    app.command("list", context_settings=WORDS)(list_stock)
    app.command(context_settings=WORDS)(low)
    app.command()(reorder)
    app.command()(reserved)


def list_stock(where: Filter = None) -> None:
    """List all stock of the SKUs that a filter matches, location by location."""
    with opened() as store, store.read() as read:
        rows = services.stock.listing.listed(read, _ids(read, where))
    if as_json():
        document({"total": len(rows), "rows": [_stock_document(row) for row in rows]})
        return
    titles = (_("SKU"), _("Product"), _("Place"), _("On hand"), _("Reserved"), _("Promotions"),
              _("Unsellable"), _("Available"))  # fmt: skip
    table(titles, [cells for row in rows for cells in _places(row)])
    n = len(rows)
    say(ngettext("{n} SKU", "{n} SKUs", n).format(n=number(n, language())))


def low(where: Filter = None, window: Window = 0) -> None:
    """List what runs out soon, the first before the others."""
    with opened() as store, store.read() as read:
        rows = services.stock.cover.low(read, _ids(read, where), window=window)
    if as_json():
        document({"total": len(rows), "rows": [_cover_document(row) for row in rows]})
        return
    titles = (_("SKU"), _("Product"), _("Available"), _("A day"), _("Lasts days"), _("Runs out"),
              _("Low mark"))  # fmt: skip
    shown = services.stock.reorder.shown
    table(titles, [
        (row.sku, row.name, str(row.level.available), shown(row.daily),
         "–" if row.days is None else str(int(row.days)),
         row.runs_out.isoformat() if row.runs_out else "–",
         "–" if row.low_at is None else str(row.low_at))
        for row in rows
    ])  # fmt: skip


def reorder(
    every: Annotated[int, typer.Option("--every", "--frequency", help="Days between orders.")],
    purchase: Annotated[int, typer.Option(help="Days until an order arrives.")],
    sku: Annotated[str, typer.Argument(help="A SKU; its sales and pieces are looked up.")] = "",
    safety: Days = 0,
    daily: Annotated[str, typer.Option(help="Pieces sold a day, like 1.5.")] = "",
    available: Pieces = None,
    incoming: Pieces = None,
    out_of_stock: Pieces = None,
    moq: Annotated[int, typer.Option(help="The least that the supplier sells.")] = 0,
    pack: Annotated[int, typer.Option(help="Pieces in a pack.")] = 1,
    window: Window = 0,
) -> None:
    """Work out how many pieces to order, and print the arithmetic; changes nothing."""
    if sku:
        with opened() as store, store.read() as read:
            known = _known(read, sku, window)
    elif daily:
        known = _Known()
    else:
        raise Refusal(_("Name a SKU, or say how many are sold a day: --daily 1.5."))
    need = services.stock.reorder.Need(
        _rate(daily) if daily else known.daily, every, purchase, safety,
        known.available if available is None else available,
        known.incoming if incoming is None else incoming,
        known.short if out_of_stock is None else out_of_stock, moq, pack,
    )  # fmt: skip
    _advise(sku, services.stock.reorder.advise(need))


def reserved() -> None:
    """List what is set aside for promotions: why, since when and until when."""
    with opened() as store, store.read() as read:
        rows = services.stock.reserved.reserved(read)
        clock = store.clock
    if as_json():
        document({"rows": [
            {"sku": row.sku, "qty": row.qty, "reason": row.reason, "days": row.age,
             "since": clock.iso(row.since) if row.since else None,
             "until": clock.iso(row.until) if row.until else None, "over": row.over}
            for row in rows
        ]})  # fmt: skip
        return
    titles = (_("SKU"), _("Qty"), _("Reason"), _("Days"), _("Until"))
    table(titles, [
        (row.sku, str(row.qty), row.reason, "–" if row.age is None else str(row.age),
         clock.show(row.until) if row.until else "–")
        for row in rows
    ])  # fmt: skip


def _ids(read: "Read", where: list[str] | None) -> Any:
    text = " ".join(where or [])
    return services.products.ids(read, text) if text.strip() else None


def _level(level: "Level") -> dict[str, int]:
    return {
        "on_hand": level.on_hand, "reserved": level.reserved, "promised": level.promised,
        "damaged": level.damaged, "quality": level.quality, "unsellable": level.unsellable,
        "available": level.available, "oversold": level.oversold, "buffer": level.buffer,
        "sellable": level.sellable, "incoming": level.incoming,
    }  # fmt: skip


def _stock_document(row: "StockRow") -> dict[str, Any]:
    return {
        "sku": row.sku, "name": row.name, "variation": row.variation, "kit": row.kit,
        **_level(row.level),
        "locations": [
            {"location": one.location, "on_hand": one.on_hand, "reserved": one.reserved,
             "promised": one.promised, "damaged": one.damaged, "quality": one.quality,
             "free": one.free}
            for one in row.places
        ],
    }  # fmt: skip


def _places(row: "StockRow") -> Sequence[tuple[str, ...]]:
    level = row.level
    whole = (row.sku, row.name, _("kit") if row.kit else _("all"), str(level.on_hand),
             str(level.reserved), str(level.promised), str(level.unsellable),
             str(level.free))  # fmt: skip
    if len(row.places) < 2:
        return [whole]
    return [whole] + [
        ("", "", one.location, str(one.on_hand), str(one.reserved), str(one.promised),
         str(one.damaged + one.quality), str(one.free))
        for one in row.places
    ]  # fmt: skip


def _cover_document(row: "Cover") -> dict[str, Any]:
    return {
        "sku": row.sku, "name": row.name, "available": row.level.available,
        "incoming": row.level.incoming, "oversold": row.level.oversold, "sold": row.sold,
        "days_in_stock": row.days_in_stock,
        "daily": round(float(row.daily), 2), "low_at": row.low_at,
        "cover_days": None if row.days is None else round(float(row.days), 1),
        "runs_out": row.runs_out.isoformat() if row.runs_out else None,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows of a SKU: pieces sold a day, available, on the way, missing."""

    daily: Fraction = Fraction(0)
    available: int = 0
    incoming: int = 0
    short: int = 0


def _rate(text: str) -> Fraction:
    try:
        return Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise Refusal(_("“{text}” is no number of pieces a day.").format(text=text)) from None


def _known(read: "Read", sku: str, window: int) -> _Known:
    from shopdesk.services.skus import variant_of

    key = variant_of(read.connection, sku)
    found = services.stock.cover.cover(read, [key], window=window).get(key)
    if found is None:
        raise Refusal(_("{sku} is a kit; its parts are bought.").format(sku=sku))
    level = found.level
    return _Known(found.daily, level.available, level.incoming, level.oversold)


def _advise(sku: str, advice: "Advice") -> None:
    need = advice.need
    if as_json():
        document({
            "sku": sku or None, "due": advice.due, "wanted": advice.wanted, "qty": advice.qty,
            "daily": round(float(need.daily), 2), "arithmetic": advice.sentence,
            "reason": advice.reason,
        })  # fmt: skip
        return
    print(advice.sentence)
    print(advice.reason)
    print(_verdict(advice))


def _verdict(advice: "Advice") -> str:
    if not advice.due:
        return _("Nothing is due yet.")
    said = ngettext("Order {n} piece now.", "Order {n} pieces now.", advice.qty)
    return said.format(n=number(advice.qty, language()))
