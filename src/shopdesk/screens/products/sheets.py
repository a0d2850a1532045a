"""A SKU as a sheet of paper: for the panel, for the whole screen, and why it is not sold."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language, ngettext
from shopdesk.screens.products.columns import score, state
from shopdesk.screens.products.fields import SIDES, fact
from shopdesk.screens.products.words import kind
from shopdesk.screens.words import channel
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.screens.products.calls import Beyond
    from shopdesk.services.products import OfferRow, ProductCard, ProductRow
    from shopdesk.services.products.completeness import Gap
    from shopdesk.services.stock import LedgerRow

GAPS: Final = 5
"""Gaps that the panel names; the whole sheet has them all."""
MOVES: Final = 6
"""Movements that the panel shows."""
LINES: Final = 3
"""Lines of the description that the panel shows."""
LONG: Final = 365
"""Days of cover beyond which nobody counts them."""
SEVERITIES: Final = {"error": "$text-error", "warning": "$text-warning", "hint": QUIET}


def whole(card: "ProductCard", clock: Clock, beyond: "Beyond | None" = None) -> Paper:
    """Return one SKU: its state, stock, gaps, listings, parts, ledger, texts and facts.

    Without what is ``beyond`` the card, only as much of it as a panel has room for.
    """
    everything = beyond is not None
    paper = Paper()
    _head(paper, card.row)
    _stock(paper, card)
    if beyond is not None:
        _places(paper, beyond, clock)
    _gaps(paper, card.gaps, None if everything else GAPS)
    _offers(paper, card)
    _parts(paper, card)
    _ledger(paper, card.ledger if everything else card.ledger[:MOVES], clock)
    _texts(paper, card, everything=everything)
    return paper


def _head(paper: Paper, row: "ProductRow") -> None:
    paper.line(row.sku, "bold")
    paper.line(" · ".join(part for part in (row.name, row.variation) if part))
    facts = [state(row)[0], row.category, row.brand, _("kit") if row.kit else ""]
    paper.line(" · ".join(part for part in facts if part), QUIET)
    if row.price is not None:
        paper.write(_amount(row, row.price), "bold")
        if row.compare_at:
            paper.write("  " + _("was {price}").format(price=_amount(row, row.compare_at)), QUIET)
        if row.cost is not None:
            paper.write("  " + _("cost {price}").format(price=_amount(row, row.cost)), QUIET)
            paper.write(f"  {_margin(row)}", "" if row.price >= row.cost else "$text-error")
        paper.end()
    else:
        paper.line(_("no price"), "$text-warning")


def _margin(row: "ProductRow") -> str:
    if not row.price or row.cost is None:
        return ""
    return _("margin {percent}%").format(percent=(row.price - row.cost) * 100 // row.price)


def _stock(paper: Paper, card: "ProductCard") -> None:
    level = card.row.level
    paper.heading(_("Stock"))
    counts = [
        (_("On hand"), level.on_hand, ""),
        (_("Reserved"), -level.reserved, ""),
        (_("Set aside"), -level.promised, ""),
        (_("Unsellable"), -level.unsellable, ""),
        (_("Available"), level.available, "bold"),
        (_("Oversold"), level.oversold, "bold $text-error"),
        (_("Incoming"), level.incoming, ""),
        (_("Buffer"), level.buffer, ""),
    ]
    always = {_("On hand"), _("Available")}
    kept = [(name, _count(n), style) for name, n, style in counts if n or name in always]
    width = max(len(said) for _name, said, _style in kept)
    names = max(len(name) for name, _said, _style in kept)
    for name, said, style in kept:
        paper.write(f"{name:<{names}}  ", QUIET).line(said.rjust(width), style)
    if card.cover is not None:
        paper.line(_cover(card.cover), QUIET)


def _places(paper: Paper, beyond: "Beyond", clock: Clock) -> None:
    """Write where the pieces lie, if that is more than one place, and the lots they are of."""
    if len(beyond.places) > 1:
        paper.heading(_("Where they lie"))
        said = _("{n} on hand, {free} free")
        paper.pairs(
            (one.location, said.format(n=_count(one.on_hand), free=_count(one.free)))
            for one in beyond.places
        )
    if beyond.lots:
        paper.heading(_("Lots, in the order they leave"))
    for lot in beyond.lots:
        until = clock.show(lot.expires, style="date") if lot.expires else _("never expires")
        paper.write(f"{_count(lot.qty):>6} ", "bold").write(lot.code)
        paper.line(f"  {until}", "$text-error" if lot.expired else QUIET)


def _cover(days: int) -> str:
    if days > LONG:
        return _("lasts more than a year")
    return ngettext("lasts {n} day", "lasts {n} days", days).format(n=_count(days))


def _gaps(paper: Paper, gaps: "Sequence[Gap]", most: int | None) -> None:
    if not gaps:
        return
    paper.heading(_("Missing or wrong"))
    for gap in gaps[:most]:
        sign = glyphs().trouble if gap.severity == "error" else glyphs().late
        paper.write(f"{sign} ", SEVERITIES.get(gap.severity, ""))
        asked = ", ".join(channel(one) for one in gap.channels)
        paper.write(f"{asked}: " if asked else "", QUIET).line(gap.message)
    if most is not None and len(gaps) > most:
        paper.line(_("… and {n} more").format(n=len(gaps) - most), QUIET)


def _offers(paper: Paper, card: "ProductCard") -> None:
    paper.heading(_("Listed in"))
    if not card.offers:
        paper.line(_("no shop lists it"), "$text-warning")
    for offer in card.offers:
        paper.write(channel(offer.channel), "bold").write(f" {offer.shop}").end()
        _beside(paper, _("price"), offer.price, _asked(card.row, offer), card.row)
        _beside(paper, _("stock"), offer.stock, max(0, card.row.level.sellable), None)
        paper.line(f"    {offer.listing_id} {offer.sku_id}".rstrip(), QUIET)


def _beside(
    paper: Paper, name: str, told: int | None, ours: int | None, row: "ProductRow | None"
) -> None:
    """Write what a shop was told beside what is so here; where they differ both stand there."""
    said = "–" if told is None else _amount(row, told) if row else _count(told)
    paper.write(f"    {name} ", QUIET).write(said)
    if ours is not None and told != ours:
        mine = _amount(row, ours) if row else _count(ours)
        paper.write(f"  {glyphs().arrow} {mine}", "$text-warning")
    paper.end()


def _asked(row: "ProductRow", offer: "OfferRow") -> int | None:
    """Return the price that this shop should ask."""
    return row.price if offer.own_price is None else offer.own_price


def _parts(paper: Paper, card: "ProductCard") -> None:
    if not card.parts:
        return
    paper.heading(_("Put together from"))
    for part in card.parts:
        paper.write(f"{part.qty} × ", "bold").write(part.sku).line(f"  {part.name}", QUIET)


def _ledger(paper: Paper, rows: "Sequence[LedgerRow]", clock: Clock) -> None:
    if not rows:
        return
    paper.heading(_("Newest movements"))
    for row in rows:
        paper.write(f"{clock.show(row.at):<13} ", QUIET)
        paper.write(f"{row.qty:+5d} ", "$text-error" if row.qty < 0 else "$text-success")
        paper.write(kind(row.kind)).line(f"  {row.document}", QUIET)


def _texts(paper: Paper, card: "ProductCard", *, everything: bool) -> None:
    paper.heading(_("Description"))
    lines = card.description.strip().splitlines()
    if not lines:
        paper.line(_("none"), "$text-warning")
    for line in lines if everything else lines[:LINES]:
        paper.line(line)
    if not everything and len(lines) > LINES:
        paper.line("…", QUIET)
    facts = [(fact(name), said) for name, said in _measures(card) if said]
    facts += [(str(name), str(value)) for name, value in card.specs.items()]
    if facts:
        paper.heading(_("Specifications"))
        paper.pairs(facts)
    if card.pictures:
        paper.heading(_("Pictures"))
        paper.pairs((str(at), _picture(one)) for at, one in enumerate(card.pictures, 1))


def _measures(card: "ProductCard") -> Iterable[tuple[str, str]]:
    row = card.row
    yield "barcode", row.barcode
    yield "weight_g", "" if row.weight_g is None else _count(row.weight_g)
    for side, length in zip(SIDES, card.sides, strict=True):
        yield side, "" if length is None else _count(length)


def _picture(one: Any) -> str:
    size = f"{one.width}×{one.height}" if one.width and one.height else _("not looked at")
    name = one.source.rpartition("/")[2] or one.source
    return f"{name}  {one.kind.upper()} {size}".strip()


def why(card: "ProductCard") -> Paper:
    """Return why a SKU is not complete, and why it is not sold."""
    row, level = card.row, card.row.level
    paper = Paper()
    paper.line(" · ".join(part for part in (row.name, row.variation) if part), "bold").line()
    paper.pairs([(_("Texts"), state(row)[0]), (_("Complete"), score(row)[0] if row.score else "–")])
    for reason in _unsold(card):
        paper.line(f"{glyphs().trouble} {reason}", "$text-warning")
    if not card.gaps:
        paper.line().line(_("Nothing is missing."))
    _gaps(paper, card.gaps, None)
    if level.available and not card.gaps and not list(_unsold(card)):
        paper.line(_("It can be sold everywhere it is listed."))
    return paper


def _unsold(card: "ProductCard") -> Iterable[str]:
    """Yield why nobody can buy it now."""
    row, level = card.row, card.row.level
    if row.archived:
        yield _("It is archived; X restores it.")
    if level.oversold:
        yield _("{n} pieces more are promised than there are.").format(n=_count(level.oversold))
    elif not level.available:
        yield _("Nothing is available: {on_hand} on hand, {reserved} reserved.").format(
            on_hand=_count(level.on_hand), reserved=_count(level.reserved)
        )
    elif level.sellable <= 0:
        yield _("The buffer of {n} keeps the last pieces back.").format(n=_count(level.buffer))
    if not row.offers:
        yield _("No shop lists it; m maps listings to SKUs.")
    if row.price is None:
        yield _("It has no price.")


def _amount(row: "ProductRow | None", value: int) -> str:
    return money.show(value, row.currency if row else "IDR", language())


def _count(n: int) -> str:
    return money.number(n, language())
