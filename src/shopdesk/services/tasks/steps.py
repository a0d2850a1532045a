"""The next step of a parcel that is in trouble: its state chooses which task that is."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel, Task
from shopdesk.refusal import Refusal
from shopdesk.services.tasks.verbs import add
from shopdesk.steps import due, step
from shopdesk.store import Change, Work


def take(work: Work, parcel_ids: Sequence[int]) -> Change:
    """Put the next step of each parcel on the list: call the buyer, claim it, or take it back.

    Raises:
        Refusal: a parcel is in no trouble, or its step is on the list already.
    """
    parcels = _load(work, parcel_ids)
    for parcel, kind in [(parcel, _kind(work, parcel)) for parcel in parcels]:
        amount = parcel.value if kind == "claim" else None
        add(
            work, kind, parcel.order_id, parcel_id=parcel.id, about=parcel.raw or "",
            amount=amount, due=due(kind, work.clock),
        )  # fmt: skip
    label = ngettext("Made {n} task", "Made {n} tasks", len(parcels)).format(n=len(parcels))
    return work.done(_to_do(work, parcels[0]) if len(parcels) == 1 else label)


def _load(work: Work, parcel_ids: Sequence[int]) -> list[Parcel]:
    asked = list(dict.fromkeys(parcel_ids))
    found = [parcel for one in asked if (parcel := work.session.get(Parcel, one)) is not None]
    if not asked:
        raise Refusal(_("No parcel is chosen."))
    if len(found) < len(asked):
        raise Refusal(_("A parcel is no longer here; reload the list."))
    return found


def _kind(work: Work, parcel: Parcel) -> str:
    """Return the task that a parcel asks for; refuse one that asks for none, or has it already."""
    kind = step(parcel.status, work.clock.today())
    if kind is None:
        said = _("{parcel}: nothing is wrong with it, so there is no step. Nothing was changed.")
        raise Refusal(said.format(parcel=_name(work, parcel)))
    there = sa.select(Task.id).where(
        Task.kind == kind, Task.parcel_id == parcel.id, Task.state == "open"
    )
    if work.session.scalars(there).first() is not None:
        said = _("{parcel}: its task is on the list already. Nothing was changed.")
        raise Refusal(said.format(parcel=_name(work, parcel)))
    return kind


def _to_do(work: Work, parcel: Parcel) -> str:
    """Return what is to be done with one parcel."""
    said = {
        "call_buyer": _("To do: call the buyer of {parcel}"),
        "claim": _("To do: claim {parcel} from its courier"),
        "take_back": _("To do: take {parcel} back in"),
    }
    kind = step(parcel.status, work.clock.today()) or ""
    return said.get(kind, kind).format(parcel=_name(work, parcel))


def _name(work: Work, parcel: Parcel) -> str:
    number = sa.select(Order.number).where(Order.id == parcel.order_id)
    return parcel.tracking or work.session.scalar(number) or ""
