"""``shopdesk outbox``: the list, sending from cron, rules and templates, all of it as JSON too."""

import json

import pytest
from tests import postbox
from tests.desk import Desk
from tests.telling import orders, outbox, rule, shop

from shopdesk.services import orders as work_on


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def packed(desk, n=1, *, port=0, **facts):
    """Pack orders of a shop whose rules write mails and chats."""
    store = shop(desk.folder, port=port, place=desk.home)
    ids = orders(store, [f"A{at}" for at in range(1, n + 1)])
    rule(store, "packed", "email", **facts)
    rule(store, "packed", "whatsapp", mode="review")
    store.do(work_on.pack, ids)
    store.close()


def as_json(desk, *words):
    code, out, err = desk.run("--json", *words)
    return json.loads(out) if out else {}, code, err


def test_the_list_tells_who_hears_what(desk):
    packed(desk)
    found, code, _err = as_json(desk, "outbox", "list")
    assert (code, found["total"]) == (0, 2)
    chat, mail = found["rows"]
    assert (mail["order"], mail["medium"], mail["state"]) == ("A1", "email", "queued")
    assert mail["to"] == "sari@example.com"
    assert chat["link"].startswith("https://wa.me/6281234567890")
    _code, out, _err = desk.run("outbox", "list")
    assert "to review" in out
    assert desk.run("outbox", "list", "--state", "nowhere")[0] == 1


def test_cron_sends_what_is_due_and_says_so_by_its_code(desk):
    with postbox.opened() as box:
        packed(desk, 2, port=box.port)
        found, code, _err = as_json(desk, "outbox", "send", "--plan")
        assert (code, found["total"], box.raw) == (0, 2, [])
        found, code, _err = as_json(desk, "outbox", "send")
        assert (code, len(found["sent"]), len(box.raw)) == (0, 2, 2)
        found, code, _err = as_json(desk, "outbox", "send")
        assert (code, found["sent"]) == (0, [])
        assert as_json(desk, "outbox", "list", "--state", "sent")[0]["total"] == 2


def test_a_mail_that_failed_is_told_on_stderr_and_by_the_code(desk):
    with postbox.opened() as box:
        box.rcpt = lambda _address: "550 no such user"
        packed(desk, port=box.port)
        code, _out, err = desk.run("outbox", "send")
        assert code == 1
        assert "1 failed" in err
        found, _code, _err = as_json(desk, "outbox", "list", "--state", "failed")
        assert found["rows"][0]["wrong"] == "550 no such user"


def test_every_step_has_its_command(desk):
    packed(desk, mode="review")
    for word, state in (("hold", "held"), ("release", "review"), ("approve", "queued"),
                        ("drop", "dropped"), ("retry", "queued")):  # fmt: skip
        assert as_json(desk, "outbox", word, "1", "--plan")[0]["entry"] is None
        assert as_json(desk, "outbox", word, "1")[1] == 0, word
        assert as_json(desk, "outbox", "show", "1")[0]["state"] == state
    assert as_json(desk, "outbox", "copied", "2")[1] == 0
    assert as_json(desk, "outbox", "show", "2")[0]["state"] == "copied"
    assert desk.run("outbox", "approve", "2")[0] == 1
    assert desk.run("outbox", "show", "99")[0] == 1


def test_a_text_is_changed_from_a_file(tmp_path, desk):
    packed(desk, mode="review")
    file = tmp_path / "text.txt"
    file.write_text("Halo {buyer_name}!", "utf-8")
    code, _out, _err = desk.run("outbox", "edit", "1", "--file", file, "--to", "a@b.example")
    assert code == 0
    found = as_json(desk, "outbox", "show", "1")[0]
    assert (found["body"], found["to"]) == ("Halo sari lestari!", "a@b.example")
    file.write_text("Halo {nama}", "utf-8")
    code, _out, err = desk.run("outbox", "edit", "1", "--file", file)
    assert code == 1
    assert "{nama}" in err


def test_rules_and_templates_are_set_and_listed(tmp_path, desk):
    shop(desk.folder, place=desk.home).close()
    assert desk.run("outbox", "rules", "set", "shipped", "email", "--mode", "auto")[0] == 0
    rows = as_json(desk, "outbox", "rules")[0]["rows"]
    assert {(r["moment"], r["medium"]) for r in rows if r["mode"] == "auto"} == {
        ("shipped", "email")
    }
    file = tmp_path / "text.txt"
    file.write_text("{greeting}, resi {tracking}", "utf-8")
    words = ("outbox", "templates", "save", "shipped", "--subject", "Dikirim", "--file", file)
    assert desk.run(*words)[0] == 0
    own = [r for r in as_json(desk, "outbox", "templates")[0]["rows"] if r["own"]]
    assert [(r["name"], r["language"], r["subject"]) for r in own] == [("shipped", "id", "Dikirim")]
    shown = as_json(desk, "outbox", "templates", "show", "shipped", "--example")[0]
    assert shown["body"] == "Halo Kak Sari, resi JX1234567890"
    assert len(as_json(desk, "outbox", "templates", "variables")[0]["rows"]) > 25
    assert desk.run("outbox", "templates", "drop", "shipped")[0] == 0
    assert desk.run("outbox", "rules", "drop", "shipped", "email")[0] == 0
    assert desk.run("outbox", "rules", "set", "shipped", "email", "--shop", "Nirgends")[0] == 1


def test_who_wants_nothing_is_listed(desk):
    shop(desk.folder, place=desk.home).close()
    assert desk.run("outbox", "optout", "add", "0812 3456 7890", "--reason", "asked")[0] == 0
    rows = as_json(desk, "outbox", "optout")[0]["rows"]
    assert [(r["address"], r["why"]) for r in rows] == [("6281234567890", "asked")]
    assert desk.run("outbox", "optout", "drop", "+6281234567890")[0] == 0
    assert as_json(desk, "outbox", "optout")[0]["rows"] == []


def test_a_buyer_is_written_to_by_hand(desk):
    store = shop(desk.folder, place=desk.home)
    orders(store, ["A1"])
    store.close()
    made, code, _err = as_json(desk, "outbox", "write", "A1", "shipped", "--plan")
    assert (code, made["wrong"]) == (0, "empty:tracking")
    assert desk.run("outbox", "write", "A1", "shipped")[0] == 1
    words = ("outbox", "write", "A1", "packed", "--medium", "whatsapp")
    assert desk.run(*words)[0] == 0
    store = shop(desk.folder, place=desk.home)
    assert [(row.moment, row.state, row.again) for row in outbox(store)] == [
        ("packed", "queued", 1)
    ]
    store.close()
