"""Words like those that match nothing: a slip of the finger in a number, a name, a product.

One slip leaves some part of a word whole. So the orders that have one of its parts are fetched from
the trigram index, a few of the newest for each part, and compared letter by letter; the products
are few and are compared all. The work is bounded, however many orders there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.models.orders import Order
from shopdesk.models.shops import Listing
from shopdesk.services import views
from shopdesk.services.orders.reads import page
from shopdesk.store import Read, search
from shopdesk.text import fold

ORDER: Final = Order.__table__.c
LEAST: Final = 4
"""Letters that a word needs before one of them may be wrong."""
LONGEST: Final = 40
CANDIDATES: Final = 200
"""Orders that are fetched for each part of the word."""
PRODUCTS: Final = 5_000
ALIKE: Final = 0.72
"""How much of two words must be the same, from 0 to 1."""
OFFERED: Final = 5
FEW: Final = 8
"""Terms of a filter that are looked at."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word that is there, like the one in these columns of the filter, which is not."""

    word: str
    start: int
    end: int


def near(read: Read, where: str) -> tuple[Near, ...]:
    """Return words that are there, for each word of a filter that nothing matches.

    Raises:
        FilterError: the text is not of the language.
    """
    spoken = views.LANGUAGES["orders"](read.clock)
    known = {**spoken.values, "@": tuple(views.known(read, "orders", where))}
    query = filters.parse(where, spoken.fields, known)
    return tuple(
        Near(_written(word), term.start, term.end)
        for term in query.terms[:FEW]
        if isinstance(term, filters.Words) and not term.negated
        for word in _alike(read, term.text)
    )


def there(read: Read, query: filters.Query) -> bool:
    """Tell whether any order matches."""
    return bool(page(read, filters.write(query), size=1))


def _alike(read: Read, word: str) -> list[str]:
    """Return the words most like this one, the likest first; none if it is there itself."""
    asked = fold(word)[:LONGEST]
    if len(asked) < LEAST or there(read, filters.Query((filters.Words(word, phrase=True),))):
        return []
    found = {fold(one): one for one in (*_of_orders(read, word, asked), *_of_products(read))}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    like: list[tuple[float, str]] = []
    for folded, one in found.items():
        matcher.set_seq1(folded)
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            like.append((-matcher.ratio(), one))
    return [one for away, one in sorted(like) if -away >= ALIKE][:OFFERED]


def _of_orders(read: Read, word: str, asked: str) -> Iterator[str]:
    """Yield numbers, resi and names of the newest orders that have a part of the word."""
    ids: set[int] = set()
    for part in _parts(word):
        ids |= set(read.connection.scalars(search.matching(part, newest=CANDIDATES)))
    rows = read.connection.execute(
        sa.select(ORDER.number, ORDER.tracking, ORDER.buyer, ORDER.recipient).where(
            ORDER.id.in_(sorted(ids))
        )
    )
    for row in rows:
        for text in filter(None, row):
            yield text
            yield from text.split() if len(text) > len(asked) else ()


def _parts(word: str) -> list[str]:
    """Cut the word so that one or two slips leave one part whole.

    A part has three letters or more; of a short word also the two that it begins with will do.
    """
    if len(word) < 2 * search.SHORTEST:
        return [word[:2], word[-search.SHORTEST :]]
    n = 2 if len(word) < 3 * search.SHORTEST else 3
    size = len(word) // n
    return [word[at * size : (at + 1) * size if at < n - 1 else None] for at in range(n)]


def _of_products(read: Read) -> Iterator[str]:
    """Yield the words of what the shops sell."""
    columns = (Listing.name, Listing.variation, Listing.sku, Listing.seller_sku)
    for row in read.connection.execute(sa.select(*columns).limit(PRODUCTS)):
        for text in filter(None, row):
            yield from text.split()


def _written(word: str) -> str:
    """Return the word as a filter takes it."""
    plain = word.replace('"', " ").strip()
    bare = filters.Words(plain, phrase=any(char.isspace() or char in ':=<>@-,"' for char in plain))
    return filters.write(filters.Query((bare,)))
