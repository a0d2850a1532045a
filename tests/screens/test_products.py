"""The Products desk: the catalogue is read, changed and put right with keys."""

from tests.goods import ORDER, stock_up
from tests.hostile import HOSTILE
from tests.rig import open_store
from textual.events import Key

from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.products.bulk import BulkDialog
from shopdesk.services import products

WIDE = (200, 50)


def skus(it):
    return [it.grid.window.row(at).sku for at in range(it.grid.window.total)]


async def test_a_narrow_terminal_shows_what_counts(desk):
    async with desk((80, 24)) as it:
        lines = it.text().splitlines()
        row = next(line for line in lines if "KAOS-M" in line)
        assert "Kaos [XL] Polos" in row
        assert "Rp69.000" in row
        assert "◷ 3" in row
        assert "SKU▲" in it.text()


async def test_a_wide_one_shows_the_stock_and_the_channels(desk):
    async with desk(WIDE) as it:
        row = next(line for line in it.text().splitlines() if line.startswith("  MUG-1"))
        for said in ("Biru", "Rp15.000", "12", "Shopee"):
            assert said in row


async def test_keys_typed_ahead_of_the_first_rows_wait_for_them(shop, tmp_path):
    store = open_store(tmp_path)
    stock_up(store)
    store.close()
    async with shop() as it:
        for key in "3jj":
            it.app.post_message(Key(key, key))
        await it.until(lambda: it.desk.PLACE == "products" and it.grid.row is not None)
        await it.until(lambda: it.grid.row.sku == "MUG-1")


async def test_a_price_is_typed_into_its_cell_and_taken_back(desk):
    async with desk() as it:
        await it.press("j", "j", "e")
        assert it.grid.row.sku == "MUG-1"
        await it.press("ctrl+u")
        await it.type("17rb")
        await it.press("enter")
        await it.said_so("MUG-1: changed Price", "u undoes it")
        await it.until(lambda: it.grid.row.price == 1_700_000)
        await it.press("u")
        await it.until(lambda: it.grid.row.price == 1_500_000)


async def test_a_wrong_price_says_why_at_its_cell(desk):
    async with desk() as it:
        await it.press("e", "ctrl+u")
        await it.type("murah")
        await it.press("enter")
        await it.until(lambda: "“murah” is not a number" in it.text())
        await it.press("escape")
        assert it.grid.row.price == 6_900_000


async def test_marks_are_repriced_by_a_formula_after_a_plan_and_taken_back_at_once(desk):
    async with desk() as it:
        await it.press("space", "space", "b")
        await it.until(lambda: "Change 2 SKUs" in it.text())
        await it.type("price*1.07 round 900")
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, BulkDialog))
        await it.until(lambda: "→ Rp73.900" in it.text())
        assert "+7.1%" in it.text()
        await it.press("a")
        await it.said_so("2 SKUs", "price*1.07 round 900", "u undoes it")
        await it.until(lambda: it.grid.window.row(0).price == 7_390_000)
        assert not it.grid.marks
        await it.press("u")
        await it.until(lambda: it.grid.window.row(1).price == 6_900_000)


async def test_a_plan_names_what_it_refuses_and_can_be_made_again(desk):
    async with desk() as it:
        await it.press("*", "b")
        await it.until(lambda: "Change 4 SKUs" in it.text())
        await it.type("cost*2")
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, BulkDialog))
        await it.until(lambda: "Refused 1" in it.text())
        await it.press("tab")
        await it.until(lambda: "it has no cost" in it.text())
        await it.press("b")
        await it.until(lambda: it.app.screen.query("#ask-formula"))
        assert it.app.screen.query_one("#ask-formula").value == "cost*2"
        await it.press("ctrl+u")
        await it.type("harga")
        await it.press("enter")
        await it.until(lambda: any("harga" in said for said in it.said()))
        assert it.app.screen.query_one("#ask-formula").value == "harga"
        await it.press("escape", "escape")
        await it.until(lambda: it.app.screen is it.desk)


async def test_archiving_is_refused_with_what_stands_in_the_way(desk):
    async with desk(orders=[ORDER]) as it:
        await it.press("j", "j", "x")
        await it.said_so("MUG-1 cannot be archived", "A-1", "kit PAKET contains it")
        await it.press("escape", "g", "x")
        await it.said_so("Archived 1 SKU")
        await it.until(lambda: it.grid.window.total == 3)


async def test_what_was_archived_is_found_and_restored(desk):
    async with desk() as it:
        await it.press("x")
        await it.until(lambda: it.grid.window.total == 3)
        await it.press("/", *"is:archived", "enter")
        await it.until(lambda: skus(it) == ["KAOS-L"])
        await it.press("x")
        await it.said_so("KAOS-L is archived; X restores it.")
        await it.press("X")
        await it.said_so("Restored 1 SKU")


async def test_a_product_with_several_skus_is_added(desk):
    async with desk() as it:
        await it.press("a")
        await it.until(lambda: "A new product" in it.text())
        form = it.app.screen
        answers = {"name": "Topi", "sku": "TOPI-H, TOPI-P", "variation": "Hitam, Putih"}
        for name, text in (answers | {"price": "45rb"}).items():
            form.query_one(f"#ask-{name}").value = text
        await it.press("tab", "enter")
        await it.said_so("Added Topi with 2 SKUs")
        await it.until(lambda: it.grid.window.total == 6)
        assert {"TOPI-H", "TOPI-P"} < set(skus(it))


async def test_more_skus_join_the_product_under_the_cursor(desk):
    async with desk() as it:
        await it.press("a")
        await it.until(lambda: it.app.screen.query("#ask-sku"))
        form = it.app.screen
        form.query_one("#ask-where").value = "same"
        form.query_one("#ask-name").value = "x"
        form.query_one("#ask-sku").value = "KAOS-XL"
        form.query_one("#ask-price").value = "mahal"
        form.query_one("#ask-sku").focus()
        await it.press("enter")
        await it.until(lambda: "“mahal” is not a number" in it.text())
        form.query_one("#ask-price").value = "79rb"
        await it.press("enter")
        await it.said_so("Added 1 SKU to Kaos [XL] Polos")


async def test_a_shop_has_a_price_of_its_own(desk):
    async with desk() as it:
        await it.press("j", "j", "P")
        await it.until(lambda: "Prices of MUG-1" in it.text())
        assert "Shopee Toko Melati" in it.text()
        await it.press("tab")
        field = next(iter(it.app.screen.query("Field")))
        field.value = "16500"
        field.focus()
        await it.press("enter")
        await it.said_so("MUG-1: changed Price in a shop")
        await it.press("g", "P")
        await it.said_so("No shop lists KAOS-L")


async def test_the_description_is_written(desk):
    async with desk() as it:
        await it.press("d")
        await it.until(lambda: "f2 keeps it" in it.text())
        await it.type("Adem")
        await it.press("f2")
        await it.said_so("KAOS-L: changed Description")


async def test_fix_next_walks_from_gap_to_gap_and_opens_the_field(desk):
    async with desk() as it:
        await it.press("f")
        await it.until(lambda: "Pictures of Kaos" in it.text() or "f2 keeps it" in it.text())
        seen = []
        for _turn in range(30):
            if it.app.screen is not it.desk or it.grid.editing:
                await it.press("escape")
                await it.until(lambda: it.app.screen is it.desk and not it.grid.editing)
            before = it.said()
            await it.press("f")
            await it.until(lambda before=before: it.said() != before)
            seen += it.said()
            if it.grid.row.sku == "MUG-1":
                break
        assert it.grid.row.sku == "MUG-1"
        assert any("KAOS-M" in said for said in seen)
        assert sum("There is no picture" in said for said in seen) < 3  # once for a product


async def test_why_says_what_is_missing_and_that_nobody_lists_it(desk):
    async with desk() as it:
        await it.press("w")
        await it.until(lambda: isinstance(it.app.screen, Reader))
        assert "Why KAOS-L?" in it.text()
        assert "No shop lists it" in it.text()
        assert "There is no picture" in it.text()


async def test_views_and_filters_of_the_catalogue(desk):
    async with desk() as it:
        await it.until(lambda: "Low 1" in it.text())
        await it.press("/", *"stock<5", "enter")
        await it.until(lambda: skus(it) == ["KAOS-M"])
        await it.press("escape")
        await it.until(lambda: it.grid.window.total == 4)


async def test_marked_skus_are_copied(desk):
    async with desk() as it:
        await it.press("space", "space", "y", "s")
        await it.said_so("Copied 2 lines")
        assert sorted(it.app.clipboard.split()) == ["KAOS-L", "KAOS-M"]


async def test_what_no_clipboard_takes_is_told(desk, monkeypatch):
    monkeypatch.setattr("shopdesk.screens.products.copying.MOST", 1)
    async with desk() as it:
        await it.press("space", "space", "y", "s")
        await it.said_so("Copied 1 line", "of the first 1 of 2 marked SKUs")


async def test_a_read_only_desk_looks_but_does_not_touch(desk):
    async with desk() as it:
        it.desk.read_only = True
        for key in "bsaxf":
            await it.press(key)
            await it.said_so("You may look")
            assert it.app.screen is it.desk


async def test_hostile_text_is_shown_as_it_was_written(desk, tmp_path):
    async with desk(WIDE) as it:
        store = open_store(tmp_path)
        for at, text in enumerate(HOSTILE):
            kept = text.encode("utf-8", "replace").decode().replace("\0", " ")
            if kept.strip():
                new = products.NewVariant(f"X-{at:02}", kept[:90], price=100)
                store.do(products.add, kept[:400], [new], description=kept, category=kept[:90])
        store.close()
        await it.press("r", "/", *"X-0", "enter")
        await it.until(lambda: it.grid.window.total > 5)
        for _row in range(it.grid.window.total):
            await it.press("j")
        await it.press("g", "enter")
        await it.until(lambda: "SKU X-00" in it.text())
        assert "Kaos [/] polos" in it.text()
        assert "\x1b" not in it.text()
