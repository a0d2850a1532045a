"""The cells of a downloaded template that would hold something else than they do."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from shopdesk.channels.headers import fold
from shopdesk.locale import _
from shopdesk.services.exports import limits, values
from shopdesk.services.exports.columns import Placed
from shopdesk.services.exports.matching import Line
from shopdesk.services.exports.ours import Facts, Known
from shopdesk.services.exports.shapes import CellChange, Sheet, Skip, Value, Why


@dataclass(slots=True)
class Outcome:
    """What a template gets, and what is left out."""

    changes: list[CellChange] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    told: dict[int, Known] = field(default_factory=dict)
    """By row of the template: the offers that the shop is told of, whether it knew it or not."""
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Ours:
    """What we have to tell: what each offer is told, which variants are meant, which SKUs exist."""

    stock: Mapping[int, int]
    chosen: Collection[int] | None
    skus: Collection[str]
    currency: str
    rules: Mapping[str, limits.Bounds]
    """What the channel refuses, by fact; what the template itself says comes first."""

    def wrong(self, sheet: Sheet, column: int, fact: str, value: Value) -> str | None:
        """Return in words what limit a value breaks."""
        told = limits.bounds(sheet, column, fact)
        own = told if told != limits.Bounds() else self.rules.get(fact, told)
        return limits.broken(fact, value, own)


def compare(sheet: Sheet, placed: Sequence[Placed], lines: Sequence[Line], ours: Ours) -> Outcome:
    """Compare what the template says of our offers with what it shall say."""
    made = Outcome()
    facts = {slot.fact for slot, _column in placed}
    for line in lines:
        offer, reason = _meant(line, ours, facts)
        if offer is None or offer.facts is None:
            if reason:
                made.skips.append(Skip(reason[0], line.row, line.what, "", reason[1]))
            continue
        _fill(made, sheet, placed, line, offer, ours)
    if "price" in facts:
        _keep_ratio(made, sheet, placed, lines)
    return made


def _meant(line: Line, ours: Ours, facts: set[str]) -> tuple[Known | None, tuple[Why, str] | None]:
    """Return the offer that a row is about, or why it is left alone; neither: not asked for."""
    known = [offer for offer in line.offers if offer.facts is not None]
    if not known:
        return None, _unknown(line, ours)
    wanted = [o for o in known if o.facts and (ours.chosen is None or o.facts.id in ours.chosen)]
    if not wanted:
        return None, None
    # Of an archived SKU every shop is told that there is none.
    living = [o for o in wanted if facts == {"stock"} or (o.facts and not o.facts.archived)]
    if not living:
        return None, ("archived", _("SKU {sku} is archived here").format(sku=wanted[0].sku))
    wrong = _unfit([o.facts for o in living if o.facts], ours, facts)
    return (None, wrong) if wrong else (living[0], None)


def _unfit(living: Sequence[Facts], ours: Ours, facts: set[str]) -> tuple[Why, str] | None:
    """Return why a row of ours cannot be told, None if it can."""
    if len({it.product_id for it in living}) > 1:
        return "unmapped", _("its variations belong to different products here")
    other = next((it.currency for it in living if it.currency != ours.currency), "")
    if "price" in facts and other:
        said = _("its price is in {ours}, the shop sells in {theirs}")
        return "refused", said.format(ours=other, theirs=ours.currency)
    return None


def _unknown(line: Line, ours: Ours) -> tuple[Why, str]:
    if line.offers:
        return "unmapped", _("no SKU was named for it yet; map it first")
    return "foreign", _foreign(line, ours)


def _foreign(line: Line, ours: Ours) -> str:
    if fold(line.sku) in ours.skus:
        return _("the SKU is ours, but this number is not known yet; import this file first")
    return _("not ours; left as it is")


def _fill(
    made: Outcome, sheet: Sheet, placed: Sequence[Placed], line: Line, offer: Known, ours: Ours
) -> None:
    """Add what changes in one row, or what is wrong with it."""
    facts = offer.facts
    if facts is None:
        return
    changes: list[CellChange] = []
    for slot, column in placed:
        value = values.of(slot.fact, facts, price=offer.price, stock=ours.stock.get(offer.id))
        before = sheet.cell(line.row, column)
        if value is None or values.same(before, value):
            continue
        if wrong := ours.wrong(sheet, column, slot.fact, value):
            made.skips.append(Skip("refused", line.row, _named(line, facts), sheet.title(column),
                                   wrong))  # fmt: skip
            return
        after = values.spelt(value, before, texts=sheet.layout.texts)
        changes.append(CellChange(line.row, column, sheet.title(column), facts.sku,
                                  _called(facts), line.product, before, after))  # fmt: skip
    made.changes += changes
    made.unchanged += not changes
    made.told[line.row] = offer


def _keep_ratio(
    made: Outcome, sheet: Sheet, placed: Sequence[Placed], lines: Sequence[Line]
) -> None:
    """Refuse the prices of products whose variations would cost too differently."""
    column = next(column for slot, column in placed if slot.fact == "price")
    most = limits.ratio(sheet, column)
    if most is None:
        return
    fresh = {change.row: change.after for change in made.changes if change.column == column}
    prices: dict[str, list[float]] = defaultdict(list)
    for line in lines:
        held = fresh.get(line.row, sheet.cell(line.row, column))
        if (number := values.number(held)) is not None:
            prices[line.product].append(float(number))
    wrong = limits.too_far_apart(prices, most)
    for change in [one for one in made.changes if one.group in wrong]:
        made.changes.remove(change)
        made.told.pop(change.row, None)
        made.skips.append(Skip("refused", change.row, change.sku, change.title,
                               wrong[change.group]))  # fmt: skip


def _called(facts: Facts) -> str:
    return f"{facts.name} · {facts.variation}" if facts.variation else facts.name


def _named(line: Line, facts: Facts) -> str:
    return facts.sku or line.what
