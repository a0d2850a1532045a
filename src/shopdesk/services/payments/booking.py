"""The lines of one file, one by one, beside those that are here: new, known, or further on."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shopdesk.channels.money.spec import Line
from shopdesk.clock import DAY
from shopdesk.models.payments import Payment
from shopdesk.services.catalogue.rows import Moved, Rows
from shopdesk.services.imports.shapes import CellChange
from shopdesk.services.payments.refs import PENDING, is_weak, pending_ref, ref_of, who
from shopdesk.store import Work

Row = dict[str, Any]
SAMPLE: Final = 200
"""Changes that a plan shows."""
SHOWN: Final = {name: name for name in ("amount", "fee", "net", "refunded")} | {"state": "payment"}
"""Facts whose change a plan shows, by the names that it has for them."""
FILLED: Final = ("fee", "net", "balance", "method", "payer")
"""What a line takes from a later file where it does not know it yet."""
AHEAD: Final = (
    "pending", "challenged", "expired", "paid", "denied", "part_refunded", "refunded", "reversed",
)  # fmt: skip
"""States in the order in which one is left for another; news that arrives late changes nothing.
A denial counts more than a payment: money that is taken back must not look like money."""
BOOKED_WITHIN: Final = 7 * DAY
"""A line that is not booked yet is booked after so much time at the latest."""
ALSO: Final = "also"
"""Under this name a line keeps the weaker number by which another file knows it."""


@dataclass(slots=True)
class Booked:
    """What became of lines: ``settled`` were pending here, ``lost`` belong to none that is here."""

    new: int = 0
    changed: int = 0
    same: int = 0
    settled: int = 0
    changes: list[CellChange] = field(default_factory=list)
    lost: list[Line] = field(default_factory=list)


class Booking:
    """Books the lines of one file."""

    def __init__(self, work: Work, *, gateway: bool) -> None:
        self._work, self._gateway = work, gateway
        self._rows = Rows(work.connection, Payment)
        self._account = 0
        self._known: dict[tuple[str, int], Row] = {}
        self._named: dict[tuple[str, int], list[Row]] = {}
        self._waiting: dict[str, list[Row]] = {}
        self._seen: set[int] = set()
        self._fresh: dict[int, None] = {}
        self._renumbered: set[int] = set()
        self._booked = Booked()

    def book(self, account: int, lines: Sequence[Line]) -> Booked:
        """Book lines of one account, those that are booked at the bank before those that wait."""
        self._account, self._booked, self._seen = account, Booked(), set()
        refs = [ref_of(line, gateway=self._gateway) for line in lines]
        self._learn(lines, refs)
        turns: Counter[str] = Counter()
        waiting: list[Line] = []
        for line, ref in zip(lines, refs, strict=True):
            if ref.startswith(PENDING):
                waiting.append(line)
            elif line.ref:
                self._transaction(line, ref)
            else:
                self._line(line, ref, turns[ref])
                turns[ref] += 1
        for line in waiting:
            self._wait(line)
        return self._booked

    def write(self, arrival: int | None) -> None:
        """Write what is new and what changed; new lines keep from which file they are."""
        for key in self._fresh:
            self._rows.put(key, {"arrival_id": arrival})
        self._rows.write()
        self._work.session.expire_all()

    def _learn(self, lines: Sequence[Line], refs: Sequence[str]) -> None:
        """Find all lines of the account that these may be."""
        pending = [pending_ref(line) for line in lines] if not self._gateway else []
        found = self._rows.find("ref", [*refs, *pending])
        orders = [line.order_ref for line in lines if line.order_ref and self._gateway]
        found += self._rows.find("order_ref", orders)
        if any(ref.startswith(PENDING) for ref in refs):
            found += self._rows.find("amount", [line.amount for line in lines])
        mine = {row["id"]: row for row in found if row["account_id"] == self._account}
        self._known = {(row["ref"], row["occurrence"]): row for row in mine.values()}
        self._named, self._waiting = defaultdict(list), defaultdict(list)
        for row in sorted(mine.values(), key=lambda row: (row["occurrence"], row["id"])):
            self._named[row["order_ref"], row["amount"]].append(row)
            if row["ref"].startswith(PENDING):
                self._waiting[row["ref"]].append(row)

    # A bank's line

    def _line(self, line: Line, ref: str, turn: int) -> None:
        row = self._known.get((ref, turn)) or (self._paid_by(line, ref) if self._gateway else None)
        if row is not None:
            self._follow(row, line)
        elif self._gateway or (row := self._was_pending(line)) is None:
            self._add(line, ref, turn)
        else:
            self._booked.settled += 1
            self._put(row, {
                "ref": ref, "occurrence": turn, "state": line.state, "at": line.at,
                "day_only": int(line.day_only), "balance": line.balance, "words": line.words,
            })  # fmt: skip

    def _was_pending(self, line: Line) -> Row | None:
        """Return the line that waited for this one, no longer waiting."""
        waiting = self._waiting[pending_ref(line)]
        for row in waiting:
            if abs(line.at - row["at"]) <= BOOKED_WITHIN:
                waiting.remove(row)
                return row
        return None

    def _wait(self, line: Line) -> None:
        """Take a line that is not booked yet: one that waits here, or was booked since, is it."""
        ref = pending_ref(line)
        waiting = [row for row in self._waiting[ref] if row["id"] not in self._seen]
        row = waiting[0] if waiting else self._booked_since(line)
        if row is not None:
            self._seen.add(row["id"])
            self._booked.same += 1
            return
        turns = {row["occurrence"] for row in self._waiting[ref]}
        turns |= {turn for known, turn in self._known if known == ref}
        turn = max(turns, default=-1) + 1
        row = self._add(line, ref, turn)
        self._seen.add(row["id"])
        self._waiting[ref].append(row)

    def _booked_since(self, line: Line) -> Row | None:
        """Return the booked line that this one became, as a newer statement told."""
        for row in self._known.values():
            if (
                row["id"] not in self._seen and row["state"] == "paid"
                and row["incoming"] == line.incoming and row["amount"] == line.amount
                and -DAY <= row["at"] - line.at <= BOOKED_WITHIN
                and who(row["words"]) == who(line.words)
            ):  # fmt: skip
                return row
        return None

    # A gateway's transaction

    def _transaction(self, line: Line, ref: str) -> None:
        row = self._known.get((ref, 0)) or self._paid_by(line, ref)
        if row is not None:
            self._follow(row, line)
        elif line.fragment:
            self._booked.lost.append(line)
        else:
            self._add(line, ref, 0)

    def _paid_by(self, line: Line, ref: str) -> Row | None:
        """Return the payment that another file knows by another number, and let it have both."""
        for row in self._named[line.order_ref, line.amount] if line.order_ref else ():
            also = _extra(row).get(ALSO, "")
            weak, strong = (ref, row["ref"]) if is_weak(ref) else (row["ref"], ref)
            if is_weak(weak) and not is_weak(strong) and also in {"", weak}:
                extra = _kept(_extra(row) | {ALSO: weak})
                if self._rows.put(row["id"], {"ref": strong, "occurrence": 0, "extra": extra}):
                    self._renumbered.add(row["id"])
                self._known[ref, 0] = row
                return row
        return None

    def _follow(self, row: Row, line: Line) -> None:
        """Let a line that is here take what is new of it."""
        self._seen.add(row["id"])
        values: dict[str, Any] = {
            name: getattr(line, name) for name in FILLED
            if row[name] in (None, "") and getattr(line, name) not in (None, "")
        }  # fmt: skip
        if line.fragment and "fee" in values:
            values["net"] = row["amount"] - values["fee"]
        state = _state_of_part(line, row) if line.fragment else line.state
        if self._gateway and AHEAD.index(state) > AHEAD.index(row["state"]):
            values["state"] = state
            if state == "paid":
                values |= {"at": line.at, "day_only": int(line.day_only)}
        if (line.refunded or 0) > (row["refunded"] or 0):
            values["refunded"] = line.refunded
        if line.proof:
            values["signed"] = 1
        self._put(row, values)

    # The rows

    def _add(self, line: Line, ref: str, turn: int) -> Row:
        key = self._rows.add(
            account_id=self._account, ref=ref, occurrence=turn, at=line.at,
            day_only=int(line.day_only), incoming=int(line.incoming), state=line.state,
            amount=line.amount, fee=line.fee, net=line.net, refunded=line.refunded,
            balance=line.balance, currency=line.currency, method=line.method,
            order_ref=line.order_ref, payer=line.payer, words=line.words,
            signed=int(line.proof is not None),
            extra=_kept(line.extra) if line.extra else None,
        )  # fmt: skip
        row = self._rows.by_id[key]
        self._known[ref, turn] = row
        self._named[line.order_ref, line.amount].append(row)
        self._seen.add(key)
        self._fresh[key] = None
        self._booked.new += 1
        return row

    def _put(self, row: Row, values: dict[str, Any]) -> None:
        """Set cells of a row that a line is of; one that is new in this file stays new."""
        moved = self._rows.put(row["id"], values)
        if row["id"] in self._fresh or not (moved or row["id"] in self._renumbered):
            self._booked.same += 1
            return
        self._renumbered.discard(row["id"])
        self._booked.changed += 1
        self._tell(row, moved)

    def _tell(self, row: Row, moved: Iterable[Moved]) -> None:
        name = row["order_ref"] or who(row["words"])[:40] or row["ref"]
        told = [CellChange(name, SHOWN[cell.column], _text(cell.before), _text(cell.after))
                for cell in moved if cell.column in SHOWN]  # fmt: skip
        self._booked.changes += told[: SAMPLE - len(self._booked.changes)]


def _state_of_part(line: Line, row: Row) -> str:
    """Return the state of a payment of which a file has only a later part."""
    if not line.refunded:
        return "paid"
    return "reversed" if line.refunded >= row["amount"] else "part_refunded"


def _extra(row: Row) -> dict[str, str]:
    return json.loads(row["extra"]) if row["extra"] else {}


def _kept(extra: dict[str, str]) -> str:
    return json.dumps(extra, ensure_ascii=False, sort_keys=True)


def _text(value: object) -> str:
    return "" if value is None else str(value)
