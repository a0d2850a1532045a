"""New products as rows of an upload template, one per variation, each with its product's texts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from shopdesk.channels.headers import fold
from shopdesk.locale import _
from shopdesk.services.exports import values
from shopdesk.services.exports.changes import Ours, Outcome
from shopdesk.services.exports.columns import Placed
from shopdesk.services.exports.ours import Facts, Known
from shopdesk.services.exports.shapes import CellChange, Sheet, Skip, Value

TIERS = {1: "Variasi", 2: "Ukuran"}
"""What the tiers of a variation are called where nobody has named them."""
SWITCH = "Aktif"
"""The word that turns a courier on where the template does not say its own."""


def append(
    sheet: Sheet, placed: Sequence[Placed], wanted: Iterable[Facts], sold: Sequence[Known],
    ours: Ours,
) -> Outcome:  # fmt: skip
    """Put new products behind what the template has; those that the shop offers are left out.

    A product is told whole or not at all: ``wanted`` has every variation of each.
    """
    made = Outcome()
    offered = {offer.facts.id for offer in sold if offer.facts is not None}
    products: dict[int, list[Facts]] = defaultdict(list)
    for facts in wanted:
        products[facts.product_id].append(facts)
    row = _free(sheet)
    for group in products.values():
        if all(one.id in offered for one in group):
            made.skips.append(Skip("listed", 0, group[0].name, "",
                                   _("on sale in this shop already")))  # fmt: skip
            continue
        cells, wrong = _product(sheet, placed, group, ours, row)
        made.skips += wrong
        if not wrong:
            made.changes += cells
            row += len(group)
    return made


def _free(sheet: Sheet) -> int:
    """Return the first row behind everything that stands in the template."""
    last = max((at for at, row in enumerate(sheet.rows) if any(c != "" for c in row)), default=-1)
    return sheet.layout.first_row + last + 1


def _product(
    sheet: Sheet, placed: Sequence[Placed], group: Sequence[Facts], ours: Ours, row: int
) -> tuple[list[CellChange], list[Skip]]:
    cells: list[CellChange] = []
    wrong: list[Skip] = []
    for at, facts in enumerate(group):
        for slot, column in placed:
            value = _value(sheet, slot.fact, column, facts, group, ours)
            title = sheet.title(column)
            if value is None:
                if slot.needed:
                    wrong.append(Skip("refused", 0, facts.sku, title, _missing(slot.fact, facts)))
                continue
            if broken := ours.wrong(sheet, column, slot.fact, value):
                wrong.append(Skip("refused", 0, facts.sku, title, broken))
            after = values.spelt(value, "", texts=sheet.layout.texts)
            cells.append(CellChange(row + at, column, title, facts.sku, facts.name,
                                    str(facts.product_id), "", after))  # fmt: skip
    return cells, wrong


def _value(
    sheet: Sheet, fact: str, column: int, facts: Facts, group: Sequence[Facts], ours: Ours
) -> Value | None:
    if fact in {"variation_1", "variation_2"}:
        return _tier(int(fact[-1]), facts)
    several = len(group) > 1 or bool(facts.variation)
    own: dict[str, Callable[[], Value | None]] = {
        "category": lambda: _category(sheet, facts),
        "group": lambda: group[0].sku if several else None,
        "spec": lambda: _spec(sheet, column, facts),
        "switch": lambda: _switch(sheet, column),
    }
    if fact in own:
        return own[fact]()
    value = values.of(fact, facts, price=facts.price, stock=ours.stock.get(facts.id, 0))
    return _first_picture(group) if fact == "picture_1" and not value else value


def _category(sheet: Sheet, facts: Facts) -> str | None:
    """Return the template's own word for our category: the same number, path or last name."""
    own = facts.specs.get(sheet.title(1), "") or facts.category
    if not own or not sheet.categories:
        return own or None
    wanted = _path(own)
    for entry in sheet.categories:
        number, name = _numbered(entry)
        if own.strip() in {entry, number} or _path(name) == wanted:
            return entry
    last = wanted.split("/")[-1]
    ends = [e for e in sheet.categories if _path(_numbered(e)[1]).split("/")[-1] == last]
    return ends[0] if len(ends) == 1 else None


def _numbered(entry: str) -> tuple[str, str]:
    """Split "100028-Aksesoris Fashion/Topi" or "601305/Hijabs" into number and path."""
    digits = len(entry) - len(entry.lstrip("0123456789"))
    return entry[:digits], entry[digits:].lstrip("-/ ")


def _path(text: str) -> str:
    return fold(text.replace(" > ", "/").replace(">", "/")).strip("/")


def _spec(sheet: Sheet, column: int, facts: Facts) -> str | None:
    held = {fold(name): value for name, value in facts.specs.items()}
    return held.get(fold(sheet.title(column))) or held.get(sheet.keys[column - 1]) or None


def _switch(sheet: Sheet, column: int) -> str:
    words = str(sheet.limits[column - 1]) if column <= len(sheet.limits) else ""
    return words.split("/")[0].strip() or SWITCH if "/" in words else SWITCH


def _tier(number: int, facts: Facts) -> str | None:
    if number not in values.tiers(facts.variation):
        return None
    return facts.specs.get(f"variation_{number}") or TIERS[number]


def _first_picture(group: Sequence[Facts]) -> Value | None:
    found = (values.of("own_picture", one, price=None, stock=None) for one in group)
    return next((address for address in found if address), None)


def _missing(fact: str, facts: Facts) -> str:
    told: Mapping[str, str] = {
        "category": _("no category of this template fits “{category}”").format(
            category=facts.category or "–"
        ),
        "picture_1": _("a picture with an address (https://…) is needed"),
    }
    return told.get(fact) or _("this is needed and empty here; fill it in first")
