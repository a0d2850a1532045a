"""Our own colours, light and dark: few, and each with one meaning."""

from typing import Final

from textual.theme import Theme

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
