"""The log of scans: who scanned what, when and where, for whoever disputes what was sent.

Scans are only added. When an order is finished, the SHA-256 of its scans goes into its picking, and
its beginning into the label of the journal's entry, which is chained: scans that were rewritten
later no longer fit.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import HOUR
from shopdesk.locale import _, ngettext
from shopdesk.models.journal import JournalEntry, JournalRow
from shopdesk.models.shipments import Picking, Scan
from shopdesk.services.orders.rows import Happening
from shopdesk.services.packing.contents import bundles
from shopdesk.services.packing.rows import ScanRow, Tally
from shopdesk.store import Actor, Read, Work

SCAN: Final = Scan.__table__
SHOWN: Final = 12
"""Signs of the proof that stand in the journal's label."""
MISSED: Final = ("wrong", "surplus", "unknown", "refused")


def log(
    work: Work, order_id: int | None, station: str, code: str, verdict: str, sku: str = ""
) -> None:
    """Write one scan down."""
    work.connection.execute(
        sa.insert(Scan).values(
            order_id=order_id, at=work.clock.now(), by=work.actor.name, station=station,
            code=code, sku=sku, verdict=verdict,
        )
    )  # fmt: skip


def scans(read: Read, order_id: int) -> tuple[ScanRow, ...]:
    """Return the scans of an order, or of the bundle it travels in, as they came."""
    lead = bundles(read, [order_id])[order_id][0]
    query = sa.select(SCAN).where(SCAN.c.order_id == lead).order_by(SCAN.c.id)
    return tuple(ScanRow(*row) for row in read.connection.execute(query))


def proof(rows: Iterable[ScanRow]) -> str:
    """Return the SHA-256 over scans, in hexadecimal."""
    digest = hashlib.sha256()
    for one in rows:
        facts = (one.id, one.at, one.by, one.station, one.code, one.sku, one.verdict)
        digest.update(("|".join(map(str, facts)) + "\n").encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def proof_holds(read: Read, order_id: int) -> bool | None:
    """Tell whether the scans of an order are those it was finished with.

    None: it was not finished by scanning. What was scanned after it was finished does not count.
    """
    query = sa.select(Picking.id, Picking.proof).where(Picking.order_id == order_id)
    found = read.connection.execute(query).first()
    if found is None or not found.proof:
        return None
    rows = scans(read, order_id)
    ends = [at for at, one in enumerate(rows, 1) if one.verdict == "done"]
    if all(proof(rows[:end]) != found.proof for end in ends):
        return False
    told = (
        sa.select(sa.exists().where(
            JournalRow.tab == "pickings", JournalRow.pk == found.id,
            JournalEntry.id == JournalRow.entry,
            JournalEntry.label.contains(found.proof[:SHOWN], autoescape=True),
        ))
    )  # fmt: skip
    return bool(read.connection.scalar(told))


def happenings(read: Read, order_id: int) -> list[Happening]:
    """Return the scans of an order as moments of its history; pieces of one SKU are one moment."""
    rows = scans(read, order_id)
    made: list[Happening] = []
    start = 0
    for at, one in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        same = following and (following.sku, following.verdict, following.by) == (
            one.sku, one.verdict, one.by,
        )  # fmt: skip
        if one.verdict == "ok" and same:
            continue
        made.append(_happening(one, rows[start : at + 1]))
        start = at + 1
    if rows and proof_holds(read, order_id) is False:
        made.append(Happening(rows[-1].at, _("The scans were changed later: no proof"), ""))
    return made


def _happening(last: ScanRow, run: Sequence[ScanRow]) -> Happening:
    words = {
        "order": _("Scanned at the packing table"),
        "ok": _("Scanned {n} × {sku}").format(n=sum(map(pieces, run)), sku=last.sku),
        "wrong": _("Wrong scan refused: {code}").format(code=last.code),
        "surplus": _("One too many refused: {code}").format(code=last.code),
        "unknown": _("Unknown scan refused: {code}").format(code=last.code),
        "refused": _("Packing refused at the packing table"),
        "done": _("Every piece scanned"),
    }
    who = f"{last.by} · {last.station}" if last.station else last.by
    return Happening(last.at, words.get(last.verdict, last.verdict), who)


def pieces(one: ScanRow) -> int:
    """Return how many pieces a good scan stands for; more than one were typed."""
    _code, _is, typed = one.code.rpartition("=")
    counted = typed.isascii() and typed.isdigit() and one.code.casefold() != one.sku.casefold()
    return int(typed) if _is and counted else 1


def tally(read: Read, who: str = "") -> Tally:
    """Return what a packer (who asks, if none is named) did today."""
    name = who or Actor.here().name
    start, stop = read.clock.day_bounds(read.clock.today())
    own = (SCAN.c.by == name, SCAN.c.at >= start, SCAN.c.at < stop)
    query = (
        sa.select(SCAN.c.verdict, sa.func.count(), sa.func.min(SCAN.c.at), sa.func.max(SCAN.c.at))
        .where(*own)
        .group_by(SCAN.c.verdict)
    )
    rows = read.connection.execute(query).all()
    if not rows:
        return Tally(name)
    told = {row[0]: int(row[1]) for row in rows}
    typed = sa.select(SCAN).where(*own, SCAN.c.verdict == "ok", SCAN.c.code.contains("="))
    more = sum(pieces(ScanRow(*row)) - 1 for row in read.connection.execute(typed))
    hours = max(60, max(row[3] for row in rows) - min(row[2] for row in rows)) / HOUR
    return Tally(
        name, told.get("done", 0), told.get("ok", 0) + more,
        sum(told.get(verdict, 0) for verdict in MISSED), round(told.get("done", 0) / hours, 1),
    )  # fmt: skip


def finished(label: str, digest: str, n: int) -> str:
    """Return the journal's label of an order that was finished by scanning: it names the proof."""
    said = ngettext("{label} by {n} scan, proof {proof}", "{label} by {n} scans, proof {proof}", n)
    return said.format(label=label, n=n, proof=digest[:SHOWN])
