"""A sheet of one's own: products and stock, or a delivery note, as a person mapped its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, get_args

from shopdesk.channels.catalogue.spec import CatalogueSpec, Column, Kind
from shopdesk.channels.mappable import Mappable, Required, chosen
from shopdesk.locale import _


def _shared(field: str, label: Callable[[], str], aliases: str, kind: Kind = "text") -> Mappable:
    return Mappable(field, label, tuple(aliases.split("|")), kind, "product")


def _own(
    field: str, label: Callable[[], str], aliases: str, kind: Kind = "text", required: Required = ""
) -> Mappable:
    return Mappable(field, label, tuple(aliases.split("|")), kind, "variant", required)


_SKU: Final = (
    "sku|kode sku|seller sku|sku penjual|nomor referensi sku|kode barang|kode produk|item code|"
    "product code|kode"
)
_BARCODE: Final = "barcode|kode batang|gtin|ean|upc|barkode"
_COST: Final = "cost|harga modal|modal|hpp|harga beli|harga pokok|unit cost|cost price"
_LOCATION: Final = "location|lokasi|gudang|warehouse|cabang"

GOODS: Final = (
    _own("sku", lambda: _("SKU"), _SKU, "id", "yes"),
    _shared("name", lambda: _("Product"), "product name|nama produk|nama barang|product|produk|"
            "name|nama|title|judul"),
    _own("variation", lambda: _("Variation"), "variation|variasi|nama variasi|varian|variant"),
    _shared("parent_sku", lambda: _("Parent SKU"), "parent sku|sku induk|kode induk|handle", "id"),
    _own("barcode", lambda: _("Barcode"), _BARCODE, "id"),
    _own("price", lambda: _("Price"), "price|harga|harga jual|selling price|retail price", "money"),
    _own("compare_at", lambda: _("Price before"), "compare at|compare at price|harga coret|"
         "harga awal|list price|rrp", "money"),
    _own("cost", lambda: _("Cost"), _COST, "money"),
    _own("stock", lambda: _("Stock counted"), "stock|stok|on hand|qty|quantity|jumlah|sisa stok|"
         "stok akhir|stok fisik|counted|hasil hitung", "stock"),
    _own("location", lambda: _("Location"), _LOCATION, "code"),
    _shared("description", lambda: _("Description"), "description|deskripsi|deskripsi produk|"
            "keterangan"),
    _shared("category", lambda: _("Category"), "category|kategori"),
    _shared("brand", lambda: _("Brand"), "brand|merek|merk|vendor"),
    _own("weight_g", lambda: _("Weight (g)"), "weight|berat|weight g|berat g|berat gram", "grams"),
    _own("length_mm", lambda: _("Length"), "length|panjang", "mm"),
    _own("width_mm", lambda: _("Width"), "width|lebar", "mm"),
    _own("height_mm", lambda: _("Height"), "height|tinggi", "mm"),
    _own("buffer", lambda: _("Buffer"), "buffer|stok pengaman|stok penyangga", "count"),
    _own("low_at", lambda: _("Low at"), "low at|stok minimum|minimum stok|min stok|minimum stock",
         "count"),
    _own("rack", lambda: _("Rack"), "rack|rak|no. rak|nomor rak|bin|shelf|lokasi rak"),
    _shared("pictures", lambda: _("Pictures"), "pictures|images|gambar|foto|image|foto produk",
            "picture"),
)  # fmt: skip
"""The fields of products and stock, in the order in which they are asked for."""

DELIVERY: Final = (
    _own("sku", lambda: _("SKU"), _SKU, "id", "one"),
    _own("barcode", lambda: _("Barcode"), _BARCODE, "id", "one"),
    _own("qty", lambda: _("Pieces received"), "qty|quantity|jumlah|jml|pcs|kuantitas|diterima|"
         "qty diterima|received|jumlah diterima", "count", "yes"),
    _own("cost", lambda: _("Cost"), f"{_COST}|harga|harga satuan|price|unit price", "money"),
    _own("lot", lambda: _("Lot"), "lot|batch|no. batch|no batch|nomor batch|no. lot", "id"),
    _own("expires", lambda: _("Expires"), "expires|expiry|expiry date|kedaluwarsa|kadaluarsa|exp|"
         "exp date|tgl exp|tanggal kedaluwarsa|ed", "day"),
    _own("document", lambda: _("Delivery note"), "document|dokumen|surat jalan|no. surat jalan|"
         "no surat jalan|delivery note|no. dokumen|invoice|no. faktur|faktur|no. po", "id"),
    _own("location", lambda: _("Location"), _LOCATION, "code"),
)  # fmt: skip
"""The fields of a delivery note."""

UNITS: Final = {"grams": "g", "mm": "cm"}
"""What a measure without a unit is taken for."""


def spec(
    name: str, header: Sequence[str], mapping: Mapping[str, str], entries: Sequence[Mappable]
) -> CatalogueSpec:
    """Return the spec of a sheet with this header, mapped by hand (field to header).

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    told = chosen(header, mapping, entries)
    fields = {entry.field for entry, _title in told}
    delivery = entries is DELIVERY
    # Without a parent, the rows of one name are one product only where they say what differs.
    group = ("parent_sku", "name") if "variation" in fields else ("parent_sku",)
    return CatalogueSpec(
        format=name,
        channel="generic",
        signature=tuple((title,) for _entry, title in told),
        columns=tuple(_column(entry, title) for entry, title in told),
        aim="delivery" if delivery else "products",
        source=not delivery,
        counts=not delivery and "stock" in fields,
        group=group,
    )


def _column(entry: Mappable, title: str) -> Column:
    kind = next(kind for kind in get_args(Kind) if kind == entry.kind)
    return Column(
        entry.field, (title,), kind, shared=entry.scope == "product",
        needed=entry.required == "yes", unit=UNITS.get(entry.kind, ""),
    )  # fmt: skip
