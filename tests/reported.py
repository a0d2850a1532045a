"""A report made by hand: every kind of block, with shops and products that nobody has."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from shopdesk.reports.document import (
    Chart,
    Column,
    Document,
    Heading,
    Opens,
    Row,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)
from shopdesk.reports.spec import Question, Report

if TYPE_CHECKING:
    from shopdesk.reports.spec import Answers
    from shopdesk.store import Read

JUTA = 100_000_000


def document(period: str = "2026-10") -> Document:
    """Return the report of a month."""
    return Document(
        "hand", f"Monthly report {period}", "October 2026", "All shops",
        "Exports up to 23 Nov 2026 09:12.", "en", "IDR", date(2026, 10, 1),
        (Heading("Figures"), figures(), Heading("Sales"), Text(WORDS), days(), hours(),
         products(), Heading("Where the money went", 2), waterfall(), nothing()),
    )  # fmt: skip


WORDS = "GMV counts deal price × quantity of orders that are not cancelled, by the day placed."


def figures() -> Tiles:
    """Return figures, one of which opens nothing."""
    placed = Opens("orders", "placed:2026-10 -status:cancelled")
    return Tiles((
        Tile("GMV, not cancelled", "price × quantity, not cancelled", "money", 42 * JUTA,
             40 * JUTA, "September 2026", placed),
        Tile("Orders, not cancelled", "placed, not cancelled", "count", 1_234, 1_100,
             "September 2026", placed),
        Tile("Cancelled / placed", "cancelled orders / all placed", "share", Fraction(1, 20),
             Fraction(1, 25), "September 2026"),
    ))  # fmt: skip


def days() -> Chart:
    """Return a column for each day of a month."""
    values = tuple((day * 7 % 11 + 1) * JUTA for day in range(31))
    named = tuple(f"{day} Oct" for day in range(1, 32))
    return Chart("GMV by day", "column", named, (Series("GMV", values),))


def hours() -> Chart:
    """Return a week by hours; nothing is known of Sunday's night."""
    week = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rows = tuple(
        Series(day, tuple(None if (at, hour) == (6, 23) else max(0, (hour - 6) * (at + 1) % 23)
                          for hour in range(24)))
        for at, day in enumerate(week)
    )  # fmt: skip
    return Chart("Orders by hour", "heat", tuple(map(str, range(24))), rows, "count")


def products(many: int = 14) -> Table:
    """Return a table that is too wide for a narrow terminal."""
    columns = (
        Column("Product"), Column("SKU", "code"), Column("Orders", "count"),
        Column("Units", "count"), Column("GMV", "money"), Column("Share", "share"),
        Column("Average", "average"), Column("First sold", "date"),
    )  # fmt: skip
    rows = tuple(
        Row((f"Mug Biru Keramik Besar {at}", f"MUG-BLUE-{at:04}", at, at * 2, at * JUTA,
             Fraction(at, 300), JUTA // 3 * 10, date(2026, 10, at % 28 + 1)),
            Opens("orders", f"placed:2026-10 sku:MUG-BLUE-{at:04}"))
        for at in range(1, many + 1)
    )  # fmt: skip
    total = Row(("All products", "", 300, 600, 300 * JUTA, Fraction(1), None, None))
    return Table("Products by GMV", columns, rows, total, "Samples count at price 0.")


def waterfall() -> Chart:
    """Return bars, one of them below zero."""
    values = (42 * JUTA, -3 * JUTA, 39 * JUTA)
    return Chart("GMV to net", "bar", ("GMV", "Seller's discounts", "Net sales"),
                 (Series("Amount", values),))  # fmt: skip


def nothing() -> Table:
    """Return a table without rows."""
    return Table("Returns", (Column("Reason"),), (), empty="Nobody sent anything back.")


def _build(_read: "Read", answers: "Answers") -> Document:
    return document(answers["period"])


REPORT = Report(
    "hand", "Report by hand", "How the month went, for whoever leads the shop.",
    (Question("period", "Period", "today, last-week, 2026-10 …", "period", "2026-10"),
     Question("shop", "Shop", "empty is all shops.", "shop"),
     Question("by", "Ranked by", "What ranks the products.", "choice", "revenue",
              ("revenue", "margin")),
     Question("names", "Names of customers", "Whether they stand in it.", "flag", "no")),
    _build,
)  # fmt: skip
