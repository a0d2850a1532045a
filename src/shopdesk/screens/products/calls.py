"""Questions and verbs of the Products desk that take more than one service."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.products.fields import hint
from shopdesk.screens.products.views import VIEWS
from shopdesk.screens.words import channel

if TYPE_CHECKING:
    from shopdesk.services.products import NewVariant, ProductRow
    from shopdesk.services.products.completeness import Gap
    from shopdesk.services.stock.expecting import ExpectedRow
    from shopdesk.services.stock.listing import There
    from shopdesk.services.stock.lots import LotRow
    from shopdesk.store import Change, Read, Work
    from shopdesk.widgets.picture import Drawing


AHEAD: Final = 50
"""SKUs that are looked at ahead for a gap."""


@dataclass(frozen=True, slots=True)
class NextGap:
    """The next thing to mend, and the SKU that lacks it."""

    row: "ProductRow"
    gap: "Gap"


@dataclass(frozen=True, slots=True)
class Beyond:
    """Where the pieces of a SKU lie, and in which lots."""

    places: "Sequence[There]" = ()
    lots: "Sequence[LotRow]" = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """Where the walk along the gaps stands: the SKU, its product, the rules and fields offered."""

    product: int = 0
    variant: int = 0
    offered: frozenset[tuple[str, str]] = frozenset()

    def seen(self, row: "ProductRow", shared: Collection[str]) -> Collection[tuple[str, str]]:
        """Return what need not be offered again at this SKU."""
        if row.id == self.variant:
            return self.offered
        if row.product_id != self.product:
            return ()
        return [one for one in self.offered if one[1] in shared]

    def on(self, found: "NextGap") -> "Walked":
        """Return where the walk stands once this was offered."""
        row, gap = found.row, found.gap
        before = self.offered if row.product_id == self.product else frozenset()
        return Walked(row.product_id, row.id, before | {(gap.rule, gap.field)})


def grammar(read: "Read") -> Grammar:
    """Return the filter language of the catalogue, with the words that the store holds now."""
    from shopdesk import filters
    from shopdesk.services import views
    from shopdesk.services.products import values

    spoken = views.LANGUAGES["products"](read.clock)
    filters.parse("", spoken.fields)  # loads the parser, here and not under somebody's fingers
    held = {**spoken.values, **values.held(read)}
    return Grammar(spoken.fields, held, spoken.views, hint, ("is",))


def counts(read: "Read") -> dict[str, int]:
    """Return how many SKUs stand in each view."""
    from shopdesk.services import products

    return {view.id: products.total(read, view.where) for view in VIEWS}


def picture(
    read: "Read", picture_id: int, columns: int, rows: int, chosen: str
) -> "Drawing | None":
    """Return a picture fit for so many cells, opened, or None where it cannot be shown."""
    from shopdesk.services.products import pictures
    from shopdesk.widgets.picture import pixels, prepare

    return prepare(pictures.thumbnail(read, picture_id, *pixels(columns, rows)), chosen)


def next_gap(
    read: "Read", where: str, sort: str, here: tuple[Any, int] | None, walked: Walked
) -> NextGap | None:
    """Return what is to be mended next: at this SKU what was not offered yet, else further down.

    ``here`` is the key of the row under the cursor. What the SKUs of a product share is offered
    once in a row. Behind the last SKU the list begins anew.
    """
    from shopdesk.services import products
    from shopdesk.services.products.reads import rows_of

    wanted = f"{where} is:incomplete".strip()
    ways = (
        lambda: rows_of(read, [here]) if here else (),
        lambda: products.page(read, wanted, sort, after=here, size=AHEAD),
        lambda: products.page(read, wanted, sort, size=AHEAD),
    )
    return next((found for way in ways if (found := _unseen(read, way(), walked))), None)


def _unseen(read: "Read", rows: "Sequence[ProductRow]", walked: Walked) -> NextGap | None:
    """Return the first gap of these SKUs that was not offered yet."""
    from shopdesk.services.products import completeness

    gaps = completeness.gaps(read, [row.id for row in rows])
    for row in rows:
        seen = walked.seen(row, completeness.SHARED)
        for gap in gaps.get(row.id, ()):
            if (gap.rule, gap.field) not in seen:
                return NextGap(row, gap)
    return None


def beyond(read: "Read", variant_id: int) -> Beyond:
    """Return what only the whole sheet of a SKU tells: where its pieces lie, and in which lots."""
    from shopdesk.services.stock import listing
    from shopdesk.services.stock.lots import lots_of

    rows = listing.listed(read, [variant_id])
    return Beyond(rows[0].places if rows else (), lots_of(read, variant_id))


def coming(read: "Read", sku: str) -> "list[ExpectedRow]":
    """Return the deliveries that bring pieces of a SKU, what is due first."""
    from shopdesk.services.stock.expecting import expected

    return [row for row in expected(read) if row.sku == sku]


def bulk_fields(read: "Read") -> Mapping[str, str]:
    """Return the fields that many SKUs may take together, with what people call them."""
    from shopdesk.services import shops
    from shopdesk.services.products.fields import FIELDS

    found = {
        name: _(field.label) for name, field in FIELDS.items()
        if not field.own and field.kind not in {"lines", "specs"}
    }  # fmt: skip
    first = {name: found[name] for name in ("price", "cost", "compare_at")}
    own = {
        f"price@{shop.id}": _("Price in {shop}").format(shop=f"{channel(shop.channel)} {shop.name}")
        for shop in shops.every(read.connection)
    }
    return first | own | found


def add(work: "Work", answers: Mapping[str, str]) -> "Change":
    """Add a product with one SKU or several."""
    from shopdesk.services import products

    return products.add(
        work, answers["name"], new_variants(answers),
        category=answers["category"], brand=answers["brand"],
    )  # fmt: skip


def add_variants(work: "Work", product_id: int, answers: Mapping[str, str]) -> "Change":
    """Add SKUs to a product that is there."""
    from shopdesk.services import products

    return products.add_variants(work, product_id, new_variants(answers))


def new_variants(answers: Mapping[str, str]) -> "list[NewVariant]":
    """Return the SKUs of a form: codes and variations with commas between, all else shared."""
    from shopdesk.services.products import NewVariant
    from shopdesk.widgets.cells import amount, count

    skus = [one.strip() for one in answers["sku"].split(",")]
    names = [one.strip() for one in answers["variation"].split(",")]
    if len(names) not in {1, len(skus)}:
        said = _("{skus} SKUs and {names} variations: write one for each SKU, or none.")
        raise Refusal(said.format(skus=len(skus), names=len(names)))
    told: dict[str, Any] = {
        name: amount(answers[name]) for name in ("price", "cost") if answers[name]
    }
    told |= {"weight_g": count(answers["weight_g"])} if answers["weight_g"] else {}
    variations = names if len(names) == len(skus) else names * len(skus)
    code = answers["barcode"] if len(skus) == 1 else ""
    return [
        NewVariant(sku, variation, barcode=code, **told)
        for sku, variation in zip(skus, variations, strict=True)
    ]


def archive(work: "Work", ids: Sequence[int]) -> "Change":
    """Take these out of sale."""
    from shopdesk.services import products

    return products.archive(work, products.skus(work, ids))


def restore(work: "Work", ids: Sequence[int]) -> "Change":
    """Put these back on sale."""
    from shopdesk.services import products

    return products.restore(work, products.skus(work, ids))


def receive(work: "Work", sku: str, answers: Mapping[str, str]) -> "Change":
    """Take pieces of one SKU in by a delivery note."""
    from shopdesk.services import stock
    from shopdesk.widgets.cells import amount, count

    cost = amount(answers["cost"]) if answers["cost"] else None
    until = _moment(work, answers["expires"])
    piece = stock.Piece(sku, count(answers["qty"]), cost, answers["lot"], until)
    return stock.receive(work, [piece], answers["document"])


def carry(work: "Work", sku: str, qty: int, origin: str, target: str) -> "Change":
    """Carry pieces of one SKU from one place to another."""
    from shopdesk.services import stock

    return stock.transfer(work, [stock.Piece(sku, qty)], origin, target)


def set_aside(work: "Work", sku: str, qty: int, reason: str, until: str) -> "Change":
    """Keep pieces of one SKU for a promotion."""
    from shopdesk.services import stock

    return stock.reserve(work, sku, qty, reason, _moment(work, until))


def set_aside_for(read: "Read") -> dict[str, int]:
    """Return what pieces are kept for, and how many for each."""
    from shopdesk.services.stock.reserved import reserved

    found: dict[str, int] = {}
    for one in reserved(read):
        found[one.reason] = found.get(one.reason, 0) + one.qty
    return found


def _moment(work: "Work", typed: str) -> int | None:
    """Return the moment that was typed, or None where nothing was.

    Raises:
        Refusal: it is no date.
    """
    if not typed.strip():
        return None
    try:
        return work.clock.read(typed)
    except ValueError as wrong:
        raise Refusal(str(wrong)) from None
