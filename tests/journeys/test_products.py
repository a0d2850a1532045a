"""A morning among the products: a price typed in, many repriced, taken back, an archive refused."""

from tests.goods import ORDER, stock_up
from tests.rig import NOW

from shopdesk.clock import Clock
from shopdesk.store import Store


def stocks_up(machine, *orders):
    """Have the small catalogue in the store already."""
    store = Store.open(machine.home, Clock("Asia/Jakarta", now=NOW))
    stock_up(store, orders)
    store.close()


def priced(machine, sku):
    return next(
        row["price"] for row in machine.tells("products", "list")["rows"] if row["sku"] == sku
    )


def test_prices_in_a_cell_and_by_formula_then_back_again(machine):
    stocks_up(machine, ORDER)
    it = machine.opens(size=(120, 36))
    it.sees("A-1")
    it.presses("3")
    it.row("▌", "KAOS-L", "Rp69.000")

    it.presses("j", "j", "e", "ctrl+u")
    it.types("16rb")
    it.presses("enter")
    it.row("▌", "MUG-1", "Rp16.000")
    assert priced(machine, "MUG-1") == "16000.00"

    it.presses("*", "b")
    it.sees("Change 4 SKUs", "Value or formula")
    it.types("price*1.07 round 900 floor break_even")
    it.presses("enter")
    it.sees("Plan: nothing is changed yet", "Changed 3", "Refused 1")
    it.row("MUG-1", "Rp16.000", "→ Rp16.900", "+5.6%")
    assert priced(machine, "MUG-1") == "16000.00"
    it.presses("tab")
    it.row("PAKET", "it has no price")
    it.presses("a")
    it.row("MUG-1", "Rp16.900")
    it.row("KAOS-L", "Rp73.900")
    it.sees("u undoes it")

    it.presses("u")
    it.row("KAOS-L", "Rp69.000")
    it.row("MUG-1", "Rp16.000")
    it.presses("x")
    it.sees("MUG-1 cannot be archived", "order A-1 still needs it", "PAKET contains it")
    it.presses("escape")
    it.sees_no("cannot be archived")

    it.presses("ctrl+q")
    assert it.is_gone()[1] == 0
    assert priced(machine, "MUG-1") == "16000.00"
    machine.is_whole()


def test_stock_and_gaps_on_a_narrow_terminal_in_indonesian(machine):
    """Eighty columns: pieces come in, the ledger shows them, the next gap opens its field."""
    stocks_up(machine)
    it = machine.opens(size=(80, 24), lang="id")
    it.sees("0 / 0")
    it.presses("3")
    it.row("▌", "KAOS-L")
    it.presses("j")
    it.row("▌", "KAOS-M", "◷ 3")
    it.presses("s", "r")
    it.sees("SJ-117")
    it.types("20")
    it.presses("tab")
    it.types("SJ-9")
    it.presses("enter")
    it.row("▌", "KAOS-M", "23")
    it.presses("L")
    it.row("receipt:SJ-9", "+20", "23")
    it.presses("escape")
    it.sees_no("receipt:SJ-9")
    it.presses("g", "f")
    it.sees("esc")
    it.presses("escape")
    it.row("▌", "KAOS-L")
