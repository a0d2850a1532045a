"""Many processes on one store: nothing is lost, and nobody is told that it is locked."""

import subprocess
import sys
from pathlib import Path

from tests.rig import add_orders, open_store

from shopdesk.services import journal

WRITERS, EACH = 20, 6
SCRIPT = """
import sys
from pathlib import Path
from shopdesk.models.orders import Order
from tests.rig import make_store

def more(work):
    order = work.session.get(Order, 1)
    order.units += 1
    return work.done("one more")

store = make_store(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    store.do(more)
store.close()
"""


def test_twenty_processes_lose_no_update(tmp_path):
    store = open_store(tmp_path)
    store.do(add_orders, [{"number": "T1", "units": 0}])
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path), str(EACH)],
            cwd=root, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(WRITERS)
    ]  # fmt: skip
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, said
    assert not "".join(said)
    with store.read() as read:
        units = read.connection.exec_driver_sql("SELECT units FROM orders").scalar()
    assert units == WRITERS * EACH
    assert journal.verify(store).ok
    store.close()


def test_ten_processes_make_one_new_store_together(tmp_path):
    root = Path(__file__).parents[2]
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path), "0"],
            cwd=root, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(10)
    ]  # fmt: skip
    said = [opener.communicate()[1] for opener in openers]
    assert [opener.returncode for opener in openers] == [0] * 10, said
    assert len(list((tmp_path / "keys").glob("*.key"))) == 1
