"""Invoices: what an order costs, amount by amount, and whether it is paid. No claim about taxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.locale import _
from shopdesk.money import number, show
from shopdesk.reports.papers.label import copy_word
from shopdesk.reports.papers.press import press, printable, speaking
from shopdesk.reports.papers.sizes import Size, laid, page


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line; amounts in minor units."""

    name: str
    variation: str
    sku: str
    qty: int
    price: int
    subtotal: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """What is printed for one order. Amounts are in minor units and add up to ``total``.

    ``placed`` and ``paid`` are days as people read them, ``paid`` empty while nobody paid;
    ``cod``: the courier collects the total; ``other`` is what a marketplace added or took.
    """

    shop: str
    number: str
    lines: tuple[InvoiceLine, ...]
    total: int
    from_address: str = ""
    from_phone: str = ""
    channel: str = ""
    placed: str = ""
    paid: str = ""
    method: str = ""
    cod: bool = False
    recipient: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""
    subtotal: int = 0
    discount: int = 0
    shipping: int = 0
    other: int = 0
    refunded: int = 0
    currency: str = "IDR"
    copy: int = 1


def render(invoices: Sequence[Invoice], *, size: Size = "a6", language: str) -> bytes:
    """Return the invoices as a PDF, each beginning on a page of its own.

    No invoices make one page that says so.
    """
    with speaking(language):
        pdf = press(
            "invoice.typ",
            {
                "page": page(size),
                "words": _words(),
                "invoices": [_invoice(one, language) for one in invoices],
            },
            language,
        )
    return laid(pdf, size)


def _invoice(one: Invoice, language: str) -> dict[str, object]:
    """Return one invoice as the template wants it."""

    def amount(minor: int) -> str:
        return show(minor, one.currency, language)

    sender = (one.from_address, one.from_phone)
    buyer = (one.phone, one.address, one.place)
    return {
        "shop": printable(one.shop, 60, run=20),
        "sender": [printable(part, 160, run=40) for part in sender if part],
        "channel": printable(one.channel, 30),
        "number": printable(one.number, 60, run=30),
        "copy": copy_word(one.copy),
        "placed": printable(one.placed, 40),
        "recipient": printable(one.recipient, 80, run=26),
        "buyer": [printable(part, 300, run=40) for part in buyer if part],
        "lines": [
            {
                "name": printable(line.name, run=24),
                "variation": printable(line.variation, 80, run=24),
                "sku": printable(line.sku, 60, run=34),
                "qty": number(line.qty, language),
                "price": amount(line.price),
                "subtotal": amount(line.subtotal),
            }
            for line in one.lines
        ],
        "sums": [{"name": name, "amount": amount(minor)} for name, minor in _sums(one)],
        "total": amount(one.total),
        "state": printable(state(one), 120),
        "refunded": amount(-one.refunded) if one.refunded else "",
        "method": printable(one.method, 60),
    }


def _sums(one: Invoice) -> list[tuple[str, int]]:
    """Return the amounts between the lines and the total, without those that are nothing."""
    sums = [
        (_("Subtotal"), one.subtotal), (_("Discount"), -one.discount),
        (_("Shipping"), one.shipping), (_("Other fees and vouchers"), one.other),
    ]  # fmt: skip
    return [(name, minor) for name, minor in sums if minor]


def state(one: Invoice) -> str:
    """Return in words whether the order is paid."""
    if one.cod:
        return _("Cash on delivery: the courier collects the total")
    if one.paid:
        return _("Paid on {day}").format(day=one.paid)
    return _("Not paid yet")


def _words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "invoice": _("Invoice"),
        "number": _("Order"),
        "date": _("Date"),
        "to": _("For"),
        "item": _("Item"),
        "qty": _("Qty"),
        "price": _("Price"),
        "amount": _("Amount"),
        "total": _("Total"),
        "refunded": _("Refunded"),
        "no_tax": _("This is not a tax invoice."),
        "nothing": _("There is nothing to invoice."),
    }
