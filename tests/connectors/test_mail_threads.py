"""Mails that go on from others: ids stay whole on the wire, and nothing hostile gets into one."""

import email
from email import policy

import pytest

from shopdesk.connectors.mail import Letter, compose

LONG = f"<{'a' * 180}@contoh.example>"


def made(**facts):
    told = {"sender": "Toko", "from_address": "cs@toko.example", "to": "sari@contoh.example",
            "subject": "Re: Mug [#T-1]", "body": "Halo", "wire_id": "<o1@toko.example>",
            "at": 1_795_424_400}  # fmt: skip
    return compose(Letter(**told | facts))


def test_long_ids_are_folded_at_blanks_and_never_encoded():
    answers = [f"<{n}-{'b' * 60}@contoh.example>" for n in range(6)] + [LONG]
    raw = made(answers=answers, auto=False)
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert raw.count(b"=?") == 0
    assert max(map(len, raw.split(b"\r\n"))) < 300
    assert mail["References"].split() == answers
    assert mail["In-Reply-To"] == LONG
    assert (mail["Auto-Submitted"], mail["List-Unsubscribe"]) == (None, None)


def test_what_is_no_id_is_left_out_and_a_long_thread_is_cut_in_its_middle():
    answers = ["<first@x.example>", *(f"<{n}@x.example>" for n in range(40)), "no id"]
    answers += [f"<{'a' * 300}>", "<ü@x.example>", "<two words@x.example>"]
    mail = email.message_from_bytes(made(answers=answers), policy=policy.default)
    told = mail["References"].split()
    assert (told[0], told[-1], len(told)) == ("<first@x.example>", "<39@x.example>", 21)


def test_a_line_end_in_an_id_is_refused():
    with pytest.raises(ValueError, match="x"):
        made(answers=["<x@x.example>\r\nBcc: all@x.example"])


def test_what_nobody_wrote_says_so():
    mail = email.message_from_bytes(made(auto=True), policy=policy.default)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "STOP" in mail["List-Unsubscribe"]
