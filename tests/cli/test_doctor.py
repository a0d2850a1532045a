"""``shopdesk doctor``: a code for cron, and the rows that differ by their names."""

from tests.desk import Desk
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.store import Store


def test_what_differs_is_named_and_made_anew(tmp_path):
    desk = Desk(tmp_path)
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    store.do(add_orders, [{"number": "A1", "placed_at": NOW, "total": 1_000}])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sales_items SET units = 5")
    store.close()
    code, out, _err = desk.run("doctor")
    assert (code, "sales_items (" in out) == (1, True)
    wrong = {row["what"]: len(row["wrong"]) for row in desk.json("doctor")["rows"]}
    assert wrong == {
        "file": 0, "journal": 0, "order_counts": 0, "stock_levels": 0, "sales": 4, "shelf": 0,
    }  # fmt: skip
    entries = len(desk.json("history")["entries"])
    assert desk.run("doctor", "--rebuild")[0] == 0
    assert desk.run("doctor")[0] == 0
    assert len(desk.json("history")["entries"]) == entries
