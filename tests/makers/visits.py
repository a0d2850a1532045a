"""What the demo shop's visitors did, as the statistics of three programs would tell it.

A month up to the day before the anchor: a Shopee shop's business insights, a TikTok shop's
analytics, and the web shop's Google Analytics, which counted nobody on two days. Orders are those
of the demo; visitors are invented so that a few of a hundred buy.
"""

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.makers.shop import Order
from tests.makers.templates import Template

DAYS = 30
SHOPEE = "tokomelati.shopee-shop-stats.20261024-20261122.xlsx"
TIKTOK = "Analitik_toko_20261024-20261122.csv"
GA4 = "ga4_melati_web_20261122.csv"
OF = {SHOPEE: "Toko Melati", TIKTOK: "Melati Live", GA4: "Melati Web"}
UNCOUNTED = (11, 12)
"""Days from the first on which the web shop's counter was off."""
SHOPEE_HEADER = (
    "Tanggal", "Total Penjualan (IDR)", "Total Pesanan", "Penjualan per Pesanan", "Produk Diklik",
    "Total Pengunjung", "Tingkat Konversi Pesanan", "Pesanan Dibatalkan", "Penjualan Dibatalkan",
    "Pesanan Dikembalikan", "Penjualan Dikembalikan", "Pembeli", "Total Pembeli Baru",
    "Total Pembeli Saat Ini", "Total Potensi Pembeli", "Tingkat Pembelian Berulang",
)  # fmt: skip
TIKTOK_HEADER = ("Tanggal", "GMV (Rp)", "Pesanan", "Pembeli", "Produk terjual", "Pengunjung",
                 "Penayangan halaman", "Pengunjung produk", "Tambah ke keranjang")  # fmt: skip
GA4_FRAME = "# ----------------------------------------"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one shop: its visitors and what they bought; rupiah."""

    on: date
    visitors: int
    products: int
    carts: int
    orders: int
    units: int
    sales: int


def write(folder: Path, latest: Mapping[tuple[str, str], Order], anchor: datetime) -> None:
    """Write the three files."""
    told = {name: list(_days(latest, shop, anchor)) for name, shop in OF.items()}
    shopee(folder / SHOPEE, told[SHOPEE])
    tiktok(folder / TIKTOK, told[TIKTOK])
    ga4(folder / GA4, [day for at, day in enumerate(told[GA4]) if at not in UNCOUNTED])


def shopee(path: Path, days: Sequence[Day]) -> Path:
    """Write business insights: a sheet for each way to count an order, with the same visitors."""
    paid = [SHOPEE_HEADER, _shopee(days), (), SHOPEE_HEADER, *(_shopee([day]) for day in days)]
    names = ("Pesanan Siap Dikirim", "Pesanan Dibayar")
    return Template("Pesanan Dibuat", paid, beside=dict.fromkeys(names, paid)).write(path)


def tiktok(path: Path, days: Sequence[Day]) -> Path:
    """Write analytics with the span above the header."""
    span = f"Tanggal analisis: {days[0].on:%d/%m/%Y}\N{EN DASH}{days[-1].on:%d/%m/%Y}"
    rows = [
        (day.on, day.sales, day.orders, day.orders, day.units, day.visitors, day.visitors * 3,
         day.products, day.carts)
        for day in days
    ]  # fmt: skip
    return _csv(path, [(span,), (), TIKTOK_HEADER, *rows])


def ga4(path: Path, days: Sequence[Day]) -> Path:
    """Write two tables of one download: by channel group, which is of no day, and by day."""
    span = [(f"# Start date: {days[0].on:%Y%m%d}",), (f"# End date: {days[-1].on:%Y%m%d}",)]
    total = sum(day.visitors for day in days)
    groups = [("Session primary channel group (Default channel group)", "Sessions", "Total users"),
              ("Organic Search", total, total - 9), ("Grand total", total, total - 9)]  # fmt: skip
    by_day = [("Date", "Total users", "Views", "Add to carts", "Checkouts", "Ecommerce purchases",
               "Purchase revenue", "Engagement rate")]  # fmt: skip
    rows = [
        (f"{day.on:%Y%m%d}", day.visitors, day.visitors * 4, day.carts, day.orders + 1,
         day.orders, day.sales, "0.6667")
        for day in days
    ]  # fmt: skip
    return _csv(path, [
        (GA4_FRAME,), ("# Traffic acquisition",), (GA4_FRAME,), ("#",), ("# All Users",), *span,
        *groups, (), (GA4_FRAME,), ("# Ecommerce by date",), (GA4_FRAME,), *span, *by_day, *rows,
    ])  # fmt: skip


def _days(
    latest: Mapping[tuple[str, str], Order], shop: str, anchor: datetime
) -> Iterator[Day]:  # fmt: skip
    rng = random.Random(sum(map(ord, shop)))
    mine = [order for (of, _number), order in latest.items() if of == shop]
    for back in range(DAYS, 0, -1):
        on = anchor.date() - timedelta(days=back)
        paid = [order for order in mine if order.placed.date() == on and order.paid]
        visitors = 40 + len(paid) * rng.randint(24, 38) + rng.randint(0, 40)
        products = visitors * rng.randint(52, 66) // 100
        carts = max(len(paid), products * rng.randint(14, 20) // 100)
        units = sum(line.qty for order in paid for line in order.lines)
        yield Day(on, visitors, products, carts, len(paid), units, sum(o.total for o in paid))


def _shopee(days: Sequence[Day]) -> tuple[str, ...]:
    first, last = days[0].on, days[-1].on
    on = f"{first:%d-%m-%Y}" if len(days) == 1 else f"{first:%d-%m-%Y}-{last:%d-%m-%Y}"
    visitors, products, orders, sales = (
        sum(getattr(day, name) for day in days)
        for name in ("visitors", "products", "orders", "sales")
    )
    rate = f"{orders * 100 / visitors:.2f}".replace(".", ",")
    average = _dotted(sales // orders) if orders else "0"
    return (
        on, _dotted(sales), str(orders), average, str(products), _dotted(visitors), f"{rate}%",
        "0", "0", "0", "0", str(orders), str(orders), "0", "0", "0,00%",
    )  # fmt: skip


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _csv(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
