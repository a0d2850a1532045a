"""What a wire to the outside world could not do, in a sentence for the person who asked."""

from typing import Literal

from shopdesk.refusal import Refusal

Kind = Literal["unreachable", "denied", "busy", "unknown", "garbled", "stopped"]


class Trouble(Refusal):
    """A question without an answer. Its sentence holds no key, and of the address only the host.

    ``unreachable``: nobody there, or broken · ``denied``: the key is not taken · ``busy``: asked
    too often, not again within ``wait`` seconds · ``unknown``: there, but does not know what was
    asked for · ``garbled``: the answer is not what its maker describes · ``stopped``: by a person.
    """

    def __init__(self, sentence: str, kind: Kind, wait: float = 0) -> None:
        super().__init__(sentence)
        self.kind: Kind = kind
        self.wait = wait
