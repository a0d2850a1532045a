"""The rules by which shops are told of stock: a shop's own, or of one SKU in a shop."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.stock import PushRule
from shopdesk.refusal import Refusal
from shopdesk.services.shops import every, shop_of
from shopdesk.services.skus import sku_key, variant_of, variants_of
from shopdesk.services.stock.told import WHOLE, Rule
from shopdesk.store import Change, Read, Work

Rules = Mapping[tuple[int, str], Rule]
"""The rule of a shop and a SKU's key; the key "" stands for all SKUs of the shop."""
NONE: Final = -1
"""Takes a limit away."""
MOST: Final = 1_000_000
"""Pieces in a rule."""
_WRITTEN: Final = re.compile(
    r"(?:(?P<percent>\d{1,3})%)?(?P<extra>[+-]\d+)?(?:<=(?P<cap>\d+))?(?:keeps(?P<keeps>\d+))?"
)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. Without a ``sku`` it is of all SKUs of the shop; ``id`` 0: nobody has set it."""

    id: int
    shop_id: int
    channel: str
    shop: str
    sku: str
    percent: int
    extra: int
    cap: int | None
    keeps: int | None


def rules(read: Read) -> tuple[RuleRow, ...]:
    """Return how every shop is told, and after each shop the SKUs that it is told of otherwise."""
    query = sa.select(PushRule, Variant.sku).outerjoin(Variant, Variant.sku_key == PushRule.sku_key)
    kept: dict[tuple[int, str], tuple[int, str, Rule]] = {}
    for row in read.connection.execute(query.order_by(PushRule.sku_key)):
        shown = (row.sku or row.sku_key) if row.sku_key else ""
        kept[row.shop_id, row.sku_key] = (row.id, shown, _rule(row))
    made = []
    for shop in every(read.connection):
        kept.setdefault((shop.id, ""), (0, "", Rule()))
        for key in sorted(key for key in kept if key[0] == shop.id):
            number, sku, rule = kept[key]
            made.append(
                RuleRow(number, *shop, sku, rule.percent, rule.offset, rule.cap, rule.keeps)
            )
    return tuple(made)


def kept(connection: sa.Connection) -> dict[tuple[int, str], Rule]:
    """Return the rules that somebody set."""
    return {
        (row.shop_id, row.sku_key): _rule(row) for row in connection.execute(sa.select(PushRule))
    }


def set_rule(
    work: Work, shop: str | int, sku: str = "", *, percent: int | None = None,
    extra: int | None = None, cap: int | None = None, keeps: int | None = None,
) -> Change:  # fmt: skip
    """Change how a shop is told of all its SKUs, or of one; what is None stays as it is.

    A ``cap`` below 0 is no limit, ``keeps`` of 0 or less keeps nothing back for this shop.

    Raises:
        Refusal: there is no such shop or SKU, or a number makes no sense.
    """
    found = shop_of(work.connection, shop)
    key = variants_of(work.session, [sku])[sku].sku_key if sku.strip() else ""
    query = sa.select(PushRule).where(PushRule.shop_id == found.id, PushRule.sku_key == key)
    row = work.session.scalar(query)
    asked = Asked(percent, extra, cap, keeps)
    rule = asked.over(_rule(row) if row is not None else _of_shop(work, found.id))
    if row is None:
        row = PushRule(shop_id=found.id, sku_key=key)
        work.session.add(row)
    row.percent, row.extra, row.cap, row.keeps = rule.percent, rule.offset, rule.cap, rule.keeps
    name = f"{found.name} · {sku.strip()}" if key else found.name
    return work.done(
        _("{shop} is told of stock by the rule {rule}").format(shop=name, rule=write(rule))
    )


def drop_rule(work: Work, shop: str | int, sku: str = "") -> Change:
    """Forget how a shop, or one SKU in it, is told: the shop's own rule, or all of it, counts.

    Raises:
        Refusal: there is no such shop, or it has no rule.
    """
    found = shop_of(work.connection, shop)
    key = variants_of(work.session, [sku])[sku].sku_key if sku.strip() else ""
    query = sa.select(PushRule).where(PushRule.shop_id == found.id, PushRule.sku_key == key)
    row = work.session.scalar(query)
    name = f"{found.name} · {sku.strip()}" if key else found.name
    if row is None:
        raise Refusal(_("{shop} has no rule of its own.").format(shop=name))
    work.session.delete(row)
    return work.done(_("Dropped the rule by which {shop} was told of stock").format(shop=name))


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall change in a rule; None stays as it is."""

    percent: int | None = None
    extra: int | None = None
    cap: int | None = None
    keeps: int | None = None

    def over(self, rule: Rule) -> Rule:
        """Return the rule with these changes.

        Raises:
            Refusal: a number makes no sense.
        """
        made = rule
        if self.percent is not None:
            made = replace(made, percent=self.percent)
        if self.extra is not None:
            made = replace(made, offset=self.extra)
        if self.cap is not None:
            made = replace(made, cap=self.cap if self.cap >= 0 else None)
        if self.keeps is not None:
            made = replace(made, keeps=self.keeps if self.keeps > 0 else None)
        _refuse_nonsense(made)
        return made


def supposed(read: Read, written: Iterable[str]) -> dict[tuple[int, str], Rule]:
    """Return the rules as they would be with these in force: "Toko=50%+1<=10", "Toko/SKU=20%".

    Raises:
        Refusal: a rule cannot be read, or its shop or SKU is not there.
    """
    made = kept(read.connection)
    for text in written:
        name, equals, rule = text.partition("=")
        if not equals:
            raise Refusal(
                _("“{text}” should read SHOP=RULE, like Toko=50%+1<=10.").format(text=text)
            )
        shop, _slash, sku = (part.strip() for part in name.partition("/"))
        found, key = shop_of(read.connection, shop).id, _key(read, sku) if sku else ""
        made[found, key] = replace(parse(rule), own=bool(key))
    return made


def parse(text: str) -> Rule:
    """Return a rule as it is written: "50%+1<=10 keeps 5"; what is left out is the default.

    Raises:
        Refusal: it cannot be read, or a number makes no sense.
    """
    found = _WRITTEN.fullmatch("".join(text.split()).lower())
    if found is None or not text.strip():
        raise Refusal(
            _("“{text}” is no rule; write it like 50%+1<=10 keeps 5.").format(text=text.strip())
        )
    numbers = {name: int(value) for name, value in found.groupdict().items() if value}
    return Asked(**numbers).over(Rule())


def write(rule: Rule) -> str:
    """Return a rule as it is written and read: "50%+1<=10 keeps 5"."""
    return (
        f"{rule.percent}%"
        + (f"{rule.offset:+d}" if rule.offset else "")
        + ("" if rule.cap is None else f"<={rule.cap}")
        + ("" if rule.keeps is None else f" keeps {rule.keeps}")
    )


def _rule(row: Any) -> Rule:
    return Rule(row.percent, row.extra, row.cap, row.keeps, bool(row.sku_key))


def _of_shop(work: Work, shop_id: int) -> Rule:
    """Return the shop's own rule: one of a SKU begins as that."""
    query = sa.select(PushRule).where(PushRule.shop_id == shop_id, PushRule.sku_key == "")
    row = work.session.scalar(query)
    return Rule() if row is None else _rule(row)


def _key(read: Read, sku: str) -> str:
    variant_of(read.connection, sku)
    return sku_key(sku)


def _refuse_nonsense(rule: Rule) -> None:
    if not 0 <= rule.percent <= WHOLE:
        raise Refusal(
            _("{n} percent cannot be told; 0 to 100 can. To tell more, add pieces.").format(
                n=rule.percent
            )
        )
    for pieces in (rule.offset, rule.cap or 0, rule.keeps or 0):
        if abs(pieces) > MOST:
            raise Refusal(_("{n} pieces are too many for a rule.").format(n=pieces))
