"""Where a customer can be reached: whole addresses only, never what a marketplace masked."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from shopdesk.text import MASKS

_MAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'+/=?^_`|~-]+(?:\.[A-Za-z0-9!#$%&'+/=?^_`|~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
HOME: Final = "ID"
COUNTRIES: Final = {
    "indonesia": "ID", "malaysia": "MY", "philippines": "PH", "pilipinas": "PH", "singapore": "SG",
    "singapura": "SG", "thailand": "TH", "vietnam": "VN", "viet nam": "VN", "taiwan": "TW",
}  # fmt: skip
LINK: Final = "https://wa.me/{number}?text={text}"


def masked(text: str | None) -> bool:
    """Tell whether a marketplace has hidden a part of this."""
    return any(sign in (text or "") for sign in MASKS)


def mail_of(text: str | None) -> str:
    """Return a mail address that a mail can go to, or nothing."""
    told = (text or "").strip()
    name, at, domain = told.rpartition("@")
    if at and not domain.isascii():
        try:
            told = f"{name}@{domain.encode('idna').decode()}"
        except UnicodeError:
            return ""
    fits = len(told) <= 254 and len(name) <= 64 and not masked(told)
    return told if fits and _MAIL.fullmatch(told) else ""


def region_of(country: str | None) -> str:
    """Return the two letters of a country; of none or an unknown one Indonesia's."""
    told = (country or "").strip()
    if len(told) == 2 and told.isascii() and told.isalpha():
        return told.upper()
    return COUNTRIES.get(told.casefold(), HOME)


@lru_cache(maxsize=4_096)
def phone_of(text: str | None, country: str | None = None) -> str:
    """Return a phone number as wa.me writes it, "628123456789", or nothing.

    A number without its country's code is one of the buyer's country.
    """
    if not text or masked(text) or re.search(r"[xX]{2,}", text):
        return ""
    import phonenumbers

    told = text.strip().removeprefix("'")
    if told.startswith("62") and len(told) > 10:
        told = f"+{told}"
    try:
        number = phonenumbers.parse(told, region_of(country))
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).lstrip("+")


def link(phone: str, body: str) -> str:
    """Return the address that opens WhatsApp with the text written to this phone."""
    return LINK.format(number=phone, text=quote(body, safe=""))


def spelt(text: str) -> str:
    """Return an address as opt-outs compare it: a phone in wa.me's form, all else small."""
    told = text.strip()
    if "@" not in told and (phone := phone_of(told)):
        return phone
    return (mail_of(told) or told).lower()
