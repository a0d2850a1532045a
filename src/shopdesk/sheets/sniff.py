"""What kind of file this is: its content decides, never its name.

Sellers get HTML tables called .xls, password-protected workbooks that are no zip at all, and PDF
files called .csv; each needs its own sentence.
"""

import re
from typing import BinaryIO

from shopdesk.sheets.flaw import Flaw

HEAD = 8192  # bytes looked at

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"{\\rtf", "word"),
    (b"SQLite format 3", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x09\x00\x04\x00", "excel4"),
    (b"\x09\x02\x06\x00", "excel4"),
    (b"\x09\x04\x06\x00", "excel4"),
    (b"\xff\xfe\x00\x00", "utf32"),
    (b"\x00\x00\xfe\xff", "utf32"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|meta|style|body|table|div|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r"""\s*[{\[]\s*[{}"\]]""")  # no table begins with these marks
# A moment, then a dash or a bracket: so begins a chat, and no row of a table. Marks of direction
# and narrow blanks are still bytes here.
_CHAT = re.compile(
    r"(?:\s|[\xe2\u2000-\u206f\ufeff]|\x80.)*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\.?,?\s+(?:pukul\s+)?"
    r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?[^\n\d,;|\t]{0,12}?(?:\]| -)\s"
)
_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_ARCHIVED_PAGE = re.compile(r"\s*mime-version:", re.IGNORECASE)
# Text never has so many control characters: one byte in twenty, and more than a handful.
_STRANGE_SHARE = 20
_STRANGE_FEW = 8
_CONTROLS = bytes(set(range(32)) - {9, 10, 13, 27})


def container(head: bytes, name: str) -> str:
    """Return "zip", "ole", "html", "json", "chat" or "text" for a file that begins so.

    Raises Flaw for an empty file, a lock file of an office program, and every kind that is known
    and is not a spreadsheet.
    """
    if name.startswith((".~lock.", "~$")):
        raise Flaw("lock_file")
    if not head:
        raise Flaw("empty")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    for mark, what in _FOREIGN:
        if head.startswith(mark):
            raise Flaw("foreign", what=what)
    return _text(head)


def _text(head: bytes) -> str:
    """Return "html", "json", "chat" or "text"; refuse other XML and what is no text."""
    words = beginning(head)
    # An XHTML page that carries Office namespaces is still a page: the root element decides.
    if _HTML.match(words):
        return "html"
    if _JSON.match(words):
        return "json"
    if words.lstrip().startswith("<") and _XML_2003 in words:
        raise Flaw("foreign", what="xml2003")
    if _ARCHIVED_PAGE.match(words):
        raise Flaw("foreign", what="archived_page")
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        strange = len(head) - len(head.translate(None, _CONTROLS))
        if strange > _STRANGE_FEW and strange * _STRANGE_SHARE > len(head):
            raise Flaw("foreign", what="binary")
    return "chat" if _CHAT.match(words) else "text"


def beginning(head: bytes) -> str:
    """Return the first bytes of a file as text, well enough to recognise tags."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def zip_kind(names: set[str], mimetype: bytes) -> str:
    """Return "xlsx" or "ods" for a zip with these members; raise Flaw for any other."""
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if mimetype:
        raise Flaw("foreign", what="office")
    if "xl/workbook.bin" in names:
        raise Flaw("foreign", what="xlsb")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise Flaw("foreign", what="word")
    if any(name.startswith("ppt/") for name in names):
        raise Flaw("foreign", what="slides")
    if any(name.endswith(".iwa") for name in names):
        raise Flaw("foreign", what="numbers")
    raise Flaw("foreign", what="archive")


def ole_kind(file: BinaryIO) -> str:
    """Return "locked" (an encrypted workbook) or "xls" for an OLE file; raise Flaw for any other.

    The names of the streams stand in directory entries of 128 bytes: the name in UTF-16, and at
    byte 64 its length ([MS-CFB] 2.6.1). Looking for those finds them in damaged files as well.
    """
    file.seek(0)
    content = file.read()
    if _has_stream(content, "EncryptedPackage"):
        if _has_stream(content, "EncryptionInfo"):
            return "locked"
        raise Flaw("rights_managed")
    if _has_stream(content, "\x09DRMContent"):
        raise Flaw("rights_managed")
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return "xls"
    if _has_stream(content, "WordDocument"):
        raise Flaw("foreign", what="word")
    if _has_stream(content, "PowerPoint Document"):
        raise Flaw("foreign", what="slides")
    raise Flaw("damaged_xls")


def _has_stream(content: bytes, name: str) -> bool:
    """Return whether the OLE directory has a stream of this name."""
    words = name.encode("utf-16-le") + b"\0\0"
    length = len(words).to_bytes(2, "little")
    at = content.find(words)
    while at >= 0:
        if at % 128 == 0 and content[at + 64 : at + 66] == length:
            return True
        at = content.find(words, at + 1)
    return False
