"""The command line's own help: complete, in the chosen language, and no trace of a traceback."""

import re

import pytest
from tests.desk import Desk
from typer.main import get_command

from shopdesk.cli import commands
from shopdesk.cli import help as pages
from shopdesk.cli.help import sentences


def tree(command, path="shopdesk"):
    """Yield every command with the words that call it."""
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from tree(child, f"{path} {name}")


COMMANDS = dict(tree(get_command(commands.app)))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, lang="id")


def test_every_command_argument_and_option_says_what_it_is():
    silent = [path for path, command in COMMANDS.items() if not command.help]
    silent += [
        f"{path} {option.opts[0]}"
        for path, command in COMMANDS.items()
        for option in command.params
        if not getattr(option, "help", None)
    ]
    assert silent == []


def test_the_help_of_every_command_is_indonesian(monkeypatch):
    """No sentence of the English help is left on the Indonesian page."""
    english = {path: set(sentences(command)) for path, command in tree(get_command(commands.app))}
    monkeypatch.setattr(pages, "_", lambda text: f"«{text}»")
    spoken = pages.speak(get_command(commands.app))
    for path, command in tree(spoken):
        assert set(sentences(command)) == {f"«{text}»" for text in english[path]}, path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--help",), ("Pemakaian: shopdesk [OPSI] PERINTAH", "Perintah:\n", "Masukkan file")),
        (("import", "--help"), ("Isi:\n", "Opsi:\n", "[wajib]", "Tampilkan pesan ini")),
        (("history", "--help"), ("[bawaan: 50]",)),
        (("orders", "ship", "--help"), ("Serahkan pesanan ke kurir", "Nomor resi")),
    ],
)
def test_a_page_of_help_is_indonesian_throughout(desk, words, said):
    code, out, err = desk.run(*words)
    assert (code, err) == (0, "")
    assert [text for text in said if text not in out] == []
    assert not re.search(r"\b(Usage|Options|Show|required|default)\b", out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nosuch",), "Tidak ada perintah 'nosuch'."),
        (("import",), "'files' belum diisi."),
        (("history", "--limit", "x"), "'--limit' perlu bilangan bulat."),
        (("history", "--limit"), "--limit perlu nilai."),
        (("history", "--limi", "3"), "Tidak ada opsi --limi. Mungkin: --limit"),
        (("history", "--\x1b[31m", "3"), "Tidak ada opsi"),
    ],
)
def test_wrong_usage_is_told_in_the_chosen_language(desk, words, said):
    code, out, err = desk.run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "\x1b" not in err


def test_wrong_usage_shows_how_the_command_is_called_and_where_help_is(desk):
    _code, _out, err = desk.run("import")
    assert err.startswith("Pemakaian: shopdesk import [OPSI]")
    assert "“shopdesk import --help” menjelaskan" in err


def test_english_stays_english(tmp_path):
    code, out, _err = Desk(tmp_path).run("import", "--help")
    assert code == 0
    assert out.startswith("Usage: shopdesk import [OPTIONS]")
    assert "Take files in" in out
