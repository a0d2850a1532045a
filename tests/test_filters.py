"""The filter language: what it means, where it is wrong, what could come next."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from shopdesk.filters import (
    Compare,
    FilterError,
    Is,
    Query,
    Sort,
    View,
    Words,
    complete,
    fragment,
    parse,
)

FIELDS = {
    "number": "text",
    "product": "text",
    "status": "word",
    "channel": "word",
    "lines": "number",
    "total": "money",
    "placed": "instant",
    "tracking": "text",
}
VALUES = {
    "status": ("to_pack", "to_ship", "shipped"),
    "is": ("late", "stuck", "mine"),
    "sort": ("placed", "total"),
    "@": ("late-today", "Gudang 2"),
}


def read(text):
    return parse(text, FIELDS, VALUES)


def understood(text):
    """Tell whether it is a filter; when it is none the error must point into the text."""
    wrong = None
    try:
        read(text)
    except FilterError as error:
        wrong = error
    assert wrong is None or (str(wrong) and 0 <= wrong.start < wrong.end <= len(text) + 1)
    return wrong is None


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("blue mug", (Words("blue"), Words("mug"))),
        ('"blue mug"', (Words("blue mug", phrase=True),)),
        ('-blue -"red mug"', (Words("blue", negated=True), Words("red mug", True, True))),
        ("- x -", (Words("-"), Words("x"), Words("-"))),
        ("status:to_ship,to_pack", (Compare("status", ":", ("to_ship", "to_pack")),)),
        ("Status:TO-SHIP", (Compare("status", ":", ("to_ship",)),)),
        ("-channel:shopee", (Compare("channel", ":", ("shopee",), True),)),
        ("total>100000", (Compare("total", ">", ("100000",)),)),
        ("total>=1.5jt", (Compare("total", ">=", ("1.5jt",)),)),
        ("total:100k..1jt", (Compare("total", ":", ("100k..1jt",)),)),
        ("placed>=2026-11", (Compare("placed", ">=", ("2026-11",)),)),
        ("placed:last-week", (Compare("placed", ":", ("last-week",)),)),
        ("placed:2026-11-23T16:00", (Compare("placed", ":", ("2026-11-23T16:00",)),)),
        ("placed=today,yesterday", (Compare("placed", "=", ("today", "yesterday")),)),
        ('product:"blue mug",cup', (Compare("product", ":", ("blue mug", "cup")),)),
        ('tracking:""', (Compare("tracking", ":", ("",)),)),
        ("is:late,stuck", (Is("late"), Is("stuck"))),
        ("-is:mine", (Is("mine", True),)),
        ("@late-today", (View("late-today"),)),
        ("@LATE_today", (View("late-today"),)),
        ("a@b.example", (Words("a@b.example"),)),
        ("10:30 #1001 INV/2026/1", (Words("10:30"), Words("#1001"), Words("INV/2026/1"))),
        ("Kaos [XL] [/]", (Words("Kaos"), Words("[XL]"), Words("[/]"))),
        ("a,b ,c", (Words("a,b"), Words(",c"))),
        ('""', ()),
    ],
)
def test_what_a_filter_means(text, terms):
    assert read(text) == Query(terms)


def test_sort():
    assert read("sort:-total,placed blue") == Query(
        (Words("blue"),), (Sort("total", descending=True), Sort("placed"))
    )


def test_terms_know_where_they_stand():
    query = read('blue -total>100k "red"')
    assert [(term.start, term.end) for term in query.terms] == [(0, 4), (6, 16), (17, 22)]


@pytest.mark.parametrize(
    ("text", "start", "end", "says"),
    [
        ("blue statsu:x", 5, 11, "no field “statsu”; did you mean status"),
        ("zzz:1", 0, 3, "there is channel, is, lines, number"),
        ("status:to_shop", 7, 14, "“status” is never “to_shop”; did you mean to_ship"),
        ("status:to_ship,blue", 15, 19, "there is shipped, to_pack, to_ship"),
        ("is:laet", 3, 7, "no “is:laet”; did you mean late"),
        ("@nobody", 0, 7, "no saved view “nobody”"),
        ("@", 0, 1, "@name"),
        ("-@late-today", 1, 12, "@name"),
        ("sort:-number", 5, 12, "cannot be sorted by “number”"),
        ("-sort:total", 5, 6, "sort:"),
        ("is>late", 2, 3, "is:"),
        ("total>abc", 6, 9, "is not a number"),
        ("total>1,2", 8, 9, "Only one value"),
        ("total>1..2", 6, 10, "colon"),
        ("lines:1.5", 6, 9, "whole number"),
        ("placed:someday", 7, 14, "is not a date"),
        ("placed>=2026-13", 8, 15, "is not a date"),
        ("number>5", 6, 7, "has no order"),
        ("status:", 7, 8, "value is missing"),
        ("status:a status:  ", 16, 17, "value is missing"),
        ("status:to_ship,", 15, 16, "value is missing"),
        ("status:,x", 7, 8, "value is missing"),
        ('blue "red', 5, 9, "never closed"),
        ('status:"red', 7, 11, "never closed"),
        ('placed:""', 7, 9, "is not a date"),
        ("x" * 2_001, 2_000, 2_001, "longer than 2000"),
    ],
)
def test_errors_say_where_and_what(text, start, end, says):
    with pytest.raises(FilterError) as caught:
        read(text)
    assert says in str(caught.value)
    assert (caught.value.start, caught.value.end) == (start, end)


def test_10000_random_strings_never_raise_anything_else():
    rng = random.Random(11)
    parts = [
        *string.printable, *FIELDS, *VALUES["status"], "is", "sort", "@", ":", ">=", "<", ",", '"',
        "-", "..", "today", "2026-11", "100k", " ", " ", "\x00", "\ud800", "\u202e", "蓝", "[/]",
    ]  # fmt: skip
    texts = ["".join(rng.choices(parts, k=rng.randrange(1, 14))) for _ in range(10_000)]
    assert sum(map(understood, texts)) > 1_000


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_filter_error(text):
    understood(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings(text):
    understood(text)
    quoted = '"' + text[:1_000].replace('"', "") + '"'
    assert read(quoted) == Query((Words(quoted[1:-1], phrase=True),))


def test_without_known_values_any_word_goes():
    assert parse("channel:Toko-A is:odd @any sort:lines", FIELDS) == Query(
        (Compare("channel", ":", ("Toko-A",)), Is("odd"), View("any")), (Sort("lines"),)
    )


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("sta", ["status:"]),
        ("blue -sta", ["-status:"]),
        ("status:to", ["status:to_pack", "status:to_ship"]),
        ("status:to_pack,sh", ["status:to_pack,shipped"]),
        ("is:", ["is:late", "is:stuck", "is:mine"]),
        ("-is:l", ["-is:late"]),
        ("sort:-t", ["sort:-total"]),
        ("placed>=last", ["placed>=last-week", "placed>=last-month", "placed>=last-year"]),
        ("@lat", ["@late-today"]),
        ("t", ["total:", "tracking:"]),
        ("", []),
        ("blue ", []),
        ('"sta', []),
        ("zzz:a", []),
        ("status:shipped", []),
    ],
)
def test_completions(text, offers):
    assert complete(text, len(text), FIELDS, VALUES) == offers


@given(st.text(max_size=30), st.integers(min_value=0, max_value=30))
def test_completion_never_fails(text, cursor):
    assert isinstance(complete(text, min(cursor, len(text)), FIELDS, VALUES), list)


def test_the_fragment_is_what_a_completion_replaces():
    assert fragment("blue sta", 8) == (5, 8)
    assert fragment("", 0) == (0, 0)
