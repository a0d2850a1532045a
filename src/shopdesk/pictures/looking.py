"""The parent's side: what a picture file holds, and a small copy of it, asked of a child."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.hand import Died, Hand

CHILD: Final = "shopdesk.pictures.child"
KEPT: Final = 64
"""Small copies that are kept, the last ones asked for."""
_SENTENCES: Final[Mapping[str, Callable[[], str]]] = {
    "missing": lambda: _("there is no such file. Check the name and the folder."),
    "no_file": lambda: _("this is a folder or a device, not a file. Choose a file in it."),
    "closed_to_us": lambda: _(
        "the file may not be opened. Close it in other programs, or ask for permission to read it."
    ),
    "empty": lambda: _("the file is empty. Save or download it again."),
    "big_file": lambda: _("the file is bigger than {limit} MB. Save a smaller copy."),
    "huge": lambda: _("the picture has more than {limit} million pixels. Save a smaller copy."),
    "foreign": lambda: _(
        "this is no picture that is known here. Save it as JPEG or PNG; WebP and GIF are read too."
    ),
    "slow": lambda: _("looking at the picture took too long. Open it in a picture program and "
                      "save it again."),
    "memory": lambda: _("the picture needs too much memory. Save a smaller copy."),
    "damaged": lambda: _("the picture is damaged or cut off. Save or download it again."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture file holds: jpeg, png, webp or gif; pixels as people see it; bytes."""

    kind: str
    width: int
    height: int
    bytes: int


class NotAPicture(Refusal):
    """A file that is no sound picture: which, why, and what to do; ``code`` is the reason."""

    def __init__(self, file: str, flaw: Flaw) -> None:
        said = _SENTENCES.get(flaw.code, _SENTENCES["damaged"])
        super().__init__(f"{file}: {said().format(**flaw.fields)}")
        self.code = flaw.code if flaw.code in _SENTENCES else "damaged"


def look(path: Path) -> Look:
    """Return what a picture file holds.

    Raises:
        NotAPicture: it is missing, no picture, damaged, cut off, or too big.
    """
    answer = next(look_at([path]))[1]
    if isinstance(answer, NotAPicture):
        raise answer
    return answer


def look_at(paths: Iterable[Path]) -> Iterator[tuple[Path, Look | NotAPicture]]:
    """Look at one file after the other, each in the same child as long as that lives."""
    hand: Hand | None = None
    try:
        for path in paths:
            if hand is None or not hand.alive:
                hand = Hand(CHILD)
            try:
                answer = _asked(hand, path, "look", "looked")
            except NotAPicture as wrong:
                yield path, wrong
            else:
                yield path, Look(*answer)
    finally:
        if hand is not None:
            hand.dismiss()


def draw(path: Path, width: int, height: int) -> bytes:
    """Return a PNG of the picture that fits into so many pixels.

    Raises:
        NotAPicture: it is missing, no picture, damaged, cut off, or too big.
    """
    try:
        told = path.stat()
    except (OSError, ValueError):
        raise NotAPicture(path.name, Flaw("missing")) from None
    return _drawn(path, told.st_mtime_ns, told.st_size, width, height)


@lru_cache(KEPT)
def _drawn(path: Path, _changed: int, _size: int, width: int, height: int) -> bytes:
    with _hired() as hand:
        return bytes(_asked(hand, path, "draw", "drawn", width, height)[0])


@contextmanager
def _hired() -> Iterator[Hand]:
    hand = Hand(CHILD)
    try:
        yield hand
    finally:
        hand.dismiss()


def _asked(hand: Hand, path: Path, word: str, last: str, *more: int) -> tuple[Any, ...]:
    hand.order((word, str(path.absolute()), *more))
    try:
        (answer,) = hand.answers(last)
    except Flaw as flaw:
        raise NotAPicture(path.name, flaw) from None
    except Died as death:
        raise NotAPicture(path.name, death.flaw) from None
    return answer[1:]
