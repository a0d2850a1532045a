"""Writing an answer at hand: a line that says when it serves, and the text."""

from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.outbox.writing import Write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopdesk.services.messages.variables import Variable


class WriteAnswer(Write):
    """Returns when an answer serves, and its text."""

    @property
    def known(self) -> "Mapping[str, Variable]":
        """The variables that an answer may use."""
        return variables()

    @property
    def hint(self) -> str:
        """What the line over the text is for."""
        return _("When it serves, in a few words")


def variables() -> "Mapping[str, Variable]":
    """Return the variables that an answer may use."""
    from shopdesk.services.tickets.answers.variables import VARIABLES

    return VARIABLES
