"""A sheet of statistics that no layout knows, as a person mapped its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shopdesk.channels.mappable import Mappable, Required, columns
from shopdesk.channels.stats.spec import Aliases, Field, StatSpec
from shopdesk.locale import _

COLUMNS: Final[dict[Field, Aliases]] = {
    "day": ("tanggal", "date", "day", "hari", "tgl"),
    "visitors": ("pengunjung", "visitors", "visitor", "kunjungan", "users"),
    "views": ("halaman dilihat", "page views", "views", "tayangan"),
    "product_visitors": ("pengunjung produk", "product visitors"),
    "carts": ("keranjang", "tambah ke keranjang", "add to cart", "carts"),
    "checkouts": ("checkout", "checkouts"),
    "buyers": ("pembeli", "buyers"),
    "orders": ("pesanan", "orders", "jumlah pesanan", "pesanan dibayar"),
    "units": ("produk terjual", "units", "items sold"),
    "sales": ("penjualan", "sales", "gmv", "omzet", "revenue"),
}


def _own(
    field: Field, label: Callable[[], str], kind: str = "count", required: Required = ""
) -> Mappable:
    return Mappable(field, label, COLUMNS[field], kind, "line", required)


STATS: Final = (
    _own("day", lambda: _("Date"), "day", "yes"),
    _own("visitors", lambda: _("Visitors"), required="yes"),
    _own("views", lambda: _("Pages viewed")),
    _own("product_visitors", lambda: _("Product visitors")),
    _own("carts", lambda: _("Put into a cart")),
    _own("checkouts", lambda: _("Checkouts begun")),
    _own("buyers", lambda: _("Buyers")),
    _own("orders", lambda: _("Orders")),
    _own("units", lambda: _("Pieces")),
    _own("sales", lambda: _("Sales"), "money"),
)
"""The fields of a sheet of statistics, in the order in which they are asked for."""


def spec(name: str, header: Sequence[str], mapping: Mapping[str, str]) -> StatSpec:
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    found = columns(header, mapping, STATS, COLUMNS)
    return StatSpec(name, "own", found, tuple(found))
