"""Working out what an export would write, without writing it."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.channels.headers import fold
from shopdesk.locale import _, ngettext
from shopdesk.models.products import Variant
from shopdesk.refusal import Refusal
from shopdesk.services.exports import choosing, fresh, limits, ours, sheet
from shopdesk.services.exports.appending import append
from shopdesk.services.exports.changes import Ours, Outcome, compare
from shopdesk.services.exports.choosing import Shopfront
from shopdesk.services.exports.columns import Placed, placed
from shopdesk.services.exports.matching import Line, lines
from shopdesk.services.exports.ours import Known
from shopdesk.services.exports.shapes import ExportPlan, Sheet, Skip, Wish
from shopdesk.services.stock import levels, pushing
from shopdesk.store import Read, Store


def plan(store: Store, wish: Wish, held: Sheet | None = None) -> ExportPlan:
    """Work out what an export would write; ``held`` is its template, if it was read already.

    Raises:
        Refusal: the template is of another kind, or the shop is not clear.
    """
    if wish.template is None:
        if wish.format not in fresh.FORMATS:
            raise Refusal(
                _("{format} needs --template: the file as the seller centre gave it.").format(
                    format=wish.format or _("This export")
                )
            )
        with store.read() as read:
            return fresh.plan(read, wish)
    template = held or sheet.read(wish.template, wish.format)
    columns = placed(template, wish)
    with store.read() as read:
        codes = choosing.codes_of(template)
        if not codes and not template.layout.appends:
            raise Refusal(
                _("{file} lists no product; download it again with the products in it.").format(
                    file=template.path.name
                )
            )
        shop = choosing.shop_for(read, template.layout.channel, wish, codes)
        if template.layout.appends:
            return _appended(read, wish, template, columns, shop)
        return _changed(read, wish, template, columns, shop)


def _changed(
    read: Read, wish: Wish, template: Sheet, columns: Sequence[Placed], shop: Shopfront
) -> ExportPlan:
    chosen = choosing.chosen(read, wish)
    sold = ours.offers(read, shop.id)
    told = {}
    if wish.kind == "stock":
        told = {one.offer_id: one for one in pushing.told(read, chosen) if one.shop_id == shop.id}
    listed = list(lines(template, sold))
    rules = limits.ruled(template.layout.channel, read.clock.today())
    known = Ours({key: one.qty for key, one in told.items()}, chosen, _skus(read), shop.currency,
                 rules)  # fmt: skip
    found = compare(template, columns, listed, known)
    made = _made(wish, template, shop, found)
    made.skips += _missing(sold, listed, known)
    if wish.kind == "stock":
        made.stock = tuple(told[one.id] for one in found.told.values() if one.id in told)
    elif wish.kind == "prices":
        made.prices = tuple(
            (one.id, price) for one in found.told.values() if (price := one.price) is not None
        )
    return made


def _appended(
    read: Read, wish: Wish, template: Sheet, columns: Sequence[Placed], shop: Shopfront
) -> ExportPlan:
    chosen = choosing.chosen(read, wish)
    wanted = choosing.whole_products(read, chosen)
    there = levels(read, wanted)
    rules = limits.ruled(template.layout.channel, read.clock.today())
    stock = {key: max(0, level.sellable) for key, level in there.items()}
    known = ours.facts(read, wanted)
    told = Ours(stock, chosen, (), shop.currency, rules)
    news = [known[one] for one in wanted if one in known]
    found = append(template, columns, news, ours.offers(read, shop.id), told)
    return _made(wish, template, shop, found)


def _made(wish: Wish, template: Sheet, shop: Shopfront, found: Outcome) -> ExportPlan:
    made = ExportPlan(
        wish, template.layout.format, template.layout.channel, shop.id, shop.name, template,
        tuple(found.changes), tuple(found.skips), found.unchanged,
    )  # fmt: skip
    if n := len(made.refused):
        said = ngettext("{n} cell breaks a limit; its row is left out",
                        "{n} cells break a limit; their rows are left out", n)  # fmt: skip
        made.notes.append(said.format(n=n))
    return made


def _missing(sold: Sequence[Known], listed: Sequence[Line], known: Ours) -> tuple[Skip, ...]:
    """Return our offers that the template does not list, as far as they are meant."""
    there = {offer.id for line in listed for offer in line.offers}
    reason = _("not in this template; download a fresh one")
    return tuple(
        Skip("missing", 0, _called(offer), "", reason)
        for offer in sold
        if offer.id not in there
        and offer.facts is not None
        and not offer.facts.archived
        and (known.chosen is None or offer.facts.id in known.chosen)
    )


def _called(offer: Known) -> str:
    codes = " / ".join(code for code in (offer.product_code, offer.variant_code) if code)
    return f"{offer.sku} ({codes})"


def _skus(read: Read) -> frozenset[str]:
    return frozenset(map(fold, read.connection.scalars(sa.select(Variant.sku))))
