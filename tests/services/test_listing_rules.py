"""Every rule of the table, against products that keep and break it."""

import json
from datetime import date

import pytest
import sqlalchemy as sa
from tests.rig import NOW, open_store

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.models.products import Offer, Picture, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import products
from shopdesk.services.products import NewVariant, completeness
from shopdesk.services.products.rules import rules

CHANNELS = ("shopee", "tiktok", "tokopedia", "lazada", "blibli", "shopify", "woocommerce")
TEXT = "Mug keramik tebal untuk kopi dan teh hangat di pagi hari yang sejuk. " * 4
SOUND = {
    "name": "Mug Keramik Kabut Biru 350 ml", "description": TEXT, "category": "Dapur > Mug",
    "brand": "Kabut", "specs": {"Bahan": "Keramik", "Isi": "350 ml", "Asal": "Indonesia"},
    "variation": "Biru,350 ml", "barcode": "4006381333931", "price": 3_500_000,
    "compare_at": None, "weight_g": 400, "length_mm": 120, "width_mm": 90, "height_mm": 100,
    "sku": "MUG-1", "own_price": None, "pictures": 3,
}  # fmt: skip
PICTURE = {"source": "https://toko.example/a.jpg", "kind": "jpeg", "width": 1000, "height": 1000,
           "bytes": 200_000}  # fmt: skip
MB = 2**20


def picture(**changes):
    """Three pictures, the first of them changed."""
    return {"pictures": [PICTURE | changes, PICTURE, PICTURE]}


# Channel, rule, how grave: and what breaks it.
CASES = [
    ("", "name_length", "error", {"name": " "}),
    ("", "description_length", "error", {"description": " \n "}),
    ("", "pictures", "error", {"pictures": 0}),
    ("", "picture_readable", "error", picture(kind="damaged", width=None)),
    ("", "picture_readable", "error", picture(kind="missing", width=None)),
    ("", "price", "error", {"price": None}),
    ("", "price", "error", {"price": 0}),
    ("", "compare_at", "warning", {"compare_at": 3_500_000}),
    ("", "weight", "warning", {"weight_g": None}),
    ("", "category", "warning", {"category": ""}),
    ("", "brand", "hint", {"brand": " "}),
    ("", "barcode", "hint", {"barcode": ""}),
    ("", "gtin", "warning", {"barcode": "RAK-7"}),
    ("", "dimensions", "hint", {"length_mm": None, "width_mm": None, "height_mm": None}),
    ("", "dimensions_whole", "warning", {"width_mm": None}),
    ("", "specs", "warning", {"specs": {"Bahan": " "}}),
    ("", "specs_more", "hint", {"specs": {"Bahan": "a", "Isi": "b"}}),
    ("", "name_search", "hint", {"name": "Mug Keramik Kabut 3"}),
    ("", "name_search", "hint", {"name": "Mug " + "keramik" * 17}),
    ("", "description_search", "hint", {"description": "x" * 119}),
    ("", "pictures_more", "hint", {"pictures": 2}),
    ("", "picture_sharp", "hint", picture(width=599)),
    ("", "picture_name", "warning", picture(kind="png")),
    ("", "duplicate_name", "warning", {"name": "  TAS selempang senja kuat"}),
    ("", "emoji", "hint", {"name": "Mug Keramik Kabut Biru 🌸 350"}),
    ("", "capitals", "warning", {"name": "MUG KERAMIK KABUT BIRU 350 ml"}),
    ("", "contact", "warning", {"description": TEXT + "Tanya 0812-3456-7890."}),
    ("", "contact", "warning", {"description": "+62 812 3456 789 " + TEXT}),
    ("", "contact", "warning", {"description": "WA:628123456789" + TEXT}),
    ("", "contact", "warning", {"description": TEXT + "hubungi WhatsApp kami"}),
    ("", "contact", "warning", {"name": "Mug Keramik admin@toko.example"}),
    ("", "claims", "warning", {"name": "Mug Keramik Kabut TERMURAH Biru"}),
    ("shopee", "name_length", "error", {"name": "Mugs"}),
    ("shopee", "name_length", "error", {"name": "m" * 256}),
    ("shopee", "description_length", "error", {"description": "x" * 19}),
    ("shopee", "description_length", "error", {"description": "x" * 3001}),
    ("shopee", "sku_length", "error", {"sku": "S" * 101}),
    ("shopee", "option_length", "error", {"variation": "Biru," + "x" * 21}),
    ("shopee", "price_range", "error", {"price": 98_99}),
    ("shopee", "price_range", "error", {"price": 1_000_000_000_01}),
    ("shopee", "price_range", "error", {"own_price": 98_99}),
    ("shopee", "pictures", "error", {"pictures": 10}),
    ("shopee", "picture_bytes", "error", picture(bytes=2 * MB + 1)),
    ("shopee", "picture_kind", "error", picture(kind="webp", source="a.webp")),
    ("shopee", "picture_kind", "error", picture(kind="", source="https://t.example/a.gif?w=1")),
    ("shopee", "weight", "error", {"weight_g": None}),
    ("shopee", "weight", "error", {"weight_g": 100_000_001}),
    ("shopee", "dimensions_whole", "error", {"height_mm": None}),
    ("shopee", "category", "error", {"category": ""}),
    ("shopee", "brand", "warning", {"brand": ""}),
    ("shopee", "barcode_digits", "error", {"barcode": "RAK-7"}),
    ("shopee", "barcode_digits", "error", {"barcode": "1234567"}),
    ("shopee", "rivals", "warning", {"description": TEXT + "Ada juga di Tokopedia!"}),
    ("tiktok", "name_length", "error", {"name": "m" * 255}),
    ("tiktok", "description_words", "hint", {"description": "kata " * 29}),
    ("tiktok", "option_length", "error", {"variation": "x" * 51}),
    ("tiktok", "pictures", "error", {"pictures": 10}),
    ("tiktok", "picture_pixels", "warning", picture(height=99)),
    ("tiktok", "picture_ratio", "warning", picture(width=740)),
    ("tiktok", "picture_ratio", "warning", picture(width=1340)),
    ("tiktok", "picture_kind", "warning", picture(kind="gif", source="a.gif")),
    ("tiktok", "weight", "error", {"weight_g": 0}),
    ("tiktok", "category", "error", {"category": ""}),
    ("tiktok", "rivals", "warning", {"name": "Mug Keramik Kabut seperti Shopee"}),
    ("tokopedia", "name_length", "error", {"name": "m" * 255}),
    ("tokopedia", "option_length", "error", {"variation": "x" * 51}),
    ("tokopedia", "pictures", "error", {"pictures": 10}),
    ("tokopedia", "picture_kind", "warning", picture(kind="gif", source="a.gif")),
    ("tokopedia", "weight", "error", {"weight_g": None}),
    ("tokopedia", "category", "error", {"category": ""}),
    ("tokopedia", "rivals", "warning", {"description": TEXT + "Lazada"}),
    ("lazada", "name_length", "error", {"name": "m" * 256}),
    ("lazada", "pictures", "error", {"pictures": 9}),
    ("lazada", "picture_pixels", "warning", picture(width=329)),
    ("lazada", "picture_pixels", "warning", picture(width=5001)),
    ("lazada", "picture_bytes", "warning", picture(bytes=3 * MB + 1)),
    ("lazada", "picture_kind", "warning", picture(kind="gif", source="a.gif")),
    ("lazada", "brand", "error", {"brand": ""}),
    ("lazada", "category", "error", {"category": ""}),
    ("lazada", "weight", "error", {"weight_g": None}),
    ("lazada", "dimensions", "error", {"length_mm": None, "width_mm": None, "height_mm": None}),
    ("lazada", "rivals", "warning", {"description": TEXT + "bukalapak"}),
    ("blibli", "category", "error", {"category": ""}),
    ("blibli", "brand", "error", {"brand": ""}),
    ("blibli", "weight", "error", {"weight_g": None}),
    ("blibli", "dimensions", "error", {"length_mm": 1, "width_mm": None, "height_mm": 1}),
    ("shopify", "name_length", "error", {"name": "m" * 256}),
    ("shopify", "picture_pixels", "warning", picture(height=5001)),
    ("shopify", "picture_bytes", "warning", picture(bytes=20 * MB + 1)),
    ("shopify", "picture_kind", "warning", picture(kind="bmp")),
]
# What is just right, though it looks like what is not.
KEPT = [
    ("", "gtin", {"barcode": " 96385074 "}),
    ("", "name_search", {"name": "Mug Keramik Kabut 35"}),
    ("", "description_search", {"description": "x" * 120}),
    ("", "picture_sharp", picture(width=600)),
    ("", "picture_sharp", picture(width=None, height=None, kind="")),
    ("", "picture_name", picture(source="/foto/A.JPEG")),
    ("", "capitals", {"name": "MUG 350 ml"}),
    ("", "contact", {"description": TEXT + "0812 ml, instagramable, lot 899081234567890"}),
    ("", "claims", {"name": "Mug Keramik tidak termurahan amat"}),
    ("", "compare_at", {"compare_at": 3_500_001}),
    ("shopee", "name_length", {"name": "m" * 255}),
    ("shopee", "name_length", {"name": "Mugku"}),
    ("shopee", "description_length", {"description": "x" * 3000}),
    ("shopee", "description_length", {"description": "x" * 20}),
    ("shopee", "sku_length", {"sku": "S" * 100}),
    ("shopee", "option_length", {"variation": "x" * 20 + "," + "y" * 20}),
    ("shopee", "price_range", {"price": 99_00}),
    ("shopee", "price_range", {"price": 1_000_000_000_00}),
    ("shopee", "price_range", {"price": 98_99, "own_price": 99_00}),
    ("shopee", "pictures", {"pictures": 9}),
    ("shopee", "picture_bytes", picture(bytes=2 * MB)),
    ("shopee", "barcode_digits", {"barcode": "12345678901234"}),
    ("shopee", "barcode_digits", {"barcode": ""}),
    ("shopee", "weight", {"weight_g": 100_000_000}),
    ("shopee", "rivals", {"description": TEXT + "toko kami di Shopee, bukan shopeetokopediaan"}),
    ("tiktok", "name_length", {"name": "m" * 254}),
    ("tiktok", "description_words", {"description": "kata " * 30}),
    ("tiktok", "picture_ratio", picture(width=750)),
    ("tiktok", "option_length", {"variation": "x" * 50}),
    ("lazada", "pictures", {"pictures": 8}),
    ("lazada", "picture_pixels", picture(width=330, height=5000)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("rules"))
    opened.do(products.add, "Mug", [NewVariant("MUG-1")])
    opened.do(products.add, "Tas Selempang Senja Kuat", [NewVariant("TAS-1")])
    yield opened
    opened.close()


def found(store, channel, changes):
    """Return the gaps of a sound product with these changes, offered on this channel alone."""
    facts, answer = SOUND | changes, []
    many = facts["pictures"]
    shown = [PICTURE] * many if isinstance(many, int) else many

    def act(work):
        write = work.connection.execute
        if channel:
            shop = work.session.merge(Shop(id=7, channel=channel, name="Toko"))
            work.session.merge(Shop(id=8, channel=CHANNELS[0], name="Lain"))
            work.session.flush()
            write(sa.insert(Offer).values(
                shop_id=shop.id, product_code="1", sku=facts["sku"].lower(),
                own_price=facts["own_price"]))  # fmt: skip
        texts = ("name", "description", "category", "brand")
        write(sa.update(Product).where(Product.id == 1).values(
            specs=json.dumps(facts["specs"]), **{name: facts[name] for name in texts}))  # fmt: skip
        own = ("variation", "barcode", "price", "compare_at", "weight_g", "length_mm", "width_mm",
               "height_mm", "sku")  # fmt: skip
        write(sa.update(Variant).where(Variant.id == 1).values(
            sku_key=facts["sku"].lower(), **{name: facts[name] for name in own}))  # fmt: skip
        for position, one in enumerate(shown, 1):
            write(sa.insert(Picture).values(product_id=1, position=position, **one))
        answer.extend(completeness.gaps(work, [1])[1])
        return work.done("")

    store.run("try", act, keep=False)
    return answer


def named(gaps, channel, rule):
    return [gap for gap in gaps if gap.rule == rule and channel in (gap.channels or ("",))]


@pytest.mark.parametrize("channel", ["", *CHANNELS])
def test_a_sound_product_lacks_nothing(store, channel):
    assert found(store, channel, {}) == []


@pytest.mark.parametrize(("channel", "rule", "severity", "changes"), CASES)
def test_a_broken_rule_is_told_with_its_field(store, channel, rule, severity, changes):
    hits = named(found(store, channel, changes), channel, rule)
    assert [gap.severity for gap in hits] == [severity]
    assert "{" not in hits[0].message
    if rule not in ("contact", "claims", "rivals", "dimensions", "dimensions_whole", "price_range"):
        assert hits[0].field in changes


@pytest.mark.parametrize(("channel", "rule", "changes"), KEPT)
def test_what_is_just_right_is_no_gap(store, channel, rule, changes):
    assert named(found(store, channel, changes), channel, rule) == []


def test_every_row_of_the_table_has_its_case():
    asked = {(row["channel"], row["rule"]) for row in tables.rows("listing_rules")}
    assert asked == {case[:2] for case in CASES}


def test_a_banned_word_names_the_text_it_stands_in(store):
    (gap,) = named(found(store, "", {"name": "Mug Keramik termurah Kabut"}), "", "claims")
    assert (gap.field, "“termurah”" in gap.message) == ("name", True)
    (gap,) = named(found(store, "", {"description": TEXT + "No. 1"}), "", "claims")
    assert gap.field == "description"


@pytest.fixture
def own(tmp_path):
    tables.use(tmp_path)
    yield tmp_path / "listing_rules.toml"
    tables.use(None)


def test_the_shop_corrects_a_rule_and_adds_words_of_its_own(store, own):
    own.write_text(
        '[[rows]]\nchannel = ""\nrule = "brand"\nseverity = "off"\nweight = 0\n'
        '[[rows]]\nchannel = "shopee"\nrule = "name_length"\nseverity = "hint"\nweight = 1\n'
        "min = 60\n"
        '[[rows]]\nchannel = ""\nrule = "kata_toko"\nseverity = "error"\nweight = 5\n'
        'words = ["pagi"]\nfields = ["description"]\n'
    )
    gaps = found(store, "shopee", {"brand": ""})
    assert [(gap.rule, gap.severity, gap.channel) for gap in gaps] == [
        ("kata_toko", "error", ""), ("brand", "warning", "shopee"),
        ("name_length", "hint", "shopee"),
    ]  # fmt: skip
    assert "“pagi”" in gaps[0].message


def test_a_row_holds_between_its_dates(own):
    own.write_text(
        '[[rows]]\nchannel = "shopee"\nrule = "name_length"\nfrom = 2027-01-01\n'
        'severity = "error"\nweight = 6\nmin = 25\nmax = 200\n'
    )

    def limits(day):
        (rule,) = [rule for rule in rules(day)["shopee"] if rule.id == "name_length"]
        return rule.least, rule.most

    assert limits(Clock("Asia/Jakarta", now=NOW).today()) == (5, 255)
    assert limits(date(2027, 1, 1)) == (25, 200)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('rule = "umur"\nseverity = "error"\nweight = 1', "rule “umur”"),
        ('rule = "brand"\nseverity = "gawat"\nweight = 1', "rule “brand”"),
        ('rule = "x"\nwords = ["a"]\nseverity = "error"', "rule “x”"),
        ('rule = "pictures"\nseverity = "error"\nweight = 1\nmin = "dua"', "rule “pictures”"),
        ('rule = "x"\nseverity = "error"\nweight = 1\npatterns = ["("]', "pattern “\\("),
    ],
)
def test_a_row_that_nobody_understands_is_named(own, row, said):
    own.write_text(f"[[rows]]\n{row}\n")
    with pytest.raises(Refusal, match=said):
        rules(date(2026, 11, 23))
