"""What terminals make of a dropped file, read back as the file it was."""

import shlex
from pathlib import Path
from urllib.parse import quote

import pytest

from shopdesk.screens.dropped import paths, quoted

NAMES = (
    "plain.csv", "My File (1).xlsx", "[x] {y}.csv", "O'Neil 🙂.csv", '"quoted".csv', "100%.csv",
    "a#b?.csv", "back\\slash.csv", "$HOME & `x`.csv", "-dash.csv", "two  blanks.csv",
    "naïve 売上.csv",
)  # fmt: skip


@pytest.fixture
def files(tmp_path):
    """Make a file of every hostile name."""
    made = [tmp_path / name for name in NAMES]
    for path in made:
        path.touch()
    return made


def backslashed(path):
    return "".join(f"\\{c}" if c in " '\"()[]{}&$`\\#?*" else c for c in str(path))


WAYS = {
    "as a shell quotes it": lambda path: shlex.quote(str(path)),
    "with backslashes": backslashed,
    "as an address": lambda path: f"file://{quote(str(path))}",
    "as an address of this host": lambda path: f"file://localhost{quote(str(path))}",
}


@pytest.mark.parametrize("between", [" ", "\n", "\r\n", " \n "], ids=repr)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_several_files_dropped_at_once(files, way, between):
    assert paths(between.join(map(way, files)) + "\n") == files


@pytest.mark.parametrize("way", [*WAYS.values(), str], ids=[*WAYS, "as it is"])
def test_one_file(files, way):
    for file in files:
        assert paths(f" {way(file)} ") == [file]


def test_bare_paths_with_blanks_on_one_line(files):
    bare = [file for file in files if not set(file.name) & set("'\"\\")]
    assert paths(" ".join(map(str, bare))) == bare


def test_what_quoted_writes_is_read_back(files):
    assert paths(quoted(files)) == files


def test_what_is_not_there_is_left_out(tmp_path, files):
    assert paths(f"{files[0]} {tmp_path}/gone.csv {files[3]}") == [files[0], files[3]]
    assert paths("blue mug") == []
    assert paths("\0\0\n\n'") == []
    assert paths(f"{files[0]}\n{files[0]}") == [files[0]]
    assert paths(str(tmp_path)) == [tmp_path]


def test_a_book_that_was_pasted_by_mistake_is_soon_done_with():
    asked = []
    paths("word 'and " * 50_000, lambda path: asked.append(path) or False)
    assert len(asked) < 10


def test_home_is_understood(monkeypatch, tmp_path):
    (tmp_path / "x.csv").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths("~/x.csv") == [tmp_path / "x.csv"]
    assert paths("~nobody-of-that-name/x.csv") == []
    assert paths("file:") == []
    assert Path("file:") not in paths("file: file:///")
