"""The filter language: what it means, where it is wrong, what could come next."""

import random
import re
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
    write,
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
        ("is:late,stuck", (Is(("late", "stuck")),)),
        ("is:late is:stuck", (Is(("late",)), Is(("stuck",)))),
        ("-is:mine", (Is(("mine",), True),)),
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
        ("blue a\0b", 6, 7, "no text at all"),
        ('"a\ud800b"', 2, 3, "no text at all"),
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
    quoted = '"' + re.sub('["\\0\\ud800-\\udfff]', "", text[:1_000]) + '"'
    assert read(quoted) == Query((Words(quoted[1:-1], phrase=True),))


def test_without_known_values_any_word_goes():
    assert parse("channel:Toko-A is:odd @any sort:lines", FIELDS) == Query(
        (Compare("channel", ":", ("Toko-A",)), Is(("odd",)), View("any")), (Sort("lines"),)
    )


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("sta", ["status:"]),
        ("blue -sta", ["-status:"]),
        ("total", ["total:", "total>", "total>=", "total<", "total<="]),
        ("status", ["status:"]),
        ("status:to", ["status:to_pack", "status:to_ship"]),
        ("status:to_pack,", ["status:to_pack,to_ship", "status:to_pack,shipped"]),
        ("status:to_pack,sh", ["status:to_pack,shipped", "status:to_pack,to_ship"]),
        ("status:TO-S", ["status:to_ship"]),
        ("to_s", ["status:to_ship"]),
        ("-lat", ["-is:late"]),
        ("is:", ["is:late", "is:stuck", "is:mine"]),
        ("-is:l", ["-is:late"]),
        ("courier:", ["courier:JNE", 'courier:"J&T Express"', 'courier:"Anter,Aja"']),
        ("courier:ex", ['courier:"J&T Express"']),
        ('courier:"J&T Ex', ['courier:"J&T Express"']),
        ('courier:"Anter,Aja",j', ['courier:"Anter,Aja",JNE', 'courier:"Anter,Aja","J&T Express"']),
        ('courier:"J&T Express"', []),
        ("sort:-t", ["sort:-total"]),
        ("sort:pl", ["sort:placed", "sort:-placed"]),
        ("placed>=last", ["placed>=last-week", "placed>=last-month", "placed>=last-year"]),
        ("placed:2026-11..to", ["placed:2026-11..today", "placed:2026-11..tomorrow"]),
        ("@lat", ["@late-today"]),
        ("-@lat", []),
        ("t", ["total:", "tracking:"]),
        ("", []),
        ("blue ", []),
        ('"sta', []),
        ('"blue sta', []),
        ("zzz:a", []),
        ("status:shipped", []),
    ],
)
def test_completions(text, offers):
    values = VALUES | {"courier": ("JNE", "J&T Express", "Anter,Aja", 'odd"one')}
    found = complete(text, len(text), FIELDS | {"courier": "text"}, values)
    assert [offer.text for offer in found] == offers


def test_an_offer_says_what_it_speaks_of():
    offers = [*complete("stat", 4, FIELDS, VALUES), *complete("-is:la", 6, FIELDS, VALUES)]
    assert [(offer.field, offer.word) for offer in offers] == [("status", ""), ("is", "late")]


@given(st.text(max_size=30), st.integers(min_value=0, max_value=30))
def test_completion_never_fails_and_never_breaks_what_stands_before_it(text, cursor):
    cursor = min(cursor, len(text))
    start, end = fragment(text, cursor)
    assert 0 <= start <= end == cursor
    for offer in complete(text, cursor, FIELDS, VALUES):
        assert offer.text


def test_the_fragment_is_what_a_completion_replaces():
    assert fragment("blue sta", 8) == (5, 8)
    assert fragment('courier:"J&T Ex', 15) == (0, 15)
    assert fragment("", 0) == (0, 0)


VIEWS = {
    "late": "is:late sort:placed",
    "pack": "status:to_pack,to_ship",
    "both": "@late @pack mug",
    "loop": "blue @round",
    "round": "@loop",
    "gone": "warna:biru",
}


def test_a_view_stands_for_its_terms():
    query = parse("@BOTH -red", FIELDS, VALUES, VIEWS)
    assert query == Query(
        (
            Is(("late",)),
            Compare("status", ":", ("to_pack", "to_ship")),
            Words("mug"),
            Words("red", negated=True),
        ),
        (Sort("placed"),),
    )
    assert {(term.start, term.end) for term in query.terms[:3]} == {(0, 5)}


def test_an_order_beside_a_view_outranks_that_of_the_view():
    assert parse("@late sort:-total", FIELDS, VALUES, VIEWS).sort == (Sort("total", True),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("blue @gone", "“gone” cannot be used: There is no field “warna”"),
        ("blue @loop", "“loop” contains itself"),
        ("blue @nobody", "no saved view “nobody”; there is both"),
    ],
)
def test_a_view_that_cannot_be_used_is_underlined_where_it_is_named(text, says):
    with pytest.raises(FilterError) as caught:
        parse(text, FIELDS, VALUES, VIEWS)
    assert says in str(caught.value)
    assert (caught.value.start, caught.value.end, caught.value.text) == (5, len(text), text)


@pytest.mark.parametrize("leaf", ["", "x"])
def test_views_of_views_do_not_grow_without_end(leaf):
    wide = {"v0": leaf} | {f"v{n}": f"@v{n - 1} @v{n - 1}" for n in range(1, 8)}
    deep = {"v0": leaf} | {f"v{n}": f"@v{n - 1}" for n in range(1, 500)}
    for views, says in ((wide, "at most 100"), (deep, "too deep")):
        with pytest.raises(FilterError, match=says):
            parse(f"@v{len(views) - 1}", FIELDS, VALUES, views)


def test_more_words_than_a_store_can_answer_are_refused():
    assert len(read("x " * 100).terms) == 100
    for text in ("x " * 101, "number:" + ",".join("x" * 101)):
        with pytest.raises(FilterError, match="at most 100 words"):
            read(text)


def test_what_was_understood_can_be_written_again():
    for text in (
        'blue -"red mug" - --x', 'status:to_ship,to_pack -product:"blue mug","a,b",""',
        "total>=1.5jt placed:2026-11..2026-12", "-is:late,stuck is:mine", "@late-today",
        "Kaos[XL] sort:-total,placed", "a@b.example 10:30 INV/1 -",
    ):  # fmt: skip
        assert read(write(read(text))) == read(text)
    assert write(read("blue  sort:-total  mug"), order=False) == "blue mug"


def test_random_filters_are_written_as_they_are_read():
    rng = random.Random(12)
    parts = ["-", "blue", '"red mug"', "@late-today", " ", " ", "is:late", "status:", "to_ship",
             ",", "product:", '"a b"', "total>", "5", "sort:-placed", "=", "x:1", "蓝"]  # fmt: skip
    kept = 0
    for _turn in range(5_000):
        text = "".join(rng.choices(parts, k=rng.randrange(1, 9)))
        if understood(text):
            kept += 1
            assert read(write(read(text))) == read(text), text
    assert kept > 500
