"""What the reads of messages return: frozen, free of any session."""

from dataclasses import dataclass

from shopdesk.moments import medium_word, moment_word, state_word
from shopdesk.services.messages.addresses import link


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message to one customer. Instants in UTC seconds.

    ``order`` is the order's number. ``state`` is as kept, but ``unsure`` where a mail's sender died
    before its server answered. ``wrong`` says what keeps it from going or why it failed, as kept.
    """

    id: int
    order_id: int
    order: str
    channel: str
    shop: str
    buyer: str
    parcel: int
    moment: str
    medium: str
    again: int
    address: str
    language: str
    template: str
    subject: str
    body: str
    state: str
    wrong: str | None
    made_at: int
    not_before: int | None
    tries: int
    sent_at: int | None
    sent_by: str
    wire_id: str | None

    @property
    def words(self) -> str:
        """What a filter looks in."""
        shown = (moment_word(self.moment), medium_word(self.medium), state_word(self.state))
        told = (self.order, self.shop, self.buyer, self.address, self.subject, self.body)
        return " ".join((*told, self.moment, self.medium, self.state, *shown))

    @property
    def blocked(self) -> bool:
        """Whether it waits for a look, and something in it is empty or forbids it."""
        return self.state == "review" and bool(self.wrong)

    @property
    def link(self) -> str:
        """The address that opens WhatsApp with this text; nothing for other media."""
        return link(self.address, self.body) if self.medium == "whatsapp" else ""

    @property
    def to(self) -> str:
        """Where it goes, as people read it."""
        if self.medium == "whatsapp":
            return f"+{self.address}"
        return self.address.partition(":")[2] if self.medium == "chat" else self.address


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that would be made: for a preview before it is."""

    order_id: int
    parcel: int
    template: str
    medium: str
    language: str
    address: str
    subject: str
    body: str
    wrong: str | None
