"""Keep the Indonesian catalogue in step with the source: `make words`; `--check` only looks."""

import io
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from shopdesk.cli import commands
from shopdesk.cli.help import sentences

HOUSE = Path(__file__).parents[2]
SOURCE = HOUSE / "src" / "shopdesk"
PO = SOURCE / "locale" / "id" / "LC_MESSAGES" / "shopdesk.po"
SHOWN = 20
"""So many complaints are printed; the rest is counted."""

MARKS = {"_": None, "N_": None, "ngettext": (1, 2)}


class Words(Catalog):
    """A catalogue whose header names no person and no day: it changes only with its words."""

    num_plurals = 1  # Indonesian nouns do not change with the number
    plural_expr = "0"

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the fixed header."""
        return [
            ("Language", "id"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


def collect(source: Path = SOURCE) -> Words:
    """Return every message of the source and every help text, none of them translated."""
    words = Words(locale="id", fuzzy=False, header_comment="# ShopDesk in Indonesian")
    found = extract_from_dir(
        source, method_map=[("**.py", "python")], keywords=MARKS, comment_tags=("Words:",)
    )
    for file, _line, message, comments, _context in found:
        plain = isinstance(message, str)
        words.add(
            message,
            "" if plain else ("",),
            locations=[(Path(file).as_posix(), 0)],
            auto_comments=comments,
        )
    for sentence in sentences(get_command(commands.app)):
        words.add(sentence, "", locations=[("cli/commands.py", 0)])
    return words


def merge(words: Words, po: Path = PO) -> Words:
    """Take over the translations that stand in the catalogue; what the source lost is dropped."""
    if po.exists():
        with po.open("rb") as stream:
            known = read_po(stream, locale="id")
        for message in words:
            old = known.get(key(message)) if message.id else None
            if old is not None and old.id == message.id and not old.fuzzy:
                message.string = old.string
                message.user_comments = old.user_comments
    return words


def key(message: Message) -> str:
    """Return the singular, by which a catalogue finds a message."""
    return message.id if isinstance(message.id, str) else message.id[0]


def render(words: Words) -> tuple[bytes, bytes]:
    """Return the catalogue as the two files, source and compiled."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, words, width=0, sort_output=True, include_lineno=False)
    write_mo(mo, words)
    return po.getvalue(), mo.getvalue()


def fields(text: str) -> set[str]:
    """Return the named places of a sentence; a sentence that format() refuses has the place "?"."""
    try:
        return {name for _text, name, _spec, _kind in string.Formatter().parse(text) if name}
    except ValueError:
        return {"?"}


def gaps(words: Words) -> list[str]:
    """Return what is missing: messages without Indonesian words, or with other named places."""
    found = []
    for message in words:
        if not message.id:
            continue
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        spoken = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if not all(spoken):
            found.append(f"no Indonesian for: {english[0]!r}")
        elif any(fields(text) - fields(english[-1]) for text in spoken) or (
            fields(english[0]) != fields(spoken[0]) and len(english) == 1
        ):
            found.append(f"other named places in the Indonesian of: {english[0]!r}")
    return found


def complaints() -> list[str]:
    """Return what is wrong with the catalogue as it stands; empty when nothing is."""
    words = merge(collect())
    po, mo = render(words)
    compiled = PO.with_suffix(".mo")
    if not PO.exists() or PO.read_bytes() != po:
        stale = [f"{PO.name} is not in step with the source; run: make words"]
    elif not compiled.exists() or compiled.read_bytes() != mo:
        stale = [f"{compiled.name} is not in step with {PO.name}; run: make words"]
    else:
        stale = []
    return stale + gaps(words)


def main(arguments: list[str]) -> int:
    """Write both files, or with --check only look; return the exit code."""
    if "--check" in arguments:
        wrong = complaints()
    else:
        words = merge(collect())
        PO.parent.mkdir(parents=True, exist_ok=True)
        for path, content in zip((PO, PO.with_suffix(".mo")), render(words), strict=True):
            path.write_bytes(content)
        wrong = gaps(words)
    sys.stderr.writelines(f"words: {line}\n" for line in wrong[:SHOWN])
    if len(wrong) > SHOWN:
        sys.stderr.write(f"words: and {len(wrong) - SHOWN} more\n")
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
