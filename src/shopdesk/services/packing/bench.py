"""One packing table within one transaction: it hears codes, counts pieces, and finishes orders."""

from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.shipments import Picking
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards, verbs
from shopdesk.services.packing import codes, evidence, leases
from shopdesk.services.packing.contents import box, bundles
from shopdesk.services.packing.ready import why_not
from shopdesk.services.packing.rows import Box, Content, Heard
from shopdesk.store import Work

NAMED: Final = 3
"""SKUs that a sentence names."""


class Bench:
    """What lies on one packer's table. ``label`` names what was finished, empty if nothing was."""

    def __init__(self, work: Work, station: str, at: int | None = None) -> None:
        self._work, self.station = work, station
        self.box: Box | None = None
        self.label = ""
        self.lost = ""
        """Why the order that lay here does not any more."""
        if at is not None:
            self._look(at)

    # What lies here

    def _look(self, order_id: int) -> None:
        """Take up again what lay here before this transaction, if it is still ours."""
        found = box(self._work, order_id)
        lease = leases.lease_of(self._work, found.order_id) if found else None
        if found is None or lease is None:
            return
        if taken := leases.why_taken(self._work, lease, self.station):
            self.lost = f"{found.number}: {taken}."
        elif leases.mine(self._work, lease, self.station):
            self.box = replace(found, scanned=leases.scanned_of(lease), until=lease.until)

    def take(self, order_id: int, *, over: bool = False) -> Box:
        """Put an order on the table: what was scanned of it before still counts.

        Raises:
            Refusal: it cannot be packed now, or somebody else holds it and ``over`` is not said.
        """
        found = box(self._work, order_id)
        if found is None:
            raise Refusal(_("This order is no longer here."))
        lease = leases.lease_of(self._work, found.order_id)
        self._refuse(found)
        if not over:
            leases.refuse_taken(self._work, lease, self.station, found.number)
        self.box = replace(found, scanned=_fitting(found, leases.scanned_of(lease)))
        self._keep()
        return self.box

    def _refuse(self, found: Box) -> None:
        orders = guards.load(self._work.session, found.order_ids)
        reasons = why_not(self._work, orders)
        wrong = [f"{one.number}: {reasons[one.id]}" for one in orders if one.id in reasons]
        if wrong:
            raise Refusal("; ".join(wrong) + ".")
        nameless = next((one for one in found.contents if not one.sku), None)
        if nameless or not found.contents:
            raise Refusal(
                _("{number}: “{name}” has no SKU to scan.").format(
                    number=found.number, name=nameless.name
                )
                if nameless
                else _("{number}: there is nothing to pack.").format(number=found.number)
            )

    def _keep(self) -> None:
        if self.box is not None:
            until = leases.keep(self._work, self.box.order_id, self.station, self.box.scanned)
            self.box = replace(self.box, until=until)

    # What is heard

    def hear(self, told: str) -> Heard:
        """Take one code, and tell what came of it."""
        code = told.strip()[: codes.LONGEST]
        if self.box is not None and (said := self._piece(code)):
            return said
        if found := codes.orders_named(self._work, code):
            return self._order(code, found)
        return self._stray(code)

    def _piece(self, code: str) -> Heard | None:
        """Count a piece of the order on the table; None: the code is none of its SKUs."""
        found, qty = codes.meant(code, self._contents()), 1
        if not found and (typed := codes.typed(code)):
            found, qty = codes.meant(typed[0], self._contents()), typed[1]
            if found and not self._work.settings.pack_typed:
                return self._no(code, "refused", _("Here every piece is scanned, none typed."))
        if not found:
            return None
        here = self._here()
        one = next((one for one in found if self._left(one) > 0), found[0])
        if qty < 1 or qty > self._left(one):
            said = ngettext(
                "{sku}: too many, only {n} piece belongs into the box. Put it back.",
                "{sku}: too many, only {n} pieces belong into the box. Put it back.", one.qty,
            )  # fmt: skip
            return self._no(code, "surplus", said.format(sku=one.sku, n=one.qty), one.sku)
        try:
            self._refuse(here)
        except Refusal as why:
            return self._no(code, "refused", str(why), one.sku)
        counted = here.scanned.get(one.key, 0) + qty
        self.box = replace(here, scanned={**here.scanned, one.key: counted})
        self._keep()
        self._log(code, "ok", one.sku)
        if not self.box.left:
            return self._finish(code)
        said = _("{sku}: {n} of {all}").format(sku=one.sku, n=counted, all=one.qty)
        return Heard(code, "ok", said, number=here.number)

    def _order(self, code: str, found: list[int]) -> Heard:
        """Open the order that a code names, unless another one is begun."""
        leads = {mates[0] for mates in bundles(self._work, found).values()}
        if len(leads) > 1:
            said = _("{code} stands for {n} orders. Scan the resi.").format(code=code, n=len(leads))
            return self._no(code, "refused", said, on=None)
        (order_id,) = leads
        here = self.box
        if here is not None and here.order_id != order_id and here.scanned:
            return self._no(code, "refused", self._unfinished(here))
        if here is not None and here.order_id != order_id:
            leases.let_go(self._work, here.order_id, self.station)
            self.box = None
        try:
            self.take(order_id)
        except Refusal as why:
            return self._no(code, "refused", str(why), on=order_id)
        self._log(code, "order")
        opened = self._here()
        if not opened.left:
            return self._finish(code)
        return Heard(code, "order", to_scan(opened), number=opened.number)

    def _stray(self, code: str) -> Heard:
        """Refuse a code that is neither an order nor a piece of the one on the table."""
        known = codes.sku_named(self._work, code)
        here = self.box
        if known is None:
            said = _("{code} is no order and no SKU that is known here.").format(code=code)
            return self._no(code, "unknown", said)
        sku, kit = known
        if here is None:
            said = _("{sku}: scan an order first, by its resi or its number.").format(sku=sku)
            return self._no(code, "wrong", said, sku)
        if kit:
            said = _("{sku} is a kit: scan the parts that lie in it.").format(sku=sku)
            return self._no(code, "wrong", said, sku)
        said = _("{sku} does not belong into {number}. Put it back.").format(
            sku=sku, number=here.number
        )
        return self._no(code, "wrong", said, sku)

    def _finish(self, code: str) -> Heard:
        """Pack the order: every piece was scanned."""
        here, work = self._here(), self._work
        try:
            change = verbs.pack(work, here.order_ids)
        except Refusal as why:
            return self._no(code, "refused", str(why))
        self._log(code, "done")
        rows = evidence.scans(work, here.order_id)
        digest = evidence.proof(rows)
        for order_id in here.order_ids:
            picking = work.session.scalar(sa.select(Picking).where(Picking.order_id == order_id))
            if picking is None:
                picking = Picking(order_id=order_id)
                work.session.add(picking)
            picking.state, picking.proof = "packed", digest
        leases.end(work, here.order_ids)
        n = sum(one.verdict == "ok" for one in rows)
        self.label = evidence.finished(change.label, digest, n)
        self.box = None
        said = _("{number} is packed").format(number=here.number)
        return Heard(code, "done", said, here.order_ids, here.number)

    # Small words

    def _no(
        self, code: str, verdict: str, said: str, sku: str = "", *, on: int | None = -1
    ) -> Heard:
        """Write a refusal down, and tell it."""
        here = self.box.order_id if self.box is not None else None
        evidence.log(self._work, here if on == -1 else on, self.station, code, verdict, sku)
        return Heard(code, verdict, said, number=self.box.number if self.box else "")

    def _log(self, code: str, verdict: str, sku: str = "") -> None:
        evidence.log(self._work, self._here().order_id, self.station, code, verdict, sku)

    def _here(self) -> Box:
        if self.box is None:
            raise Refusal(_("No order lies on the table; scan one first."))
        return self.box

    def _contents(self) -> tuple[Content, ...]:
        return self.box.contents if self.box is not None else ()

    def _left(self, one: Content) -> int:
        return one.qty - self._here().scanned.get(one.key, 0)

    def _unfinished(self, here: Box) -> str:
        missing = [one for one in here.contents if self._left(one) > 0]
        named = ", ".join(f"{self._left(one)} × {one.sku}" for one in missing[:NAMED])
        more = "…" if len(missing) > NAMED else ""
        return _("{number} is not finished: {missing} to scan. esc puts it aside.").format(
            number=here.number, missing=named + more
        )


def to_scan(found: Box) -> str:
    """Return how much of an order is to be scanned."""
    said = ngettext("{number}: {n} piece to scan", "{number}: {n} pieces to scan", found.left)
    return said.format(number=found.number, n=found.left)


def _fitting(found: Box, scanned: dict[str, int]) -> dict[str, int]:
    """Return what was scanned as far as it still belongs to the order: an import may change it."""
    wanted = {one.key: one.qty for one in found.contents}
    fits = {key: min(n, wanted.get(key, 0)) for key, n in scanned.items()}
    return {key: n for key, n in fits.items() if n}
