"""Counting: a sheet of SKUs at a location, what was found, and the difference posted once.

What the ledger says is read when a line is counted, line by line, so pieces that move between the
printing of the sheet, the count and its posting are never mistaken for a difference. What is posted
is the difference found then, as one entry that undo takes back; a line that nobody counted is left
alone. Somebody else than the counter posts, unless the shop's ``count_alone`` says otherwise.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Variant
from shopdesk.models.stock import CountLine, CountSheet, StockLevel
from shopdesk.refusal import Refusal
from shopdesk.services.stock.count_files import Filled, fill_in, read_filled, save
from shopdesk.services.stock.count_lines import BETWEEN, Sheet, Tally, parse
from shopdesk.services.stock.count_reads import (
    CountedLine,
    SheetRow,
    Variance,
    lines,
    sheet,
    sheets,
    variance,
)
from shopdesk.services.stock.lots import held_at
from shopdesk.services.stock.places import location_of
from shopdesk.services.stock.posting import movable, once, post
from shopdesk.store import Change, Work

__all__ = [
    "CountedLine", "Filled", "SheetRow", "Tally", "Variance", "drop", "enter", "fill_in", "lines",
    "make", "parse", "post_sheet", "read_filled", "recount", "save", "sheet", "sheets", "variance",
]  # fmt: skip


def make(
    work: Work, name: str = "", *, where: str = "", skus: Sequence[str] = (), location: str = "",
    blind: bool | None = None,
) -> Change:  # fmt: skip
    """Make a count sheet over SKUs, a filter, or all that ever lay at a location.

    With none of them it is over all that is on sale. Kits have no stock of their own and are left
    out; of a SKU that is kept by lots each lot is counted. Without a name it is the day's.

    Raises:
        Refusal: the name is taken, or there is nothing to count.
    """
    place = location_of(work, location)
    variants = _chosen(work, where, skus, place if location.strip() else None)
    if not variants:
        raise Refusal(_("There is nothing to count: no SKU with stock of its own matches."))
    hides = work.settings.count_blind if blind is None else blind
    made = CountSheet(
        name=_free_name(work, name.strip()), location_id=place, blind=int(hides),
        made_at=work.clock.now(), made_by=work.actor.name,
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    held = held_at(work, place, [one.id for one in variants if one.lots])
    for variant in variants:
        lots = sorted(lot for (key, lot), n in held.items() if key == variant.id and n)
        for lot in lots or [0]:
            work.session.add(CountLine(sheet_id=made.id, variant_id=variant.id, lot_id=lot))
    n = len(variants)
    label = ngettext("Made count sheet {name}: {n} SKU", "Made count sheet {name}: {n} SKUs", n)
    return work.done(label.format(name=made.name, n=n))


def enter(work: Work, name: str, tallies: Sequence[Tally], *, at: int | None = None) -> Change:
    """Write down what was counted: a quantity, or one more for every scan.

    The ledger is read now, or as it stood at the moment of the count, where that was earlier. What
    is found and not on the sheet is added to it.

    Raises:
        Refusal: no such sheet, it is posted, or a code is unknown, a kit, or lacks its lot.
    """
    counted = Sheet(work, name)
    for tally in tallies:
        counted.count(tally)
    counted.close(at)
    n = len(tallies)
    if n == 1:
        label = _("Counted {code} on {name}").format(code=tallies[0].code, name=counted.sheet.name)
    else:
        label = _("Counted {n} times on {name}").format(n=n, name=counted.sheet.name)
    return work.done(label)


def recount(work: Work, name: str, skus: Sequence[str] = ()) -> Change:
    """Have lines counted again: those of the SKUs, or all that differ.

    Raises:
        Refusal: no such sheet, it is posted, or no line is to be counted again.
    """
    counted = Sheet(work, name)
    wanted = {variant.id for variant in movable(work, skus).values()}
    again = [
        line
        for line in counted.lines.values()
        if line.counted is not None
        and (line.variant_id in wanted if wanted else line.counted != line.expected)
    ]
    if not again:
        raise Refusal(_("No line of {name} is to be counted again.").format(name=name))
    for line in again:
        line.counted = line.expected = None
    counted.sheet.state = "open"
    n = len(again)
    label = ngettext("{n} line of {name} is counted again", "{n} lines of {name} are counted again",
                     n)  # fmt: skip
    return work.done(label.format(n=n, name=counted.sheet.name))


def post_sheet(work: Work, name: str) -> Change:
    """Make the ledger agree with the count, by the differences found when it was counted.

    Raises:
        Refusal: no such sheet, it is posted, nothing was counted, or by nobody else than the one
            who posts.
    """
    counted = Sheet(work, name)
    found = [line for line in counted.lines.values() if line.counted is not None]
    if not found:
        raise Refusal(_("Nothing of {name} was counted yet.").format(name=counted.sheet.name))
    _refuse_own(work, counted.sheet)
    document = f"count:{counted.sheet.name}"
    once(work, document)
    changed = 0
    for line in found:
        difference = (line.counted or 0) - (line.expected or 0)
        if difference:
            changed += 1
            post(work, line.variant_id, counted.sheet.location_id, "sellable", difference,
                 kind="count", document=document, line=line.id, lot=line.lot_id,
                 note=line.note)  # fmt: skip
    counted.sheet.state = "posted"
    counted.sheet.posted_at, counted.sheet.posted_by = work.clock.now(), work.actor.name
    label = ngettext(
        "Posted count {name}: {n} SKU differed", "Posted count {name}: {n} SKUs differed", changed
    ).format(name=counted.sheet.name, n=changed)
    if missing := len(counted.lines) - len(found):
        label += _("; not counted: {n}").format(n=missing)
    return work.done(label)


def drop(work: Work, name: str) -> Change:
    """Throw away a sheet that was not posted, with all that was counted on it."""
    counted = Sheet(work, name)
    for line in counted.lines.values():
        work.session.delete(line)
    work.session.flush()
    work.session.delete(counted.sheet)
    return work.done(_("Threw count sheet {name} away").format(name=counted.sheet.name))


def _refuse_own(work: Work, found: CountSheet) -> None:
    """Refuse that somebody posts what they counted themselves; one who works alone may say so."""
    own = work.actor.name in {found.counted_by, *found.counted_by.split(BETWEEN)}
    if own and not work.settings.count_alone:
        raise Refusal(
            _(
                "{who} counted {name}, so somebody else posts it (--user NAME). Who works alone "
                "says so once: shopdesk config set count_alone true."
            ).format(who=work.actor.name, name=found.name)
        )


def _chosen(work: Work, where: str, skus: Sequence[str], place: int | None) -> list[Variant]:
    """Return the SKUs to be counted, in the order of their codes."""
    if skus:
        found = movable(work, skus).values()
        return sorted({one.id: one for one in found}.values(), key=lambda one: one.sku_key)
    query = sa.select(Variant).where(Variant.kit == 0, Variant.archived_at.is_(None))
    query = query.order_by(Variant.sku_key)
    if where.strip():
        from shopdesk.services.products import ids

        wanted = set(ids(work, where))
        return [one for one in work.session.scalars(query) if one.id in wanted]
    if place is not None:
        lying = sa.select(StockLevel.variant_id).where(StockLevel.location_id == place)
        query = query.where(Variant.id.in_(lying))
    return list(work.session.scalars(query))


def _free_name(work: Work, name: str) -> str:
    """Return the name, or the day's with a number where there are several."""
    query = sa.select(CountSheet.name)
    if name:
        if work.session.scalar(query.where(CountSheet.name == name)):
            raise Refusal(_("There is a count sheet “{name}” already.").format(name=name))
        return name
    day = str(work.clock.today())
    taken = set(work.session.scalars(query.where(CountSheet.name.startswith(day))))
    free = (day, *(f"{day}-{n}" for n in range(2, len(taken) + 3)))
    return next(one for one in free if one not in taken)
