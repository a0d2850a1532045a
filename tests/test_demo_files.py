"""The demo shop's files and their makers: same bytes, promised counts, documented layouts."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from tests.makers import (
    blibli,
    demo,
    lazada,
    mails,
    manners,
    shopee,
    shopify,
    tiktok,
    tokopedia,
)
from tests.makers.shop import Order, State, seen_at, spread
from tests.makers.trade import Manner, trade

WAITING = {State.TO_VERIFY, State.TO_PACK, State.TO_SHIP}
Row = dict[str, str]


def sheet(path: Path) -> tuple[str, list[list[str]]]:
    """A workbook's only sheet as rows of text, read as openpyxl must: without its dimension."""
    book = load_workbook(path, read_only=True)
    pages = book.worksheets
    assert len(pages) == 1
    pages[0].reset_dimensions()
    rows = [[*row] for row in pages[0].iter_rows(values_only=True)]
    book.close()
    assert {type(cell) for row in rows for cell in row} <= {str, type(None)}
    return pages[0].title, [[str(cell or "") for cell in row] for row in rows]


def table(path: Path) -> list[list[str]]:
    """Header and rows of any of the files, without what stands above or between."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [[cell.removesuffix("\t") for cell in row] for row in csv.reader(stream)]
        return [rows[0], *rows[2:]] if rows[0][0] == "Order ID" else rows
    title, rows = sheet(path)
    if title == "OrderSKUList":
        return [rows[0], *rows[2:]]
    return rows[4:] if title == "Laporan Penjualan" else rows


def records(path: Path) -> list[Row]:
    """The rows by header name (no maker's header repeats a name)."""
    header, *rows = table(path)
    assert len(set(header)) == len(header)
    return [dict(zip(header, row, strict=True)) for row in rows]


def some(manner: Manner, count: int = 150) -> tuple[Order, ...]:
    """Orders of one channel as they stand in the middle of their lives."""
    end = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001  # the shop's own clock
    start = end - timedelta(days=12)
    placed = trade(manner, seed=7, start=start, end=end, count=count)
    return tuple(seen_at(order, end) for order in placed)


def unzipped(path: Path) -> list[tuple[str, object, bytes]]:
    """What a zip holds; the deflated bytes may differ between two machines' zlibs."""
    with ZipFile(path) as book:
        return [(part.filename, part.date_time, book.read(part)) for part in book.infolist()]


def painted(path: Path) -> bytes:
    """What a picture shows; its deflated bytes may differ too."""
    with Image.open(path) as image:
        return image.convert("RGB").tobytes()


def relative(folder: Path) -> list[str]:
    """Every file in a folder and below it, by its path from there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder)
    return folder


@pytest.fixture(scope="module")
def latest() -> dict[tuple[str, str], Order]:
    return demo.latest()


def test_made_again_it_is_the_same(made: Path, tmp_path: Path) -> None:
    demo.make(tmp_path)
    names = relative(demo.FOLDER)
    assert names == relative(made)
    for name in names:
        assert (made / name).read_bytes() == (tmp_path / name).read_bytes()
        if name.endswith(".xlsx"):
            assert unzipped(made / name) == unzipped(demo.FOLDER / name)
        elif name.endswith(".png"):
            assert painted(made / name) == painted(demo.FOLDER / name)
        else:
            assert (made / name).read_bytes() == (demo.FOLDER / name).read_bytes()


def test_the_list_names_every_file_and_its_shop() -> None:
    listed = tomllib.loads((demo.FOLDER / "demo.toml").read_text(encoding="utf-8"))
    assert listed["anchor"].isoformat() == "2026-11-23T09:30:00+07:00"
    assert listed["seed"] == demo.SEED
    names = [each["name"] for each in listed["file"]]
    others = ["catalogue.toml", "demo.toml", "mails", "pictures"]
    assert sorted([*names, *others]) == sorted(path.name for path in demo.FOLDER.iterdir())
    assert len({each["shop"] for each in listed["file"]}) == 7


def test_it_is_small() -> None:
    assert sum((demo.FOLDER / name).stat().st_size for name in relative(demo.FOLDER)) <= 1_500_000


def test_the_promised_counts(latest: dict[tuple[str, str], Order]) -> None:
    states = Counter(order.state for order in latest.values())
    waiting = [order for order in latest.values() if order.state in WAITING]
    assert len(latest) >= 600
    assert len({line.good.sku for order in latest.values() for line in order.lines}) >= 60
    assert {state for state in State if not states[state]} <= {State.CANCEL_ASKED}
    assert 40 <= len(waiting) <= 60
    last = max(order.placed for order in latest.values())
    first = min(order.placed for order in latest.values())
    assert 85 <= (last - first).days <= 90


def test_some_are_late_and_some_are_due_in_hours(latest: dict[tuple[str, str], Order]) -> None:
    told = {demo.MELATI.name, demo.HOME.name, demo.LAZ.name}  # whose files have a deadline
    left = [
        order.ship_by - demo.ANCHOR
        for (shop, _), order in latest.items()
        if shop in told and order.state in WAITING and order.ship_by
    ]
    assert sum(span < timedelta(0) for span in left) >= 3
    assert sum(timedelta(0) <= span < timedelta(hours=9) for span in left) >= 3


def test_every_oddity_landed(latest: dict[tuple[str, str], Order]) -> None:
    texts = {
        text
        for order in latest.values()
        for text in (order.buyer_note, order.buyer.name, order.raw_status, order.seller_note)
    }
    for start in ("=1+1", "\x1b[31m", "\x1b]52", "\x1b]0;", "Kartu 4111", "请", "Ditinjau", "[/]"):
        assert any(text.startswith(start) for text in texts), start
    assert any("Keluarga" in line.good.name for order in latest.values() for line in order.lines)
    assert any(len(set(order.lines)) < len(order.lines) for order in latest.values())


def test_a_later_export_shows_orders_that_moved_on() -> None:
    older, newer = (
        {row["No. Pesanan"]: row["Status Pesanan"] for row in records(demo.FOLDER / name)}
        for name in (
            "Order.all.order_creation_date.20261016_20261115.xlsx",
            "Order.all.order_creation_date.20261024_20261123.xlsx",
        )
    )
    both = older.keys() & newer.keys()
    assert len(both) > 60
    assert sum(older[number] != newer[number] for number in both) > 10


def test_nobody_in_it_is_real(latest: dict[tuple[str, str], Order]) -> None:
    for order in latest.values():
        assert "0000" in order.buyer.phone
        assert order.buyer.email.endswith("@example.com")


def test_no_mail_can_reach_anybody() -> None:
    files = sorted((demo.FOLDER / mails.FOLDER).iterdir())
    assert len(files) == len(mails.MAILS)
    for path in files:
        found = re.findall(rb"[\w.+-]+@([\w.-]+)", path.read_bytes())
        assert found
        assert all(name.endswith((b"example.com", b"example.net")) for name in found)


WIDTHS = {
    "Tokopedia_Order": 48,
    "Order.all.order_creation_date": 50,
    "Order.completed": 48,
    "Order.all.20261024": 51,
    "Semua pesanan": 65,
    "790c1de5": 77,
    "Blibli": 22,
    "orders_export": 79,
}


@pytest.mark.parametrize("export", demo.EXPORTS, ids=lambda export: export.name)
def test_every_file_opens_with_the_documented_width(export: demo.Export) -> None:
    width = next(wide for start, wide in WIDTHS.items() if export.name.startswith(start))
    header, *rows = table(demo.FOLDER / export.name)
    assert len(header) == width
    assert {len(row) for row in rows} == {width}
    units = export.shop is demo.LAZ
    orders = list(export.orders())
    lines = sum(sum(each.qty if units else 1 for each in order.lines) for order in orders)
    assert len(rows) == lines


def test_header_counts_are_the_documented_ones() -> None:
    counts = {
        "shopee": {name: len(header) for name, header in shopee.HEADERS.items()},
        "tiktok": {name: len(header) for name, header in tiktok.HEADERS.items()},
        "tokopedia": {name: len(header) for name, header in tokopedia.HEADERS.items()},
        "lazada": {name: len(header) for name, header in lazada.HEADERS.items()},
        "blibli": {name: len(header) for name, header in blibli.HEADERS.items()},
        "shopify": len(shopify.HEADER),
    }
    assert counts == {
        "shopee": {
            "standard": 49,
            "completed": 48,
            "warehouse": 50,
            "2026-06": 50,
            "advance": 51,
            "paid": 49,
            "old": 47,
            "failed": 55,
            "ph": 60,
            "my": 63,
        },
        "tiktok": {"58": 58, "61": 61, "63": 63, "65": 65},
        "tokopedia": {"id": 48, "en": 28},
        "lazada": {"76": 76, "77": 77, "old": 76},
        "blibli": {"standard": 22, "english-sku": 22},
        "shopify": 79,
    }


@pytest.mark.parametrize("variant", shopee.HEADERS)
def test_every_shopee_variant_opens(variant: str, tmp_path: Path) -> None:
    orders = some(manners.SHOPEE)
    shopee.write(tmp_path / "a.xlsx", orders, variant=variant)
    rows = records(tmp_path / "a.xlsx")
    assert tuple(rows[0]) == shopee.HEADERS[variant]
    assert len(rows) == sum(len(order.lines) for order in orders)


def test_untouched_files_lie_about_their_size(tmp_path: Path) -> None:
    shopee.write(tmp_path / "a.xlsx", some(manners.SHOPEE))
    book = load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert [[*row] for row in book.worksheets[0].iter_rows(values_only=True)] == [["No. Pesanan"]]
    book.close()
    parts = {name for name, _, _ in unzipped(tmp_path / "a.xlsx")}
    assert "xl/worksheets/sheet2.xml" in parts
    assert "xl/worksheets/sheet1.xml" not in parts


def test_shopee_money_adds_up(tmp_path: Path) -> None:
    shopee.write(tmp_path / "a.xlsx", some(manners.SHOPEE))
    seen = 0
    for rows in _by(records(tmp_path / "a.xlsx"), "No. Pesanan"):
        top = {name: cell.replace(".", "") for name, cell in rows[0].items()}
        if top["Status Pesanan"] == "Batal":
            assert top["Total Pembayaran"] == "0"
            continue
        goods = sum(int(row["Subtotal Pesanan"].replace(".", "")) for row in rows)
        off = ("Voucher Ditanggung Penjual", "Voucher Ditanggung Shopee", "Potongan Koin Shopee")
        paid = goods + int(top["Ongkos Kirim Dibayar oleh Pembeli"]) - sum(int(top[x]) for x in off)
        assert int(top["Total Pembayaran"]) == paid
        seen += 1
    assert seen > 100


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_tiktok_money_adds_up(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    tiktok.write(path, some(manners.TIKTOK), variant="61", language="en")
    for rows in _by(records(path), "Order ID"):
        money = [{k: int(v) for k, v in row.items() if v.isdigit()} for row in rows]
        for row in money:
            assert row["SKU Subtotal After Discount"] == (
                row["SKU Subtotal Before Discount"]
                - row["SKU Platform Discount"]
                - row["SKU Seller Discount"]
            )
        goods = sum(x["SKU Subtotal After Discount"] + x["Buyer Service Fee"] for x in money)
        extra = ("Shipping Fee After Discount", "Handling Fee", "Shipping Insurance")
        fees = sum(money[0][name] for name in extra)
        assert money[0]["Order Amount"] == goods + fees - money[0]["Payment platform discount"]


def test_tiktok_csv_ends_every_value_with_a_tab(tmp_path: Path) -> None:
    tiktok.write(tmp_path / "a.csv", some(manners.TIKTOK))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        _, described, *rows = csv.reader(stream)
    assert described[0] == "Platform unique order ID."
    assert all(cell.endswith("\t") for row in rows for cell in row)


def test_tiktok_keeps_its_text_in_the_cells(tmp_path: Path) -> None:
    tiktok.write(tmp_path / "a.xlsx", some(manners.TIKTOK))
    parts = {name: xml for name, _, xml in unzipped(tmp_path / "a.xlsx")}
    assert b't="str"' in parts["xl/worksheets/sheet2.xml"]
    assert b'uniqueCount="0"' in parts["xl/sharedStrings.xml"]


def test_lazada_has_a_row_per_unit_that_sums_to_the_order(tmp_path: Path) -> None:
    orders = {order.number: order for order in some(manners.LAZADA)}
    lazada.write(tmp_path / "a.xlsx", orders.values(), variant="76")
    rows = records(tmp_path / "a.xlsx")
    assert len({row["orderItemId"] for row in rows}) == len(rows)
    for units in _by(rows, "orderNumber"):
        order = orders[units[0]["orderNumber"]]
        assert len(units) == sum(line.qty for line in order.lines)
        paid = sum(float(row["paidPrice"]) + float(row["shippingFee"]) for row in units)
        assert paid == order.total


def test_lazada_old_labels(tmp_path: Path) -> None:
    lazada.write(tmp_path / "a.xlsx", some(manners.LAZADA), variant="old")
    assert all(row["Order Item Id"] and row["Status"] for row in records(tmp_path / "a.xlsx"))


def test_blibli_rows_sum_to_the_order(tmp_path: Path) -> None:
    orders = {order.number: order for order in some(manners.BLIBLI)}
    blibli.write(tmp_path / "a.csv", orders.values(), variant="english-sku")
    for rows in _by(records(tmp_path / "a.csv"), "No. Order"):
        assert sum(int(row["Total"]) for row in rows) == orders[rows[0]["No. Order"]].total


def test_shopify_continuation_rows_are_almost_blank(tmp_path: Path) -> None:
    shopify.write(tmp_path / "a.csv", some(manners.SHOPIFY))
    rows = records(tmp_path / "a.csv")
    created = [row["Created at"] for row in rows]
    assert created == sorted(created, reverse=True)
    more = [row for each in _by(rows, "Name") for row in each[1:]]
    assert more
    filled = {name for row in more for name, cell in row.items() if cell}
    assert {name for name in filled if not name.startswith("Lineitem ")} == {
        *("Name", "Email", "Created at", "Vendor"),
    }


@pytest.mark.parametrize("variant", tokopedia.HEADERS)
def test_tokopedia_has_its_header_in_row_five(variant: str, tmp_path: Path) -> None:
    tokopedia.write(tmp_path / "a.xlsx", some(manners.TOKOPEDIA), variant=variant)
    title, rows = sheet(tmp_path / "a.xlsx")
    assert title == "Laporan Penjualan"
    assert tuple(rows[4]) == tokopedia.HEADERS[variant]
    blanks = sum(not row[1] for row in rows[5:])
    assert bool(blanks) is (variant == "en")


def test_spread_sums_to_the_whole() -> None:
    assert spread(10_000, [1, 1, 1]) == [3_334, 3_333, 3_333]
    assert spread(7, [0, 0]) == [4, 3]
    assert sum(spread(12_345, [89_000, 1_500, 37_500])) == 12_345


def _by(rows: list[Row], key: str) -> Iterator[list[Row]]:
    """The rows of each order."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    yield from groups.values()
