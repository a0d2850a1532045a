"""The doorway: answers come in order or not at all, failures are words, long work stops."""

import re
import threading

from textual.app import App

from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Doorway


class Read:
    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


class Store:
    closed = False

    def read(self):
        return Read()

    def do(self, verb, *args, **options):
        return verb(None, *args, **options)

    def close(self):
        self.closed = True


class House(App):
    def __init__(self, opener=Store):
        super().__init__()
        self.doorway, self.answers, self.failures = Doorway(self, opener), [], []

    def on_doorway_answered(self, message):
        message.deliver()

    def on_doorway_failed(self, message):
        self.failures.append((message.text, message.fatal))

    async def until(self, pilot, so):
        for _turn in range(300):
            if so():
                return
            await pilot.pause(0.01)
        assert so()


async def test_only_the_newest_question_of_a_slot_is_answered():
    house, gate = House(), threading.Event()
    async with house.run_test() as pilot:

        def slow(_read, n):
            gate.wait(5)
            return n

        for n in range(6):
            house.doorway.ask(slow, n, then=house.answers.append, slot="page")
        gate.set()
        await house.until(pilot, lambda: house.answers)
        await pilot.pause(0.05)
        assert house.answers == [5]


async def test_a_refusal_is_told_unchanged_and_a_fault_without_its_innards():
    house = House()
    async with house.run_test() as pilot:

        def refuse(_work):
            raise Refusal("SO-1: it is not paid yet. [/]")

        def break_down(_work):
            return 1 / 0

        failed = []
        house.doorway.write(refuse, then=house.answers.append, failed=lambda: failed.append(1))
        await house.until(pilot, lambda: house.failures)
        house.doorway.do(break_down, then=house.answers.append)
        await house.until(pilot, lambda: len(house.failures) == 2)
        assert house.failures[0] == ("SO-1: it is not paid yet. [/]", False)
        assert "ZeroDivisionError" in house.failures[1][0]
        assert "Traceback" not in house.failures[1][0]
        assert failed == [1]
        assert not house.answers


async def test_a_refused_verb_can_have_a_place_for_its_sentence():
    """A cell that is edited shows the refusal itself: then there is no toast."""
    house, refusals = House(), []
    async with house.run_test() as pilot:

        def refuse(_work):
            raise Refusal("Not a number.")

        house.doorway.do(refuse, then=house.answers.append, refused=refusals.append)
        await house.until(pilot, lambda: refusals)
        assert refusals == ["Not a number."]
        assert not house.failures


async def test_a_store_that_does_not_open_is_fatal():
    def opener():
        raise Refusal("The key does not open it.")

    house = House(opener)
    async with house.run_test() as pilot:
        house.doorway.ask(lambda _read: 1, then=house.answers.append)
        await house.until(pilot, lambda: house.failures)
        assert house.failures[0] == ("The key does not open it.", True)


async def test_long_work_reports_and_stops():
    house, reports = House(), []
    async with house.run_test() as pilot:

        def work(_store, job):
            for n in range(10_000):
                job.progress("file.xlsx", n, n / 10_000)
                reports.append(n)
                if job.cancelled():
                    raise Refusal("Stopped; nothing was changed.")
                threading.Event().wait(0.001)

        job = house.doorway.run(work, label="Reading", then=house.answers.append)
        await house.until(pilot, lambda: job.rows > 5)
        assert house.doorway.stop()
        assert not house.doorway.stop()
        await house.until(pilot, lambda: house.failures)
        assert house.doorway.job is None
        assert reports[-1] < 9_999
        assert not house.answers


async def test_writes_are_done_in_turn_by_one_thread():
    house = House()
    async with house.run_test() as pilot:
        threads = set()

        def act(_work, n):
            threads.add(threading.get_ident())
            return n

        for n in range(50):
            house.doorway.do(act, n, then=house.answers.append)
        await house.until(pilot, lambda: len(house.answers) == 50)
        assert house.answers == list(range(50))
        assert len(threads) == 1
        assert threading.get_ident() not in threads


def test_every_service_that_a_screen_names_exists():
    import ast
    from pathlib import Path

    import shopdesk.screens
    from shopdesk.screens.doorway import resolve

    named = set()
    for path in [*Path(shopdesk.screens.__file__).parent.rglob("*.py"),
                 Path(shopdesk.screens.__file__).parents[1] / "app.py"]:  # fmt: skip
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.args else None
                if node.func.attr in {"ask", "do", "write", "follow"} and isinstance(
                    first, ast.Constant
                ):
                    named.add(first.value)
    named = {name for name in named if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", name)}
    assert len(named) > 5
    for name in named:
        assert callable(resolve(name)), name
