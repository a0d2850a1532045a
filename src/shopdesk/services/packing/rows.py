"""What the packing table's reads return: frozen rows, free of any session."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """One SKU that belongs into a parcel, kits resolved to their parts.

    ``key`` is how the pieces are counted. ``variant`` is the SKU's id; None: it is not in the
    catalogue, and ``sku`` is what the shop calls it, empty where nobody says.
    """

    key: str
    sku: str
    name: str
    variation: str
    qty: int
    variant: int | None = None
    barcode: str = ""
    rack: str = ""
    lots: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """What is on the packing table: an order, or orders that travel together.

    ``order_id`` is the lead of a bundle. ``scanned`` tells pieces by the contents' keys.
    """

    order_id: int
    numbers: tuple[str, ...]
    order_ids: tuple[int, ...]
    shop: str
    channel: str
    courier: str
    resi: str
    buyer_note: str
    seller_note: str
    contents: tuple[Content, ...]
    scanned: dict[str, int] = field(default_factory=dict)
    until: int = 0

    @property
    def pieces(self) -> int:
        """All pieces that belong into it."""
        return sum(one.qty for one in self.contents)

    @property
    def left(self) -> int:
        """Pieces that are still to be scanned."""
        return sum(max(0, one.qty - self.scanned.get(one.key, 0)) for one in self.contents)

    @property
    def number(self) -> str:
        """What it is called: the numbers of its orders."""
        return " + ".join(self.numbers)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one scan, in a sentence.

    ``verdict``: order, ok, wrong, surplus, unknown, refused, or done; only ok, order and done are
    well. ``order_ids`` are those that it finished.
    """

    code: str
    verdict: str
    said: str
    order_ids: tuple[int, ...] = ()
    number: str = ""
    entry: int | None = None

    @property
    def well(self) -> bool:
        """The scan was what it should be."""
        return self.verdict in ("order", "ok", "done")


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan as it stands in the log."""

    id: int
    order_id: int | None
    at: int
    by: str
    station: str
    code: str
    sku: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a packer did today: orders and pieces packed, scans that were refused, and the pace.

    ``per_hour`` counts from the first scan of the day to the last; 0 before the first order.
    """

    who: str
    orders: int = 0
    pieces: int = 0
    missed: int = 0
    per_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """An order in somebody's hands; ``over`` tells that another may take it."""

    order_id: int
    number: str
    holder: str
    station: str
    until: int
    over: bool
    scanned: int
    pieces: int
    wave: str = ""


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One wave and how far it is; ``gone`` are orders that were cancelled meanwhile."""

    id: int
    name: str
    state: str
    made_at: int
    made_by: str
    done_at: int | None
    orders: int
    packed: int
    gone: int
    key: tuple[()] = ()

    @property
    def left(self) -> int:
        """Orders that are still to be packed."""
        return self.orders - self.packed - self.gone

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.made_by} {self.state} ~{self.state}"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One SKU (of one lot) to be fetched from its rack, and the orders that want it."""

    rack: str
    sku: str
    name: str
    variation: str
    qty: int
    numbers: tuple[str, ...]
    lot: str = ""
    expires: int | None = None
