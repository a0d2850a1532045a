"""What a file from outside is by its first bytes, and what is suspicious about it.

Nothing is ever opened or unpacked here: only signatures are compared, and names.
"""

import re
from typing import Final

from shopdesk.locale import _
from shopdesk.text import safe

PROGRAM: Final = "application/x-executable"
TEXT: Final = "text/plain"
EXTENSIONS: Final = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/bmp": "bmp", "image/tiff": "tif", "image/heif": "heic", "image/svg+xml": "svg.txt",
    "application/pdf": "pdf", "application/zip": "zip", "application/x-7z-compressed": "7z",
    "application/x-rar-compressed": "rar", "application/gzip": "gz", "application/x-ole": "ole",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm", "video/x-msvideo": "avi",
    "video/3gpp": "3gp", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/x-wav": "wav",
    "audio/mp4": "m4a", "audio/amr": "amr", "text/html": "html.txt", "application/xml": "xml",
    TEXT: "txt",
}  # fmt: skip
"""Our own ending of each type that is known; all others are "bin"."""
_SAME: Final = {
    "audio/x-opus+ogg": "audio/ogg", "application/ogg": "audio/ogg", "image/heic": "image/heif",
    "application/x-gzip": "application/gzip", "application/vnd.rar": "application/x-rar-compressed",
    "application/x-zip-compressed": "application/zip", "text/xml": "application/xml",
    "audio/wav": "audio/x-wav", "image/x-ms-bmp": "image/bmp", "video/avi": "video/x-msvideo",
}  # fmt: skip
_PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n", b"\0asm", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
_PACKED_PROGRAMS: Final = (b"AndroidManifest.xml", b"META-INF/MANIFEST.MF")
_OFFICE: Final = {b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx"}
_RUNS: Final = re.compile(
    "exe|com|scr|bat|cmd|pif|jse?|mjs|vb[se]|ws[fh]|hta|ms[ip]|jar|apk|psm?1|lnk|reg|cpl|iso|img|"
    "vhd|dmg|pkg|sh|app|deb|rpm|run|docm|xlsm|pptm|dotm|xltm|xlam|x?html?|svg|url|chm|one|"
    "desktop|dll|sys"
)
"""Endings of names that make a machine do something when they are opened."""
_TELLS: Final = {
    **{ending: (mime,) for mime, ending in EXTENSIONS.items() if "." not in ending},
    "jpeg": ("image/jpeg",), "jpe": ("image/jpeg",), "jfif": ("image/jpeg",),
    "heic": ("image/heif", "video/mp4"), "heif": ("image/heif", "video/mp4"),
    "tiff": ("image/tiff",), "mp4": ("video/mp4", "video/quicktime"),
    "mov": ("video/quicktime", "video/mp4"), "m4a": ("audio/mp4", "video/mp4"),
    "3gp": ("video/3gpp", "video/mp4"), "opus": ("audio/ogg",), "doc": ("application/x-ole",),
    "xls": ("application/x-ole", TEXT, "text/html", "application/xml"),
    "ppt": ("application/x-ole",), "xml": ("application/xml", TEXT), "csv": (TEXT,),
    "txt": (TEXT, "application/xml", "text/html"), "mp3": ("audio/mpeg",),
}  # fmt: skip
"""What the bytes may be of a file whose name ends so."""
_LEAST_SURE: Final = 0.3


def type_of(body: bytes) -> str:
    """Return the type that the first bytes of a file tell, or nothing where they tell none."""
    if any(body.startswith(sign) for sign in _PROGRAMS):
        return PROGRAM
    if body.startswith(b"PK\x03\x04"):
        return _packed(body)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        return "application/x-ole"
    return _known(body) or (TEXT if _is_text(body) else "")


def extension_of(mime: str) -> str:
    """Return our own ending of a file of this type: never one that a machine would run."""
    return EXTENSIONS.get(mime, "bin")


def warning(told_name: str, mime: str) -> str:
    """Return what is suspicious about a file by its name and type, in a sentence, or nothing."""
    endings = [part.strip().lower() for part in told_name.split(".")[1:]]
    last = endings[-1] if endings else ""
    if len(endings) > 1 and _RUNS.fullmatch(last) and any(part in _TELLS for part in endings[:-1]):
        return _("a program that its name dresses up as something else")
    if mime == PROGRAM or _RUNS.fullmatch(last):
        return _("a program, or something that runs when it is opened")
    if safe(told_name) != told_name or re.search(r"\s{3,}", told_name):
        return _("its name hides something")
    if last in _TELLS and mime not in _TELLS[last]:
        return _("not what its name says")
    return ""


def _known(body: bytes) -> str:
    """Return a type of our list that the signature means."""
    import puremagic  # a list of some thousand signatures: only who keeps a file waits for it

    try:
        found = puremagic.magic_string(body[:4096])
    except Exception:  # noqa: BLE001 - whatever a file from outside makes it stumble over
        return ""
    told = (_SAME.get(one.mime_type, one.mime_type) for one in found if _sure(one.confidence))
    return next((mime for mime in told if mime in EXTENSIONS), "")


def _sure(confidence: float) -> bool:
    return confidence >= _LEAST_SURE


def _packed(body: bytes) -> str:
    """Return what a zip archive holds, by the names in it: they stand there in clear."""
    if any(name in body for name in _PACKED_PROGRAMS):
        return PROGRAM
    if b"[Content_Types].xml" in body:
        ending = next((kind for part, kind in _OFFICE.items() if part in body), "zip")
        return next(mime for mime, own in EXTENSIONS.items() if own == ending)
    return "application/zip"


def _is_text(body: bytes) -> bool:
    try:
        text = body[:4096].decode("utf-8", "strict" if len(body) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return False
    return bool(text) and "\0" not in text
