"""The columns of the parcels, and what each says of one."""

from typing import TYPE_CHECKING

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.couriers import couriers
from shopdesk.locale import _, language
from shopdesk.screens.shipments.words import status, trouble
from shopdesk.screens.words import channel
from shopdesk.widgets.cells import Edit
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.services.shipments import ParcelRow


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""

    def when(instant: int | None, style: str = "short") -> str:
        if instant is None:
            return ""
        return clock.show(instant, style="date" if style == "date" else "short")

    return (
        Column("tracking", _("Resi"), _resi, 13, 1, whole=True,
               edit=Edit("tracking", lambda p: p.tracking or "", own=True)),
        Column("status", _("Status"), lambda p: status(p.status), 18, 2),
        Column("trouble", _("Late, silent"), lambda p: trouble(p, clock), 23, 3, sort="risk"),
        Column("value", _("Value"), _value, 12, 4, align="right", sort="value"),
        Column("courier", _("Courier"), lambda p: p.courier or "", 12, 5,
               edit=Edit("courier", lambda p: p.courier or "", hints=couriers)),
        Column("age", _("Age"), _age, 4, 7, align="right"),
        Column("order", _("Order"), _order, 14, 8, whole=True),
        Column("raw", _("The courier says"), lambda p: p.raw or "", 16, 6, grow=True),
        Column("last", _("Last news"), lambda p: when(p.last_at), 12, 9, sort="last"),
        Column("handed", _("Handed over"), lambda p: when(p.handed_at), 12, 12),
        Column("eta", _("Promised"), lambda p: when(p.eta, "date"), 11, 13),
        Column("cod", _("COD"), _cod, 12, 11, align="right"),
        Column("channel", _("Channel"), lambda p: channel(p.channel), 9, 10),
        Column("shop", _("Shop"), lambda p: p.shop, 14, 14),
        Column("made", _("Made"), lambda p: when(p.made_at), 12, 15, sort="made"),
    )  # fmt: skip


def amount(minor: int, row: "ParcelRow") -> str:
    """Return an amount of the parcel's currency."""
    return money.show(minor, row.currency, language())


def _resi(row: "ParcelRow") -> Shown:
    """Return the resi; where there is none yet, the order stands for it."""
    return row.tracking or (f"({_order(row)})", "quiet")


def _order(row: "ParcelRow") -> str:
    """Return the order, and which of its parcels this is if it goes in several."""
    return row.order if row.number == 1 else f"{row.order} #{row.number}"


def _value(row: "ParcelRow") -> str:
    return amount(row.value, row)


def _cod(row: "ParcelRow") -> str:
    return "" if row.cod is None else amount(row.cod, row)


def _age(row: "ParcelRow") -> str:
    return _("{n}d").format(n=row.age_days)
