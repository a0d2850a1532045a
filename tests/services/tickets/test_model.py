"""Random acts on tickets: the store ends where a plain replay of the rules ends.

``python -m tests.bench.ticketmodel`` does 2,000 of them, and more, with other seeds.
"""

import copy
import random
from collections import Counter

import sqlalchemy as sa
from tests.rig import NOW, open_store
from tests.services.tickets.model import House, No

from shopdesk.clock import DAY, Clock
from shopdesk.models.tickets import STATES, Ticket, TicketEvent, TicketMessage, TicketTag
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets import arriving, following, merging, replying, splitting, verbs
from shopdesk.services.tickets.rows import Incoming
from shopdesk.tickets import PRIORITY

BATCH = 10
PEOPLE = [f"orang{n}@contoh.id" for n in range(6)]


class Pair:
    """The store and the plain house, which are told the same."""

    def __init__(self, store, seed):
        self.store, self.house, self.pick = store, House(NOW), random.Random(seed)
        self.words, self.done, self.refused = 0, 0, Counter()

    def batch(self, acts):
        """Do acts as one entry, and take it back now and then."""
        before = copy.deepcopy(self.house)
        change = self.store.run("batch", lambda work: self._all(work, acts))
        if change.entry and self.pick.random() < 0.1:
            journal.undo(self.store)
            self.house = before

    def _all(self, work, acts):
        for _n in range(acts):
            act = self.pick.choice(ACTIONS)
            self.done += 1
            for side in act(self):
                try:
                    side(work)
                except (Refusal, No):
                    self.refused[act.__name__, side.__name__] += 1
            there = self.refused[act.__name__, "real"], self.refused[act.__name__, "plain"]
            assert there[0] == there[1], (act.__name__, there)
        return following.ended(work, "batch")

    def said(self):
        """Return words that were never said."""
        self.words += 1
        return f"w{self.words}"

    def any(self):
        """Return the number of a ticket, mostly a late one."""
        n = len(self.house.talks)
        return self.pick.randint(max(1, n - 25), n) if n else 0

    def talk(self, number):
        """Return the plain ticket, or be refused as the store does."""
        if number not in self.house.talks:
            raise No
        return self.house.talks[number]


def arrive(pair):
    """Take in some mails and lines of chats together."""
    wires = [wire for _kind, _who, wire in pair.house.said.values() if wire]
    told = [message(pair, wires) for _n in range(pair.pick.randint(1, 6))]
    pair.done += len(told) - 1

    def real(work):
        subject = {one["words"]: "Tanya" + f" [#T-{one['named']}]" * bool(one["named"])
                   for one in told}  # fmt: skip
        arriving.take_in(work, [
            Incoming(
                one["channel"], one["words"], pair.house.now, one["words"], one["kind"],
                address=one["address"], thread=one["thread"], wire_id=one["wire"] or None,
                answers=one["answers"], auto=one["auto"], subject=subject[one["words"]],
            )
            for one in told
        ])  # fmt: skip
        following.ended(work, "")

    def plain(_work):
        for one in told:
            pair.house.arrive(**one)
        pair.house.close_old()

    return real, plain


def message(pair, wires):
    """A mail or a line of a chat: new, answering, naming a ticket, told twice, by a machine."""
    pick, words = pair.pick, pair.said()
    told = {"words": words, "channel": pick.choice(["email", "shopee"]), "kind": "in",
            "address": pick.choice(PEOPLE), "thread": "", "wire": "", "answers": (), "named": 0,
            "auto": pick.random() < 0.1}  # fmt: skip
    if told["channel"] == "email":
        if wires and pick.random() < 0.6:
            told["answers"] = tuple(pick.sample([*wires[-30:], "<gone@x>"], k=2))
        elif pick.random() < 0.4:
            told["named"] = pair.any()
        told["wire"] = f"<{words}>"
        wires.append(told["wire"])
    else:
        told["thread"] = pick.choice(["", f"t-{told['address']}"])
        told["kind"] = pick.choice(["in", "in", "out"])
    if pair.house.keys and pick.random() < 0.1:
        told["words"] = pick.choice(sorted(pair.house.keys))
    return told


def answer(pair):
    number, words, state = pair.any(), pair.said(), pair.pick.choice([None, None, *STATES[:5]])
    return _both(
        lambda work: replying.reply(work, [number], words, state=state),
        lambda: pair.house.reply(pair.talk(number), words, state),
    )


def note(pair):
    number, words = pair.any(), pair.said()
    return _both(
        lambda work: replying.note(work, [number], words),
        lambda: pair.house.note(pair.talk(number), words),
    )


def step(pair):
    number, state = pair.any(), pair.pick.choice(STATES)
    return _both(
        lambda work: verbs.set_state(work, [number], state),
        lambda: pair.house.step(pair.talk(number), state),
    )


def label(pair):
    number, who = pair.any(), pair.pick.choice(["", "Rina", "Budi"])
    urgent = pair.pick.choice(list(PRIORITY))
    if pair.pick.random() < 0.5:
        return _both(
            lambda work: verbs.assign(work, [number], who),
            lambda: pair.house.label(pair.talk(number), "who", who),
        )
    return _both(
        lambda work: verbs.prioritise(work, [number], urgent),
        lambda: pair.house.label(pair.talk(number), "priority", urgent),
    )


def sleep(pair):
    number, until = pair.any(), pair.pick.choice([None, pair.house.now + DAY])
    return _both(
        lambda work: verbs.snooze(work, [number], until),
        lambda: pair.house.sleep(pair.talk(number), until),
    )


def tag(pair):
    number, word = pair.any(), pair.pick.choice(["vip", "retur", "grosir"])
    return _both(
        lambda work: verbs.tag(work, [number], [word]),
        lambda: pair.house.tag(pair.talk(number), word),
    )


def merge(pair):
    number, into = pair.any(), pair.any()
    return _both(
        lambda work: merging.merge(work, [number], into),
        lambda: pair.house.merge(pair.talk(number), pair.talk(into)),
    )


def split(pair):
    number = pair.any()
    said = pair.house.talks[number].said if number else []
    words = pair.pick.choice([*said, "nothing"])

    def real(work):
        query = sa.select(TicketMessage.id).where(TicketMessage.body == words)
        splitting.split(work, number, list(work.session.scalars(query)))

    def plain():
        if words == "nothing":
            raise No
        pair.house.split(pair.talk(number), words)

    return _both(real, plain)


def follow(pair):
    number, words = pair.any(), pair.said()
    return _both(
        lambda work: splitting.follow_up(work, number, words),
        lambda: pair.house.say(pair.house.follow(pair.talk(number)), words, "note"),
    )


def _both(one, other):
    def real(work):
        one(work)

    def plain(_work):
        other()

    return real, plain


ACTIONS = [arrive] * 4 + [answer, answer, note, step, step, label, sleep, tag, merge, split, follow]


def stored(read):
    """Return what the store holds of every ticket, as the plain house tells it."""
    said, tags = {}, {}
    for row in read.connection.execute(sa.select(TicketMessage.ticket_id, TicketMessage.body)):
        said.setdefault(row.ticket_id, []).append(row.body)
    for row in read.connection.execute(sa.select(TicketTag.ticket_id, TicketTag.tag)):
        tags.setdefault(row.ticket_id, set()).add(row.tag)
    return {
        row.id: (
            row.state, row.assignee, row.priority, frozenset(tags.get(row.id, ())),
            row.snoozed_until, row.merged_into, row.follows, tuple(sorted(said.get(row.id, ()))),
        )
        for row in read.connection.execute(sa.select(Ticket.__table__))
    }  # fmt: skip


def replayed(read):
    """Return the states that the events alone lead to, of tickets that have any."""
    states = {}
    query = sa.select(TicketEvent).where(TicketEvent.kind == "state")
    rows = read.connection.execute(query.order_by(TicketEvent.at, TicketEvent.id))
    for row in rows:
        assert row.after != "new"
        assert states.get(row.ticket_id, row.before) == row.before
        states[row.ticket_id] = row.after
    return states


def play(folder, acts, seed):
    """Tell both houses the same until so many acts are done; return them as they stand."""
    store, seen = open_store(folder), set()
    pair = Pair(store, seed)
    while pair.done < acts:
        pair.batch(BATCH)
        with store.read() as read:
            there = stored(read)
            assert there == {one.id: one.seen() for one in pair.house.talks.values()}
            assert replayed(read).items() <= {one: row[0] for one, row in there.items()}.items()
        seen |= {row[0] for row in there.values()}
        pair.house.now += pair.pick.choice([0, 60, 3_600, 3_600, 2 * DAY, 5 * DAY])
        store.clock = Clock("Asia/Jakarta", now=pair.house.now)
    store.close()
    return pair, seen


def test_random_acts_end_where_a_plain_replay_of_the_rules_ends(tmp_path):
    pair, seen = play(tmp_path, 600, 11)
    assert len(pair.house.talks) > 50
    assert seen == set(STATES)
    assert all(pair.refused[one.__name__, "real"] for one in (answer, step, merge, split, follow))
