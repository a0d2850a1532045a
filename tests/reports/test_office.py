"""LibreOffice opens what we write, where it is installed: pages with our words on them."""

import shutil
import subprocess

import pytest
from tests.reports.drawn import document

from shopdesk.reports.renderers import render

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_makes_pages_of_what_we_write(tmp_path):
    kinds = ("xlsx", "docx", "pptx")
    for kind in kinds:
        (tmp_path / f"{kind}.{kind}").write_bytes(render(document(), kind))
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}",
         "--convert-to", "pdf", "--outdir", tmp_path, *(tmp_path / f"{k}.{k}" for k in kinds)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for kind in kinds:
        made = tmp_path / f"{kind}.pdf"
        assert made.read_bytes().count(b"/Type/Page") > 2, kind
        if reader := shutil.which("pdftotext"):
            words = subprocess.run([reader, made, "-"], check=True, capture_output=True).stdout
            assert "Laporan <bulanan>" in words.decode(), kind
            assert "Produk terlaris" in words.decode(), kind
            assert "#REF" not in words.decode(), kind
