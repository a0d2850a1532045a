"""The one way a verb says no."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a malfunction
    """What is wrong, with which record, and what to do; shown unchanged to the person who asked."""
