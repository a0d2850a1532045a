"""Files that were dropped on the terminal or pasted into it: text in, paths out.

Terminals write a dropped file in many ways: quoted as for a shell, with backslashes before blanks
and brackets, as a file:// address; several of them on one line or one a line. A copied path comes
as it is, blanks and all. So a piece of text is a path if such a file is there.
"""

import contextlib
import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

SCHEME: Final = "file:"
STARTS: Final = ("/", "~", "./", "../", SCHEME)
"""How a path begins where it does not stand alone."""
BLANKS: Final = 24
"""Blanks in a name that is put together again."""
MOST: Final = 20_000
"""Characters of a paste that are looked at; a longer one is no list of files."""

There = Callable[[Path], bool]


def paths(text: str, there: There | None = None) -> list[Path]:
    """Return the files and folders that a pasted or typed text names, each once, in its order.

    What names nothing that is there is left out; ``there`` tells what is.
    """
    exists = there or os.path.exists
    found: list[Path] = []
    for line in text[:MOST].replace("\0", "\n").splitlines():
        found += _line(line.strip(), exists)
    return list(dict.fromkeys(found))


def quoted(found: Sequence[Path]) -> str:
    """Return the paths as one line that ``paths`` reads back."""
    return " ".join(shlex.quote(str(path)) for path in found)


def short(folder: Path) -> str:
    """Return a folder as people write it: below their own as ~."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def _line(line: str, there: There) -> list[Path]:
    if not line:
        return []
    whole = _path(line)
    if there(whole):
        return [whole]
    return max((list(_joined(pieces, there)) for pieces in _ways(line)), key=len)


def _ways(line: str) -> Iterator[list[str]]:
    """Yield the line in pieces: as a shell splits it, then at every blank."""
    with contextlib.suppress(ValueError):  # a lone apostrophe is part of somebody's name
        yield shlex.split(line)
    yield line.split(" ")


def _joined(pieces: Sequence[str], there: There) -> Iterator[Path]:
    """Yield the files that pieces name, alone or several put together again with their blanks."""
    at = 0
    while at < len(pieces):
        far = min(len(pieces), at + BLANKS) if pieces[at].startswith(STARTS) else at
        for end in range(far, at, -1):
            path = _path(" ".join(pieces[at:end]))
            if there(path):
                yield path
                break
        else:
            end = at + 1
        at = end


def _path(text: str) -> Path:
    if text.startswith(SCHEME):
        host, slash, rest = text.removeprefix(SCHEME).removeprefix("//").partition("/")
        text = unquote(f"{slash}{rest}") or host or text
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~name" of nobody
        return Path(text)
