"""Reports and notifications of payment gateways, written apart from what reads them.

Xendit's report has the columns of its documents; Midtrans' download has no published columns, so
this one has the names of its interface. The signature is computed here anew.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

SERVER_KEY = "SB-Mid-server-UJI-COBA-000"
CALLBACK_TOKEN = "uji-coba-callback-000"  # noqa: S105 - an invented one


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment through a gateway, whole rupiah."""

    id: str
    order: str
    at: datetime
    amount: int
    fee: int = 4_000
    tax: int = 440
    channel: str = "BCA"
    kind: str = "VA PAYMENT"
    back: int = 0


BALANCE = (
    "Product ID", "Transaction ID", "Transaction Type", "Line Type", "Payment Channel",
    "Reference", "Currency", "Amount", "Balance", "Created Date",
)  # fmt: skip


def xendit(
    path: Path, paid: Sequence[Paid], *, parts: Iterable[str] = (), opening: int = 0
) -> Path:
    """Xendit's balance report: the payment, its fee and the tax on it are rows of their own.

    ``parts`` names the only ones that the file has (none: all).
    """
    wanted = set(parts)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(BALANCE)
        for one in paid:
            rows = [("TRANSACTION", one.amount), ("FEE", -one.fee), ("VAT", -one.tax)]
            rows += [("TRANSACTION_REVERSAL", -one.back)] if one.back else []
            for at, (part, amount) in enumerate(rows):
                if wanted and part not in wanted:
                    continue
                opening += amount
                when = one.at + timedelta(seconds=at)
                table.writerow([f"prod-{one.id}", one.id, one.kind, part, one.channel, one.order,
                                "IDR", f"{amount:.2f}", f"{opening:.2f}",
                                f"{when:%Y-%m-%dT%H:%M:%S}+07:00"])  # fmt: skip
    return path


def midtrans_report(path: Path, paid: Sequence[Paid], status: str = "settlement") -> Path:
    """A download with the names of Midtrans' interface."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Order ID", "Transaction ID", "Transaction time", "Settlement time",
                        "Payment type", "Transaction status", "Gross amount", "Fee", "VAT",
                        "Net amount", "Customer email"])  # fmt: skip
        for one in paid:
            when = f"{one.at:%d/%m/%Y %H:%M:%S}"
            net = one.amount - one.fee - one.tax
            table.writerow([one.order, one.id, when, when, "bank_transfer", status,
                            f"{one.amount}.00", f"{one.fee}.00", f"{one.tax}.00", f"{net}.00",
                            "pembeli@example.com"])  # fmt: skip
    return path


def notice(one: Paid, status: str = "settlement", code: str = "200", **more: Any) -> dict[str, Any]:
    """Midtrans' notification of a transaction, signed with the server key."""
    gross = f"{one.amount}.00"
    signed = f"{one.order}{code}{gross}{SERVER_KEY}"
    told = {
        "transaction_time": f"{one.at:%Y-%m-%d %H:%M:%S}", "transaction_status": status,
        "transaction_id": one.id, "status_message": "midtrans payment notification",
        "status_code": code, "signature_key": hashlib.sha512(signed.encode()).hexdigest(),
        "payment_type": "bank_transfer", "order_id": one.order, "merchant_id": "G000000000",
        "gross_amount": gross, "fraud_status": "accept", "currency": "IDR",
        "va_numbers": [{"va_number": "000000000000", "bank": "bca"}],
    }  # fmt: skip
    if status == "settlement":
        told["settlement_time"] = f"{one.at + timedelta(minutes=3):%Y-%m-%d %H:%M:%S}"
    return told | more


def invoice(one: Paid, status: str = "PAID", token: str = CALLBACK_TOKEN) -> dict[str, Any]:
    """Xendit's invoice notification with the head that it came with."""
    return {
        "headers": {"x-callback-token": token, "content-type": "application/json"},
        "body": {
            "id": f"inv-{one.id}", "external_id": one.order, "user_id": "u-000",
            "status": status, "merchant_name": "Melati Nusa", "amount": one.amount,
            "paid_amount": one.amount, "bank_code": one.channel,
            "paid_at": f"{one.at:%Y-%m-%dT%H:%M:%S}.000+07:00", "payer_email": "p@example.com",
            "description": f"Pesanan {one.order}", "currency": "IDR",
            "payment_method": "BANK_TRANSFER", "payment_channel": one.channel,
        },
    }  # fmt: skip


def post(path: Path, *notices: dict[str, Any], lines: bool = False) -> Path:
    """Keep notifications in a file: one object, a list of them, or one a line."""
    if lines:
        text = "".join(f"{json.dumps(one)}\n" for one in notices)
    else:
        text = json.dumps(notices[0] if len(notices) == 1 else notices, indent=2)
    path.write_text(text, encoding="utf-8")
    return path
