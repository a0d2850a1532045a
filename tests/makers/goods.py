"""The demo shop's catalogue: invented products, their variations, and a few awkward names."""

from dataclasses import dataclass
from itertools import count

from tests.makers.shop import Good


@dataclass(frozen=True, slots=True)
class Product:
    """A product before it is split into SKUs; price in rupiah, weight in gram."""

    code: str
    name: str
    category: str
    price: int
    weight_g: int
    variations: str = ""  # "Merah,M|Merah,L"; blank: the product is one SKU


CLOTHING = (
    Product(
        *("KMJ-SENJA", "Kemeja Linen Senja Lengan Panjang", "Pakaian Pria", 189_000, 260),
        "Putih,M|Putih,L|Krem,M|Krem,L|Krem,XL|Biru Laut,L|Biru Laut,XL",
    ),
    Product(
        *("KAOS-RINTIK", "[PROMO] Kaos Katun Rintik 24s", "Pakaian Pria", 69_000, 180),
        "Hitam,S|Hitam,M|Hitam,L|Putih,M|Putih,L|Sage,M|Sage,L|Sage,XL",
    ),
    Product(
        *("GMS-ARUM", "Gamis Arum Busui Friendly 🌸", "Fashion Muslim", 245_000, 520),
        "Dusty Pink,M|Dusty Pink,L|Olive,L|Olive,XL",
    ),
    Product(
        *("HJB-TEDUH", "Hijab Segi Empat Teduh Voal", "Fashion Muslim", 45_000, 90),
        "Mocca|Navy|Lilac|Terracotta|Broken White",
    ),
    Product(
        *("CLN-LANGKAH", "Celana Kulot Langkah Ringan", "Pakaian Wanita", 129_000, 310),
        "Hitam,All Size|Khaki,All Size|Abu,All Size",
    ),
    Product(
        *("DST-PAGI", "Daster Pagi Rayon Premium <Jumbo>", "Pakaian Wanita", 79_000, 240),
        "Motif Daun|Motif Batik",
    ),
    Product("TOT-KANVAS", "Tote Bag Kanvas Kata & Rasa", "Tas", 59_000, 200, "Natural|Hitam"),
    Product(
        *("SDL-PASIR", "Sandal Slip-On Pasir", "Sepatu", 99_000, 420),
        "Cokelat,38|Cokelat,39|Cokelat,40|Hitam,40",
    ),
)
KITCHEN = (
    Product("MUG-KABUT", "Mug Keramik Kabut 350 ml 陶瓷杯", "Dapur", 65_000, 430, "Abu|Hijau"),
    Product(
        *("TPL-RAPI", "Toples Kaca Rapi Tutup Bambu", "Dapur", 42_500, 650),
        "500 ml|1 L|1,5 L",
    ),
    Product("PSU-TAJAM", 'Pisau Dapur Tajam 8" Stainless', "Dapur", 88_000, 280),
    Product("WJN-SANTAP", "Wajan Anti Lengket Santap", "Dapur", 175_000, 1_150, "24 cm|28 cm"),
    Product(
        "BTL-EMBUN", "Botol Minum Embun Cafe\u0301 Series", "Dapur", 119_000, 380, "Krem|Tosca"
    ),
    Product("SDK-LURUS", "Set Sendok Garpu Lurus (isi 12)", "Dapur", 96_000, 560),
    Product("TLN-JATI", "Talenan Kayu Jati 30x20", "Dapur", 74_000, 900),
    Product(
        *("RAK-SUSUN", "Rak Bumbu Susun 2 Tingkat [JANGAN DIBANTING]", "Rumah", 134_000, 1_400),
    ),
    Product("SPR-LEMBUT", "Sprei Katun Lembut 180x200", "Rumah", 268_000, 1_300, "Polos|Garis"),
    Product("LLN-WANGI", "Lilin Aroma Wangi Melati", "Rumah", 55_000, 220, "Melati|Vanila"),
    Product("KRJ-ANYAM", "Keranjang Anyam Serbaguna", "Rumah", 83_000, 600, "S|M|L"),
    Product("LMP-TIDUR", "Lampu Tidur Bulan Sabit 5W", "Rumah", 109_000, 350),
)
BEAUTY = (
    Product("SRM-CERAH", "Serum Cerah Niacinamide 20 ml", "Kecantikan", 89_000, 80),
    Product("SBN-SUSU", "Sabun Batang Susu Kambing", "Kecantikan", 24_000, 110, "Ori|Kopi"),
    Product(
        *("LIP-RONA", "Lip Tint Rona Tahan Lama 💄", "Kecantikan", 49_000, 40),
        "01 Mawar|02 Bata|03 Plum",
    ),
    Product("MSK-TENANG", "Masker Wajah Tenang (isi 5)", "Kecantikan", 37_500, 150),
    Product("MNY-RAMBUT", "Minyak Rambut Kemiri Asli", "Kecantikan", 62_000, 130),
    Product("SBL-MANDI", "Sabuk Lulur Mandi Ekstra", "Kecantikan", 33_000, 70),
)
SMALL = (
    Product("STK-CERIA", "Stiker Ceria 1 lembar", "Alat Tulis", 5_000, 10),
    Product("BKU-CATAT", "Buku Catatan Titik A5", "Alat Tulis", 38_000, 260, "Hitam|Merah"),
    Product("PNS-LIPAT", "Tempat Pensil Lipat", "Alat Tulis", 47_000, 140),
    Product("BNG-SETIA", "Kotak Kado Bingkisan Setia", "Hadiah", 1_350_000, 2_400),
)
PRODUCTS = CLOTHING + KITCHEN + BEAUTY + SMALL


def _goods(products: tuple[Product, ...]) -> tuple[Good, ...]:
    """One SKU per variation, each with a 19-digit number of its own."""
    numbers = count(1_729_384_550_017_263_411, 7_919)
    return tuple(
        Good(
            parent=product.code,
            sku="-".join([product.code, *variation.upper().replace(" ", "").split(",")]).strip("-"),
            name=product.name,
            variation=variation,
            category=product.category,
            price=product.price + 10_000 * place * (product.price > 100_000),
            weight_g=product.weight_g,
            market_sku=str(next(numbers)),
        )
        for product in products
        for place, variation in enumerate(product.variations.split("|"))
    )


GOODS = _goods(PRODUCTS)
