"""Notes among us: they stand in the conversation, and never leave the house."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk.locale import N_, _
from shopdesk.screens.tickets.calls import Wish
from shopdesk.screens.tickets.writing import Writing
from shopdesk.widgets.action import Action


class Noting(Writing):
    """A note on one ticket or on several: it never leaves the house."""

    KIND = "note"
    PLACE = "noting"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("send", "f2", N_("Keep"), N_("Keep the note; nobody outside ever reads it"),
               footer=True, writes=True),
        Action("send_on", "f8", N_("Keep, next"), N_("Keep it, and read the next ticket"),
               footer=True, writes=True),
    )  # fmt: skip

    def headline(self, wish: Wish) -> str:
        """Return what stands over the box."""
        n, name = len(wish.tickets), wish.names[wish.tickets[0]]
        said = _("Note on {n} tickets; it never leaves the house").format(n=n)
        return _("Note on {name}; it never leaves the house").format(name=name) if n == 1 else said

    def act(self, body: str, then: Any) -> None:
        """Keep the note."""
        ids = list(self.wish.tickets)
        self.house.do("tickets.replying.note", ids, body, then=then, refused=self.refused)
