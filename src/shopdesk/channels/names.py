"""Channels as papers and sheets name them."""

from typing import Final

_NAMES: Final = {"tiktok": "TikTok", "woocommerce": "WooCommerce", "generic": ""}
"""Channels whose names are not just written with a capital letter."""


def channel_name(channel: str) -> str:
    """Return what people call a channel; nothing of a shop that is on none."""
    return _NAMES.get(channel, channel.capitalize())
