"""Unknown sheets, read the way a person once told: header by header, known again next time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import sqlalchemy as sa

from shopdesk.channels import generic, ways
from shopdesk.channels.detect import Recognised
from shopdesk.locale import _
from shopdesk.models.shops import Mapping as SavedMapping
from shopdesk.refusal import Refusal
from shopdesk.services.imports.recognising import Recogniser, Sheet, candidates, own
from shopdesk.sheets import SheetHead, open_source
from shopdesk.store import Change, Read, Store, Work


def recogniser(store: Store) -> Recogniser:
    """Return what recognises the sheets whose header was mapped before."""
    with store.read() as read:
        return remembered(read)


def remembered(read: Read) -> Recogniser:
    """Return what recognises the sheets whose header was mapped before, as this view knows them."""
    rows = read.connection.execute(
        sa.select(SavedMapping.signature, SavedMapping.columns, SavedMapping.channel)
    )
    saved = {row.signature: (_told(row.columns), row.channel) for row in rows}

    def known(heads: Sequence[SheetHead]) -> Sheet | None:
        for head, place, header in candidates(heads):
            if found := saved.get(generic.signature_of(header)):
                (columns, way, aim), channel = found
                if aim != "orders":
                    spec = generic.sheet_from_mapping(header, columns, aim, way)
                    return own(head, place, header, spec)
                orders = generic.spec_from_mapping(header, columns, channel=channel, **asdict(way))
                return Recognised(orders, head.name, place, place + 1, header)
        return None

    return known


def learn(
    store: Store,
    paths: Sequence[Path],
    columns: Mapping[str, str],
    *,
    password: str | None = None,
    aim: generic.Aim | None = None,
    **told: str | None,
) -> Change:
    """Remember how the unknown sheet in the first of these files is read, field to header.

    ``aim`` is what it holds (None: what these fields can only mean); ``told`` may say ``style``,
    ``dates`` and ``currency`` (see ``ways.Way``). What nobody says is seen in the cells, or else
    assumed, and the label of the change says so.

    Raises:
        Refusal: no header row, no such column or field, or a cell is written otherwise than told.
    """
    with open_source(paths[0], password) as source:
        found = candidates(source.heads)
    wanted = set(columns.values())
    meant = aim or generic.aim_of(columns)
    for head, place, header in found:
        if wanted <= {title.strip() for title in header}:
            way, assumed = ways.settle(
                told, generic.way_columns(header, columns, meant), head.rows[place + 1 :],
                first_row=place + 2,
            )  # fmt: skip
            name = head.name or paths[0].name
            return store.do(
                remember, header, columns, name=name, way=way, aim=meant, assumed=assumed
            )
    raise Refusal(
        _("{file}: no sheet has a header row with the columns {columns}.").format(
            file=paths[0].name, columns=", ".join(sorted(wanted))
        )
    )


def remember(
    work: Work,
    header: Sequence[str],
    columns: Mapping[str, str],
    *,
    name: str,
    way: ways.Way,
    aim: generic.Aim = "orders",
    assumed: Sequence[str] = (),
    channel: str = "generic",
) -> Change:
    """Keep how this header is read.

    Raises:
        Refusal: a field or a column is unknown, or a field that is needed is missing.
    """
    _refuse_unknown(header, columns, aim)
    if aim == "orders":
        generic.spec_from_mapping(tuple(header), columns, channel=channel)
    else:
        generic.sheet_from_mapping(tuple(header), columns, aim, way)
    signature = generic.signature_of(tuple(header))
    known = work.session.scalar(sa.select(SavedMapping).where(SavedMapping.signature == signature))
    row = known or SavedMapping(signature=signature)
    told = {"columns": dict(columns), **asdict(way)} | ({} if aim == "orders" else {"aim": aim})
    row.name, row.channel, row.columns = name, channel, json.dumps(told, sort_keys=True)
    work.session.add(row)
    label = _("Remembered how to read “{name}”: {way}").format(name=name, way=way)
    if assumed:
        names = {"style": _("numbers"), "dates": _("dates"), "currency": _("currency")}
        guesses = ", ".join(names[what] for what in assumed)
        label = f"{label} " + _("(assumed: {guesses})").format(guesses=guesses)
    return work.done(label)


def _refuse_unknown(header: Sequence[str], columns: Mapping[str, str], aim: generic.Aim) -> None:
    present = {str(h).strip() for h in header}
    fields = [entry.field for entry in generic.MEANINGS[aim]]
    for field, column in columns.items():
        if field not in fields:
            raise Refusal(
                _("There is no field “{field}”. Fields: {fields}.").format(
                    field=field, fields=", ".join(fields)
                )
            )
        if column not in present:
            raise Refusal(
                _("The sheet has no column “{column}” (for {field}).").format(
                    column=column, field=field
                )
            )


def _told(kept: str) -> tuple[dict[str, str], ways.Way, generic.Aim]:
    told = json.loads(kept)
    columns = told.pop("columns", None)
    if columns is None:
        return told, ways.Way(), "orders"
    aim: generic.Aim = told.pop("aim", "orders")
    return columns, ways.Way(**told), aim
