"""Xendit: the balance report, several rows a transaction, and the notifications of an account.

The columns are those of its documents; no downloaded file was at hand. A notification is proved by
the token that Xendit sends in its head: a file keeps it beside the body.
"""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

BALANCE: Final = MoneySpec(
    "xendit.balance",
    "xendit",
    {
        "ref": ("transaction id", "transaction_id"),
        "part": ("line type", "line_type"),
        "status": ("status", "transaction status"),
        "method": ("payment channel", "channel", "payment_channel"),
        "order_ref": ("reference", "reference id", "external id", "external_id"),
        "currency": ("currency",),
        "amount": ("amount",),
        "balance": ("balance", "balance after", "closing balance"),
        "at": ("created date", "created", "transaction date", "date", "timestamp", "created at",
               "created date iso", "date created"),
    },
    needed=("ref", "part", "order_ref", "amount", "at"),
    source="gateway",
    joined=True,
)  # fmt: skip

NOTICE: Final = MoneySpec(
    "xendit.notification",
    "xendit",
    {
        "token": ("headers.x-callback-token", "header.x-callback-token", "x-callback-token",
                  "callback_token", "callback-token"),
        "ref": ("body.data.id", "body.id", "data.id", "payload.id", "id"),
        "order_ref": ("body.data.reference_id", "body.data.external_id", "body.external_id",
                      "body.reference_id", "data.reference_id", "data.external_id",
                      "payload.external_id", "external_id", "reference_id"),
        "status": ("body.data.status", "body.status", "data.status", "payload.status", "status"),
        "amount": ("body.paid_amount", "paid_amount", "body.data.amount", "body.amount",
                   "data.amount", "payload.amount", "amount"),
        "currency": ("body.data.currency", "body.currency", "data.currency", "currency"),
        "at": ("body.paid_at", "paid_at", "body.data.updated", "body.updated", "data.updated",
               "updated", "body.data.created", "body.created", "data.created", "created"),
        "method": ("body.payment_channel", "payment_channel", "body.data.channel_code",
                   "data.channel_code", "body.bank_code", "bank_code", "body.payment_method",
                   "payment_method"),
        "payer": ("body.payer_email", "payer_email"),
        "words": ("body.description", "description", "body.data.description", "data.description"),
    },
    needed=("ref", "order_ref", "status", "amount", "token"),
    source="gateway",
    proof="xendit",
)  # fmt: skip
