"""Which sheet is whose: product sheets, order sheets, and others that stay unknown."""

import pytest
from tests.channels.rig import head, recognised, sheet
from tests.channels.test_catalogue_webshop import HEADERS as WEB
from tests.channels.test_detect import CASES as ORDERS
from tests.makers import sellercentre as maker

from shopdesk.channels.catalogue.detect import known, recognise
from shopdesk.channels.catalogue.goods import Goods
from shopdesk.channels.headers import fold

SHEETS = {
    "shopee.sales_info": maker.shopee_sales([]).rows,
    "shopee.basic_info": maker.shopee_basic([]).rows,
    "shopee.media_info": maker.shopee_media([]).rows,
    "shopee.mass_upload": maker.shopee_upload().rows,
    "tiktok.batch_edit": maker.tiktok_edit([]).rows,
    "tiktok.batch_upload": maker.tiktok_upload().rows,
    "lazada.price_stock": maker.lazada_stock([]).rows,
    "lazada.basic": maker.lazada_basic([]).rows,
}
CASES = [*SHEETS.items(), *((name, [header.split(",")]) for name, header in WEB)]


@pytest.mark.parametrize(("name", "rows"), CASES)
def test_each_sheet_is_its_own_channels_and_nobody_elses(name, rows):
    alone = {spec.format for spec in known() if recognise([head(rows, "Salinan")], [spec])}
    assert alone == {name}
    assert recognise([head(rows, "Salinan")]).spec.format == name
    assert recognised(rows) is None


@pytest.mark.parametrize(("name", "header"), ORDERS)
def test_no_order_sheet_is_taken_for_products(name, header):
    assert recognise([head(sheet(header, {}), "orders")]) is None


@pytest.mark.parametrize(
    "header", ["SKU,Harga,Stok", "Nama,Alamat,Telepon", "Handle,Title,Vendor", "ID,SKU,Name,Price"]
)
def test_other_sheets_stay_unknown(header):
    assert recognise([head([header.split(",")])]) is None


def test_every_layout_has_a_case_here():
    assert {spec.format for spec in known()} == {name for name, _rows in CASES}


@pytest.mark.parametrize("spec", known(), ids=lambda spec: f"{spec.format}-{spec.below}")
def test_the_declarations_hold_together(spec):
    product = set(Goods.__doc__.split("Its items:")[0].replace(",", " ").replace(".", " ").split())
    fields = {column.field for column in spec.columns}
    assert spec.anchor in {"", *fields}
    assert {*spec.group, *spec.own} <= fields | {"sku"}
    shared = {c.field for c in spec.columns if c.shared} - {"group", "type", "parent"}
    assert shared <= product
    kinds = {}
    for column in spec.columns:
        assert kinds.setdefault(column.field, (column.kind, column.shared)) == (
            column.kind, column.shared,
        )  # fmt: skip
    aliases = [fold(name) for column in spec.columns for name in column.aliases]
    assert len(set(aliases)) == len(aliases)
