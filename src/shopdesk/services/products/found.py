"""What a check finds: a sentence that is declared in English, and the words in it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shopdesk.services.products.rules import Rule

Found = tuple[str, Mapping[str, Any]]
"""A declared sentence and its words; "field" among them is another field than the check's."""


def limits(rule: "Rule", n: int) -> dict[str, Any]:
    """Return how many there are, and the limits of the rule."""
    return {"n": n, "least": rule.least, "most": rule.most}
