"""The variables of answers: those of messages, those of a ticket, those of the SKU it is about."""

from typing import Final

from shopdesk.locale import N_
from shopdesk.services.messages.variables import VARIABLES as OF_ORDERS
from shopdesk.services.messages.variables import Variable, examples_of

OF_TICKETS: Final = {
    "customer": Variable(N_("Who writes; empty where it is masked"), "Sari Lestari"),
    "ticket_number": Variable(N_("The ticket's number"), "T-12"),
    "agent": Variable(N_("Who answers"), "Dewi"),
}
OF_PRODUCTS: Final = {
    "product": Variable(N_("The product that is asked about"), "Mug Biru", "Blue Mug"),
    "sku": Variable(N_("Its SKU"), "MUG-1"),
    "price": Variable(N_("Its price"), "Rp35.000", "Rp35,000"),
    "stock": Variable(N_("How many pieces of it can be sold; empty where there are none"), "12"),
    "specs": Variable(
        N_("Its specifications, a line each"), "Bahan: keramik\nIsi: 300 ml",
        "Material: ceramic\nContent: 300 ml",
    ),
    "alternatives": Variable(
        N_("What is like it and in stock, a line each"), "- Mug Merah, Rp35.000",
        "- Red Mug, Rp35,000",
    ),
    "together": Variable(
        N_("What is often bought with it and in stock, a line each"), "- Kopi Bubuk, Rp49.000",
        "- Ground Coffee, Rp49,000",
    ),
}  # fmt: skip
VARIABLES: Final = OF_ORDERS | OF_TICKETS | OF_PRODUCTS
"""By name, in the order in which they are listed."""


def examples(language: str) -> dict[str, str]:
    """Return an example of every variable, for previews."""
    return examples_of(VARIABLES, language)
