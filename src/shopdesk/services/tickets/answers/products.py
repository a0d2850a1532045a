"""Questions on products, answered from the catalogue: what it is, its price, what else there is."""

import re
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.locale import _
from shopdesk.models.products import Shelf
from shopdesk.refusal import Refusal
from shopdesk.services.messages.facts import greeting, shop
from shopdesk.services.messages.texts import fill
from shopdesk.services.products import ProductRow
from shopdesk.services.products.reads import rows_of
from shopdesk.services.tickets.answers import canned, values
from shopdesk.store import Read

MOST: Final = 20
"""SKUs that a question finds at most."""
NAMES: Final = {True: "from-catalogue", False: "from-catalogue-out"}
"""The answers by whether it is in stock."""
_WORD: Final = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Found:
    """A SKU that a question may mean. ``stock`` is what may be sold of it."""

    id: int
    sku: str
    name: str
    price: int | None
    currency: str
    stock: int
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.sku} {self.name}"


def search(read: Read, question: str) -> tuple[Found, ...]:
    """Return the SKUs that a customer's words may mean: most words first, then what is in stock."""
    idle = {word for row in tables.rows("question_words") for word in row["words"]}
    asked = [word for word in dict.fromkeys(_WORD.findall(question.lower())) if word not in idle]
    if not asked:
        return ()
    hits = [sa.cast(sa.func.instr(Shelf.words, word) > 0, sa.Integer) for word in asked[:12]]
    score = sum(hits[1:], hits[0])
    query = (
        sa.select(Shelf.variant_id)
        .where(Shelf.archived == 0, score > 0)
        .order_by(score.desc(), sa.desc(Shelf.free > Shelf.buffer), Shelf.sku)
        .limit(MOST)
    )
    found = read.connection.scalars(query).all()
    return tuple(map(_found, rows_of(read, [("", one) for one in found])))


def answer(read: Read, variant_id: int, ticket_id: int | None = None, language: str = "id") -> str:
    """Return the text that tells a customer of a SKU, in the language of the ticket if one is said.

    Paragraphs in which something is empty are left out.

    Raises:
        Refusal: the SKU or the ticket is gone, or the answer at hand says nothing of it.
    """
    spoken = language if ticket_id is None else canned.language_of(read, ticket_id)
    sold = values.product(read, variant_id, spoken)
    if not sold:
        raise Refusal(_("This SKU is no longer here."))
    told = _asker(read, ticket_id, spoken) | sold
    text = canned.one(read, NAMES[bool(sold["stock"])], spoken)
    said = [fill("", part, told) for part in re.split(r"\n\s*\n", text.body)]
    body = "\n\n".join(part.body for part in said if not part.empty)
    if not body or said[0].empty:
        names = ", ".join(said[0].empty)
        raise Refusal(_("The answer {name}: nothing stands for {names}.").format(
            name=text.name, names=names))  # fmt: skip
    return body


def _asker(read: Read, ticket_id: int | None, language: str) -> dict[str, str]:
    if ticket_id is not None:
        return values.of_tickets(read, [ticket_id])[ticket_id]
    return {"greeting": greeting("", language), **shop(read, "")}


def _found(row: ProductRow) -> Found:
    stock = max(0, row.level.sellable)
    return Found(row.id, row.sku, values.called(row), row.price, row.currency, stock)
