"""What an order's cells mean together, once all of its rows are known."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from shopdesk.channels.cancels import actor
from shopdesk.channels.spec import OrderSpec
from shopdesk.channels.statuses import (
    UNSHIPPED,
    Standing,
    StatusBook,
    fold,
    least_advanced,
    lookup,
)  # fmt: skip

Draft = dict[str, Any]
"""An order in the making: ORDER_FIELDS and the values that only the rules read."""

_MOMENTS = ("placed_at", "paid_at", "shipped_at", "delivered_at", "updated_at")
_YES = frozenset({"cod", "ya", "yes", "y", "true", "1"})
_OWED = frozenset({"unpaid", "authorised", "paid"})


class Facts:
    """What the lines of one order add up to."""

    __slots__ = ("all_back", "marks", "returned", "standings", "subtotal", "worth")

    def __init__(self) -> None:
        self.subtotal: int | None = None
        self.worth = 0  # 0 when every line is free
        self.returned = 0
        self.all_back = True  # every line came back whole
        self.marks: list[str | None] = []  # each line's own status text
        self.standings: list[Standing] = []  # of each line, where the channel tells them apart


class Closing:
    """The rules of one spec, ready to be applied to draft after draft."""

    def __init__(self, spec: OrderSpec, currency: str, *, samples: bool) -> None:
        """Take the file's currency, and whether it has the column that tells samples."""
        self._spec = spec
        self._currency = currency
        self._samples = samples
        self.book = StatusBook(spec)
        self._payments = lookup(spec.payments)
        self._fulfilments = lookup(spec.fulfilments)
        self._cases = lookup(spec.cases)
        self._cod = re.compile(spec.cod, re.IGNORECASE)
        self._cods: dict[str | None, bool] = {None: False}

    def settle(self, draft: Draft, facts: Facts) -> None:
        """Fill in the draft: money, axes, cancellation, return, moments."""
        self._sums(draft, facts)
        _parts(draft)
        stated = self._stand(draft, facts)
        draft["cod"] = int(self._is_cod(draft))
        if draft["cancelled"] or (self._spec.dated_cancel and draft["cancelled_at"] is not None):
            _cancel(draft, stated=stated)
        else:
            _pay(draft, stated=stated)
            if self._cases and any(facts.marks):
                self._case(draft, facts)
        if draft["failure"] is not None:
            draft["fulfilment"] = self._failure(draft["failure"])
        _moments(draft)
        free = self._samples and not (facts.worth or draft["preorder"] or draft["payment_method"])
        draft["sample"] = int(free)

    def _sums(self, draft: Draft, facts: Facts) -> None:
        if draft["subtotal"] is None:
            draft["subtotal"] = facts.subtotal
        if draft["currency"] is None:
            draft["currency"] = self._currency
        if draft["total"] is None and draft["subtotal"] is not None:
            fee, discount = draft["shipping_fee"] or 0, draft["discount"] or 0
            draft["total"] = draft["subtotal"] + fee - discount

    def _stand(self, draft: Draft, facts: Facts) -> bool:
        """Put the order on its axes; say whether the file states the payment by itself."""
        if not facts.standings:
            facts.standings = self._standings(draft["status"], draft["substatus"])
        stand = facts.standings[0] if len(facts.standings) == 1 else least_advanced(facts.standings)
        draft["payment"], draft["fulfilment"] = stand.payment, stand.fulfilment
        draft["case_state"], draft["cancelled"] = stand.case, int(stand.cancelled)
        draft["completed"], draft["market_status"] = stand.completed, stand.text
        draft["problem"] = stand.problem
        texts = draft["payment_text"], draft["fulfilment_text"]
        if texts == (None, None):
            return False
        said = [text for text in (stand.text, *texts) if text]
        draft["market_status"] = " / ".join(said)
        self._word(draft, "fulfilment", texts[1], self._fulfilments)
        return self._word(draft, "payment", texts[0], self._payments)

    def _standings(self, status: Any, sub: Any) -> list[Standing]:
        """Return the order's standing, or one of each row where the statuses come row by row."""
        if not isinstance(status, tuple):
            return [self.book[status, sub]]
        subs = sub if isinstance(sub, tuple) else (sub,) * len(status)
        return [self.book[pair] for pair in zip(status, subs, strict=True)]

    def _word(self, draft: Draft, axis: str, text: str | None, words: Mapping[str, str]) -> bool:
        """Take one axis from its own column; an unknown word goes to the exception list."""
        if text is None:
            return False
        value = words.get(fold(text))
        if value is None:
            draft["problem"] = draft["problem"] or f"unknown {axis} status: {text}"
            return False
        draft[axis] = value
        return True

    def _is_cod(self, draft: Draft) -> bool:
        method = draft["payment_method"]
        found = self._cods.get(method)
        if found is None:
            found = self._cods[method] = bool(self._cod.search(method))
        text = draft["cod_text"]
        return found or draft["payment"] == "cod_due" or (text is not None and fold(text) in _YES)

    def _case(self, draft: Draft, facts: Facts) -> None:
        """Read the lines' words about cancellation and return, for an order that lives on."""
        gone = [stand.cancelled for stand in facts.standings]
        if len(gone) != len(facts.marks):
            gone = [False] * len(facts.marks)
        live = [mark for mark, out in zip(facts.marks, gone, strict=True) if mark and not out]
        words = {self._cases.get(fold(mark), mark) for mark in live}
        unknown = words - {"open", "approved", "closed", "refund", "cancel"}
        if unknown and not draft["problem"]:
            draft["problem"] = f"unknown status: {min(unknown)}"
        settled = "approved" in words or ("refund" in words and draft["refunded"])
        if settled and facts.returned:
            if facts.all_back:
                draft["payment"], draft["fulfilment"] = "refunded", "returned_to_sender"
            elif draft["payment"] == "paid":
                draft["payment"] = "part_refunded"
        if "open" in words or ("refund" in words and not settled):
            before = draft["fulfilment"] in UNSHIPPED
            draft["case_state"] = "cancel_requested" if before else "return_open"
        elif "cancel" in words:
            draft["case_state"] = "cancel_requested"
        elif settled or "closed" in words:
            draft["case_state"] = "closed"

    def _failure(self, text: str) -> str:
        """Return where a parcel ended that could not be delivered."""
        words = fold(text)
        found = (w.value for w in self._spec.marks if any(part in words for part in w.texts))
        return next(found, "failed")


def _parts(draft: Draft) -> None:
    """Take apart the texts that hold two values."""
    if draft["courier_text"] is not None:
        draft["courier"], draft["service"] = draft["courier_text"]
    if draft["cancel_text"] is not None:
        draft["cancel_by"], draft["cancel_reason"] = draft["cancel_text"]
    elif draft["cancel_by"] is not None:
        draft["cancel_by"] = actor(draft["cancel_by"])


def _cancel(draft: Draft, *, stated: bool) -> None:
    """Close a cancelled order; its money went back if it ever came."""
    draft["cancelled"], draft["case_state"] = 1, "closed"
    if draft["problem"] and not stated:
        draft["problem"] = None if draft["cancelled_at"] is not None else draft["problem"]
    if draft["fulfilment"] in UNSHIPPED:
        draft["fulfilment"] = "new"
    if not stated:
        paid = draft["refunded"] or (draft["paid_at"] is not None and not draft["cod"])
        draft["payment"] = "refunded" if paid else "unpaid"


def _pay(draft: Draft, *, stated: bool) -> None:
    """Settle the payment of an order that lives on: cash on delivery, and refunds."""
    payment = draft["payment"]
    if draft["cod"] and payment in _OWED:
        paid = payment == "paid" if stated else draft["fulfilment"] == "delivered"
        draft["payment"] = "paid" if paid else "cod_due"
    if draft["refunded"] and draft["payment"] == "paid" and not stated:
        whole = draft["refunded"] >= (draft["total"] or 0)
        draft["payment"] = "refunded" if whole else "part_refunded"


def _moments(draft: Draft) -> None:
    """Date what the file leaves undated: an order by its payment, its end by the newest moment."""
    if draft["placed_at"] is None:
        draft["placed_at"] = draft["paid_at"]  # reports of Tokopedia tell no other day
    if draft["arranged_at"] is not None and draft["fulfilment"] not in UNSHIPPED:
        draft["shipped_at"] = draft["arranged_at"]
    if draft["completed"] and draft["completed_at"] is None:
        draft["completed_at"] = newest([draft[field] for field in _MOMENTS])


def newest(moments: Sequence[int | None]) -> int | None:
    """Return the latest of the moments that are known, or None."""
    return max((moment for moment in moments if moment is not None), default=None)
