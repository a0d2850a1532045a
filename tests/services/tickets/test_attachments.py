"""Files from outside: named by us, known by their first bytes, kept once, written out for one."""

import hashlib
import stat

import pytest
import sqlalchemy as sa
from tests.rig import NOW, open_store

from shopdesk.models.tickets import AttachmentBody
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import arriving, attachments, cards, following
from shopdesk.services.tickets.rows import Incoming, IncomingFile
from shopdesk.services.tickets.suspicion import PROGRAM, type_of, warning

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"x" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
ZIP = b"PK\x03\x04" + b"\0" * 26
PLANTED = b"KERTAS-RAHASIA-7781"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("files"))
    yield store
    store.close()


def came(store, key, *files):
    """Let a message with these files (name, bytes) come in; return their rows."""

    def act(work):
        told = [IncomingFile(name, body, len(body or b"")) for name, body in files]
        one = Incoming("whatsapp", key, NOW, "foto kak", address=key, files=told)
        taken.append(arriving.take_in(work, [one]))
        return following.ended(work, "arrived")

    taken = []
    store.run("arrive", act)
    with store.read() as read:
        (message,) = cards.show(read, taken[0].touched[0]).messages
    return taken[0].touched[0], message.id, message.files


def saved(store, file_id, folder):
    with store.read() as read:
        return attachments.save(read, file_id, folder)


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a" + b"\0" * 20, "image/gif"),
        (b"%PDF-1.4\n%", "application/pdf"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 30, "video/mp4"),
        (ZIP, "application/zip"),
        (ZIP + b"[Content_Types].xml xl/workbook.xml",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (ZIP + b"AndroidManifest.xml", PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "application/x-ole"),
        (b"MZ" + b"\0" * 60, PROGRAM),
        (b"\x7fELF" + b"\0" * 60, PROGRAM),
        (b"#!/bin/sh\nrm -rf /", PROGRAM),
        (b"catatan\nkecil", "text/plain"),
        (b"", ""),
        (bytes(range(128, 256)), ""),
    ],
)  # fmt: skip
def test_the_first_bytes_tell_what_a_file_is(body, mime):
    assert type_of(body) == mime


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("foto.jpg", JPEG, ""),
        ("foto.JPEG", JPEG, ""),
        ("daftar.xlsx", ZIP + b"[Content_Types].xml xl/", ""),
        ("catatan.txt", b"halo", ""),
        ("berkas", b"halo", ""),
        ("laporan.2026.pdf", b"%PDF-1.7", ""),
        ("bukti.jpg.exe", JPEG, "dresses up"),
        ("bukti.pdf.scr", b"MZ..", "dresses up"),
        ("bukti.jpg", b"MZ..", "a program"),
        ("run.apk", ZIP, "a program"),
        ("nota.docm", ZIP, "a program"),
        ("foto.png", JPEG, "not what its name says"),
        ("foto.jpg", b"<html><script>", "not what its name says"),
        ("foto\u202egpj.pdf", b"%PDF-1.7", "hides"),
        ("foto.jpg          .pdf", b"%PDF-1.7", "hides"),
    ],
)
def test_what_is_suspicious_is_said(name, body, said):
    told = warning(name, type_of(body))
    assert (said in told) if said else told == ""


def test_a_file_has_our_own_name_and_its_bytes_are_kept_once(store, tmp_path):
    hostile = "../../etc/\x1b[31mpasswd\n\u202egpj.exe"
    ticket, message, files = came(
        store, "1", (hostile, JPEG), ("dua.jpg", JPEG), ("besar.zip", None)
    )
    stem = f"T-{ticket}-{message}"
    assert [one.name for one in files] == [f"{stem}-1.jpg", f"{stem}-2.jpg", f"{stem}-3.bin"]
    assert [one.kept for one in files] == [True, True, False]
    with store.read() as read:
        query = sa.select(sa.func.count()).where(
            AttachmentBody.sha256 == hashlib.sha256(JPEG).hexdigest()
        )
        assert read.connection.scalar(query) == 1
    path = saved(store, files[0].id, tmp_path)
    assert path == tmp_path / f"{stem}-1.jpg"
    assert path.read_bytes() == JPEG
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(Refusal, match="too big"):
        saved(store, files[2].id, tmp_path)
    with pytest.raises(Refusal, match="no longer"):
        saved(store, 9_999, tmp_path)


def test_what_lies_in_the_folder_is_never_written_over_or_followed(store, tmp_path):
    _ticket, _message, (file,) = came(store, "2", ("a.png", PNG))
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / file.name).symlink_to(victim)
    assert saved(store, file.id, tmp_path).name == file.name.replace(".png", "-2.png")
    assert saved(store, file.id, tmp_path).name == file.name.replace(".png", "-3.png")
    assert victim.read_bytes() == b"mine"
    with pytest.raises(Refusal, match="cannot be written"):
        saved(store, file.id, tmp_path / "nowhere")


def test_a_file_beyond_the_limit_is_named_but_not_kept(store, monkeypatch):
    monkeypatch.setattr(attachments, "LIMIT", 10)
    _ticket, _message, (file,) = came(store, "3", ("a.png", PNG))
    assert (file.kept, file.size, file.name[-3:]) == (False, len(PNG), "bin")


def test_nothing_of_a_file_lies_in_clear_on_the_disk(store):
    came(store, "4", (PLANTED.decode() + ".txt", PLANTED * 500))
    lying = [path for path in store.home.root.rglob("*") if path.is_file()]
    assert lying
    assert not [path for path in lying if PLANTED in path.read_bytes()]
