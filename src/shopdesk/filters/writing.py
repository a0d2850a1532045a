"""Writing a filter: what was understood, as text that means the same again."""

import re
from typing import Final

from shopdesk.filters.terms import Compare, Is, Query, Sort, Term, Words

_BARE: Final = re.compile(r'[^\s",]+')


def write(query: Query, *, order: bool = True) -> str:
    """Return the text of a query, such that ``parse`` understands the same from it.

    Without ``order`` the sort is left out.
    """
    parts = [_term(term) for term in query.terms]
    if order and query.sort:
        parts.append("sort:" + ",".join(map(sort, query.sort)))
    return " ".join(parts)


def sort(asked: Sort) -> str:
    """Return an order as it is written."""
    return f"-{asked.field}" if asked.descending else asked.field


def _term(term: Term) -> str:
    if isinstance(term, Words):
        said = _marked(term.text) if term.phrase else term.text
    elif isinstance(term, Compare):
        said = f"{term.field}{term.op}" + ",".join(map(quoted, term.values))
    elif isinstance(term, Is):
        said = "is:" + ",".join(term.words)
    else:
        return f"@{term.name}"
    return f"-{said}" if term.negated else said


def quoted(value: str) -> str:
    """Return a value as it is written after its field."""
    return value if _BARE.fullmatch(value) else _marked(value)


def _marked(text: str) -> str:
    """Return a text in quotation marks; one inside it stands there twice."""
    return '"' + text.replace('"', '""') + '"'
