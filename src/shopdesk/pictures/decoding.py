"""Decoding a picture, in the child: what kind it is, whether it is whole, and a small copy.

What the file says about itself is not believed: the kind is told by the decoder that accepts it,
the pixels are counted before anything is unpacked, and the picture is decoded to its end.
"""

import io
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from shopdesk.sheets.flaw import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

DECODERS: Final = ("JPEG", "PNG", "WEBP", "GIF")
"""The only ones that are used."""
KINDS: Final = {name: name.lower() for name in DECODERS} | {"MPO": "jpeg"}
"""The kind of each format; a phone's JPEG with a second picture in it calls itself MPO."""
MAX_FILE: Final = 50 * 2**20
"""Bytes."""
MAX_PIXELS: Final = 100_000_000
MAX_SIDE: Final = 2_000
"""Pixels of a small copy."""
_EIGHTH: Final = 8
_TURNED: Final = 5
"""EXIF orientations from here on stand on their side."""
_ORIENTATION: Final = 0x0112

Look = tuple[str, int, int, int]
"""Kind, width and height in pixels as people see it, bytes."""


def look(path: str) -> Look:
    """Return what a file holds, decoded to its end. Raises Flaw where that is no sound picture."""
    with _opened(path) as (image, size):
        kind, (width, height) = KINDS[str(image.format)], image.size
        turned = image.getexif().get(_ORIENTATION, 1) >= _TURNED
        # An eighth of a JPEG takes a fraction of the time and still reads the file to its end.
        image.draft(None, (width // _EIGHTH, height // _EIGHTH))
        image.load()
    return (kind, height, width, size) if turned else (kind, width, height, size)


def draw(path: str, width: int, height: int) -> bytes:
    """Return a PNG of the picture that fits into so many pixels, on white. Raises Flaw."""
    from PIL import Image, ImageOps

    box = tuple(max(1, min(side, MAX_SIDE)) for side in (width, height))
    with _opened(path) as (image, _size):
        image.draft("RGB", (box[0] * 2, box[1] * 2))
        image.thumbnail((box[0], box[1]), Image.Resampling.LANCZOS)
        small = ImageOps.exif_transpose(image).convert("RGBA")
    small.thumbnail((box[0], box[1]), Image.Resampling.LANCZOS)
    sheet = Image.new("RGBA", small.size, "white")
    sheet.alpha_composite(small)
    drawn = io.BytesIO()
    sheet.convert("RGB").save(drawn, "PNG")
    return drawn.getvalue()


@contextmanager
def _opened(path: str) -> "Iterator[tuple[Image, int]]":
    """Open a picture whose pixels are few enough; whatever its decoder stumbles over is a flaw."""
    from PIL import Image, UnidentifiedImageError, WebPImagePlugin  # noqa: F401 - it registers itself

    Image.MAX_IMAGE_PIXELS = None  # counted below, with a word of our own
    file, size = _file(path)
    with file:
        try:
            with Image.open(file, formats=DECODERS) as image:
                _refuse_huge(image)
                yield image, size
        except (Flaw, MemoryError):
            raise
        except UnidentifiedImageError as fault:
            raise Flaw("foreign" if _foreign(file) else "damaged") from fault
        except Exception as fault:  # a decoder can stumble in any way over a damaged file
            raise Flaw("damaged") from fault


def _refuse_huge(image: "Image") -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Flaw("huge", limit=MAX_PIXELS // 10**6)


def _foreign(file: BinaryIO) -> bool:
    """Tell whether a file that no decoder takes does not even begin like a picture."""
    file.seek(0)
    start = file.read(12)
    marks = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
    return not start.startswith(marks) and start[:4] + start[8:] != b"RIFFWEBP"


def _file(path: str) -> tuple[BinaryIO, int]:
    """Open a regular file of a size that a picture may have."""
    place = Path(path)
    try:
        told = place.stat()
        if not stat.S_ISREG(told.st_mode):
            raise Flaw("no_file")
        file = place.open("rb")
    except FileNotFoundError as fault:
        raise Flaw("missing") from fault
    except (OSError, ValueError) as fault:
        raise Flaw("closed_to_us") from fault
    if not told.st_size or told.st_size > MAX_FILE:
        file.close()
        raise Flaw("big_file", limit=MAX_FILE // 2**20) if told.st_size else Flaw("empty")
    return file, told.st_size
