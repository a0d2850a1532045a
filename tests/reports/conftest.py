"""Reading papers back with tools that know nothing of ours."""

import shutil
import subprocess

import pytest


def _tool(name, package):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (Debian package {package})")
    return found


@pytest.fixture
def read_pdf(tmp_path):
    """Return a function: the pages of a PDF as text, in reading order."""
    tool = _tool("pdftotext", "poppler-utils")

    def read(pdf):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        run = subprocess.run(
            [tool, "-raw", "-enc", "UTF-8", file, "-"], check=True, capture_output=True
        )
        return run.stdout.decode().removesuffix("\f").split("\f")

    return read


@pytest.fixture
def scan_pdf(tmp_path):
    """Return a function: what a barcode reader finds on the pages of a PDF, at 203 dpi."""
    draw, scan = _tool("pdftoppm", "poppler-utils"), _tool("zbarimg", "zbar-tools")

    def read(pdf):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        subprocess.run([draw, "-r", "203", "-gray", file, tmp_path / "page"], check=True)
        pages = sorted(tmp_path.glob("page*.pgm"))
        run = subprocess.run(
            [scan, "--quiet", "--raw", "-Sdisable", "-Scode128.enable", *pages],
            check=True,
            capture_output=True,
        )
        return run.stdout.decode().split()

    return read
