"""The way that a person took from desk to desk, to be walked back and forward again."""


class Trail:
    """Desks in the order they were visited, and where on that way one stands."""

    def __init__(self, first: str) -> None:
        self._desks = [first]
        self._at = 0

    def go(self, desk: str) -> None:
        """Take a new step; what lay ahead is forgotten."""
        if desk != self._desks[self._at]:
            del self._desks[self._at + 1 :]
            self._desks.append(desk)
            self._at += 1

    def step(self, by: int) -> str | None:
        """Walk so many steps along the way; None where it ends."""
        if not 0 <= self._at + by < len(self._desks):
            return None
        self._at += by
        return self._desks[self._at]
