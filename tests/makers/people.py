"""Invented buyers in real cities: names and streets are made up, phones can reach nobody."""

from random import Random
from typing import TypeVar

from tests.makers.shop import Buyer

T = TypeVar("T")

GIVEN = (
    *("Ayunda", "Bramasta", "Cahyani", "Damara", "Elvarina", "Fathiya", "Galuh", "Hestia"),
    *("Indrakila", "Jenaka", "Kirana", "Laksmi", "Mahesa", "Nirmala", "Oktavi", "Pramudya"),
    *("Qonita", "Rengganis", "Sekar", "Tirta", "Untari", "Vanaya", "Wening", "Yudistira"),
    *("Zulaika", "Arumi", "Bestari", "Candrika", "Dhanu", "Embun", "Farhana", "Gendis"),
)
FAMILY = (
    *("Samudrawan", "Kusumajati", "Pelangiwati", "Rembulan", "Setyalana", "Tanjungsari"),
    *("Wiradipta", "Anggrekno", "Bintangor", "Cendanika", "Dewangga", "Gumilara", "Hasmoro"),
    *("Jatiwangi", "Kalimaya", "Lembayung", "Mentario", "Nagasari", "Padmana", "Randualas"),
)
STREETS = (
    *("Jl. Kembang Gula", "Jl. Awan Biru", "Gg. Kancil", "Jl. Layang-Layang", "Jl. Kopi Tubruk"),
    *("Perum Griya Embun", "Jl. Cemara Angin", "Jl. Pasar Senyap", "Kp. Rambutan Manis"),
)
VILLAGES = ("Sukarasa", "Karangmanis", "Tirtasejuk", "Bojongsari Fiktif", "Mekartenang")
DISTRICTS = ("Kec. Angsana", "Kec. Beringin Teduh", "Kec. Cempakasari", "Kec. Dahlia")
CITIES = (
    ("Kota Jakarta Selatan", "DKI Jakarta", "129", 14),
    ("Kota Jakarta Barat", "DKI Jakarta", "116", 9),
    ("Kab. Bogor", "Jawa Barat", "169", 10),
    ("Kota Bandung", "Jawa Barat", "402", 9),
    ("Kota Bekasi", "Jawa Barat", "171", 8),
    ("Kota Tangerang Selatan", "Banten", "153", 7),
    ("Kota Semarang", "Jawa Tengah", "501", 6),
    ("Kab. Sleman", "DI Yogyakarta", "555", 5),
    ("Kota Surabaya", "Jawa Timur", "602", 9),
    ("Kab. Sidoarjo", "Jawa Timur", "612", 4),
    ("Kota Medan", "Sumatera Utara", "201", 5),
    ("Kota Palembang", "Sumatera Selatan", "301", 3),
    ("Kota Denpasar", "Bali", "802", 4),
    ("Kota Makassar", "Sulawesi Selatan", "902", 4),
    ("Kota Balikpapan", "Kalimantan Timur", "761", 2),
    ("Kota Jayapura", "Papua", "991", 1),
)


def pick(rng: Random, choices: tuple[T, ...]) -> T:
    """One of them; spelt out, so that no Python version picks another."""
    return choices[int(rng.random() * len(choices))]


def crowd(rng: Random, size: int) -> tuple[Buyer, ...]:
    """So many buyers, each with a username of its own."""
    cities = tuple(city for city in CITIES for _ in range(city[3]))
    return tuple(_buyer(rng, number, cities) for number in range(size))


def _buyer(rng: Random, number: int, cities: tuple[tuple[str, str, str, int], ...]) -> Buyer:
    given, family = pick(rng, GIVEN), pick(rng, FAMILY)
    city, province, postcode, _ = pick(rng, cities)
    return Buyer(
        username=f"{given.lower()}{pick(rng, ('.', '_', ''))}{family[:4].lower()}{number}",
        name=f"{given} {family}",
        phone=f"628{10 + int(rng.random() * 80)}0000{int(rng.random() * 10_000):04}",
        street=f"{pick(rng, STREETS)} No. {1 + int(rng.random() * 99)}",
        village=pick(rng, VILLAGES),
        district=pick(rng, DISTRICTS),
        city=city,
        province=province,
        postcode=f"{postcode}{int(rng.random() * 90) + 10}",
    )
