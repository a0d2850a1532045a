"""Which SKUs a listing or an offer may stand for: by id first, by likeness last.

1. The same marketplace id in the same shop was mapped before: an exact hit.
2. Its seller SKU is a SKU of ours, or was mapped before in the same shop: an exact hit. Where the
   two disagree nothing is exact, and a person chooses.
3. Its seller SKU is ours but for blanks, dashes and the like.
4. The same name and variation were mapped before, in any shop.
5. Name and variation are like those of a SKU. Words that mean sizes and amounts ("XL", "350ml")
   must not differ: a SKU that contradicts one of them falls behind, and so does one whose
   variation nothing tells.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.services.mapping.reads import rows_of
from shopdesk.services.mapping.rows import SURE, Kind, Suggestion, UnmappedRow
from shopdesk.services.skus import sku_key
from shopdesk.store import Read

MOST: Final = 9
"""Suggestions for one thing: as many as there are digits."""
LEAST: Final = 45
"""Below this score a likeness is none."""
CLOSELY: Final = 40
"""SKUs that are looked at closely, because they share the rarest words."""
DISPUTED, ALMOST, NAMESAKE, LIKE = 95, 96, 97, 94
"""The scores of what is not exact: ids that disagree, a code but for its dashes, the same name,
and the most that a likeness gets."""
SIZES: Final = frozenset({"xs", "s", "m", "l", "xl", "xxl", "xxxl"})
CLASH: Final = 25
"""What a contradicting size or amount takes from the score."""
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)?\w*|\w+")
_CODE: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """A SKU of the catalogue, as it is compared."""

    sku: str
    name: str
    variation: str
    whole: str
    words: frozenset[str]
    sizes: frozenset[str]

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{self.name} · {self.variation}" if self.variation else self.name


class Guesser:
    """Knows the catalogue and what was mapped before; read once, asked for many things."""

    def __init__(self, read: Read) -> None:
        self._skus = {sku_key(one.sku): one for one in _catalogue(read.connection)}
        self._loose = _first((_bare(one.sku), key) for key, one in self._skus.items())
        self._holders: dict[str, list[str]] = defaultdict(list)
        for key, one in self._skus.items():
            for word in one.words:
                self._holders[word].append(key)
        self._codes: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._sellers: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        for row in _mapped(read.connection):
            self._learn(row)

    def _learn(self, row: Any) -> None:
        key = sku_key(row.sku)
        if key not in self._skus:
            return
        if row.code:
            self._codes[row.shop_id, row.code].add(key)
        if row.seller_sku:
            self._sellers[row.shop_id, sku_key(row.seller_sku)].add(key)
        if row.name:
            self._names[_whole(row.name, row.variation)].add(key)

    def suggestions(self, row: UnmappedRow) -> tuple[Suggestion, ...]:
        """Return what the row may stand for, the likeliest first."""
        found: dict[str, Suggestion] = {}
        for key, score, reason in (*self._exact(row), *self._near(row), *self._like(row)):
            if key not in found:
                one = self._skus[key]
                found[key] = Suggestion(one.sku, one.title, score, reason)
        sure = [one for one in found.values() if one.exact]
        if len(sure) > 1:
            found |= {sku_key(one.sku): _disputed(one) for one in sure}
        return tuple(sorted(found.values(), key=lambda one: (-one.score, one.sku))[:MOST])

    def _exact(self, row: UnmappedRow) -> Iterator[tuple[str, int, str]]:
        for key in sorted(self._codes.get((row.shop_id, row.code), ())):
            yield key, SURE, _("its marketplace id was mapped before")
        for seller in dict.fromkeys((sku_key(row.seller_sku), sku_key(row.sku))):
            if not seller:
                continue
            if seller in self._skus:
                yield seller, SURE, _("its seller SKU is this SKU")
            for key in sorted(self._sellers.get((row.shop_id, seller), ())):
                yield key, SURE, _("its seller SKU was mapped before")

    def _near(self, row: UnmappedRow) -> Iterator[tuple[str, int, str]]:
        key = self._loose.get(_bare(row.seller_sku or row.sku))
        if key is not None and _bare(row.seller_sku or row.sku):
            yield key, ALMOST, _("its seller SKU is almost this one")
        for named in sorted(self._names.get(_whole(row.name, row.variation), ())):
            yield named, NAMESAKE, _("the same name was mapped before")

    def _like(self, row: UnmappedRow) -> Iterator[tuple[str, int, str]]:
        whole = _whole(row.name, row.variation)
        words = _words(whole)
        for key in self._likely(words):
            score, told = _likeness(whole, words, self._skus[key])
            if score >= LEAST:
                yield (
                    key,
                    score,
                    (
                        _("name and variation are alike")
                        if told
                        else _("the name is alike, but not the variation")
                    ),
                )

    def _likely(self, words: frozenset[str]) -> Sequence[str]:
        """Return the SKUs that share the rarest words; what everything shares tells nothing."""
        points: dict[str, float] = defaultdict(float)
        n = len(self._skus)
        for word in sorted(words):
            holders = self._holders.get(word, ())
            if holders and len(holders) <= max(200, n // 5):
                for key in holders:
                    points[key] += log(1 + n / len(holders))
        if not points:
            return self._misspelt(" ".join(sorted(words)))
        return sorted(points, key=lambda key: (-points[key], key))[:CLOSELY]

    def _misspelt(self, text: str) -> Sequence[str]:
        """Return what is like the text where no word of it is known."""
        from rapidfuzz import fuzz, process

        wholes = {key: one.whole for key, one in self._skus.items()}
        found = process.extract(text, wholes, scorer=fuzz.token_sort_ratio, limit=CLOSELY,
                                score_cutoff=LEAST)  # fmt: skip
        return [key for _whole, _score, key in found]


def suggest(read: Read, kind: Kind, record: int) -> tuple[Suggestion, ...]:
    """Return what a listing or an offer may stand for, the likeliest first, each with its reason.

    Raises:
        Refusal: it is not there.
    """
    row = rows_of(read.connection, [(kind, record)])[kind, record]
    return Guesser(read).suggestions(row)


def guessed(read: Read, rows: Iterable[UnmappedRow]) -> tuple[UnmappedRow, ...]:
    """Return the rows with what each may stand for."""
    guesser = Guesser(read)
    return tuple(replace(row, suggestions=guesser.suggestions(row)) for row in rows)


def _disputed(one: Suggestion) -> Suggestion:
    reason = _("{reason}; another one says otherwise").format(reason=one.reason)
    return replace(one, score=DISPUTED, reason=reason)


def _likeness(whole: str, words: frozenset[str], one: Known) -> tuple[int, bool]:
    """Return how alike they are, and whether something tells the variation: nearly half of it."""
    from rapidfuzz import fuzz

    asked = _words(one.variation)
    told = len(asked & words) / len(asked) if asked else 1
    other = one.whole if told else _whole(one.name, "")
    points = (fuzz.token_sort_ratio(whole, other) + fuzz.token_set_ratio(whole, other)) / 2
    sizes = _sizes(words)
    clash = CLASH if sizes - one.sizes and one.sizes - sizes else 0
    return round((0.6 * points + 40 * told) * LIKE / SURE) - clash, bool(told)


def _catalogue(connection: sa.Connection) -> Iterator[Known]:
    query = (
        sa.select(Variant.sku, Product.name, Variant.variation)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.archived_at.is_(None))
        .order_by(Variant.id)
    )
    for sku, name, variation in connection.execute(query):
        whole = _whole(name, variation)
        words = _words(whole)
        yield Known(sku, name, variation, whole, words, _sizes(words))


def _mapped(connection: sa.Connection) -> Iterator[Any]:
    """Yield every listing and offer that stands for a SKU."""
    code = sa.case((Offer.variant_code != "", Offer.variant_code), else_=Offer.product_code)
    for model, number in ((Listing, Listing.market_sku), (Offer, code)):
        query = sa.select(
            model.shop_id, number.label("code"), model.seller_sku, model.name, model.variation,
            model.sku,
        ).where(model.sku != "")  # fmt: skip
        yield from connection.execute(query)


@lru_cache(maxsize=65_536)
def _bare(sku: str) -> str:
    return "".join(_CODE.findall(sku.lower())).replace("_", "")


def _whole(name: str, variation: str) -> str:
    return " ".join(_WORD.findall(f"{name} {variation}".lower()))


@lru_cache(maxsize=65_536)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _sizes(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word in SIZES or any(map(str.isdigit, word)))


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for loose, key in pairs:
        found.setdefault(loose, key)
    return found
