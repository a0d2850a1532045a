"""A count sheet at work: which line a code means, and what is written on it."""

import re
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.stock import CountLine, CountSheet, Lot
from shopdesk.refusal import Refusal
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.lots import held_at, lot_named
from shopdesk.store import Work

BETWEEN: Final = " · "
"""Stands between the names of several people who counted one sheet."""
_TYPED: Final = re.compile(r"(?P<code>.+?)\s*=\s*(?P<qty>\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: a SKU or barcode, and how many; None is one more, which is a scan."""

    code: str
    qty: int | None = None
    lot: str = ""
    note: str = ""


def parse(text: str) -> Tally:
    """Return what a scan or a typed ``SKU=12`` says; ``SKU@LOT`` names the lot.

    Raises:
        Refusal: nothing was said.
    """
    told = text.strip()
    if not told:
        raise Refusal(_("Scan a barcode, or type a SKU, or SKU=12."))
    typed = _TYPED.fullmatch(told)
    return Tally(typed["code"], int(typed["qty"])) if typed else Tally(told)


@dataclass
class Sheet:
    """A count sheet that is open, with its lines by SKU and lot.

    Raises:
        Refusal: there is no such sheet, or it is posted.
    """

    work: Work
    name: str
    sheet: CountSheet = field(init=False)
    lines: dict[tuple[int, int], CountLine] = field(init=False)
    fresh: list[CountLine] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Read the sheet."""
        query = sa.select(CountSheet).where(CountSheet.name == self.name.strip())
        found = self.work.session.scalar(query)
        if found is None:
            raise Refusal(_("There is no count sheet “{name}”.").format(name=self.name))
        if found.state == "posted":
            raise Refusal(
                _("Count {name} is posted; undo that first, or make a new sheet.").format(
                    name=found.name
                )
            )
        self.sheet = found
        rows = self.work.session.scalars(
            sa.select(CountLine).where(CountLine.sheet_id == found.id).order_by(CountLine.id)
        )
        self.lines = {(row.variant_id, row.lot_id): row for row in rows}

    def count(self, tally: Tally) -> CountLine:
        """Write one tally on its line.

        Raises:
            Refusal: the code is unknown, a kit, archived, or lacks its lot.
        """
        line = self.line(tally)
        line.counted = (line.counted or 0) + 1 if tally.qty is None else tally.qty
        if tally.note:
            line.note = tally.note
        self.fresh.append(line)
        return line

    def close(self, at: int | None) -> None:
        """Read the ledger for what was counted just now, and note who counted."""
        keys = sorted({line.variant_id for line in self.fresh})
        held = held_at(self.work, self.sheet.location_id, keys, at)
        query = sa.select(Variant.id).where(Variant.id.in_(keys), Variant.lots == 0)
        whole = set(self.work.session.scalars(query))
        for line in self.fresh:
            mine = (line.variant_id, line.lot_id)
            line.expected = sum(
                n for key, n in held.items()
                if key == mine or (key[0] == line.variant_id and line.variant_id in whole)
            )  # fmt: skip
        names = [name for name in self.sheet.counted_by.split(BETWEEN) if name]
        if self.fresh and self.work.actor.name not in names:
            self.sheet.counted_by = BETWEEN.join([*names, self.work.actor.name])
        left = any(line.counted is None for line in self.lines.values())
        self.sheet.state = "open" if left else "counted"

    def line(self, tally: Tally) -> CountLine:
        """Return the line that a tally means; made where what was found is not on the sheet."""
        variant, code = self._variant(tally)
        found = self._on_sheet(variant, code)
        if found is None:
            lot = lot_named(self.work, variant, code)
            found = CountLine(sheet_id=self.sheet.id, variant_id=variant.id, lot_id=lot)
            self.work.session.add(found)
            self.lines[variant.id, lot] = found
        return found

    def known(self, tally: Tally) -> CountLine | None:
        """Return the line that a tally means, None where it is not on the sheet."""
        return self._on_sheet(*self._variant(tally))

    def _variant(self, tally: Tally) -> tuple[Variant, str]:
        """Return what a code stands for, and the lot that was named with it."""
        found = self._named(tally.code)
        code, _at, lot = tally.code.rpartition("@")
        if not found and code:
            return self._only(self._named(code), code), tally.lot or lot
        return self._only(found, tally.code), tally.lot

    def _named(self, code: str) -> list[Variant]:
        session = self.work.session
        same = session.scalars(sa.select(Variant).where(Variant.sku_key == sku_key(code))).all()
        if same:
            return list(same)
        return list(session.scalars(sa.select(Variant).where(Variant.barcode == code.strip())))

    def _only(self, found: list[Variant], code: str) -> Variant:
        if len(found) > 1:
            skus = ", ".join(sorted(one.sku for one in found))
            raise Refusal(
                _("Barcode {code} stands for several SKUs: {skus}. Type the SKU.").format(
                    code=code, skus=skus
                )
            )
        if not found:
            raise Refusal(_("{code} is no SKU and no barcode of the catalogue.").format(code=code))
        if found[0].kit:
            raise Refusal(_("{sku} is a kit; count its parts.").format(sku=found[0].sku))
        if found[0].archived_at is not None:
            raise Refusal(_("SKU {sku} is archived; restore it first.").format(sku=found[0].sku))
        return found[0]

    def _on_sheet(self, variant: Variant, code: str) -> CountLine | None:
        """Return the line of a SKU and lot; without a lot the only one that can be meant."""
        if code:
            query = sa.select(Lot.id).where(Lot.variant_id == variant.id, Lot.code == code.strip())
            return self.lines.get((variant.id, self.work.session.scalar(query) or -1))
        if not variant.lots:
            return self.lines.get((variant.id, 0))
        mine = [lot for key, lot in self.lines if key == variant.id]
        if len(mine) == 1:
            return self.lines[variant.id, mine[0]]
        named = sa.select(Lot.code).where(Lot.id.in_(mine)).order_by(Lot.code)
        codes = ", ".join(f"{variant.sku}@{one}" for one in self.work.session.scalars(named))
        if codes:
            said = _("Say which lot of {sku}: {codes}.")
            raise Refusal(said.format(sku=variant.sku, codes=codes))
        return None
