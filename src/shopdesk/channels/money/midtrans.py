"""Midtrans: the notifications of an account, each proved by its signature.

Its downloads have no published columns; they come in as a sheet of one's own, whose columns are
guessed by the names that its interface uses.
"""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

NOTICE: Final = MoneySpec(
    "midtrans.notification",
    "midtrans",
    {
        "signature": ("signature_key", "body.signature_key"),
        "status_code": ("status_code", "body.status_code"),
        "order_ref": ("order_id", "body.order_id"),
        "amount": ("gross_amount", "body.gross_amount"),
        "status": ("transaction_status", "body.transaction_status"),
        "fraud": ("fraud_status", "body.fraud_status"),
        "ref": ("transaction_id", "body.transaction_id"),
        "at": ("settlement_time", "body.settlement_time", "transaction_time",
               "body.transaction_time"),
        "method": ("va_numbers.0.bank", "body.va_numbers.0.bank", "store", "bank", "payment_type",
                   "body.payment_type"),
        "currency": ("currency", "body.currency"),
        "refunded": ("refund_amount", "body.refund_amount"),
        "account": ("merchant_id", "body.merchant_id"),
    },
    needed=("signature", "order_ref", "status_code", "amount", "status", "ref"),
    source="gateway",
    style="plain",
    proof="midtrans",
)  # fmt: skip
