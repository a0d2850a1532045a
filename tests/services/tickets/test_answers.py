"""Answers at hand and macros: nothing empty leaves, and a macro is one entry that can be undone."""

import pytest
from tests.answering import orders, ticket
from tests.rig import dump, open_store

from shopdesk.locale import LANGUAGES
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets.answers import canned, macros


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path)
    orders(made)
    yield made
    made.close()


def read(store, ask, *args):
    with store.read() as view:
        return ask(view, *args)


def test_every_answer_that_comes_along_is_whole_in_both_languages(store):
    texts = read(store, canned.listed)
    names = {one: {text.name for text in texts if text.language == one} for one in LANGUAGES}
    assert names["id"] == names["en"]
    assert len(names["id"]) >= 20
    for text in texts:
        assert text.about
        assert "{" not in canned.preview(text), text.name
    for macro in read(store, macros.listed):
        assert macro.about
        assert macros.told(macro.steps)


def test_an_answer_is_filled_in_or_refused(store):
    one, two, free = ticket(store, 1), ticket(store, 2), ticket(store)
    said = read(store, canned.fill, one, "where")
    assert "A1" in said
    assert "JX1" in said
    with pytest.raises(Refusal, match=r"T-2: .*\{tracking\}"):
        read(store, canned.fill, two, "where")
    with pytest.raises(Refusal, match="order_number"):
        read(store, canned.fill, free, "where")
    assert read(store, canned.fill, free, "Ini {ticket_number}, {customer}") == "Ini T-3, dewi_88"


def test_a_macro_is_one_entry_and_is_taken_back_whole(store):
    ids = [ticket(store, 1), ticket(store, 2), ticket(store, 1)]
    made = read(store, macros.plan, ids, "where")
    assert [row.id for row in made.rows] == [ids[0], ids[2]]
    assert [one for one, _why in made.refused] == [ids[1]]
    before = dump(store)
    change = store.do(macros.run, ids, "where")
    assert change.label.startswith("Macro “where” on 2 tickets, 1 refused")
    assert dump(store) != before
    journal.undo(store)
    assert dump(store) == before
