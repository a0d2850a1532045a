"""The macros at hand: those that come along, and the shop's own, which hide them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.locale import _, language
from shopdesk.models.tickets import Macro as Kept
from shopdesk.refusal import Refusal
from shopdesk.services.messages.templates import name_of
from shopdesk.services.tickets.answers import canned
from shopdesk.services.tickets.answers.steps import Steps, kept, steps_of, told
from shopdesk.store import Change, Read, Work
from shopdesk.text import safe

ABOUT = ("name", "about", "about_id", "from", "until")
"""Cells of a row that are no steps."""


@dataclass(frozen=True, slots=True)
class Macro:
    """Several steps under one name. ``own``: the shop wrote it. ``id`` numbers lines of a list."""

    id: int
    name: str
    about: str
    steps: Steps
    own: bool
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.about} {' '.join(told(self.steps))}"


def listed(read: Read) -> tuple[Macro, ...]:
    """Return the macros by name; those hidden for good are not."""
    found = _known(read)
    made = (found[name] for name in sorted(found))
    return tuple(replace(macro, id=at) for at, macro in enumerate(filter(None, made), 1))


def one(read: Read, name: str) -> Macro:
    """Return a macro.

    Raises:
        Refusal: there is none of this name.
    """
    found = _known(read).get(name)
    if found is None:
        raise Refusal(
            _("There is no macro “{name}”; “tickets macros” lists them.").format(
                name=safe(name, 60)
            )
        )
    return found


def put(work: Work, name: str, steps: Mapping[str, Any], about: str = "") -> Change:
    """Keep a macro of the shop's own, in place of the one that comes along if there is one.

    Raises:
        Refusal: the name cannot be one, or a step cannot be.
    """
    name = name_of(name)
    made = steps_of(steps)
    canned.refuse_unknown_name(work, made.reply)
    row = _row(work, name) or Kept(name=name)
    row.about, row.steps = safe(" ".join(about.split()), 200), kept(made)
    work.session.add(row)
    return work.done(_("Saved the macro {name}").format(name=name))


def drop(work: Work, name: str) -> Change:
    """Forget the shop's own macro; where there is none, hide the one that comes along.

    Raises:
        Refusal: there is no such macro.
    """
    row = _row(work, name)
    if row is not None:
        work.session.delete(row)
        return work.done(_("Dropped the shop's own macro {name}").format(name=name))
    one(work, name)
    work.session.add(Kept(name=name, about="", steps="{}"))
    return work.done(_("The macro {name} is not offered any more").format(name=name))


def _row(work: Work, name: str) -> Kept | None:
    return work.session.scalars(sa.select(Kept).where(Kept.name == name)).first()


def _known(read: Read) -> dict[str, Macro | None]:
    """Return the macros by name; None is one that a shop has hidden."""
    shipped = {row["name"]: _shipped(row) for row in tables.rows("macros", read.clock.today())}
    return shipped | {
        row.name: _own(row)
        for row in read.connection.execute(sa.select(Kept.name, Kept.about, Kept.steps))
    }


def _shipped(row: Mapping[str, Any]) -> Macro:
    about = row.get("about_id") if language() == "id" else None
    steps = steps_of({name: value for name, value in row.items() if name not in ABOUT})
    return Macro(0, row["name"], about or row.get("about", ""), steps, own=False)


def _own(row: Any) -> Macro | None:
    steps = json.loads(row.steps)
    return Macro(0, row.name, row.about, steps_of(steps), own=True) if steps else None
