"""Where the palette can take one: actions, desks, saved views, and what was used lately."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from textual.fuzzy import Matcher

from shopdesk.locale import _, in_every_language
from shopdesk.screens.desk import Desk
from shopdesk.screens.recent import Past, Recent
from shopdesk.tickets import name_of
from shopdesk.widgets.action import Action, Acts, sign

if TYPE_CHECKING:
    from shopdesk.screens.house import House

ALIASES: Final = {
    "today": "dashboard hari ini beranda ringkasan",
    "orders": "queue pesanan antrean order",
    "products": "items produk barang stok",
    "shipments": "parcels pengiriman paket resi",
    "tickets": "inbox chat pesan tiket mailbox",
    "returns": "refunds retur pengembalian",
    "promos": "vouchers ads promosi iklan",
    "suppliers": "purchases pemasok pembelian",
    "reports": "figures laporan rekap",
    "desks": "menu rooms semua meja",
    "outbox": "messages mail whatsapp surel templat",
    "tasks": "todo claims tugas klaim",
    "imports": "files upload impor unggah ekspor",
    "health": "rates penalty kesehatan penalti kinerja",
    "history": "journal audit riwayat jurnal",
    "payments": "bank statements pembayaran mutasi transfer",
}
"""Other names that a desk goes by, in both languages."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the palette.

    Attributes:
        name: what stands there, in the reader's language.
        act: what choosing it does.
        words: all that it may be found by, in both languages.
        sign: its key.
        about: what it does, in one line.
        reason: why it cannot be done now; then it is dimmed, and choosing it tells this.
        past: what is remembered of it when it was chosen.
        lately: it was used or opened not long ago.
    """

    name: str
    act: Callable[[], Any]
    words: tuple[str, ...] = ()
    sign: str = ""
    about: str = ""
    reason: str | None = None
    past: Past | None = None
    lately: bool = False


def of_actions(places: Iterable[Acts], leave_out: Iterable[str]) -> Iterator[Goal]:
    """Yield every action of these places, but for those ids."""
    left_out = frozenset(leave_out)
    for place in places:
        for action in place.actions():
            if action.id not in left_out:
                yield _of_action(place, action)


def _of_action(place: Acts, action: Action) -> Goal:
    return Goal(
        _(action.label), partial(place.perform, action), in_every_language(action.label),
        action.sign, _(action.help), action.refusal(place), Past("action", action.name),
    )  # fmt: skip


def of_desks(desks: Iterable[type[Desk]], go: Callable[[str], None]) -> Iterator[Goal]:
    """Yield the way to every desk."""
    for desk in desks:
        words = (*in_every_language(desk.NAME), *ALIASES.get(desk.PLACE, "").split())
        yield Goal(
            _("Go to {desk}").format(desk=_(desk.NAME)), partial(go, desk.PLACE), words,
            sign(desk.DIGIT), _(desk.SENTENCE) if desk.SENTENCE else "",
            past=Past("desk", desk.PLACE),
        )  # fmt: skip


def of_views(desk: Desk) -> Iterator[Goal]:
    """Yield the saved views of a desk."""
    for name, show in desk.views_by_name().items():
        yield Goal(_("View {name}").format(name=name), show, (name,), "@", "")


def of_records(past: Iterable[Past], show: Callable[[str, int], None]) -> Iterator[Goal]:
    """Yield the records that were opened lately."""
    for one in past:
        if one.kind == "record":
            act = partial(show, one.place, one.record)
            yield Goal(one.name, act, (one.name,), about=_("Opened lately"), past=one)


def of_orders(rows: Iterable[Any], show: Callable[[str, int], None]) -> Iterator[Goal]:
    """Yield the orders that the store found."""
    for row in rows:
        act = partial(show, "orders", row.id)
        about = " · ".join(part for part in (row.shop, row.buyer) if part)
        yield Goal(row.number, act, (row.number,), about=about,
                    past=Past("record", "orders", row.id, row.number))  # fmt: skip


def of_tickets(rows: Iterable[Any], show: Callable[[str, int], None]) -> Iterator[Goal]:
    """Yield the tickets that the store found."""
    for row in rows:
        name = name_of(row.id)
        about = " · ".join(part for part in (row.subject, row.customer) if part)
        yield Goal(name, partial(show, "tickets", row.id), (name,), about=about,
                    past=Past("record", "tickets", row.id, name))  # fmt: skip


def everything(house: "House", desk: Desk, recent: Recent) -> list[Goal]:
    """Return all that can be gone for in front of this desk; what was used lately comes first."""
    places = {one.PLACE for one in house.desks}
    goals = [
        *of_records((one for one in recent if one.place in places), house.show_record),
        *of_actions((desk, *desk.lists()), ("step_back",)),
        *of_views(desk),
        *of_desks(house.desks, house.go),
        *of_actions((cast("Acts", house),), places),
    ]
    order = {(one.kind, one.place, one.record): at for at, one in enumerate(recent)}

    def age(goal: Goal) -> int | None:
        past = goal.past
        return order.get((past.kind, past.place, past.record)) if past else None

    known = [(age(goal), goal) for goal in goals]
    lately = sorted((pair for pair in known if pair[0] is not None), key=lambda pair: pair[0] or 0)
    return [replace(goal, lately=True) for _age, goal in lately] + [
        goal for age, goal in known if age is None
    ]


def matching(query: str, goals: Sequence[Goal]) -> list[Goal]:
    """Return what sounds like the query, the likeliest first; a slip of the finger is forgiven."""
    if not query:
        return list(goals)
    matcher = Matcher(query)
    scored = [(_score(matcher, query.casefold(), goal), goal) for goal in goals]
    found = [pair for pair in scored if pair[0] > 0]
    if not found:
        words = {word.casefold(): goal for goal in goals for word in goal.words}
        near = get_close_matches(query.casefold(), words, 5, 0.7)
        return list(dict.fromkeys(words[word] for word in near))
    return [goal for _points, goal in sorted(found, key=lambda pair: -pair[0])]


def _score(matcher: Matcher, query: str, goal: Goal) -> float:
    points = 0.0
    for word in (goal.name, *goal.words):
        score = matcher.match(word)
        if word.casefold().startswith(query):
            score *= 3 if len(word) == len(query) else 2
        points = max(points, score)
    if not points and len(query) > 2 and query in goal.about.casefold():
        points = 1.0
    return points * (1.2 if goal.lately else 1.0)
