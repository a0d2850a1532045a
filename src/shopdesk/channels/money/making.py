"""One row of a statement or report into a line, once its cells are read."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shopdesk import money
from shopdesk.channels.money.cells import Day, DayCell
from shopdesk.channels.money.framing import Frame
from shopdesk.channels.money.spec import Field, Line, MoneySpec, Proof
from shopdesk.channels.money.states import state_of
from shopdesk.channels.rejects import BadCell
from shopdesk.clock import DAY
from shopdesk.locale import _

Told = Mapping[Field, Any]


class Refused(Exception):  # noqa: N818 - it describes the row, not a malfunction of ours
    """Why a row is no line, by the field that lacks."""

    def __init__(self, field: Field, reason: str) -> None:
        super().__init__(reason)
        self.field: Field = field


class Maker:
    """Makes the lines of one sheet."""

    def __init__(self, spec: MoneySpec, frame: Frame, when: DayCell, shift_days: int) -> None:
        self._spec, self._frame, self._when = spec, frame, when
        self._shift = shift_days * DAY
        self._last: int | None = None
        self._gross = re.compile(spec.gross) if spec.gross else None

    def line(self, row: int, told: Told, rest: dict[str, str]) -> Line:
        """Return the line.

        Raises:
            Refused: it lacks its day or its amount, or its status is unknown.
        """
        amount, incoming = self._amount(told)
        at, day_only, state = self._when_and_state(told)
        words = " ".join(filter(None, (told.get("words"), told.get("more"))))
        line = Line(
            row, amount, at + self._shift, incoming, day_only, state,
            balance=_minor(told, "balance", signed=True),
            currency=(told.get("currency") or self._frame.currency or self._spec.currency).upper(),
            method=(told.get("method") or "").lower(), ref=told.get("ref") or "",
            order_ref=told.get("order_ref") or "", payer=told.get("payer") or "",
            words=" ".join(words.split()), part=told.get("part") or "",
            account=told.get("account") or self._frame.account,
            holder=told.get("holder") or self._frame.holder, extra=rest,
        )  # fmt: skip
        return self._proved(self._fees(line, told), told)

    def add_words(self, lines: list[Line], words: str) -> None:
        """Add words to the last line."""
        lines[-1] = replace(lines[-1], words=f"{lines[-1].words} {words}".strip())

    def _amount(self, told: Told) -> tuple[int, bool]:
        """Return what was paid, and whether it came in."""
        minor, mark = told.get("amount") or (None, "")
        mark = mark or told.get("side") or ""
        credit, debit = (_minor(told, field) for field in ("credit", "debit"))
        if minor is None and (credit or debit):
            if credit and debit:
                raise Refused("credit", _("the row has both a credit and a debit"))
            minor = credit or -abs(debit or 0)
        if not minor:
            raise Refused(_sum_field(told), _("the row has no amount"))
        if self._spec.unnamed and not mark:
            raise Refused("side", _("this does not say whether money came in or went out"))
        return abs(minor), mark == "in" if mark else minor > 0

    def _when_and_state(self, told: Told) -> tuple[int, bool, str]:
        """Return when the line was, whether only its day is known, and its state."""
        day: Day | None = told.get("at")
        if day is None:
            raise Refused("at", _("the row does not say when it was"))
        if day.at is None:
            return self._pending_day(), True, "pending"
        self._last = day.at
        clock = told.get("clock") if day.bare else None
        at = day.at + (clock or 0)
        return at, day.bare and clock is None, self._state(told)

    def _pending_day(self) -> int:
        """Return the day of a line that is not booked yet: the period's last, or the one above."""
        if self._frame.days:
            return self._when.start(self._frame.days[1])
        if self._last is None:
            raise Refused("at", _("the row does not say when it was"))
        return self._last

    def _state(self, told: Told) -> str:
        status = told.get("status")
        if self._spec.source == "bank" or not status:
            return "paid"
        try:
            return state_of(status, told.get("fraud") or "")
        except BadCell as why:
            raise Refused("status", str(why)) from None

    def _fees(self, line: Line, told: Told) -> Line:
        """Return the line with what was taken off it, and what is left."""
        if self._gross and (found := self._gross.search(line.words)):
            return _with_gross(line, found["gross"], found["fee"])
        fees = [abs(part) for field in _FEES if (part := _minor(told, field)) is not None]
        fee, net = sum(fees) if fees else None, _minor(told, "net")
        if net is None and fee is not None:
            net = line.amount - fee
        refunded = _minor(told, "refunded")
        if refunded is None and line.state in {"refunded", "reversed"}:
            refunded = line.amount
        return replace(line, fee=fee, net=net, refunded=refunded)

    def _proved(self, line: Line, told: Told) -> Line:
        """Return the line with what proves it; a signature is of the very texts of the file."""
        if self._spec.proof == "xendit":
            return replace(line, proof=Proof("xendit", told.get("token") or ""))
        if self._spec.proof == "midtrans":
            proof = Proof("midtrans", told.get("signature") or "", told.get("signed") or "")
            return replace(line, proof=proof)
        return line


_FEES: tuple[Field, ...] = ("fee", "tax")


def _minor(told: Told, field: Field, *, signed: bool = False) -> int | None:
    minor, mark = told.get(field) or (None, "")
    return -minor if signed and minor and mark == "out" else minor


def _sum_field(told: Told) -> Field:
    return "amount" if "amount" in told else "credit"


def _with_gross(line: Line, gross: str, fee: str) -> Line:
    """Return a line of which only what was left came in, where the sums agree."""
    try:
        paid, taken = money.parse(gross, "us"), money.parse(fee, "us")
    except ValueError:
        return line
    if not line.incoming or paid - taken != line.amount:
        return line
    return replace(line, amount=paid, fee=taken, net=line.amount)
