"""Pasting a chat: where it was held, with whom, and its text in whatever shape it was copied."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.widgets import Input, Select, TextArea

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.tickets import CHANNEL
from shopdesk.widgets.action import Action
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.store import Change

TEXT: Final = "text"
FIRST: Final = ("shopee", "tokopedia", "tiktok", "lazada", "whatsapp", "instagram", "facebook")
"""Channels of which people paste most."""


class Pasting(Ask):
    """Asks for a chat, and returns channel, customer, address and text."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("take", "f2", N_("Take it in"), N_("Take the chat in as it stands")),
    )

    def __init__(self, channel: str = "shopee", customer: str = "") -> None:
        about = Paper().line(
            _("Copy the chat in the seller centre or the app, and paste it here (F2: take it in).")
        )
        super().__init__(
            _("Paste a chat"),
            [
                Question("channel", _("Channel"), channel, choices=_channels()),
                Question("customer", _("Customer"), customer, _("as the chat calls them"),
                         needed=True),
                Question("address", _("Phone or e-mail"), "", _("if it is known")),
                Question(TEXT, _("Chat"), needed=True),
            ],
            about=about, button=_("Take it in"),
        )  # fmt: skip

    def _field(self, question: Question) -> Input | Select[str] | TextArea:
        if question.id != TEXT:
            return super()._field(question)
        return TextArea(id=f"ask-{TEXT}", tab_behavior="focus")

    def _value(self, question: Question) -> str:
        if question.id != TEXT:
            return super()._value(question)
        return self.query_one(f"#ask-{TEXT}", TextArea).text.strip()

    def do_take(self) -> None:
        """Take the chat in."""
        self._answer()


def open_pasting(app: Any, then: Callable[["Change"], None]) -> None:
    """Ask for a chat and take it in; what became of it goes to ``then``."""

    def answered(told: Answers | None) -> None:
        if told is not None:
            app.do(
                "tickets.pasting.paste", told[TEXT], channel=told["channel"],
                customer=told["customer"], address=told["address"], then=then,
            )  # fmt: skip

    app.push_screen(Pasting(), answered)


def _channels() -> Mapping[str, str]:
    return {name: _(CHANNEL[name]) for name in dict.fromkeys((*FIRST, *CHANNEL)) if name != "email"}
