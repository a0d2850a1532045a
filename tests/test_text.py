"""Text from outside, made harmless; card numbers, found and starred."""

import random
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile import HOSTILE, NAMED
from shopdesk.text import find_cards, fold, mask_cards, phone_tail, safe

ANY = st.text(st.characters(), max_size=80)
BRANDS = {
    "4": (13, 16, 19),
    "51": (16,),
    "55": (16,),
    "2221": (16,),
    "2720": (16,),
    "34": (15,),
    "37": (15,),
    "3528": (16,),
    "3589": (16,),
    "300": (14,),
    "36": (14,),
    "38": (14,),
    "6011": (16, 19),
    "644": (16,),
    "65": (16,),
    "62": (16, 17, 18, 19),
    "5018": (16,),
    "6304": (13, 16, 19),
    "6759": (16,),
    "2200": (16,),
    "9792": (16,),
    "6013": (16,),
}


def card(rng, brand, length):
    """Return a number with the brand's prefix and a right check digit, made at random."""
    body = brand + "".join(rng.choice("0123456789") for _ in range(length - len(brand) - 1))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


# --- safe ---------------------------------------------------------------------------------------


@given(ANY, st.booleans())
def test_nothing_that_a_terminal_obeys_is_left(text, lines):
    clean = safe(text, lines=lines)
    for char in clean:
        assert unicodedata.category(char) not in {"Cc", "Cs"} or (lines and char == "\n")
        assert char not in "\u200b\u200e\u200f\u061c\ufeff\u2028\u2029\u00a0"
        assert not 0x202A <= ord(char) <= 0x202E
        assert not 0x2060 <= ord(char) <= 0x206F
        assert not 0xE0000 <= ord(char) < 0xE0080
    assert safe(clean, lines=lines) == clean
    clean.encode()


@given(st.text(st.sampled_from("ab\u0301\u0336\u20dd\u200d\u200b\ufe0f"), max_size=60))
def test_at_most_four_marks_stay_on_a_base(text):
    run = 0
    for char in safe(text):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else 0
        assert run <= 4


@given(ANY, st.integers(min_value=1, max_value=30), st.booleans())
def test_the_limit_holds(text, limit, lines):
    assert len(safe(text, limit, lines=lines)) <= limit


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_alone(text):
    assert safe(text) == text


@pytest.mark.parametrize("name", NAMED)
def test_the_hostile_strings(name):
    clean = safe(NAMED[name], 200)
    assert "\x1b" not in clean
    assert "\n" not in clean
    assert len(clean) <= 200


def test_there_are_36_hostile_strings():
    assert len(HOSTILE) == len(set(HOSTILE)) == 36


def test_what_stays_and_what_goes():
    assert safe("\x1b[31mmerah") == "\ufffd[31mmerah"
    assert safe("a\x00\x7f\x9b\ud800b") == "a\ufffd\ufffd\ufffd\ufffdb"
    assert safe("satu\r\ndua\rtiga\tempat") == "satu dua tiga empat"
    assert safe("satu\r\ndua\rtiga\tempat", lines=True) == "satu\ndua\ntiga empat"
    assert safe("👨\u200d👩\u200d👧 ❤\ufe0f 🇮🇩") == "👨\u200d👩\u200d👧 ❤\ufe0f 🇮🇩"
    assert safe("\u202egnihton\u202c\ufeff\u200b\U000e0041") == "gnihton"
    assert safe("Rp\u00a015.000") == "Rp 15.000"
    assert safe("kafé مرحبا 蓝色") == "kafé مرحبا 蓝色"
    assert safe("x" * 10, 5) == "xxxx…"
    assert safe("Kaos [XL] [/]") == "Kaos [XL] [/]", "markup is the widget's business"


# --- search -------------------------------------------------------------------------------------


@given(ANY)
@example("\u0390")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_fold():
    assert fold("Kafé ＡＢＣ Straße") == "kafe abc strasse"
    assert fold("KAOS Polos") == "kaos polos"
    assert fold("ad\u200bmin") == "admin"


def test_phone_tail():
    assert phone_tail("+62 812-3456-7890") == phone_tail("0812 3456 7890") == "34567890"
    assert phone_tail("******90") == "90"
    assert phone_tail("08xxxxxx12", 4) == "12"
    assert phone_tail("0812", 4) == "0812"
    assert phone_tail("") == phone_tail("tidak ada") == ""


# --- cards --------------------------------------------------------------------------------------


def dressed(rng, number):
    """Return the number as people write it."""
    fours = [number[i : i + 4] for i in range(0, len(number), 4)]
    return rng.choice(
        [
            number,
            " ".join(fours),
            "-".join(fours),
            ".".join(fours),
            " - ".join(fours),
            "\u00a0".join(fours),
            "\u2011".join(fours),
            " ".join(number),
            f"{number[:4]} {number[4:10]} {number[10:]}",
            number.translate({48 + n: 0xFF10 + n for n in range(10)}),
            number.translate({48 + n: 0x0660 + n for n in range(10)}),
        ]
    )


def test_all_of_5000_cards_are_found_in_free_text():
    rng = random.Random(20261123)
    for _ in range(5_000):
        brand = rng.choice(list(BRANDS))
        number = card(rng, brand, rng.choice(BRANDS[brand]))
        before = rng.choice(["", "kartu: ", "bayar pakai kartu saya ", "visa", "(", "no 7, "])
        after = rng.choice(["", ".", " exp 12/27", ") ya kak", "\n"])
        written = dressed(rng, number)
        masked = mask_cards(before + written + after)
        left = [char for char in masked[len(before) :][: len(written)] if char.isdigit()]
        assert len(left) == 4, (before + written + after, masked)
        assert len(masked) == len(before + written + after)
        assert find_cards(masked) == ()


@pytest.mark.parametrize(
    "kept",
    [
        "Pesanan 576461413028595612 sudah dikirim",
        "Order 241123ABCD1234 dan 2411234567890123456789",
        "Resi SPXID041234567890123, JX1234567890",
        "IMEI 356938035643809",
        "IMEI: 490154203237518",
        "NIK 3578014107900001",
        "KTP: 5171014507930006",
        "resi: 4111111111111111",
        "INV4111111111111111",
        "4111111111111111AB",
        "telepon 081234567890 atau 081298765432",
        "rekening 1234567890 senilai 15000000",
        "4111 1111 1111 1112",
        "2026-11-23 16:00:00 2026-11-24 09:30:00",
    ],
)
def test_other_numbers_survive(kept):
    assert mask_cards(kept) == kept


def test_few_order_numbers_look_like_cards_by_chance():
    rng = random.Random(7)
    tiktok = [f"57{rng.randrange(10**16):016}" for _ in range(3_000)]
    imei = [f"35{rng.randrange(10**12):012}" for _ in range(3_000)]
    sicepat = [f"00{rng.randrange(10**10):010}" for _ in range(3_000)]
    assert not [number for number in tiktok + sicepat if find_cards(number)]
    assert not [number for number in imei if find_cards(number + "0")]


def test_masking_keeps_four_digits_and_the_separators():
    assert mask_cards("4111 1111-1111.1111") == "**** ****-****.1111"
    assert mask_cards("3782 822463 10005 dan 4111111111111111") == (
        "**** ****** *0005 dan ************1111"
    )
    assert (
        mask_cards("4111111111111111 exp 12/27 CVV: 123") == "************1111 exp 12/27 CVV: ***"
    )
    assert mask_cards("cvv2 1234") == "cvv2 ****"


@given(ANY)
def test_masking_any_text_is_safe_and_done_once(text):
    masked = mask_cards(text)
    assert len(masked) == len(text)
    assert mask_cards(masked) == masked


@given(st.text(st.sampled_from("0123456789 -."), max_size=120))
def test_nothing_is_left_to_find(text):
    masked = mask_cards(text)
    assert find_cards(masked) == ()
    assert sum(map(str.isdigit, masked)) <= sum(map(str.isdigit, text))
