"""Which part of a workbook holds which sheet."""

import posixpath
import zipfile
from typing import BinaryIO
from xml.parsers import expat

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def last_rows(file: BinaryIO, rows_of_part: dict[str, int]) -> dict[str, int]:
    """Return the number of the last row (from 1) of each sheet, by the sheet's name.

    A sheet whose part is not found is left out: its progress then stays at 0 until it is done.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = sheet_parts(archive)
    except (LookupError, zipfile.BadZipFile, OSError, expat.ExpatError, ValueError):
        return {}
    return {name: rows_of_part[part] for name, part in parts.items() if part in rows_of_part}


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of the part that holds each sheet, by the sheet's name, in their order.

    Raises LookupError or ExpatError for a workbook that does not say.
    """
    sheets = _attributes(archive.read(_WORKBOOK), "sheet")
    relations = _attributes(archive.read(_RELATIONS), "Relationship")
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
        for relation in relations
        if "Id" in relation and "Target" in relation
    }
    found = {}
    for sheet in sheets:
        relation_id = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        if relation_id in targets:
            found[sheet.get("name", "")] = targets[relation_id]
    return found


def _attributes(xml: bytes, tag: str) -> list[dict[str, str]]:
    """Return the attributes of every element with this local name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)  # noqa: FBT003 - the signature is expat's
    return found
