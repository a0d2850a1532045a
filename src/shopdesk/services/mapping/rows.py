"""What is on the unmapped list, and what it might stand for."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["listing", "offer"]
"""What order lines name, or what a shop's own catalogue lists."""
Thing = tuple[Kind, int]
"""A listing or an offer by its key."""
KINDS: Final[tuple[Kind, ...]] = ("listing", "offer")
SURE: Final = 100
"""The score of an exact hit; a likeness never reaches it."""
LIKELY: Final = 75
"""The least score that may be taken together with others, by a plan."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A SKU that a listing or an offer may stand for, how sure that is (0 to 100), and why."""

    sku: str
    name: str
    score: int
    reason: str

    @property
    def exact(self) -> bool:
        """Whether an id says so, and not a likeness."""
        return self.score == SURE

    @property
    def likely(self) -> bool:
        """Whether it may be taken together with others, by a plan that a person looks at."""
        return self.score >= LIKELY


@dataclass(frozen=True, slots=True)
class UnmappedRow:
    """A listing or an offer that stands for no SKU of the catalogue.

    ``sku`` is the code that the shop wrote for it, if that is no SKU of ours; ``lines`` order lines
    wait for it. ``suggestions`` are empty while nobody looked, and where nothing is like it.
    """

    kind: Kind
    record: int
    shop_id: int
    channel: str
    shop: str
    code: str
    seller_sku: str
    name: str
    variation: str
    sku: str
    lines: int
    suggestions: tuple[Suggestion, ...] = ()
    key: tuple[()] = ()

    @property
    def best(self) -> Suggestion | None:
        """The likeliest SKU, if there is any."""
        return self.suggestions[0] if self.suggestions else None

    @property
    def id(self) -> int:
        """A number of its own among listings and offers alike."""
        return self.record * len(KINDS) + KINDS.index(self.kind)

    @property
    def thing(self) -> Thing:
        """What is mapped."""
        return self.kind, self.record

    @property
    def words(self) -> str:
        """What a filter looks in."""
        best = self.best.sku if self.best else ""
        return f"{self.shop} {self.code} {self.seller_sku} {self.name} {self.variation} {best}"


@dataclass(frozen=True, slots=True)
class Assigned:
    """One line of a mapping's plan: what is mapped to which SKU; ``twin``: it came along.

    A twin is the same thing under another name: the same marketplace id or seller SKU in the same
    shop.
    """

    row: UnmappedRow
    sku: str
    product: str
    was: str
    twin: bool
