"""``shopdesk``: the workstation when nothing more is said, else a command."""

import os
import sys
from collections.abc import Sequence

GLOBAL = ("--home", "--store", "--lang", "--user")
NO_TERMINAL = 2
BARE = frozenset({"dumb", "unknown", ""})
"""Kinds of terminal that cannot place a cursor."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run what the command line asks for and exit with its code."""
    words = list(sys.argv[1:] if argv is None else argv)
    options, words = hoist(words)
    _speak(options)
    if user := options.get("--user"):
        os.environ["SHOPDESK_USER"] = user
    if words:
        from shopdesk.cli import run

        sys.exit(run(words, home=options.get("--home"), store=options.get("--store"),
                     as_json="--json" in options))  # fmt: skip
    sys.exit(workstation(options.get("--home"), options.get("--store")))


def hoist(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take the global options out of the words, wherever they stand: (options, the rest)."""
    options: dict[str, str] = {}
    rest: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *queue]
            break
        if word == "--json":
            options[word] = "yes"
        elif name in GLOBAL and (equals or queue):
            options[name] = value if equals else queue.pop(0)
        else:
            rest.append(word)
    return options, rest


def has_terminal() -> bool:
    """Tell whether the workstation can be drawn here: Textual reads stdin and draws on stderr.

    In a browser ``shopdesk web`` stands in for the terminal.
    """
    if "WebDriver" in os.environ.get("TEXTUAL_DRIVER", ""):
        return True
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM", "") not in BARE and all(one and one.isatty() for one in streams)


def workstation(home: str | None = None, store: str | None = None, *, demo: bool = False) -> int:
    """Open the terminal workstation; where there is none, say so in one sentence (exit 2)."""
    from shopdesk.locale import _

    if not has_terminal():
        sentence = _("ShopDesk needs a terminal; for scripts use the command line: shopdesk --help")
        print(sentence, file=sys.stderr)  # noqa: T201 - stderr is where narration goes
        return NO_TERMINAL
    from shopdesk.opening import open_workstation

    return open_workstation(home, store, demo=demo)


def _speak(options: dict[str, str]) -> None:
    from shopdesk import locale

    asked = options.get("--lang")
    locale.use(locale.choose(asked, "" if asked else _language_set(options.get("--home"))))


def _language_set(home: str | None) -> str:
    """Return the language of the settings; where they cannot be read, a command will say so."""
    from shopdesk.config import find_home, read
    from shopdesk.refusal import Refusal

    try:
        return str(read(find_home(home).settings_file).get("language", ""))
    except Refusal:
        return ""


if __name__ == "__main__":
    main()
