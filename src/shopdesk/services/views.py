"""Saved views: a filter with a name, mine or the whole shop's, usable wherever a filter is."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.models.views import SavedView
from shopdesk.refusal import Refusal
from shopdesk.store import Actor, Change, Read, Work

_VIEW: Final = SavedView.__table__
_NAME: Final = re.compile(r"\w[\w-]{0,39}")


class Language(NamedTuple):
    """The filter language of an area, as far as the store does not add to it."""

    fields: Mapping[str, filters.FieldKind]
    values: Mapping[str, Sequence[str]]
    views: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view. ``wrong`` says why it cannot be used any more, if it cannot."""

    id: int
    area: str
    name: str
    filter: str
    columns: tuple[str, ...]
    owner: str
    wrong: str | None = None

    @property
    def shared(self) -> bool:
        """The whole shop has it, not only one person."""
        return not self.owner


def _orders(_clock: Clock) -> Language:
    from shopdesk.services.orders import finding

    return Language(finding.fields(), finding.values(), finding.views())


def _journal(_clock: Clock) -> Language:
    from shopdesk.services.journal import finding

    return Language(finding.fields(), finding.values(), finding.views())


def _products(_clock: Clock) -> Language:
    from shopdesk.services.products import finding

    return Language(finding.fields(), finding.values(), finding.views())


def _payments(_clock: Clock) -> Language:
    from shopdesk.services.payments import finding

    return Language(finding.fields(), finding.values(), finding.views())


def _shipments(_clock: Clock) -> Language:
    from shopdesk.services.shipments import finding

    return Language(finding.fields(), finding.values(), finding.views())


def _tickets(_clock: Clock) -> Language:
    from shopdesk.services.tickets import finding

    return Language(finding.fields(), finding.values(), finding.views())


LANGUAGES: Final[Mapping[str, Callable[[Clock], Language]]] = {
    "orders": _orders,
    "journal": _journal,
    "products": _products,
    "shipments": _shipments,
    "payments": _payments,
    "tickets": _tickets,
}
"""The areas that take a filter, and where their language is spelt out."""


def every(read: Read, area: str = "") -> tuple[Saved, ...]:
    """Return the views that this person can use, of one area or of all, by name."""
    rows = _rows(read.connection, area)
    made = (_saved(row, rows, read.clock) for row in rows)
    return tuple(sorted(made, key=lambda view: (view.area, view.name, view.owner)))


def built_in(read: Read, area: str = "") -> tuple[Saved, ...]:
    """Return the views that come with the house, of one area or of all."""
    areas = [name for name in LANGUAGES if area in {"", name}]
    return tuple(
        Saved(0, name, view, where, (), "")
        for name in areas
        for view, where in LANGUAGES[name](read.clock).views.items()
    )


def known(read: Read, area: str, where: str = "@") -> dict[str, str]:
    """Return every view by name, built-in ones too; mine outranks the shop's.

    The store is only asked if the filter names a view at all.
    """
    return _by_name(_rows(read.connection, area) if "@" in where else [], area, read.clock)


def save(
    work: Work,
    area: str,
    name: str,
    where: str,
    *,
    columns: Sequence[str] = (),
    shop: bool = False,
) -> Change:
    """Keep a filter under a name; a view of that name is overwritten.

    Raises:
        FilterError: the filter cannot be read, or the view would contain itself.
        Refusal: the name cannot be used.
    """
    name = _free(area, name, work.clock)
    owner = "" if shop else work.actor.name
    rows = [row for row in _rows(work.connection, area) if not (shop and row.owner)]
    others = _by_name(rows, area, work.clock)
    spoken = LANGUAGES[area](work.clock)
    filters.parse(where, spoken.fields, spoken.values, others | {name: where})
    was = work.session.get(SavedView, _number(area, owner, name))
    view = was or SavedView(id=_number(area, owner, name), area=area, owner=owner, name=name)
    view.filter, view.columns = where.strip(), ",".join(columns)
    work.session.add(view)
    said = _("Changed the view “{name}”") if was else _("Saved the view “{name}”")
    return work.done(said.format(name=name))


def rename(work: Work, area: str, name: str, new: str) -> Change:
    """Give a view another name: mine if I have one of that name, else the shop's.

    Raises:
        Refusal: there is no such view, it is built in or stands in another one, or the new name
            cannot be used.
    """
    old = _found(work, area, name)
    new = _free(area, new, work.clock)
    number = _number(area, old.owner, new)
    if number == old.id:
        old.name = new
    else:
        _refuse_used(work, old)
        if work.session.get(SavedView, number):
            raise Refusal(_("There is a view “{name}” already.").format(name=new))
        kept = SavedView(
            id=number, area=area, owner=old.owner, name=new, filter=old.filter, columns=old.columns
        )
        work.session.delete(old)
        work.session.add(kept)
    return work.done(_("Renamed the view “{name}” to “{new}”").format(name=name, new=new))


def remove(work: Work, area: str, name: str) -> Change:
    """Forget a view: mine if I have one of that name, else the shop's.

    Raises:
        Refusal: there is no such view, it is built in, or it stands in another one.
    """
    view = _found(work, area, name)
    _refuse_used(work, view)
    work.session.delete(view)
    return work.done(_("Removed the view “{name}”").format(name=view.name))


def _rows(connection: sa.Connection, area: str = "") -> Sequence[sa.Row[tuple[object, ...]]]:
    query = sa.select(_VIEW).where(_VIEW.c.owner.in_(("", Actor.here().name)))
    query = query.order_by(_VIEW.c.owner, _VIEW.c.name)  # the shop's first, mine over them
    return connection.execute(query.where(_VIEW.c.area == area) if area else query).all()


def _by_name(rows: Sequence[sa.Row[tuple[object, ...]]], area: str, clock: Clock) -> dict[str, str]:
    own = {row.name: row.filter for row in rows if row.area == area}
    return own | dict(LANGUAGES[area](clock).views)


def _saved(
    row: sa.Row[tuple[object, ...]], rows: Sequence[sa.Row[tuple[object, ...]]], clock: Clock
) -> Saved:
    wrong = None
    columns = tuple(filter(None, row.columns.split(",")))
    if row.area not in LANGUAGES:
        wrong = _("There is no area “{name}”").format(name=row.area)
    else:
        spoken = LANGUAGES[row.area](clock)
        try:
            views = _by_name(rows, row.area, clock)
            filters.parse(row.filter, spoken.fields, spoken.values, views)
        except filters.FilterError as error:
            wrong = str(error)
    return Saved(row.id, row.area, row.name, row.filter, columns, row.owner, wrong)


def _number(area: str, owner: str, name: str) -> int:
    """Return the row's number, made from its name.

    So a view that is removed and saved again is the same row, and undo sees that it is.
    """
    said = "\n".join((area, owner, name.lower().replace("-", "_")))
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:6])


def _free(area: str, name: str, clock: Clock) -> str:
    """Return the name as it is written after the @, or refuse it."""
    if area not in LANGUAGES:
        raise Refusal(
            _("There is no area “{name}”; there is {names}.").format(
                name=area, names=", ".join(LANGUAGES)
            )
        )
    tidy = "-".join(name.strip().removeprefix("@").split())
    if not _NAME.fullmatch(tidy):
        raise Refusal(
            _("“{name}” cannot name a view: up to 40 letters, digits and - do.").format(name=name)
        )
    loosely = tidy.lower().replace("-", "_")
    if loosely in LANGUAGES[area](clock).views:
        raise Refusal(_("The view “{name}” is built in; choose another name.").format(name=loosely))
    return tidy


def _found(work: Work, area: str, name: str) -> SavedView:
    tidy = _free(area, name, work.clock)
    for owner in (work.actor.name, ""):
        if view := work.session.get(SavedView, _number(area, owner, tidy)):
            return view
    raise Refusal(_("There is no saved view “{name}”.").format(name=tidy))


def _refuse_used(work: Work, view: SavedView) -> None:
    """Refuse to take away what another view is made of."""
    named = re.compile(rf'(?:^|\s)@{re.escape(view.name)}(?=[\s",]|$)', re.IGNORECASE)
    for row in _rows(work.connection, view.area):
        if row.id != view.id and named.search(row.filter):
            raise Refusal(
                _("The view “{other}” is made of “{name}”; change that one first.").format(
                    other=row.name, name=view.name
                )
            )
