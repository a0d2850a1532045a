"""HTML of mails as plain text: in one pass from left to right, whatever it may be.

A parser that builds a tree takes half a minute for a quarter of a megabyte of unclosed tags, and
breaks off at some depth. Here nothing nests: a tag ends a line, begins an item or says where a link
leads, and all else is text.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

LONGEST: Final = 2**20
"""Characters of HTML that are read."""
LONGEST_LINK: Final = 300
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})([^<>]*)>|<[!?][^<>]*>")
_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_ENDLESS: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
"""Numbers of characters that there cannot be."""
_UNSHOWN: Final = frozenset({"script", "style", "title", "template"})
_LINES: Final = frozenset({
    "address", "article", "aside", "center", "dd", "div", "dt", "footer", "form", "header", "hr",
    "li", "main", "nav", "pre", "section", "tr", "br",
})  # fmt: skip
_PARAGRAPHS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote",
})  # fmt: skip
_ENDS: Final = ("http://", "https://", "mailto:")
"""Links that a person could follow."""


@dataclass(slots=True)
class _Page:
    """The text so far: whole lines, and the pieces of the one that is being written."""

    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    unshown: str = ""
    quoted: int = 0
    links: list[tuple[str, int]] = field(default_factory=list)
    """Where open links lead, and how many pieces there were when each began."""

    def say(self, text: str) -> None:
        """Add text; blanks and line ends are one blank, as a browser has it."""
        if not self.unshown and text:
            self.pieces.append(_BLANKS.sub(" ", _told(text)))

    def end_line(self) -> None:
        """End the line that is being written, if anything stands in it."""
        line = _BLANKS.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        self.links = [(where, 0) for where, _at in self.links]
        if line:
            self.lines.append("> " * min(self.quoted, 5) + line)

    def leave_blank(self) -> None:
        """End the line and leave one blank."""
        self.end_line()
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        """Follow a tag."""
        if self.unshown:
            self.unshown = "" if closes and name == self.unshown else self.unshown
        elif name in _UNSHOWN:
            self.unshown = "" if closes else name
        elif name in _PARAGRAPHS:
            self.leave_blank()
            if name == "blockquote":
                self.quoted = max(0, self.quoted + (-1 if closes else 1))
        elif name == "br" and not "".join(self.pieces).strip():
            self.leave_blank()
        elif name in _LINES:
            self.end_line()
            if name == "li" and not closes:
                self.pieces.append("- ")
        elif name in ("td", "th"):
            self.pieces.append(" ")
        elif name == "a":
            self.leave_link() if closes else self.links.append(
                (_target(attributes), len(self.pieces))
            )

    def leave_link(self) -> None:
        """End a link: where it leads is said, unless its text says so."""
        if not self.links:
            return
        target, at = self.links.pop()
        said = "".join(self.pieces[at:])
        bare = target.removeprefix("mailto:")
        if target.lower().startswith(_ENDS) and bare.rstrip("/") not in said:
            self.pieces.append(f" ({bare[:LONGEST_LINK]})")


def text_of(html: str) -> str:
    """Return what a page says, with links in brackets; it never raises and takes linear time."""
    html = _uncommented(html[:LONGEST])
    page, at = _Page(), 0
    for tag in _TAG.finditer(html):
        page.say(html[at : tag.start()])
        at = tag.end()
        if tag[2]:
            page.tag(tag[2].lower(), tag[3], closes=bool(tag[1]))
    page.say(html[at:])
    page.end_line()
    return "\n".join(page.lines).strip()


def _uncommented(html: str) -> str:
    """Return HTML without its comments; one that never ends is none."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join((*kept, html[at:]))


def _target(attributes: str) -> str:
    found = _HREF.search(attributes)
    return _told(next(filter(None, found.groups()), "")).strip() if found else ""


def _told(text: str) -> str:
    return unescape(_ENDLESS.sub("\ufffd", text)) if "&" in text else text
