"""What people call the moments, media and states of messages, and the modes of rules."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.messages.leaving import Run

MOMENT: Final = {
    "payment_asked": N_("asked to pay"),
    "payment_received": N_("payment received"),
    "payment_expired": N_("payment expired"),
    "packed": N_("packed"),
    "shipped": N_("shipped"),
    "out_for_delivery": N_("out for delivery"),
    "failed_attempt": N_("delivery failed"),
    "delivered": N_("delivered"),
    "returning": N_("coming back"),
    "lost": N_("lost"),
    "cancelled": N_("cancelled"),
    "by_hand": N_("by hand"),
}
MEDIUM: Final = {"email": N_("e-mail"), "whatsapp": N_("WhatsApp"), "chat": N_("chat")}
STATE: Final = {
    "review": N_("to review"),
    "queued": N_("to send"),
    "held": N_("held"),
    "sending": N_("being sent"),
    "unsure": N_("unsure"),
    "sent": N_("sent"),
    "copy": N_("to copy"),
    "copied": N_("copied"),
    "failed": N_("failed"),
    "dropped": N_("dropped"),
}
MODE: Final = {"off": N_("off"), "review": N_("after review"), "auto": N_("automatic")}


WRONG: Final = {
    "opt_out": N_("The buyer wants no messages"),
    "no_address": N_("There is no address to send it to"),
    "brace": N_("A brace in the text belongs to no variable"),
    "overtaken": N_("The order has gone on; this is no news any more"),
    "silent": N_("The wire broke after the text was handed over: it may have arrived"),
}
"""Why a message does not go, as it is kept; what a mail server said is kept as it said it."""

SETTINGS: Final = frozenset({"shop_name", "shop_phone", "shop_address", "signature", "pay_to"})
"""Variables that the shop's settings stand for."""


def wrong_word(wrong: str | None) -> str:
    """Return what keeps a message from going, as a sentence, or nothing."""
    if wrong and wrong.startswith("empty:"):
        names = wrong.removeprefix("empty:").split(",")
        said = ", ".join(f"{{{name}}}" for name in names)
        told = _("Nothing stands for {names}").format(names=said)
        return f"{told} ({_('a setting')})" if SETTINGS.issuperset(names) else told
    return _(WRONG[wrong]) if wrong in WRONG else wrong or ""


def moment_word(moment: str) -> str:
    """Return what people call this moment; a template's own name is kept."""
    return _(MOMENT[moment]) if moment in MOMENT else moment


def medium_word(medium: str) -> str:
    """Return what people call this medium."""
    return _(MEDIUM[medium]) if medium in MEDIUM else medium


def state_word(state: str) -> str:
    """Return what people call this state."""
    return _(STATE[state]) if state in STATE else state


def mode_word(mode: str) -> str:
    """Return what people call this mode of a rule."""
    return _(MODE[mode]) if mode in MODE else mode


def run_words(run: "Run") -> str:
    """Return what a run of sending did, as a sentence."""
    n = len(run.sent)
    mails = ngettext("Sent {n} mail", "Sent {n} mails", n)
    answers = ngettext("Sent {n} answer", "Sent {n} answers", n)
    said = [(answers if run.answers else mails).format(n=n)]
    parts = (
        (len(run.failed), _("{n} failed")), (len(run.waiting), _("{n} tried again later")),
        (len(run.kept), _("{n} must not go")), (len(run.unsure), _("{n} unsure: look and decide")),
    )  # fmt: skip
    said += [words.format(n=many) for many, words in parts if many]
    return f"{', '.join(said)}. {run.trouble}".strip()
