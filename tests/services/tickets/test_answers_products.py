"""Questions on products: found in the catalogue by a customer's words, answered with what is so."""

import pytest
from tests.answering import ticket
from tests.goods import stock_up
from tests.rig import open_store

from shopdesk.refusal import Refusal
from shopdesk.services import products as catalogue
from shopdesk.services import stock
from shopdesk.services.tickets.answers import canned, products


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = open_store(tmp_path_factory.mktemp("shop"))
    stock_up(made)
    yield made
    made.close()


def ask(store, verb, *args, **more):
    with store.read() as read:
        return verb(read, *args, **more)


def sku(store, name):
    (found,) = ask(store, catalogue.find, [name])
    return found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("kak, kaos polos ukuran L masih ada?", {"KAOS-M", "KAOS-L"}),
        ("berapa harga mug biru?", {"MUG-1"}),
        ("how much is KAOS-L", {"KAOS-L", "KAOS-M"}),
        ("ada kak?", set()),
        ("sort:price -is:low \"'%_", set()),
    ],
)
def test_a_question_finds_what_it_may_mean(store, question, found):
    assert {one.sku for one in ask(store, products.search, question)} == found


def test_what_is_in_stock_is_told_with_what_else_there_is(store):
    one = ticket(store)
    said = ask(store, products.answer, sku(store, "KAOS-M"), one)
    assert said.startswith("Halo Kak, Kaos [XL] Polos, M masih ada, harganya Rp")
    assert "69.000" in said
    assert "- Kaos [XL] Polos, L, Rp" in said
    assert "{" not in said
    english = ask(store, products.answer, sku(store, "MUG-1"), language="en")
    assert english.startswith("Hello, Mug Biru, Biru is in stock")
    assert "Also in stock" not in english


def test_what_is_sold_out_is_never_told_as_there(store):
    (pieces,) = [one.stock for one in ask(store, products.search, "KAOS-M") if one.sku == "KAOS-M"]
    store.do(stock.adjust, "KAOS-M", -pieces, "lost")
    said = ask(store, products.answer, sku(store, "KAOS-M"))
    assert "sedang habis" in said
    assert "- Kaos [XL] Polos, L" in said


def test_an_answer_at_hand_blocks_where_the_ticket_is_about_no_product(store):
    with pytest.raises(Refusal, match=r"\{product\}"):
        ask(store, canned.fill, ticket(store), "in-stock")


def test_what_is_bought_together_is_advised_if_it_is_in_stock(store):
    """The pairs as they were kept: in stock, more often than by chance, the likeliest first."""
    pairs = [("mug-1", "kaos-l", 9, 10, 12), ("mug-1", "paket", 5, 10, 10),
             ("mug-1", "kaos-m", 8, 10, 99), ("mug-1", "gone", 8, 10, 9)]  # fmt: skip

    def keep(work):
        put = "INSERT INTO basket_pairs VALUES (?, ?, ?, ?, ?, 100)"
        work.connection.exec_driver_sql(put, pairs)
        return work.done("")

    store.run("keep", keep)
    said = ask(store, products.answer, sku(store, "MUG-1"))
    at = said.index("Sering dibeli bersama:\n- Kaos [XL] Polos, L, Rp")
    assert "- Paket Kopi" in said[at:]
    assert "Polos, M" not in said
    assert "bersama" not in ask(store, products.answer, sku(store, "KAOS-L"))
