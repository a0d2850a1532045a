"""What the fields of the parcels' filter mean to a person."""

from typing import Final

from shopdesk.locale import N_, _
from shopdesk.parcels import status
from shopdesk.screens.words import channel

_FIELDS: Final = {
    "order": N_("a part of the order number"),
    "tracking": N_("a part of the resi"),
    "courier": N_("a part of the courier's name"),
    "raw": N_("a part of what the courier says"),
    "channel": N_("the marketplace"),
    "shop": N_("a part of the shop's name"),
    "status": N_("where the parcel is"),
    "currency": N_("currency of the value"),
    "value": N_("amount: >100k, 50k..1jt"),
    "age": N_("days since it left: >5, 3..7"),
    "last": N_("when its courier last said something"),
    "handed": N_("when it was handed over"),
    "made": N_("when it was made"),
    "delivered": N_("when the buyer had it"),
    "eta": N_("when the courier promised it"),
    "is": N_("a state with a name of its own"),
    "sort": N_("the order of the list"),
}
_STATES: Final = {
    "late": N_("later than its courier promised, or usually is"),
    "silent": N_("no news for longer than its courier usually leaves"),
    "moving": N_("its courier has news to tell"),
    "failed": N_("failed, held, lost, or on its way back"),
    "unmapped": N_("its courier said what nobody understands"),
    "cod": N_("cash on delivery"),
    "ended": N_("delivered, back, lost or cancelled"),
    "merged": N_("several orders travel in it"),
    "manual": N_("a person said where it is"),
    "todo": N_("asks for a step that nobody has taken yet"),
    "trouble": N_("its tracker had no answer"),
}
_SORTS: Final = {
    "risk": N_("late and silent last"),
    "-risk": N_("late and silent first, the dearest of them before"),
    "value": N_("cheapest first"),
    "-value": N_("dearest first"),
    "last": N_("longest without news first"),
    "-last": N_("newest news first"),
    "made": N_("oldest first"),
    "-made": N_("newest first"),
}


def hint(field: str, value: str) -> str:
    """Return what a field, or one of its values, means in the reader's language."""
    if not value:
        said = _FIELDS.get(field, "")
    elif field == "status":
        return status(value)
    elif field == "channel":
        return channel(value)
    else:
        said = {"is": _STATES, "sort": _SORTS}.get(field, {}).get(value, "")
    return _(said) if said else ""
