"""How the rules look at the facts of a SKU: prices, weight, sizes, codes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from shopdesk import money
from shopdesk.barcodes import is_gtin
from shopdesk.locale import N_
from shopdesk.services.products.found import Found, limits

if TYPE_CHECKING:
    from shopdesk.services.products.rules import Rule
    from shopdesk.services.products.subjects import Subject


def sku_length(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The SKU's code."""
    n = len(subject.sku)
    if rule.most is not None and n > rule.most:
        yield N_("The SKU has {n} characters and should have at most {most}"), limits(rule, n)


def option_length(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Each option of the variation: "Krem,XL" has two."""
    for option in subject.variation.split(","):
        n = len(option.strip())
        if rule.most is not None and n > rule.most:
            sentence = N_("The option “{option}” has {n} characters and should have at most {most}")
            yield sentence, {"option": option.strip()} | limits(rule, n)


def price(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """A price above zero in every shop that offers it."""
    channels = (rule.channel,) if rule.channel else (*subject.channels, "")
    if not all(amount for channel in channels for amount in subject.asked(channel)):
        yield N_("The price is missing"), {}


def price_range(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Prices between two limits of one currency; one that is missing is another rule's."""
    if rule.currency != subject.currency:
        return
    for amount in filter(None, subject.asked(rule.channel)):
        if rule.least is not None and amount < rule.least:
            sentence = N_("The price is {price} and should be at least {least}")
        elif rule.most is not None and amount > rule.most:
            sentence = N_("The price is {price} and should be at most {most}")
        else:
            continue
        money_of = partial(money.show, currency=rule.currency)
        limits = {"least": money_of(rule.least or 0), "most": money_of(rule.most or 0)}
        yield sentence, {"price": money_of(amount)} | limits


def compare_at(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """A compare-at price that is no higher than the price."""
    if subject.price and subject.compare_at is not None and subject.compare_at <= subject.price:
        yield N_("The compare-at price is not above the price"), {}


def weight(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The weight of the packed piece."""
    if not subject.weight_g:
        yield N_("The weight is missing"), {}
    elif rule.most is not None and subject.weight_g > rule.most:
        sentence = N_("The weight is {n} g and should be at most {most} g")
        yield sentence, limits(rule, subject.weight_g)


def dimensions(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """Length, width and height of the packed piece."""
    if not all(subject.sides):
        yield N_("Length, width and height are missing"), {}


def dimensions_whole(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """All three of them or none."""
    if any(subject.sides) and not all(subject.sides):
        yield N_("Length, width and height belong together: all three or none"), {}


def barcode(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """A barcode at all."""
    if not subject.barcode.strip():
        yield N_("The barcode is missing"), {}


def gtin(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """A barcode that is a GTIN, not a code of the shop's own."""
    if subject.barcode.strip() and not is_gtin(subject.barcode.strip()):
        yield N_("The barcode {code} is no GTIN"), {"code": subject.barcode.strip()}


def barcode_digits(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """A barcode of digits alone, so many of them."""
    code = subject.barcode.strip()
    fits = code.isascii() and code.isdigit()
    if code and not (fits and (rule.least or 0) <= len(code) <= (rule.most or len(code))):
        sentence = N_("The barcode {code} should have {least} to {most} digits")
        yield sentence, {"code": code} | limits(rule, len(code))
