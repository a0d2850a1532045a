"""Unknown sheets, read the way a person once told: header by header, known again next time."""

import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from shopdesk.channels import generic
from shopdesk.channels.detect import Recognised
from shopdesk.locale import _
from shopdesk.models.shops import Mapping as SavedMapping
from shopdesk.refusal import Refusal
from shopdesk.services.imports.reading import Recogniser
from shopdesk.sheets import SheetHead
from shopdesk.store import Change, Store, Work


def recogniser(store: Store) -> Recogniser:
    """Return what recognises the sheets whose header was mapped before."""
    with store.read() as read:
        rows = read.connection.execute(
            sa.select(SavedMapping.signature, SavedMapping.columns, SavedMapping.channel)
        )
        saved = {row.signature: (json.loads(row.columns), row.channel) for row in rows}

    def known(heads: Sequence[SheetHead]) -> Recognised | None:
        for head, place, header in candidates(heads):
            if found := saved.get(generic.signature_of(header)):
                columns, channel = found
                spec = generic.spec_from_mapping(header, columns, channel=channel)
                return Recognised(
                    spec=spec,
                    sheet=head.name,
                    header_row=place,
                    first_row=place + 1,
                    header=header,
                )
        return None

    return known


def candidates(
    heads: Sequence[SheetHead],
) -> list[tuple[SheetHead, int, tuple[str, ...]]]:
    """Return (sheet, 0-based row, header) of rows that look like a header: the first of each."""
    guesses = ((head, generic.guess_header(head)) for head in heads)
    return [(head, guess[0], tuple(guess[1])) for head, guess in guesses if guess]


def remember(
    work: Work,
    header: Sequence[str],
    columns: Mapping[str, str],
    *,
    name: str,
    channel: str = "generic",
) -> Change:
    """Keep how this header is read.

    Raises:
        Refusal: a field or a column is unknown, or a field that is needed is missing.
    """
    present = {str(h).strip() for h in header}
    for field, column in columns.items():
        if column not in present:
            raise Refusal(
                _("The sheet has no column “{column}” (for {field}).").format(
                    column=column, field=field
                )
            )
    generic.spec_from_mapping(tuple(header), columns, channel=channel)
    signature = generic.signature_of(tuple(header))
    known = work.session.scalar(sa.select(SavedMapping).where(SavedMapping.signature == signature))
    row = known or SavedMapping(signature=signature)
    row.name, row.channel, row.columns = name, channel, json.dumps(dict(columns), sort_keys=True)
    work.session.add(row)
    return work.done(_("Remembered how to read “{name}”").format(name=name))
