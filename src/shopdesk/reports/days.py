"""Spans of days as people say them, and as files and questions spell them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopdesk.locale import language

if TYPE_CHECKING:
    from shopdesk.services.figures import Span


def said(span: "Span") -> str:
    """Return the span in words: "October 2026", "23 November 2026", "16–22 November 2026"."""
    first, last = span.first, span.last
    if first == last:
        return _words(first, "d MMMM y")
    if _whole_month(span):
        return _words(first, "MMMM y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_words(last, 'd MMMM y')}"
    shorter = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{_words(first, shorter)} – {_words(last, 'd MMMM y')}"


def spelt(span: "Span") -> str:
    """Return the span as a period is typed: 2026-10, 2026-11-23, 2026-11-16..2026-11-22."""
    if span.first == span.last:
        return str(span.first)
    return f"{span.first:%Y-%m}" if _whole_month(span) else f"{span.first}..{span.last}"


def _whole_month(span: "Span") -> bool:
    after = span.last + timedelta(days=1)
    return span.first.day == after.day == 1 and span.days <= 31


def _words(day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=language())
