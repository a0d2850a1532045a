"""Pictures of the demo shop's invented products: flat shapes on a plain ground, a few colours."""

import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIDE = 1000
GROUNDS = ("#f4efe6", "#e8eef1", "#f3e9ec", "#ebf1e6", "#f6f0da")
INKS = ("#b4552d", "#2f6690", "#8c4a6b", "#4f7942", "#c08a1e", "#5b5f97")
DARK = "#3b3a36"
Draw = ImageDraw.ImageDraw


def _garment(at: Draw, ink: str) -> None:
    at.polygon(
        [(330, 250), (420, 210), (580, 210), (670, 250), (800, 420), (700, 490), (650, 430),
         (650, 800), (350, 800), (350, 430), (300, 490), (200, 420)], ink,
    )  # fmt: skip
    at.ellipse((430, 170, 570, 260), outline=DARK, width=10)


def _bag(at: Draw, ink: str) -> None:
    at.arc((350, 150, 650, 550), 180, 360, DARK, 24)
    at.polygon([(280, 360), (720, 360), (780, 820), (220, 820)], ink)


def _shoe(at: Draw, ink: str) -> None:
    at.pieslice((150, 350, 850, 950), 180, 360, ink)
    at.rectangle((150, 650, 850, 710), DARK)


def _cup(at: Draw, ink: str) -> None:
    at.ellipse((580, 380, 820, 640), outline=ink, width=50)
    at.rounded_rectangle((280, 300, 680, 760), 60, ink)
    at.ellipse((280, 260, 680, 350), DARK)


def _home(at: Draw, ink: str) -> None:
    at.rounded_rectangle((220, 420, 780, 780), 40, ink)
    for line in range(470, 760, 60):
        at.line((220, line, 780, line), DARK, 8)
    at.arc((320, 240, 680, 600), 180, 360, DARK, 24)


def _bottle(at: Draw, ink: str) -> None:
    at.rectangle((440, 180, 560, 320), DARK)
    at.rounded_rectangle((350, 320, 650, 820), 70, ink)


def _book(at: Draw, ink: str) -> None:
    at.rounded_rectangle((300, 220, 720, 800), 24, ink)
    at.rectangle((300, 220, 360, 800), DARK)


def _gift(at: Draw, ink: str) -> None:
    at.rectangle((230, 360, 770, 800), ink)
    at.rectangle((460, 360, 540, 800), DARK)
    at.rectangle((200, 320, 800, 420), DARK)


def _ruler(at: Draw, ink: str) -> None:
    at.rectangle((120, 430, 880, 570), ink)
    for mark in range(150, 880, 50):
        at.line((mark, 430, mark, 480 + 30 * (mark % 100 == 0)), DARK, 8)


SHAPES: dict[str, Callable[[Draw, str], None]] = {
    "Pakaian Pria": _garment, "Fashion Muslim": _garment, "Pakaian Wanita": _garment, "Tas": _bag,
    "Sepatu": _shoe, "Dapur": _cup, "Rumah": _home, "Kecantikan": _bottle, "Alat Tulis": _book,
    "Hadiah": _gift, "kemasan": _gift, "ukuran": _ruler,
}  # fmt: skip
SHARED = ("ukuran", "kemasan")
"""Pictures that every product has behind its own: how big it is, how it is packed."""


def draw(path: Path, shape: str) -> None:
    """Draw the picture of a product of this category; its name chooses the colours."""
    number = zlib.crc32(path.stem.encode())
    image = Image.new("RGB", (SIDE, SIDE), GROUNDS[number % len(GROUNDS)])
    SHAPES[shape](ImageDraw.Draw(image), INKS[number % len(INKS)])
    path.parent.mkdir(exist_ok=True)
    image.quantize(8).save(path, optimize=True)
