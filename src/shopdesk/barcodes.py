"""Barcodes of trade items: GTIN-8, -12, -13 and -14 with their check digit (GS1)."""

from shopdesk.locale import _
from shopdesk.refusal import Refusal

LENGTHS = (8, 12, 13, 14)


def is_gtin(text: str) -> bool:
    """Tell whether this is a GTIN: 8, 12, 13 or 14 digits, the last the right check digit."""
    if len(text) not in LENGTHS or not (text.isascii() and text.isdigit()):
        return False
    weighted = sum(int(digit) * (3, 1)[at % 2] for at, digit in enumerate(reversed(text[:-1])))
    return (weighted + int(text[-1])) % 10 == 0


def refuse_bad_gtin(sku: str, barcode: str) -> None:
    """Refuse a barcode of digits whose check digit is wrong; other codes are the shop's own.

    Raises:
        Refusal: it has the length of a GTIN, but not its check digit.
    """
    if barcode.isdigit() and len(barcode) in LENGTHS and not is_gtin(barcode):
        raise Refusal(
            _("{sku}: barcode {barcode} has a wrong check digit. Scan or type it again.").format(
                sku=sku, barcode=barcode
            )
        )
