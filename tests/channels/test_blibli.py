import json

import pytest
from tests.channels.rig import at, convert, rp, sheet

HEADER = (
    "No. Order | No. Order Item | No. Paket | No. Awb | Tanggal Order | Nama Pemesan | No. Tlp"
    " | Kode SKU Blibli | Merchant SKU | Nama Produk | Total Barang | Servis Logistik"
    " | Kode Merchant | Order Status | Alamat | Kota | Provinsi | Harga item pesanan"
    " | Total harga item pesanan | Total | Catatan produk | Tanggal pengiriman"
)
ROW = {
    "No. Order": "12000000001", "No. Order Item": "12000000011", "No. Paket": "PKT-1",
    "No. Awb": "BLI0001", "Tanggal Order": "25/08/2023 10:15", "Nama Pemesan": "Pembeli Uji",
    "No. Tlp": "081200000012", "Kode SKU Blibli": "TOU-1-00001", "Merchant SKU": "MUG-B",
    "Nama Produk": "Mug", "Total Barang": "2", "Servis Logistik": "JNE REG",
    "Kode Merchant": "TOU-1",
    "Order Status": "Siap dikirim", "Alamat": "Jl. Uji 5",
    "Kota": "Bogor", "Provinsi": "Jawa Barat",
    "Harga item pesanan": "20000", "Total harga item pesanan": "40000", "Total": "44500",
}  # fmt: skip


@pytest.mark.parametrize("sku", ["Kode SKU Blibli", "Blibli SKU"])
def test_every_field_finds_its_place(sku):
    header = HEADER.replace("Kode SKU Blibli", sku)
    first = {name.replace("Kode SKU Blibli", sku): cell for name, cell in ROW.items()}
    second = first | {"No. Order Item": "12000000012", "Harga item pesanan": "1.500",
                      "Total harga item pesanan": "3.000", "Total": "3.500"}  # fmt: skip
    come = convert(sheet(header, first, second))
    order, line = come.order, come.lines[0]
    assert (order.number, order.placed_at) == ("12000000001", at("2023-08-25 10:15"))
    assert (order.total, order.subtotal) == (rp(48_000), rp(43_000))
    assert (order.package, order.tracking, order.service) == ("PKT-1", "BLI0001", "JNE REG")
    assert (order.payment, order.fulfilment) == ("paid", "packed")
    assert (order.buyer, order.phone, order.city) == ("Pembeli Uji", "081200000012", "Bogor")
    assert (line.line_key, line.market_sku, line.sku) == ("12000000011", "TOU-1-00001", "MUG-B")
    assert (line.qty, line.price, line.subtotal) == (2, rp(20_000), rp(40_000))
    assert line.extra is None
    assert json.loads(order.extra) == {"Kode Merchant": "TOU-1"}


def test_a_status_nobody_published_goes_to_the_exception_list():
    order = convert(sheet(HEADER, ROW | {"Order Status": "FP"})).order
    assert order.problem == "unknown status: FP"
