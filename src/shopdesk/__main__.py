"""``shopdesk``: the workstation when nothing more is said, else a command."""

import os
import sys
from collections.abc import Sequence

GLOBAL = ("--home", "--store", "--lang", "--user")
NO_TERMINAL = 2


def main(argv: Sequence[str] | None = None) -> None:
    """Run what the command line asks for and exit with its code."""
    words = list(sys.argv[1:] if argv is None else argv)
    options, words = hoist(words)
    _speak(options.get("--lang"))
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


def workstation(home: str | None = None, store: str | None = None) -> int:
    """Open the terminal workstation; where there is none, say so in one sentence (exit 2)."""
    from shopdesk.locale import _

    usable = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not usable:
        sentence = _("ShopDesk needs a terminal; for scripts use the command line: shopdesk --help")
        print(sentence, file=sys.stderr)  # noqa: T201 - stderr is where narration goes
        return NO_TERMINAL
    from shopdesk.app import open_workstation

    return int(open_workstation(home, store))


def _speak(asked: str | None) -> None:
    from shopdesk import locale

    locale.use(locale.choose(asked))


if __name__ == "__main__":
    main()
