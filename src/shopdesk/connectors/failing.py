"""How a question can fail, each in one sentence, and whether asking again may help."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from urllib3 import exceptions as faults

from shopdesk.connectors.trouble import Kind, Trouble
from shopdesk.locale import N_, _

DENIED: Final = (401, 403)
BUSY: Final = 429
BROKEN: Final = (500, 502, 503, 504)
ELSEWHERE: Final = range(300, 400)


class Failure(NamedTuple):
    """A question that failed. ``final``: asking again does not help. ``after``: not sooner."""

    trouble: Trouble
    final: bool = True
    after: float = 0


def refused(name: str, status: int, headers: Mapping[str, str]) -> Failure | None:
    """Return what a status means, where it means that there is no answer to read."""
    after = retry_after(headers)
    if status in DENIED:
        return denied(name)
    if status == BUSY:
        return Failure(busy(name, after), final=False, after=after)
    if status in BROKEN:
        said = _("{name} is out of order at the moment (HTTP {status}).")
        trouble = Trouble(said.format(name=name, status=status), "unreachable")
        return Failure(trouble, final=False, after=after)
    if status in ELSEWHERE:
        said = _("{name} sends us to another address (HTTP {status}); check the one that is set.")
        return Failure(Trouble(said.format(name=name, status=status), "unreachable"))
    return None


def denied(name: str) -> Failure:
    """Say that the key is not taken."""
    said = _("{name} does not take the key. Set it anew with “shopdesk config secret set”.")
    return Failure(Trouble(said.format(name=name), "denied"))


def busy(name: str, after: float) -> Trouble:
    """Say that the host was asked too often, and when it may be asked again."""
    if not after:
        return Trouble(_("{name} was asked too often; try again later.").format(name=name), "busy")
    said = _("{name} was asked too often; it wants {n} s of rest.")
    return Trouble(said.format(name=name, n=round(after)), "busy", after)


def broken(name: str, host: str, error: faults.HTTPError, silence: float) -> Failure:
    """Say why a wire broke, without the library's own words: they may hold the whole address."""
    sentence, final = next(why[1:] for why in WHYS if isinstance(error, why[0]))
    told = _(sentence).format(name=name, host=host, n=round(silence, 1))
    return Failure(Trouble(told, "unreachable"), final=final)


WHYS: Final[tuple[tuple[tuple[type[Exception], ...], str, bool], ...]] = (
    ((faults.ProxyError,), N_("The proxy does not lead to {name} ({host})."), False),
    ((faults.NameResolutionError,), N_("{name} ({host}) is not found. Is there a network?"), True),
    (
        (faults.SSLError,),
        N_("{name} ({host}) does not prove who it is: its certificate is wrong."),
        True,
    ),
    (
        (faults.NewConnectionError, faults.ConnectTimeoutError),
        N_("{name} ({host}) does not take the call."),
        False,
    ),
    ((faults.TimeoutError,), N_("{name} did not answer within {n} s."), False),
    ((faults.DecodeError,), N_("{name} answered something that cannot be unpacked."), True),
    ((faults.HTTPError,), N_("{name} broke off in the middle of its answer."), False),
)
"""What broke, the narrowest first: its sentence, and whether there is no sense in trying again."""


def too_much(name: str, most: int) -> Failure:
    """Say that an answer was larger than is read."""
    said = _("{name} sent more than {n} MB; that is no answer to a question like ours.")
    return garbled(said.format(name=name, n=most // 2**20))


def too_slow(name: str, whole: float) -> Failure:
    """Say that an answer went on for too long."""
    said = _("{name} was not done with its answer after {n} s.")
    return Failure(Trouble(said.format(name=name, n=round(whole)), "unreachable"))


def no_json(name: str, status: int) -> Failure:
    """Say that a page came, or rubbish, where JSON was to come."""
    said = _("{name} answered with something that is not JSON (HTTP {status}).")
    return garbled(said.format(name=name, status=status))


def garbled(sentence: str, kind: Kind = "garbled") -> Failure:
    """Return a failure that asking again does not mend."""
    return Failure(Trouble(sentence, kind))


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that a host wants to be left alone; 0 where it does not say.

    A date counts from the host's own clock: ours may be wrong.
    """
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdecimal():
        return float(min(int(told[:9]), 86_400))
    try:
        until = parsedate_to_datetime(told)
        since = parsedate_to_datetime(headers.get("Date", ""))
        return min(max((until - since).total_seconds(), 0.0), 86_400.0)
    except (TypeError, ValueError):
        return 0.0
