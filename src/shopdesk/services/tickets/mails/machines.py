"""Which mails a machine wrote: to those nobody owes an answer, and none may start a loop.

Signs are those of RFC 3834 (Auto-Submitted), RFC 3464 (reports of delivery), RFC 2919 (lists) and
what older programs write in their place.
"""

from typing import Final

from shopdesk.services.tickets.mails.headers import Headers

_BULK: Final = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
_MARKS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-failed-recipients")
_MACHINES: Final = (
    "mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply",
    "bounce", "bounces",
)  # fmt: skip
"""Names before the @ that nobody reads the answers of."""


def auto(headers: Headers, kind: str, sender: str, ours: frozenset[str]) -> bool:
    """Tell whether a machine wrote a mail of this content type, for which this sender answers.

    What is our own comes back to us. But a form of the shop's own site speaks for whom it names,
    and a mail by a list of our own, as shared addresses have one, is a person's: rather one answer
    too many than a customer without one.
    """
    written_by = headers.addressee("from")[1]
    if sender in ours:
        return True
    if written_by in ours and sender != written_by:
        return False
    submitted = headers.first("auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if kind == "multipart/report" or "<>" in headers.all("return-path"):
        return True
    if any(mark in headers for mark in _MARKS) or sender.partition("@")[0] in _MACHINES:
        return True
    return _to_many(headers) and not _by_our_list(headers, ours)


def spam(headers: Headers) -> bool:
    """Tell whether the mail server took a mail for spam."""
    return headers.first("x-spam-flag").lower() == "yes" or headers.first(
        "x-spam-status"
    ).lower().startswith("yes")


def _to_many(headers: Headers) -> bool:
    lists = "list-id" in headers or "list-unsubscribe" in headers
    return lists or headers.first("precedence").lower() in _BULK


def _by_our_list(headers: Headers, ours: frozenset[str]) -> bool:
    post, name = headers.first("list-post").lower(), headers.first("list-id").lower()
    return any(one in post or f"<{one.replace('@', '.')}>" in name for one in ours if one)
