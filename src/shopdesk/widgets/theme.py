"""Our own colours, light and dark: few, and each with one meaning.

Blue-orange says good and bad without green and red; ansi uses the terminal's own sixteen colours.
"""

from typing import Any, Final

from textual.theme import BUILTIN_THEMES, Theme

DARK: Final = Theme(
    name="shopdesk-dark",
    primary="#3d7dca",
    secondary="#b08cd9",
    accent="#e0a458",
    warning="#e5c07b",
    error="#ef6b73",
    success="#7fbf7f",
    foreground="#d7dae0",
    background="#16181d",
    surface="#1b1e24",
    panel="#262a33",
    dark=True,
)

LIGHT: Final = Theme(
    name="shopdesk-light",
    primary="#2f6db5",
    secondary="#7a4fb0",
    accent="#9a5b00",
    warning="#8a6100",
    error="#b3202c",
    success="#2e7d32",
    foreground="#1f2328",
    background="#ffffff",
    surface="#fbfbf9",
    panel="#e9eae6",
    dark=False,
)

BLUE_ORANGE_DARK: Final = Theme(
    name="shopdesk-blue-orange-dark",
    primary="#3d7dca",
    secondary="#c8c8d4",
    accent="#9cc4f0",
    warning="#f2d680",
    error="#ff9a3d",
    success="#62a8f0",
    foreground="#d7dae0",
    background="#16181d",
    surface="#1b1e24",
    panel="#262a33",
    dark=True,
)

BLUE_ORANGE_LIGHT: Final = Theme(
    name="shopdesk-blue-orange-light",
    primary="#2f6db5",
    secondary="#55555f",
    accent="#1f4f8a",
    warning="#735f00",
    error="#a34700",
    success="#0b5cad",
    foreground="#1f2328",
    background="#ffffff",
    surface="#fbfbf9",
    panel="#e9eae6",
    dark=False,
)


def _ansi(name: str, *, dark: bool, cursor: str, marked: str, **colours: str) -> Theme:
    """Return a theme of the terminal's own colours; a tint of one is not among the sixteen."""
    quiet = "ansi_bright_black"
    base = BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables
    variables: dict[str, Any] = base | {
        "primary-muted": cursor, "accent-muted": marked, "text-muted": quiet,
        "text-disabled": quiet, "foreground-muted": quiet, "border-blurred": quiet,
        "scrollbar": "ansi_blue", "scrollbar-background": "ansi_default",
        "block-cursor-background": cursor, "block-cursor-blurred-background": "ansi_default",
        "input-cursor-background": "ansi_default", "input-cursor-text-style": "reverse",
    }  # fmt: skip
    plain = dict.fromkeys(("foreground", "background", "surface", "panel", "boost"), "ansi_default")
    return Theme(name=name, ansi=True, dark=dark, variables=variables, **plain, **colours)  # type: ignore[arg-type]


ANSI_DARK: Final = _ansi(
    "shopdesk-ansi-dark",
    dark=True,
    cursor="ansi_blue",
    marked="ansi_magenta",
    primary="ansi_blue",
    secondary="ansi_bright_magenta",
    accent="ansi_bright_yellow",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    success="ansi_bright_green",
)

ANSI_LIGHT: Final = _ansi(
    "shopdesk-ansi-light",
    dark=False,
    cursor="ansi_cyan",
    marked="ansi_yellow",
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
)

OWN: Final = (DARK, LIGHT, BLUE_ORANGE_DARK, BLUE_ORANGE_LIGHT, ANSI_DARK, ANSI_LIGHT)

_OPPOSITES: Final = {
    "atom-one-dark": "atom-one-light", "solarized-dark": "solarized-light",
    "textual-dark": "textual-light", "ansi-dark": "ansi-light", "rose-pine": "rose-pine-dawn",
    "catppuccin-mocha": "catppuccin-latte",
} | {dark.name: light.name for dark, light in zip(OWN[::2], OWN[1::2], strict=True)}  # fmt: skip
_BACK: Final = {light: dark for dark, light in _OPPOSITES.items()}


def opposite(theme: str, *, dark: bool) -> str:
    """Return the light face of a dark theme, or the dark one of a light; ours if it has none."""
    found = _OPPOSITES.get(theme) or _BACK.get(theme)
    return found or (LIGHT.name if dark else DARK.name)
