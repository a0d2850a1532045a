"""Office files without the moment of their making: the same document makes the same bytes."""

import io
import re
import zipfile
from datetime import date
from typing import Final

_MOMENTS: Final = re.compile(
    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)"
)
_CORE: Final = "docProps/core.xml"
_MODE: Final = 0o600 << 16


def sealed(blob: bytes, day: date) -> bytes:
    """Return the office file as if it was made on that day, workbooks inside it likewise."""
    held = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, stamp)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr, member.create_system = _MODE, 3
            new.writestr(member, _part(name, old.read(name), day))
    return held.getvalue()


def _part(name: str, part: bytes, day: date) -> bytes:
    if name.endswith(".xlsx"):
        return sealed(part, day)
    if name == _CORE:
        moment = f"{day.isoformat()}T00:00:00Z".encode()
        return _MOMENTS.sub(rb"\g<1>" + moment + rb"\g<2>", part)
    return part
