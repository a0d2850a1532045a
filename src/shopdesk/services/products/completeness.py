"""How complete a SKU is: what is missing or refused, field by field, and a score kept in step.

The rules and their weights are data (listing_rules.toml, which says how the score is reckoned). The
table ``completeness`` follows every entry that touched what the rules read, and is worked out
anew by ``check`` when rules have changed or their dates have passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Product, Variant
from shopdesk.services.products.asking import Looker, Said, grade, standing
from shopdesk.services.products.rules import SEVERITIES, rules
from shopdesk.services.products.subjects import subjects
from shopdesk.services.products.touched import touched
from shopdesk.store import Change, Read, Work

SHARED: Final = ("name", "description", "category", "brand", "specs", "pictures")
"""Fields that the SKUs of a product have in common."""
CHUNK: Final = 900
_PUT: Final = (
    "INSERT INTO completeness(variant_id, score, errors) VALUES (?, ?, ?) "
    "ON CONFLICT (variant_id) DO UPDATE SET score = excluded.score, errors = excluded.errors "
    "WHERE score <> excluded.score OR errors <> excluded.errors"
)
_GONE: Final = (
    "DELETE FROM completeness WHERE NOT EXISTS (SELECT 1 FROM variants AS v "
    "WHERE v.id = completeness.variant_id AND v.archived_at IS NULL)"
)
_THESE: Final = (
    " AND variant_id IN (SELECT pk FROM journal_rows WHERE entry = :entry AND +tab = 'variants')"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, or that a channel refuses.

    ``severity`` is error, warning or hint; ``field`` is what is mended, as ``edit`` names it;
    ``channel`` who asks: nobody in particular, a channel, or several with blanks between.
    """

    rule: str
    field: str
    severity: str
    channel: str
    message: str

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that ask for it; none where everybody does."""
        return tuple(self.channel.split())


@dataclass(frozen=True, slots=True)
class Fix:
    """A gap on the list of what is to be mended, at the SKU where it is mended."""

    variant_id: int
    sku: str
    name: str
    gap: Gap


def gaps(read: Read, variant_ids: Sequence[int]) -> Mapping[int, tuple[Gap, ...]]:
    """Return the gaps of each SKU, the gravest first; of one that is archived, none."""
    wanted = set(variant_ids)
    looker = Looker(rules(read.clock.today()))
    found: dict[int, tuple[Gap, ...]] = dict.fromkeys(variant_ids, ())
    for subject in subjects(read, _products(read, variant_ids)):
        if subject.id in wanted:
            said = sorted(standing(looker.broken(subject)), key=lambda one: grade(one.rule))
            found[subject.id] = tuple(map(_gap, said))
    return found


def fixes(read: Read, variant_ids: Sequence[int], channel: str = "") -> tuple[Fix, ...]:
    """Return what is to be mended, the gravest first; what SKUs of a product share stands once.

    With a channel, only what that channel and everybody ask.
    """
    names = _names(read, variant_ids)
    seen: set[tuple[int, Gap]] = set()
    listed: list[Fix] = []
    for variant, found in gaps(read, variant_ids).items():
        for gap in found:
            product, sku, name = names[variant]
            told = gap.field in SHARED and (product, gap) in seen
            if told or (channel and gap.channels and channel not in gap.channels):
                continue
            seen.add((product, gap))
            listed.append(Fix(variant, sku, name, gap))
    return tuple(sorted(listed, key=lambda fix: SEVERITIES.index(fix.gap.severity)))


def follow(work: Work) -> None:
    """Bring the scores in step with what this entry touched of what the rules read."""
    work.session.flush()
    if products := touched(work):
        work.connection.execute(sa.text(_GONE + _THESE), {"entry": work.entry})
        _score(work, products)


def check(work: Work) -> Change:
    """Score every SKU anew: rules have changed, or the day has."""
    work.session.flush()
    products = list(work.connection.scalars(sa.select(Product.id).order_by(Product.id)))
    work.connection.exec_driver_sql(_GONE)
    n = _score(work, products)
    return work.done(ngettext("Checked {n} SKU", "Checked {n} SKUs", n).format(n=n))


def _score(work: Work, products: Sequence[int]) -> int:
    """Write the scores of these products' SKUs; returns how many SKUs are on sale among them."""
    looker = Looker(rules(work.clock.today()))
    rows: list[tuple[int, int, int]] = []
    for subject in subjects(work, products):
        broken = looker.broken(subject)
        errors = sum(one.severity == SEVERITIES[0] for one in standing(broken))
        rows.append((subject.id, looker.asked(subject).score(broken), errors))
    if rows:
        work.connection.exec_driver_sql(_PUT, rows)
    return len(rows)


def _gap(said: Said) -> Gap:
    everywhere = "" in said.channels
    return Gap(
        said.rule.id, str(said.values.get("field", said.rule.field)), said.severity,
        "" if everywhere else " ".join(dict.fromkeys(said.channels)),
        _(said.sentence).format(**said.values),
    )  # fmt: skip


def _products(read: Read, variant_ids: Sequence[int]) -> list[int]:
    query = sa.select(Variant.product_id).distinct()
    return list(dict.fromkeys(_chunked(read, query, variant_ids)))


def _names(read: Read, variant_ids: Sequence[int]) -> dict[int, tuple[int, str, str]]:
    query = sa.select(Variant.id, Variant.product_id, Variant.sku, Product.name).join(
        Product, Product.id == Variant.product_id
    )
    found: dict[int, tuple[int, str, str]] = {}
    for start in range(0, len(variant_ids), CHUNK):
        some = query.where(Variant.id.in_(variant_ids[start : start + CHUNK]))
        found |= {row.id: (row.product_id, row.sku, row.name)
                  for row in read.connection.execute(some)}  # fmt: skip
    return found


def _chunked(read: Read, query: sa.Select[Any], variant_ids: Sequence[int]) -> Iterator[int]:
    for start in range(0, len(variant_ids), CHUNK):
        yield from read.connection.scalars(
            query.where(Variant.id.in_(variant_ids[start : start + CHUNK]))
        )
