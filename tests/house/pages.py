"""Write the pages of docs/ that follow from the code: `make docs`; `--check` only looks.

`commands.md` is the command line as typer knows it, `keys.md` every declared action of every place.
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

if TYPE_CHECKING:
    from shopdesk.widgets.action import Acts

DOCS = Path(__file__).parents[2] / "docs"
NOTE = "<!-- Written by `make docs` from the code; do not edit. -->\n\n"


def commands() -> str:
    """Return the page of every command with its arguments and options."""
    from shopdesk.cli.commands import app

    tree = get_command(app)
    page = get_docs_for_click(
        obj=tree, ctx=typer.Context(tree), name="shopdesk", title="Commands of `shopdesk`"
    )
    return NOTE + page.strip() + "\n"


def places() -> Iterator[type["Acts"]]:
    """Yield every class that declares actions, the app first, then by name of the place."""
    from shopdesk import screens, widgets
    from shopdesk.widgets.action import Acts

    importlib.import_module("shopdesk.app")
    for room in (widgets, screens):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    every = dict.fromkeys(descendants(Acts))
    found = [place for place in every if place.__dict__.get("ACTIONS")]
    yield from sorted(found, key=lambda place: (place.__module__ != "shopdesk.app", place.PLACE))


def descendants(root: type["Acts"]) -> Iterator[type["Acts"]]:
    """Yield every subclass, however deep."""
    for child in root.__subclasses__():
        yield child
        yield from descendants(child)


def keys() -> str:
    """Return the page of every key: one table per place, in the order of the footer."""
    from shopdesk.widgets.action import sign

    parts = ["# Keys\n"]
    for place in places():
        parts.append(f"## {place.PLACE or 'everywhere'}\n")
        parts.append("| key | action | what it does |\n|---|---|---|")
        for action in place.ACTIONS:
            signs = " ".join(f"`{escape(sign(key))}`" for key in action.keys)
            last = " Cannot be undone." if action.irreversible else ""
            parts.append(f"| {signs} | {escape(action.label)} | {escape(action.help)}{last} |")
        parts.append("")
    return NOTE + "\n".join(parts).rstrip() + "\n"


def escape(text: str) -> str:
    """Return the text safe for one cell of a table."""
    return text.replace("|", "\\|")


def pages() -> dict[Path, str]:
    """Return every generated page with its content."""
    return {DOCS / "commands.md": commands(), DOCS / "keys.md": keys()}


def complaints() -> list[str]:
    """Return the pages that no longer say what the code says."""
    return [
        f"docs/{path.name} is not in step with the code; run: make docs"
        for path, content in pages().items()
        if not path.exists() or path.read_text("utf-8") != content
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only look; return the exit code."""
    if "--check" in arguments:
        wrong = complaints()
        sys.stderr.writelines(f"pages: {line}\n" for line in wrong)
        return 1 if wrong else 0
    for path, content in pages().items():
        path.write_text(content, "utf-8")
    return 0


if __name__ == "__main__":
    os.environ.update(SHOPDESK_LANG="en", TERMINAL_WIDTH="100", NO_COLOR="1")
    sys.exit(main(sys.argv[1:]))
