"""The spreadsheet engine: what comes in is read in a child process, what goes out is typed.

The names below are loaded when first asked for, because the child process imports this package too
and should be up in a few milliseconds.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.sheets.cells import Cell, Row
    from shopdesk.sheets.hand import prepare, release
    from shopdesk.sheets.source import SheetHead, Source, open_source
    from shopdesk.sheets.unreadable import Unreadable
    from shopdesk.sheets.writing import Column, Written, write

__all__ = [
    "Cell",
    "Column",
    "Row",
    "SheetHead",
    "Source",
    "Unreadable",
    "Written",
    "open_source",
    "prepare",
    "release",
    "write",
]

_HOMES = {
    "Cell": "cells",
    "Row": "cells",
    "SheetHead": "source",
    "Source": "source",
    "open_source": "source",
    "prepare": "hand",
    "release": "hand",
    "Unreadable": "unreadable",
    "Column": "writing",
    "Written": "writing",
    "write": "writing",
}


def __getattr__(name: str) -> object:
    """Load the module that a public name lives in."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"shopdesk.sheets.{_HOMES[name]}"), name)
