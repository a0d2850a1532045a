"""How each channel's orders look: number shapes, couriers with their resi, payment methods."""

from tests.makers.goods import GOODS
from tests.makers.life import Courier
from tests.makers.trade import Manner

REGULAR = "Reguler (Cashless)"
SPX = "SPXID04#########"

SHOPEE = Manner(
    number="%y%m%d********",
    item="############",
    couriers=(
        Courier(REGULAR, "SPX Standard", SPX, 11_000),
        Courier(REGULAR, "SPX Standard", SPX, 11_000),
        Courier("Hemat Kargo", "SPX Hemat", SPX, 8_000),
        Courier(REGULAR, "J&T Express", "JX##########", 12_000),
        Courier(REGULAR, "JNE Reguler", "CM###########", 13_000),
        Courier(REGULAR, "SiCepat REG", "0046########", 12_000),
        Courier(REGULAR, "AnterAja Reguler", "1000##########", 11_000),
        Courier("Kargo", "JNE Trucking (JTR)", "JT###########", 25_000),
        Courier("Instant (Versi Lama)", "SPX Instant (Versi Lama)", SPX, 18_000, instant=True),
    ),
    methods=(
        *("Saldo ShopeePay", "SPayLater", "Online Payment", "SeaBank Bayar Instan"),
        *("Kartu Kredit/Debit", "Indomaret/i.Saku", "Alfamart/Alfamidi/Dan+Dan", "BCA OneKlik"),
    ),
    cod_share=0.22,
    cod_method="COD (Bayar di Tempat)",
    voucher_share=0.3,
    coins=True,
)
TIKTOK = Manner(
    number="58################",
    item="############",
    couriers=(
        Courier("Pengiriman standar", "J&T Express", "JX##########", 10_000),
        Courier("Pengiriman standar", "J&T Express", "JP##########", 10_000),
        Courier("Pengiriman standar", "GTL(Regular)", "GTL#########", 9_000),
        Courier("Pengiriman standar", "Ninja Xpress", "NLIDAP########", 10_000),
        Courier("Pengiriman ekonomi", "SiCepat", "0052########", 8_000),
        Courier("Instan", "GoSend", "GK-11-######", 20_000, instant=True),
    ),
    methods=("GoPay", "Bank transfer", "ShopeePay", "Credit/Debit card", "OVO", "QRIS"),
    package="115###############9",
    cod_share=0.45,
    cod_method="Cash on delivery",
    voucher_share=0.25,
    line_fee=1_000,
    sample_share=0.04,
    nameless_share=0.03,
    more_lines=0.1,
)
TOKOPEDIA = Manner(
    number="INV/%Y%m%d/MPL/33########",
    item="########",
    couriers=(
        Courier("Reguler", "JNE", "TG##########", 12_000),
        Courier("Reguler", "SiCepat", "0052########", 11_000),
        Courier("Reguler", "AnterAja", "1000##########", 11_000),
        Courier("Same Day", "GoSend", "GK-11-######", 22_000, instant=True),
    ),
    methods=("GoPay",),
    goods=GOODS[:40],
    more_lines=0.3,
)
LAZADA = Manner(
    number="20#############",
    item="20############0",
    couriers=(
        Courier("Standard", "LEX ID", "LXAD-##########", 11_000),
        Courier("Standard", "J&T Express ID", "JB##########", 12_000),
        Courier("Standard", "Ninja Van ID", "NVID#########", 12_000),
    ),
    methods=("MIXEDCARD", "PAY_IN_STORE", "BANK_TRANSFER", "EWALLET"),
    cod_share=0.2,
    cod_method="COD",
    voucher_share=0.2,
    goods=GOODS[10:],
)
BLIBLI = Manner(
    number="120########",
    item="122########",
    couriers=(
        Courier("Regular", "JNE REG", "CGK############", 12_000),
        Courier("Regular", "Blibli Express Service", "BES##########", 10_000),
        Courier("Regular", "SAP Express", "IDS############", 11_000),
    ),
    methods=("Blibli",),
    package="13#########",
    free_shipping=1.0,  # the sheet has no column for it
    goods=GOODS[::2],
)
SHOPIFY = Manner(
    number="$",
    item="1512##########",
    couriers=(
        Courier("JNE REG", "JNE", "01###############", 14_000),
        Courier("J&T EZ", "J&T Express", "JX##########", 13_000),
        Courier("SiCepat BEST", "SiCepat", "0046########", 17_000),
    ),
    methods=(
        *("Bank Deposit (BCA)", "Bank Deposit (BCA)", "Bank Deposit (BCA)", "Midtrans (QRIS)"),
        "Midtrans (GoPay)",
        "Midtrans (Credit Card)",
    ),
    manual="Bank Deposit (BCA)",
    voucher_share=0.2,
    more_lines=0.35,
)
