"""The payer's name in a bank's words, and how like two names are."""

import pytest

from shopdesk.services.payments.names import likeness, payer_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("TRSF E-BANKING CR 0509/FTSCY/WS95051 150123.00 SITI AMINAH", "SITI AMINAH"),
        ("BI-FAST CR TRANSFER DARI 014 BUDI HARTONO", "BUDI HARTONO"),
        ("BI-FAST CR BIF TRANSFER DR 008 WENING PADMANA", "WENING PADMANA"),
        ("SWITCHING CR TRANSFER DR 009 SEKAR 150.123", "SEKAR"),
        ("SETORAN TRANSFER AN IBU SITI AMINAH Rp150.123,00", "SITI AMINAH"),
        ("KR OTOMATIS MID : 885001234567 TOKO UJI QR : 150000.00 DDR : 1050.00", "TOKO UJI"),
        ("BIAYA ADM", "BIAYA ADM"),
        ("05/09 150.000,00", ""),
    ],
)
def test_banks_own_words_are_taken_away(words, name):
    assert payer_of(words) == name


@pytest.mark.parametrize(
    ("payer", "name", "fits"),
    [
        ("SITI AMINAH", "Siti Aminah", True),
        ("AMINAH SITI", "Siti Aminah", True),
        ("SITI NUR AMINAH", "Siti Aminah", True),
        ("BRAMASTA KUSUMAJAT", "Bramasta Kusumajati", True),
        ("MOHAMMAD FARHAN", "Muhamad Farhan", True),
        ("SITI", "Siti Aminah", False),
        ("HESTIA RANDUALAS", "Mahesa Randualas", False),
        ("BUDI HARTONO", "Budi Santoso", False),
        ("", "Siti Aminah", False),
        ("SITI AMINAH", "", False),
    ],
)
def test_one_person_is_told_from_another(payer, name, fits):
    assert (likeness(payer, [name]) >= 80) is fits
