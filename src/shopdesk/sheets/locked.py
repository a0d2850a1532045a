"""Workbooks with a password, opened in the memory of the child; nothing decrypted touches a disk.

[MS-OFFCRYPTO]; some regions of Shopee deliver their exports so. A workbook that is only protected
against changes is often encrypted with a password that every office program knows and tries first.
"""

from io import BytesIO
from types import SimpleNamespace
from typing import BinaryIO

from shopdesk.sheets.flaw import Flaw

_EVERYBODYS = "VelvetSweatshop"


def unlock(file: BinaryIO, password: str | None) -> BytesIO:
    """Return the decrypted workbook.

    Raises Flaw "locked" where a password is needed and none was given, "wrong_password" where the
    given one does not open it, "unknown_lock" where the encryption is of a kind we cannot open.
    """
    for attempt in (password, _EVERYBODYS):
        if attempt and (opened := _try(file, attempt)):
            return opened
    raise Flaw("wrong_password" if password else "locked")


def _try(file: BinaryIO, password: str) -> BytesIO | None:
    """Return the workbook decrypted with this password, or None where it does not fit."""
    import msoffcrypto
    from msoffcrypto import exceptions
    from msoffcrypto.format import xls97

    # For old workbooks the library puts the decrypted copy into a temporary file; here it may not.
    xls97.tempfile = SimpleNamespace(TemporaryFile=BytesIO)
    opened = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(file)
        if office.format == "ooxml":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(opened)
    except exceptions.InvalidKeyError:
        return None
    except MemoryError:
        raise
    # The library reports damage by whatever its parsers stumble over (struct, XML, OLE, hashes).
    except Exception as fault:
        raise Flaw("unknown_lock") from fault
    opened.seek(0)
    return opened
