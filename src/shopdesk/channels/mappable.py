"""Fields that columns of one's own sheet can be mapped to, and a first guess which is which."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.locale import _
from shopdesk.refusal import Refusal

F = TypeVar("F", bound=str)
Required = Literal["", "one", "yes"]
"""Whether a mapping needs a field: yes, at least one of those that say one, or no."""
NUMBERS = frozenset({"count", "stock", "money", "weight", "grams", "mm"})
DATES = frozenset({"instant", "deadline", "day"})
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Mappable:
    """A field that a column can be mapped to; `label()` is its name in the reader's language.

    `kind` and `scope` are those of the column in its spec: what an order or a product shares, or
    what is its line's or its variant's own.
    """

    field: str
    label: Callable[[], str]
    aliases: tuple[str, ...]
    kind: str = "text"
    scope: Literal["order", "line", "product", "variant"] = "order"
    required: Required = ""


def suggest(
    header: Sequence[str], sample_rows: Sequence[Sequence[Cell]], entries: Sequence[Mappable]
) -> dict[str, str]:
    """Return a first guess, field to header: whole names first, then names that contain one.

    A column whose sample cells cannot be what the field needs is not offered for it.
    """
    found: dict[str, str] = {}
    taken: set[int] = set()
    keys = [_words(title) for title in header]
    for fits in (_same, _within):
        for entry in entries:
            if entry.field in found:
                continue
            for alias in map(_words, entry.aliases):
                at = next(
                    (at for at, key in enumerate(keys) if at not in taken and fits(alias, key)
                     and _plausible(entry.kind, [r[at] for r in sample_rows if at < len(r)])),
                    None,
                )  # fmt: skip
                if at is not None:
                    found[entry.field] = header[at]
                    taken.add(at)
                    break
    return found


def missing(mapping: Mapping[str, str], entries: Sequence[Mappable]) -> list[str]:
    """Return the labels of what a mapping still needs; an empty list means it can be used."""
    needed = [e.label() for e in entries if e.required == "yes" and not mapping.get(e.field)]
    either = [entry for entry in entries if entry.required == "one"]
    if either and not any(mapping.get(entry.field) for entry in either):
        needed.append(" / ".join(entry.label() for entry in either))
    return needed


def chosen(
    header: Sequence[str], mapping: Mapping[str, str], entries: Sequence[Mappable]
) -> list[tuple[Mappable, str]]:
    """Return the fields that are mapped, each with its header.

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    if needed := missing(mapping, entries):
        raise Refusal(_("Choose a column for: {fields}.").format(fields=", ".join(needed)))
    there = set(map(fold, header))
    absent = [title for title in mapping.values() if title and fold(title) not in there]
    if absent:
        raise Refusal(
            _("The sheet has no column {columns}; map its columns again.").format(
                columns=", ".join(absent)
            )
        )
    return [(entry, mapping[entry.field]) for entry in entries if mapping.get(entry.field)]


def columns(
    header: Sequence[str], mapping: Mapping[str, str], entries: Sequence[Mappable],
    fields: Iterable[F],
) -> dict[F, tuple[str, ...]]:  # fmt: skip
    """Return the columns of a spec with these fields: each that is mapped, found by its header.

    Raises:
        Refusal: a field that is needed is not mapped, or the header has no such column.
    """
    named: dict[str, F] = {field: field for field in fields}
    return {named[entry.field]: (title,) for entry, title in chosen(header, mapping, entries)}


def _words(title: str) -> str:
    return _PUNCTUATION.sub(" ", fold(title)).strip()


def _same(alias: str, key: str) -> bool:
    return alias == key


def _within(alias: str, key: str) -> bool:
    return len(alias) > 2 and f" {alias} " in f" {key} "


def _plausible(kind: str, cells: Sequence[Cell]) -> bool:
    """Say whether cells could be of this kind: numbers hold digits, dates two numbers or more."""
    texts = [str(cell).strip() for cell in cells if cell not in (None, "", "-")]
    if kind in NUMBERS:
        return all(re.search(r"\d", text) and len(re.findall(r"[^\W\d]", text)) <= 4
                   for text in texts)  # fmt: skip
    if kind in DATES:
        return all(len(re.findall(r"\d+", text)) >= 2 for text in texts)
    return True
