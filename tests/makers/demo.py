"""Make the demo shop: `python -m tests.makers.demo [FOLDER]`; always the same bytes.

Seven shops of one owner, ninety days up to a Monday morning after a busy weekend. Exports overlap
as they do in life: a later one shows the same orders with newer statuses.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.makers import (
    blibli,
    lazada,
    mails,
    manners,
    oddities,
    shopee,
    shopify,
    talks,
    tiktok,
    tokopedia,
    traces,
    visits,
)
from tests.makers.catalogue import catalogue, draw_all
from tests.makers.shop import Order, State, seen_at
from tests.makers.trade import Manner, trade

FOLDER = Path(__file__).parents[2] / "data" / "demo"
SEED = 20_261_123
ANCHOR = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001  # the shop's own clock, WIB
START = datetime(2026, 8, 25)  # noqa: DTZ001
RUSH = datetime(2026, 11, 20, 18)  # noqa: DTZ001  # the weekend's sale begins


@dataclass(frozen=True, slots=True)
class Shop:
    """One account at one channel: how its orders look, how many, and what is odd about them."""

    name: str
    manner: Manner
    count: int
    rush: int
    odd: Sequence[oddities.Oddity] = ()
    until: datetime = ANCHOR

    def orders(self) -> tuple[Order, ...]:
        """All orders with their whole timelines, oldest first."""
        seed = SEED + sum(map(ord, self.name))
        calm = trade(self.manner, seed=seed, start=START, end=self.until, count=self.count)
        busy = trade(
            self.manner,
            seed=seed + 1,
            start=RUSH,
            end=ANCHOR,
            count=self.rush,
            first=1001 + self.count,
        )
        orders = sorted([*calm, *busy], key=lambda order: order.placed)
        return tuple(oddities.adorned(orders, self.odd, ANCHOR))


@dataclass(frozen=True, slots=True)
class Export:
    """One downloaded file: the orders placed from a day on, up to when, as they stood then."""

    name: str
    shop: Shop
    write: Callable[[Path, Sequence[Order]], None]
    since: datetime
    until: datetime
    seen: datetime
    only: State | None = None

    def orders(self) -> Iterator[Order]:
        """What the file shows."""
        for order in self.shop.orders():
            if self.since <= order.placed < self.until:
                view = seen_at(order, self.seen)
                if self.only in {None, view.state}:
                    yield view


def _day(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001


MELATI = Shop("Toko Melati", manners.SHOPEE, 270, 22, oddities.SHOPEE)
HOME = Shop("Melati Rumah", manners.SHOPEE, 140, 9, oddities.HOME)
LIVE = Shop("Melati Live", manners.TIKTOK, 180, 14, oddities.TIKTOK)
LAZ = Shop("Melati Lazada", manners.LAZADA, 75, 6, oddities.LAZADA)
BLI = Shop("Melati Blibli", manners.BLIBLI, 45, 5, oddities.BLIBLI)
WEB = Shop("Melati Web", manners.SHOPIFY, 62, 10, oddities.SHOPIFY)
OLD = Shop("Melati Lama", manners.TOKOPEDIA, 18, 0, until=_day(9, 10))
SHOPS = (MELATI, HOME, LIVE, LAZ, BLI, WEB, OLD)
CHANNELS = {
    MELATI.name: "shopee", HOME.name: "shopee", LIVE.name: "tiktok", LAZ.name: "lazada",
    BLI.name: "blibli", WEB.name: "shopify",
}  # fmt: skip
"""Where the shops that are still open sell."""

june = partial(shopee.write, variant="2026-06")
advance = partial(shopee.write, variant="advance")
ALL = "Order.all.order_creation_date."
EXPORTS = (
    Export(
        "Tokopedia_Order_20260826-20260909.xlsx",
        *(OLD, tokopedia.write, START, ANCHOR, _day(10, 20)),
    ),
    Export(
        f"{ALL}20260825_20260924.xlsx",
        *(MELATI, june, START, _day(9, 25), _day(10, 12, 8, 5)),
    ),
    Export(
        f"{ALL}20260925_20261025.xlsx",
        *(MELATI, june, _day(9, 25), _day(10, 26), _day(11, 12, 8, 40)),
    ),
    Export(
        f"{ALL}20261016_20261115.xlsx",
        *(MELATI, june, _day(10, 16), _day(11, 16), _day(11, 16, 7, 55)),
    ),
    Export(
        f"{ALL}20261024_20261123.xlsx",
        *(MELATI, june, _day(10, 24), ANCHOR, ANCHOR),
    ),
    Export(
        "Order.completed.20260825_20261023.xlsx",
        *(HOME, partial(shopee.write, variant="completed"), START, _day(10, 24), ANCHOR),
        State.COMPLETED,
    ),
    Export(
        "Order.all.20261024_20261123_part_1_of_2.xlsx",
        *(HOME, advance, _day(10, 24), _day(11, 12), ANCHOR),
    ),
    Export(
        "Order.all.20261024_20261123_part_2_of_2.xlsx",
        *(HOME, advance, _day(11, 12), ANCHOR, ANCHOR),
    ),
    Export(
        "Semua pesanan-2026-11-16-08_05.xlsx",
        *(LIVE, tiktok.write, START, _day(11, 16, 8, 5), _day(11, 16, 8, 5)),
    ),
    Export(
        "Semua pesanan-2026-11-23-09_12.csv",
        *(LIVE, tiktok.write, _day(10, 24), ANCHOR, ANCHOR),
    ),
    Export(
        "790c1de5a7f24b6f8e35d2a94c0b6e1f4a83d37d.xlsx",
        *(LAZ, lazada.write, START, ANCHOR, ANCHOR),
    ),
    Export("Blibli_Order_20261123.csv", BLI, blibli.write, START, ANCHOR, ANCHOR),
    Export("orders_export_1.csv", WEB, shopify.write, START, ANCHOR, ANCHOR),
)

TRACES = (traces.RESI, traces.STATEMENT, traces.REPORT, traces.EVENTS)
"""Files that tell of orders: they come in once, as what they tell of does not move."""


def latest() -> dict[tuple[str, str], Order]:
    """Every order by shop and number as it stands once all files are read in their order."""
    return {
        (export.shop.name, order.number): order for export in EXPORTS for order in export.orders()
    }


def make(folder: Path) -> None:
    """Write every export and the list of them."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [
        "# Made by `python -m tests.makers.demo`: invented orders of invented people.",
        "# Readers shift every date by the whole days from the anchor to today.",
        f"anchor = {ANCHOR.isoformat()}+07:00",
        f"seed = {SEED}",
    ]
    for export in EXPORTS:
        export.write(folder / export.name, tuple(export.orders()))
        entries += ["", "[[file]]", f'name = "{export.name}"', f'shop = "{export.shop.name}"']
    traces.write(folder, latest(), ANCHOR)
    columns = ", ".join(f'{field} = "{title}"' for field, title in traces.REPORT_COLUMNS.items())
    for name in TRACES:
        entries += ["", "[[file]]", f'name = "{name}"', f'shop = "{WEB.name}"', "once = true"]
        entries += [f"columns = {{ {columns} }}"] if name == traces.REPORT else []
        entries += ["resi = true"] if name == traces.RESI else []
    for name, shop in talks.write(folder, latest(), ANCHOR).items():
        entries += ["", "[[file]]", f'name = "{name}"', f'shop = "{shop}"', "once = true"]
    visits.write(folder, latest(), ANCHOR)
    for name, shop in visits.OF.items():
        entries += ["", "[[file]]", f'name = "{name}"', f'shop = "{shop}"', "stats = true"]
    mails.write(folder, latest(), ANCHOR)
    (folder / "demo.toml").write_text("\n".join([*entries, ""]), encoding="utf-8")
    draw_all(folder)
    (folder / "catalogue.toml").write_text(catalogue(latest(), CHANNELS), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
