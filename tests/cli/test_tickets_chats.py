"""``shopdesk tickets paste|chatwoot`` and ``shopdesk import CHAT.txt``, as an admin types them."""

import pytest
from tests.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("chats"))


def test_a_chat_comes_by_a_file_and_by_pasting_and_never_twice(desk):
    path = desk.folder / "Chat WhatsApp dengan Budi.txt"
    path.write_text("20/11/26 09.00 - Budi: Halo\n20/11/26 09.05 - Toko: Ya\n", encoding="utf-8")
    told = desk.json("import", path)["files"][0]
    assert (told["kind"], told["chats"]["new"]) == ("chats", 2)
    assert desk.json("import", path)["entry"] is None
    more = path.read_text("utf-8") + "21/11/26 09.00 - Budi: jadi kak"
    words = ("tickets", "paste", "--channel", "whatsapp", "--customer", "Budi", "--text", more)
    planned = desk.run(*words, "--plan")
    assert planned[0] == 0
    code, _out, err = desk.run(*words)
    assert (code, "Pasted 1 message: T-1 (2 were here already)" in err) == (0, True)
    (row,) = desk.json("tickets", "list")["rows"]
    assert (row["channel"], row["customer"], row["messages"]) == ("whatsapp", "Budi", 3)


def test_the_format_can_be_told_where_nothing_in_the_file_tells_the_channel(desk):
    path = desk.folder / "pesan.csv"
    path.write_text("Tanggal,Pembeli,Pesan\n2026-11-20 10:00,ani_88,Ready kak?\n", "utf-8")
    told = desk.json("import", path, "--as", "shopee.chats", "--plan")["files"][0]
    assert (told["format"], told["chats"]["new"]) == ("shopee.chats", 1)
    desk.run("import", path, "--as", "shopee.chats")
    rows = desk.json("tickets", "list", "channel:shopee")["rows"]
    assert [row["customer"] for row in rows] == ["ani_88"]
    refused, _out, err = desk.run("import", path, "--as", "orders")
    assert refused == 1
    assert "chats" in err


def test_without_an_account_chatwoot_says_what_to_set(desk):
    code, _out, err = desk.run("tickets", "chatwoot")
    assert code == 1
    assert "chatwoot_address" in err
