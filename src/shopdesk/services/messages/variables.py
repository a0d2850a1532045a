"""The variables that texts for customers may use: what each stands for, with an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shopdesk.locale import N_


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what it stands for (English, translated when shown), and an example of it.

    ``example`` is Indonesian; ``example_en`` where English says it in other words.
    """

    about: str
    example: str
    example_en: str = ""


ITEMS: Final = "2 × Mug Biru\n1 × Kaos Polos, M"

VARIABLES: Final = {
    "greeting": Variable(
        N_("A greeting, with the buyer's name where the marketplace shows it"),
        "Halo Kak Sari", "Hello Sari",
    ),
    "buyer_name": Variable(N_("The buyer's name; empty where it is masked"), "Sari Lestari"),
    "recipient": Variable(N_("Who takes the parcel; empty where it is masked"), "Sari Lestari"),
    "address": Variable(N_("The address; empty where it is masked"), "Jl. Melati 5, Bandung"),
    "city": Variable(N_("City or regency of the address"), "Bandung"),
    "order_number": Variable(N_("The order's number"), "2611A7"),
    "orders": Variable(N_("Numbers of all orders in the parcel"), "2611A7, 2611A9"),
    "order_date": Variable(N_("The day of the order"), "21 Nov 2026", "21 Nov 2026"),
    "channel": Variable(N_("Where it was bought"), "Shopee"),
    "items": Variable(N_("What was bought, a line each"), ITEMS, "2 × Blue Mug\n1 × T-shirt, M"),
    "item_count": Variable(N_("How many pieces"), "3"),
    "total": Variable(N_("The order's total"), "Rp185.000", "Rp185,000"),
    "cancel_reason": Variable(N_("Why the order was cancelled"), "Stok habis", "Out of stock"),
    "pay_amount": Variable(
        N_("The sum to transfer, with its unique code"), "Rp185.123", "Rp185,123"
    ),
    "pay_code": Variable(N_("The unique code alone"), "123"),
    "pay_until": Variable(N_("Until when it must be paid"), "24 Nov 2026 16.00",
                          "24 Nov 2026 16:00"),
    "pay_to": Variable(N_("Where to transfer to (a setting)"), "BCA 123 456 7890 a.n. Toko Tirta"),
    "payment_method": Variable(N_("How it is paid"), "Transfer bank", "Bank transfer"),
    "paid_at": Variable(N_("When it was paid"), "22 Nov 2026 09.15", "22 Nov 2026 09:15"),
    "cod_amount": Variable(N_("What the courier collects"), "Rp185.000", "Rp185,000"),
    "courier": Variable(N_("The courier"), "J&T Express"),
    "service": Variable(N_("The courier's service"), "EZ"),
    "tracking": Variable(N_("The tracking number (resi)"), "JX1234567890"),
    "parcel": Variable(N_("Which parcel, of an order in several"), "1/2"),
    "courier_said": Variable(N_("What the courier said last"), "Paket dibawa kurir"),
    "eta": Variable(N_("The day that the courier promised"), "26 Nov 2026"),
    "delivered_at": Variable(N_("When it arrived"), "25 Nov 2026 13.40", "25 Nov 2026 13:40"),
    "shop_name": Variable(N_("The shop's name"), "Toko Tirta"),
    "shop_phone": Variable(N_("The shop's telephone (a setting)"), "0812-0000-1234"),
    "shop_address": Variable(N_("The shop's address (a setting)"), "Jl. Kenanga 1, Bandung"),
    "signature": Variable(
        N_("The signature (a setting), else the shop's name"), "Tim Toko Tirta", "Toko Tirta's team"
    ),
}  # fmt: skip
"""By name, in the order in which they are listed."""


def examples(language: str) -> dict[str, str]:
    """Return an example of every variable, for previews."""
    return examples_of(VARIABLES, language)


def examples_of(variables: Mapping[str, Variable], language: str) -> dict[str, str]:
    """Return an example of each of these variables in a language."""
    english = language == "en"
    return {
        name: one.example_en if english and one.example_en else one.example
        for name, one in variables.items()
    }
