"""The shop's few settings, each with its sentence, its words and a working default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shopdesk.locale import N_

THEMES: Final = (
    "shopdesk-dark", "shopdesk-light", "shopdesk-blue-orange-dark", "shopdesk-blue-orange-light",
    "shopdesk-ansi-dark", "shopdesk-ansi-light",
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Our own colours first, then those that come with Textual."""

DESKS: Final = (
    "orders", "today", "products", "shipments", "tickets", "returns", "promos", "suppliers",
    "reports", "desks", "imports", "history", "health", "payments",
    "outbox", "tasks",
)  # fmt: skip
"""Desks that the workstation may open with."""


def _told(about: str, *words: str, now: bool = True, free: bool = False) -> Mapping[str, Any]:
    """Return what there is to say of a setting: its sentence, its words, when it counts.

    A ``free`` one holds any line of text.
    """
    return {"about": about, "words": words, "now": now, "free": free}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a shop can set in ``settings.toml`` in its home; every field has a working default.

    The sentence of each field is its docstring: the terminal and ``config list`` show it.
    """

    language: str = field(
        default="",
        metadata=_told(N_("Language of the interface; empty: the system's"), "", "id", "en"),
    )
    theme: str = field(
        default=THEMES[0],
        metadata=_told(N_("Colours; blue-orange tells apart without red and green"), *THEMES),
    )
    ascii: bool = field(
        default=False,
        metadata=_told(N_("Plain ASCII signs and borders, for terminals that lack others")),
    )
    start: str = field(
        default=DESKS[0],
        metadata=_told(N_("Desk that the workstation opens with"), *DESKS, now=False),
    )
    zone: str = field(
        default="Asia/Jakarta",
        metadata=_told(N_("Time zone of the shop's day"), now=False),
    )
    pictures: str = field(
        default="",
        metadata=_told(
            N_("Pictures of products; empty: as the terminal can"),
            "",
            "kitty",
            "sixel",
            "blocks",
            "off",
        ),
    )
    require_sku: bool = field(
        default=True,
        metadata=_told(N_("Pack an order only when every line stands for a SKU"), now=False),
    )
    fee: str = field(
        default="0",
        metadata=_told(N_("Share of a price that marketplaces keep, in percent: 8.5")),
    )
    reserve_unpaid_hours: int = field(
        default=24,
        metadata=_told(
            N_("Hours that an unpaid order holds its pieces; 0: not before it is paid"), now=False
        ),
    )
    count_blind: bool = field(
        default=False,
        metadata=_told(N_("Count sheets that do not tell what should be there"), now=False),
    )
    count_alone: bool = field(
        default=False,
        metadata=_told(N_("Who counted may post the count, for one who works alone"), now=False),
    )
    pack_lease_minutes: int = field(
        default=10,
        metadata=_told(
            N_("Minutes after which an order that nobody scans is free for another packer"),
            now=False,
        ),
    )
    pack_typed: bool = field(
        default=False,
        metadata=_told(N_("Packers may type a count (SKU=3) instead of scanning each piece")),
    )
    pack_slip: bool = field(
        default=True,
        metadata=_told(N_("A finished order prints its packing slip by itself")),
    )
    shop_name: str = field(
        default="",
        metadata=_told(
            N_("Name on invoices and labels; empty: the shop's on its channel"),
            now=False,
            free=True,
        ),
    )
    shop_address: str = field(
        default="",
        metadata=_told(N_("Address of the shop on invoices and labels"), now=False, free=True),
    )
    shop_phone: str = field(
        default="",
        metadata=_told(N_("Telephone of the shop on invoices and labels"), now=False, free=True),
    )
    label_size: str = field(
        default="a6",
        metadata=_told(
            N_("Paper of labels: thermal is 100 × 150 mm, a4 has four to a sheet"),
            "a6",
            "thermal",
            "a4",
            now=False,
        ),
    )
    fragile_words: str = field(
        default="kaca, keramik, gelas, mug, piring, vas, pecah belah, glass, ceramic, fragile",
        metadata=_told(
            N_("Words in a product's name that make its label say fragile, with commas between"),
            now=False,
            free=True,
        ),
    )
    smtp_host: str = field(
        default="",
        metadata=_told(
            N_("Server that sends mails to customers; empty: none"), now=False, free=True
        ),
    )
    smtp_port: int = field(
        default=587,
        metadata=_told(N_("Port of the mail server; mostly 587, with tls 465"), now=False),
    )
    smtp_security: str = field(
        default="starttls",
        metadata=_told(
            N_("How the mail server is spoken to; none is for a server on this machine"),
            "starttls",
            "tls",
            "none",
            now=False,
        ),
    )
    smtp_user: str = field(
        default="",
        metadata=_told(
            N_("User at the mail server; its password: config secret set smtp"),
            now=False,
            free=True,
        ),
    )
    mail_from: str = field(
        default="",
        metadata=_told(N_("Address that mails to customers come from"), now=False, free=True),
    )
    mail_reply_to: str = field(
        default="",
        metadata=_told(
            N_("Address for their answers; empty: where they come from"), now=False, free=True
        ),
    )
    mail_signature: str = field(
        default="",
        metadata=_told(
            N_("Signature under messages; empty: the shop's name"), now=False, free=True
        ),
    )
    pay_to: str = field(
        default="",
        metadata=_told(N_("Where buyers transfer to: bank, number, name"), now=False, free=True),
    )
    quiet_hours: str = field(
        default="",
        metadata=_told(
            N_("Hours in which no mail goes by itself: 21:00-08:00; empty: none"), now=False
        ),
    )
    tracker: str = field(
        default="",
        metadata=_told(
            N_("Service that is asked where parcels are; empty: none"),
            "",
            "binderbyte",
            "komerce",
            "biteship",
            "kiriminaja",
            now=False,
        ),
    )
    tracker_address: str = field(
        default="",
        metadata=_told(N_("Address of that service, if not its usual one"), now=False, free=True),
    )
    track_minutes: int = field(
        default=60,
        metadata=_told(
            N_("Minutes between two rounds of asking while the workstation is open; 0: none"),
            now=False,
        ),
    )
    proxy: str = field(
        default="",
        metadata=_told(N_("Proxy to the net, like http://10.0.0.1:3128"), now=False, free=True),
    )
    reply_then: str = field(
        default="pending",
        metadata=_told(
            N_("State of a ticket after an answer"), "pending", "open", "solved", now=False
        ),
    )
    close_days: int = field(
        default=7,
        metadata=_told(N_("Days after which a solved ticket is closed; 0: never"), now=False),
    )
    csat_ask: bool = field(
        default=False,
        metadata=_told(N_("A solved ticket asks its customer for a score"), now=False),
    )
    refund_limit: int = field(
        default=100_000,
        metadata=_told(N_("Rupiah up to which a refund needs nobody else's approval"), now=False),
    )
    approve_alone: bool = field(
        default=False,
        metadata=_told(N_("Who offers a refund may approve it, for one who works alone")),
    )
    fetch_minutes: int = field(
        default=5,
        metadata=_told(
            N_("Minutes between two looks into the mailboxes while the workstation is open"),
            now=False,
        ),
    )
    chatwoot_address: str = field(
        default="",
        metadata=_told(
            N_("Address of a Chatwoot server that brings live chat; empty: none"),
            now=False,
            free=True,
        ),
    )
    chatwoot_account: int = field(
        default=1, metadata=_told(N_("Number of the account at Chatwoot"), now=False)
    )
    letterhead: str = field(
        default="",
        metadata=_told(
            N_("The shop's own .docx that reports for Word are written into; empty: a plain one"),
            now=False,
            free=True,
        ),
    )
    keys: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_told(N_("Keys of your own: orders.ship = S"), now=False),
    )
