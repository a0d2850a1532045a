"""Texts of couriers that nobody knew, and what a person of the shop says that they mean.

One word of a person reaches every event with that text, old ones and later ones, as one entry.
"""

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.shipments import STATUSES, Parcel, ParcelEvent, StatusRule
from shopdesk.parcels import status as word
from shopdesk.refusal import Refusal
from shopdesk.services.shipments.events import BY_HAND, reread
from shopdesk.services.shipments.rows import UnmappedText
from shopdesk.services.shipments.statuses import Meanings, courier_of, couriers, fits, plain
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

EVENT: Final = ParcelEvent.__table__.c
PARCEL: Final = Parcel.__table__.c
UNKNOWN: Final = sa.text("status IS NULL")
"""The very words of the index, so that the store sees that it holds just these."""
LONGEST: Final = 300


def unmapped(read: Read) -> tuple[UnmappedText, ...]:
    """Return the texts that nobody knows, those of most events first."""
    few = sa.select(EVENT.id).where(UNKNOWN)
    query = (
        sa.select(
            PARCEL.courier, EVENT.raw, EVENT.code, sa.func.count(),
            sa.func.count(sa.distinct(EVENT.parcel_id)), sa.func.max(EVENT.at),
            sa.func.max(sa.func.coalesce(PARCEL.tracking, "")),
        )
        .join_from(ParcelEvent, Parcel, PARCEL.id == EVENT.parcel_id)
        .where(EVENT.id.in_(few), EVENT.source != BY_HAND)
        .group_by(PARCEL.courier, EVENT.raw, EVENT.code)
    )  # fmt: skip
    told: dict[tuple[str, str], UnmappedText] = {}
    for courier, *rest in read.connection.execute(query):
        guess = _guess(rest[0], rest[1])
        row = UnmappedText(courier_of(courier or ""), *rest, guess)  # type: ignore[call-arg]
        key = row.courier, plain(row.raw)
        told[key] = _both(told[key], row) if key in told else row
    return tuple(sorted(told.values(), key=lambda row: (-row.n, row.courier, row.raw)))


def taught(read: Read) -> tuple[tuple[str, str, str], ...]:
    """Return what the shop has taught: courier ("" is any), text, status."""
    query = sa.select(StatusRule.courier, StatusRule.raw, StatusRule.status)
    rows = read.connection.execute(query.order_by(StatusRule.courier, StatusRule.raw))
    return tuple((row[0], row[1], row[2]) for row in rows)


def teach(work: Work, raw: str, status: str, courier: str = "") -> Change:
    """Say what a text means ("*" stands for anything), for one courier or, without, for any.

    Raises:
        Refusal: no text, or a status that there is not.
    """
    text = " ".join(raw.split())
    if not text.strip("* ") or len(text) > LONGEST:
        raise Refusal(_("Say which text of the courier it is."))
    if status not in STATUSES:
        raise Refusal(
            _("There is no status “{status}”. Statuses: {names}.").format(
                status=status, names=", ".join(STATUSES)
            )
        )
    whose = courier_of(courier)
    rule = _rule(work, whose, text)
    if rule is None:
        rule = StatusRule(courier=whose, raw=text)
        work.session.add(rule)
    rule.status = status
    n = _read_again(work, text)
    label = ngettext(
        "“{text}” now means {status}: {n} event read again",
        "“{text}” now means {status}: {n} events read again", n,
    )  # fmt: skip
    return ended(work, label.format(text=text[:60], status=word(status), n=n))


def forget(work: Work, raw: str, courier: str = "") -> Change:
    """Take back what the shop taught of a text; its events mean what the tables say, if anything.

    Raises:
        Refusal: nothing was taught of it.
    """
    rule = _rule(work, courier_of(courier), " ".join(raw.split()))
    if rule is None:
        raise Refusal(_("Nothing was taught of the text “{text}”.").format(text=raw[:60]))
    work.session.delete(rule)
    n = _read_again(work, rule.raw)
    label = ngettext(
        "Forgot what “{text}” means: {n} event read again",
        "Forgot what “{text}” means: {n} events read again", n,
    )  # fmt: skip
    return ended(work, label.format(text=rule.raw[:60], n=n))


def _rule(work: Work, courier: str, text: str) -> StatusRule | None:
    query = sa.select(StatusRule).where(StatusRule.courier == courier)
    same = (rule for rule in work.session.scalars(query) if plain(rule.raw) == plain(text))
    return next(same, None)


def _read_again(work: Work, text: str) -> int:
    """Give the events with this text their meaning anew; return how many have another now."""
    work.session.flush()
    meanings = Meanings(work)
    moved = [
        {"key": row.id, "parcel": row.parcel_id, "said": said}
        for row in _told(work, text)
        if fits(row.raw, text)
        and (said := meanings.of(row.courier, row.raw, row.code, row.source)) != row.status
    ]
    if moved:
        update = sa.update(ParcelEvent).where(EVENT.id == sa.bindparam("key"))
        values = [{"key": one["key"], "said": one["said"]} for one in moved]
        work.connection.execute(update.values(status=sa.bindparam("said")), values)
        reread(work, {one["parcel"] for one in moved})
    return len(moved)


def _told(work: Work, text: str) -> Iterable[Any]:
    """Return the events that may have a text: those that nobody knows, and known ones like it."""
    begin = text.partition("*")[0]
    known = EVENT.raw.istartswith(begin, autoescape=True) if begin else sa.true()
    few = sa.select(EVENT.id).where(UNKNOWN)
    query = (
        sa.select(
            EVENT.id, EVENT.parcel_id, EVENT.raw, EVENT.code, EVENT.source, EVENT.status,
            PARCEL.courier,
        )
        .join_from(ParcelEvent, Parcel, PARCEL.id == EVENT.parcel_id)
        .where(sa.or_(EVENT.id.in_(few), known), EVENT.source != BY_HAND)
    )  # fmt: skip
    return work.connection.execute(query).fetchall()


def _guess(raw: str, code: str) -> str | None:
    """Return what the text means at another courier, if any knows it."""
    meanings = Meanings()
    return next((said for one in couriers() if (said := meanings.of(one, raw, code))), None)


def _both(one: UnmappedText, other: UnmappedText) -> UnmappedText:
    newest = max(one, other, key=lambda row: row.last_at)
    return UnmappedText(
        one.courier, newest.raw, newest.code, one.n + other.n, one.parcels + other.parcels,
        newest.last_at, newest.sample, one.guess or other.guess,
    )  # fmt: skip
