"""Whose account the lines of a statement belong to; one that is new is opened."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from shopdesk.channels.money.spec import Line, MoneySpec
from shopdesk.models.payments import Account
from shopdesk.store import Work


class Accounts:
    """The accounts of one bank or gateway.

    A report of a gateway may not name its account where a notification does: they are the same
    while there is only one. A mapped sheet that names no account has one of its own.
    """

    def __init__(self, work: Work, spec: MoneySpec) -> None:
        self._work, self._spec = work, spec
        own = spec.provider in {"bank", "gateway"}
        self._unnamed = spec.format.removeprefix("generic.") if own else ""
        query = sa.select(Account).where(Account.provider == spec.provider)
        self._known = {account.number: account for account in work.session.scalars(query)}

    def sorted(self, lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
        """Yield each account with its lines, in the order in which the file has them."""
        found: dict[int, list[Line]] = {}
        for line in lines:
            found.setdefault(self._of(line).id, []).append(line)
        yield from found.items()

    def _of(self, line: Line) -> Account:
        number = line.account or self._unnamed
        account = self._known.get(number) or self._same(number)
        if account is None:
            account = Account(
                source=self._spec.source, provider=self._spec.provider, number=number,
                name=line.holder, currency=line.currency,
            )  # fmt: skip
            self._work.session.add(account)
            self._work.session.flush()
        self._known[number] = account
        return account

    def _same(self, number: str) -> Account | None:
        """Return the gateway's only account, if one of the two has no number."""
        if self._spec.source != "gateway" or len(self._known) != 1:
            return None
        ((told, account),) = self._known.items()
        if number and told:
            return None
        if number:
            account.number = number
            self._work.session.flush()
        return account
