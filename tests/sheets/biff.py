"""A smallest writer of old .xls workbooks (BIFF8 in an OLE container) for the tests.

[MS-CFB] for the container, [MS-XLS] for the records; one sheet of texts, numbers, truths and
errors, optionally encrypted with RC4 ([MS-OFFCRYPTO] 2.3.6).
"""

import struct
from hashlib import md5

Value = str | float | bool | None

SECTOR = 512
_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}


def workbook(rows: list[list[Value]], name: str = "orders", secret: str | None = None) -> bytes:
    """Return an .xls with these rows."""
    stream = _stream(rows, name, secret)
    return container({"Workbook": stream})


def container(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file with these streams, each at least 4,096 bytes long."""
    body = b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    chains: list[int] = []
    for number, (name, content) in enumerate(streams.items(), 1):
        start = len(chains)
        count = -(-len(content) // SECTOR)
        chains += [*range(start + 1, start + count), 0xFFFFFFFE]
        body += content.ljust(count * SECTOR, b"\0")
        following = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(content), right=following))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    directory_start = len(chains)
    chains += [*range(directory_start + 1, directory_start + len(directory) // SECTOR), 0xFFFFFFFE]
    fat_start = len(chains)
    fat_count = 1
    while (len(chains) + fat_count) * 4 > fat_count * SECTOR:
        fat_count += 1
    chains += [0xFFFFFFFD] * fat_count
    fat = b"".join(struct.pack("<I", link) for link in chains)
    fat = fat.ljust(fat_count * SECTOR, b"\xff")
    places = [*range(fat_start, fat_start + fat_count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat_count, directory_start, 0, 4096, 0xFFFFFFFE, 0,
                        0xFFFFFFFE, 0)  # fmt: skip
    head += b"".join(struct.pack("<I", place) for place in places)
    return head.ljust(SECTOR, b"\xff") + body + directory + fat


def _entry(
    name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, 0xFFFFFFFF, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _stream(rows: list[list[Value]], name: str, password: str | None) -> bytes:
    """Return the Workbook stream: globals, then the sheet."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    lock = _lock(password) if password else b""
    codepage = _record(0x0042, struct.pack("<H", 1200))
    texts = list(dict.fromkeys(cell for row in rows for cell in row if _is_text(cell)))
    shared = _record(
        0x00FC,
        struct.pack("<II", len(texts), len(texts))
        + b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts),
    )
    end = _record(0x000A, b"")
    label = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    bound_size = 4 + 6 + len(label)
    sheet_at = len(start) + len(lock) + len(codepage) + bound_size + len(shared) + len(end)
    bound = _record(0x0085, struct.pack("<IBB", sheet_at, 0, 0) + label)
    stream = start + lock + codepage + bound + shared + end + _sheet(rows, texts)
    if len(stream) < 4096:  # shorter streams would have to stand in the container's small sectors
        stream += _record(0x0000, b"\0" * max(0, 4092 - len(stream)))
    return _encrypted(stream, password) if password else stream


def _is_text(cell: Value) -> bool:
    return isinstance(cell, str) and cell not in _ERRORS


def _sheet(rows: list[list[Value]], texts: list[str]) -> bytes:
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    width = max((len(row) for row in rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(cell, bool):
                sheet += _record(0x0205, place + struct.pack("<BB", cell, 0))
            elif isinstance(cell, str) and cell in _ERRORS:
                sheet += _record(0x0205, place + struct.pack("<BB", _ERRORS[cell], 1))
            elif isinstance(cell, str):
                sheet += _record(0x00FD, place + struct.pack("<I", texts.index(cell)))
            elif cell is not None:
                sheet += _record(0x0203, place + struct.pack("<d", cell))
    return sheet + _record(0x000A, b"")


_SALT = bytes(range(16))
_VERIFIER = bytes(range(16, 32))


def _key(password: str, block: int) -> bytes:
    """Return the RC4 key of a block of 1,024 bytes."""
    first = md5(password.encode("utf-16-le")).digest()[:5]  # noqa: S324 - the format's own
    second = md5((first + _SALT) * 16).digest()[:5]  # noqa: S324
    return md5(second + struct.pack("<I", block)).digest()  # noqa: S324


def _rc4(key: bytes, length: int) -> bytes:
    """Return so many bytes of the key's stream."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for _ in range(length):
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(state[(state[i] + state[j]) % 256])
    return bytes(out)


def _mixed(content: bytes, stream: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(content, stream, strict=True))


def _lock(password: str) -> bytes:
    """Return the FilePass record for this password."""
    stream = _rc4(_key(password, 0), 32)
    verifier = _mixed(_VERIFIER, stream[:16])
    proof = _mixed(md5(_VERIFIER).digest(), stream[16:])  # noqa: S324
    return _record(0x002F, struct.pack("<HHH", 1, 1, 1) + _SALT + verifier + proof)


def _encrypted(stream: bytes, password: str) -> bytes:
    """Return the stream encrypted, but for the records that are read without a key."""
    blocks = -(-len(stream) // 1024)
    keys = b"".join(_rc4(_key(password, block), 1024) for block in range(blocks))
    out = bytearray()
    at = 0
    while at < len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + length]
        if number == 0x0085:  # the place of the sheet stays in clear
            hidden = _mixed(content[4:], keys[at + 8 : at + 4 + length])
            content = content[:4] + hidden
        elif number not in (0x0809, 0x002F):
            content = _mixed(content, keys[at + 4 : at + 4 + length])
        out += stream[at : at + 4] + content
        at += 4 + length
    return bytes(out)
