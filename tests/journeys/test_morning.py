"""A morning: the exports come in, an order is verified, packed, shipped, taken back, exported."""

import openpyxl

RESI = "JNE7788990011"


def test_from_the_exports_to_the_courier(machine):
    """Rani's first morning, with all that her five channels let her download."""
    machine.downloaded()
    it = machine.opens(size=(120, 36))
    it.sees("Welcome to ShopDesk", "i  Import my exports", "d  Show me a demo")

    it.presses("i")
    it.sees("orders_export_1.csv", "Blibli_Order_20261123.csv")
    it.presses("*", "i")
    it.sees("Import plan", "Applying writes 871 orders")
    it.row("All 13 files", "843", "28", "120")
    it.presses("a")
    it.sees("Imported 871 orders", "u undoes it")

    it.presses("2")
    it.sees("Verify 2")
    it.presses("/", "ctrl+u")
    it.types("1067 channel:shopify")
    it.presses("enter")
    it.row("▌", "#1067", "to verify")

    it.presses("f")
    it.row("▌", "#1067", "to pack")
    it.presses("b")
    it.row("▌", "#1067", "to ship")
    it.presses("s")
    it.sees("Ship #1067", "Resi", "Courier")
    it.types(RESI)
    it.presses("enter")
    it.row("▌", "#1067", "shipped")
    it.sees(RESI)
    assert machine.status("#1067") == "shipped"

    it.presses("u")
    it.sees("Undid")
    it.row("▌", "#1067", "to ship")
    it.sees_no(RESI)
    it.presses("U")
    it.row("▌", "#1067", "shipped")

    it.presses("E")
    it.sees("The 1 order that the filter shows", "Kind of file")
    it.presses("ctrl+u")
    it.types(str(machine.downloads / "today.xlsx"))
    it.presses("enter")
    it.sees_no("Kind of file")
    it.sees("today.xlsx")

    it.presses("ctrl+q")
    assert it.is_gone()[1] == 0
    machine.is_whole()
    sheet = openpyxl.load_workbook(machine.downloads / "today.xlsx").active
    head, order = sheet.iter_rows(values_only=True)
    assert order[head.index("Order")] == "#1067"
    assert RESI in order


def test_the_same_in_indonesian_on_a_narrow_terminal(machine):
    """Eighty columns, the other language, and a list of resi pasted from a chat."""
    machine.downloaded("orders_export_1.csv")
    it = machine.opens(size=(80, 24), lang="id")
    it.sees("ShopDesk", "^q")

    it.presses("i")
    it.sees("orders_export_1.csv")
    it.presses("i")
    it.row("orders_export_1.csv", "72")
    it.presses("a")
    it.sees("72 pesanan diimpor")

    it.presses("2")
    it.sees("Pesanan", "#1066", "#1067")
    it.presses("/", "ctrl+u")
    it.types("status:to_verify")
    it.presses("enter")
    it.sees_no("#1072")
    it.presses("*", "f")
    it.sees_no("#1066", "#1067")
    assert machine.status("#1066") == machine.status("#1067") == "to_pack"
    it.presses("/", "ctrl+u")
    it.types("1067")
    it.presses("enter")
    it.row("▌", "#1067", "siap dikemas")
    it.presses("b")
    it.row("#1067", "siap dikirim")
    it.presses("R")
    it.sees("resi")
    it.presses("p")
    it.sees("f2")
    it.pastes(f"#1067 {RESI}")
    it.presses("f2")
    it.row("#1067", RESI)
    it.presses("s")
    it.row("#1067", "→ dikirim")
    assert machine.tells("orders", "show", "#1067")["tracking"] == RESI
    it.presses("u")
    it.row("#1067", "siap dikirim")
