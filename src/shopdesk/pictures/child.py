"""The process that decodes: `python -m shopdesk.pictures.child`, started by `looking.py` alone.

Orders come as frames on stdin, answers go as frames on stdout, like those of the child that reads
spreadsheets:
    ("look", path)                 ->  ("looked", kind, width, height, bytes)
    ("draw", path, width, height)  ->  ("drawn", PNG)
Each may be answered by ("flaw", …) instead. When the parent dies, the pipe ends the child.
"""

import sys
from typing import Any, Final

from shopdesk.pictures.decoding import draw, look
from shopdesk.sheets import limits
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.wire import pack, receive

SECONDS: Final = 10
"""Of processor time for one picture."""


def main() -> None:
    """Answer one order after the other until stdin closes."""
    limits.fence()
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    while order := receive(orders):
        limits.allow_seconds(SECONDS)
        try:
            answer = _answer(order)
        except Flaw as flaw:
            answer = ("flaw", flaw.to_wire())
        except MemoryError:
            answer = ("flaw", Flaw("memory").to_wire())
        answers.write(pack(answer))
        answers.flush()


def _answer(order: tuple[Any, ...]) -> tuple[Any, ...]:
    if order[0] == "draw":
        _word, path, width, height = order
        return "drawn", draw(path, width, height)
    return "looked", *look(order[1])


if __name__ == "__main__":
    main()
