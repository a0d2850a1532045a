"""How the rules look at pictures: at how many there are, then at one after the other."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_
from shopdesk.services.products.found import Found, limits

if TYPE_CHECKING:
    from shopdesk.services.products.rules import Rule
    from shopdesk.services.products.subjects import Shown, Subject

BROKEN: Final[Mapping[str, str]] = {
    "missing": N_("Picture {n}: the file is not there"),
    "damaged": N_("Picture {n} is damaged or cut off"),
    "huge": N_("Picture {n} has more pixels than a picture may have"),
    "foreign": N_("Picture {n} is no picture that is known here"),
}
"""Kinds of what was looked at and is no sound picture."""
SUFFIXES: Final[Mapping[str, str]] = {
    "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "png": "png", "webp": "webp",
    "gif": "gif",
}  # fmt: skip
COVER: Final = 1
MEGABYTE: Final = 2**20


def is_address(source: str) -> bool:
    """Tell whether a picture lies on the web."""
    return source.lower().startswith(("http://", "https://"))


def claimed(source: str) -> str:
    """Return the kind that the name of a picture claims; empty where it says nothing."""
    path = source.partition("?")[0].partition("#")[0] if is_address(source) else source
    return SUFFIXES.get(path.rpartition(".")[2].lower(), "")


def count(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """How many pictures there are."""
    n = len(subject.pictures)
    if not n and rule.least:
        yield N_("There is no picture"), {}
    elif rule.least is not None and n < rule.least:
        yield N_("Pictures: {n}; there should be at least {least}"), limits(rule, n)
    elif rule.most is not None and n > rule.most:
        yield N_("Pictures: {n}; there should be at most {most}"), limits(rule, n)


def readable(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """Pictures that were looked at and are none."""
    for picture in subject.pictures:
        if sentence := BROKEN.get(picture.kind):
            yield sentence, {"n": picture.position}


def named(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """Pictures whose name claims another kind than they are."""
    for picture in _sound(subject):
        name = claimed(picture.source)
        if picture.kind and name and name != picture.kind:
            values = {"n": picture.position, "name": name, "kind": picture.kind}
            yield N_("Picture {n} is called {name} but is {kind}"), values


def kind_of(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Pictures of a kind that is not taken; of one nobody looked at, its name is believed."""
    for picture in _sound(subject):
        kind = picture.kind or claimed(picture.source)
        if kind and kind not in rule.kinds:
            values = {"n": picture.position, "kind": kind, "kinds": ", ".join(rule.kinds)}
            yield N_("Picture {n} is {kind} and should be one of {kinds}"), values


def pixels(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Pictures with a side of fewer or more pixels than the limits."""

    def small(picture: "Shown") -> bool:
        return rule.least is not None and min(picture.width or 0, picture.height or 0) < rule.least

    def large(picture: "Shown") -> bool:
        return rule.most is not None and max(picture.width or 0, picture.height or 0) > rule.most

    few = N_("Picture {n} is {width}×{height} pixels and should be at least {least}×{least}")
    many = N_("Picture {n} is {width}×{height} pixels and should be at most {most}×{most}")
    yield from _measured(subject, rule, small, few)
    yield from _measured(subject, rule, large, many)


def ratio(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """A cover that is narrower or wider than its height allows, in per cent of it."""

    def lopsided(picture: "Shown") -> bool:
        if picture.position != COVER or not picture.height:
            return False
        share = (picture.width or 0) * 100 // picture.height
        return share < (rule.least or 0) or (rule.most is not None and share > rule.most)

    sentence = N_("The cover is {width}×{height} pixels; it should be nearly square")
    yield from _measured(subject, rule, lopsided, sentence)


def bytes_of(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Pictures that are bigger than so many bytes."""
    for picture in _sound(subject):
        if rule.most is not None and (picture.bytes or 0) > rule.most:
            size, most = ((amount or 0) / MEGABYTE for amount in (picture.bytes, rule.most))
            values = {"n": picture.position, "size": f"{size:.1f}", "most": f"{most:g}"}
            yield N_("Picture {n} has {size} MB and should have at most {most} MB"), values


def _measured(
    subject: "Subject", rule: "Rule", wrong: "Callable[[Shown], bool]", sentence: str
) -> Iterator[Found]:
    """Yield the sentence for each picture whose measured sides are wrong."""
    for picture in _sound(subject):
        if picture.width is not None and wrong(picture):
            yield sentence, {
                "n": picture.position, "width": picture.width, "height": picture.height,
                "least": rule.least, "most": rule.most,
            }  # fmt: skip


def _sound(subject: "Subject") -> "Iterator[Shown]":
    return (picture for picture in subject.pictures if picture.kind not in BROKEN)
