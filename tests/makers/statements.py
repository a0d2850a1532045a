"""Bank statements as the banks save them, written apart from what reads them.

BCA's layout is that of its downloads. Mandiri's, BRI's and OCBC's columns are as readers of such
files name them, BNI Direct's are not published: no real file was at hand for these.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tests.makers.excelize import write as write_xlsx
from tests.sheets.biff import workbook

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
OPENING = 10_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an account: whole rupiah, below 0 where money went out."""

    at: datetime
    amount: int
    words: str
    pending: bool = False


def local(*parts: int) -> datetime:
    """An instant on the shop's own clock."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def balances(entries: Iterable[Entry], opening: int = OPENING) -> Iterator[tuple[Entry, int]]:
    """Each line with the balance after it."""
    for entry in entries:
        opening += entry.amount
        yield entry, opening


def us(amount: float) -> str:
    """An amount as BCA, OCBC and BNI write it."""
    return f"{amount:,.2f}"


def bca(
    path: Path, entries: Sequence[Entry], since: date, until: date, *, number: str = "1234567890",
    five: bool = False, guarded: bool = True, drop: Sequence[int] = (), footer: str = "cells",
) -> Path:  # fmt: skip
    """KlikBCA's CSV: six columns, or five with the mark behind the amount.

    ``guarded`` puts the apostrophes in front that keep Excel from reading dates. ``drop`` leaves
    rows out, as a careless hand does. The sums at the end stand in cells, or in one text.
    """
    mark = "'" if guarded else ""
    rows = []
    for at, (entry, balance) in enumerate(balances(entries)):
        side = "CR" if entry.amount > 0 else "DB"
        amount = us(abs(entry.amount))
        day = "PEND" if entry.pending else f"{mark}{entry.at:%d/%m}"
        sums = [f"{amount} {side}"] if five else [amount, side]
        if at not in drop:
            rows.append([day, entry.words, f"{mark}0000", *sums, us(balance)])
    closing = OPENING + sum(entry.amount for entry in entries)
    credit = sum(entry.amount for entry in entries if entry.amount > 0)
    debit = sum(-entry.amount for entry in entries if entry.amount < 0)
    sums = [("Saldo Awal", OPENING), ("Mutasi Kredit", credit), ("Mutasi Debet", debit),
            ("Saldo Akhir", closing)]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in ("Informasi Rekening - Mutasi Rekening", f"No. rekening : {number}",
                     "Nama : MELATI NUSA FIKTIF", f"Periode : {since:%d/%m/%Y} - {until:%d/%m/%Y}",
                     "Kode Mata Uang : IDR", ""):  # fmt: skip
            file.write(f"{line}\r\n")
        table = csv.writer(file)
        unnamed = [] if five else [""]
        table.writerow(["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", *unnamed, "Saldo"])
        table.writerows(rows)
        for name, amount in sums:
            table.writerow([name, ":", us(amount)] if footer == "cells"
                           else [f"{name} : {us(amount)}"])  # fmt: skip
    return path


def mandiri(
    path: Path, entries: Sequence[Entry], *, number: str = "1370000123456", english: bool = False
) -> Path:
    """Mandiri's CSV apart by semicolons; remarks are padded with blanks."""
    months = ENGLISH if english else MONTHS
    lines = [
        "AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount;Close Balance"
    ]
    for entry, balance in balances(entries):
        when = f"{entry.at:%d} {months[entry.at.month - 1]} {entry.at:%Y %H:%M:%S}"
        credit, debit = max(entry.amount, 0), max(-entry.amount, 0)
        lines.append(f"{number};IDR;{when};{entry.words:<40};;{credit:.2f};{debit:.2f};"
                     f"{balance:.2f}")  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def bri(path: Path, entries: Sequence[Entry], *, number: str = "033301000123456") -> Path:
    """BRI's short CSV: the account above, days as ISO."""
    lines = [f"NOREK;{number}", "TGL_TRAN;DESK_TRAN;MUTASI_DEBET;MUTASI_KREDIT;SALDO_AKHIR_MUTASI"]
    for entry, balance in balances(entries):
        credit, debit = max(entry.amount, 0), max(-entry.amount, 0)
        lines.append(f"{entry.at:%Y-%m-%d};{entry.words};{debit:.2f};{credit:.2f};{balance:.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def bri_wide(path: Path, entries: Sequence[Entry], *, number: str = "033301000123456") -> Path:
    """BRI's wide CSV by commas."""
    header = ["ID", "NOREK", "TGL_TRAN", "TGL_EFEKTIF", "JAM_TRAN", "SEQ", "MUTASI_DEBET",
              "MUTASI_KREDIT", "SALDO_AKHIR_MUTASI", "TRREMK", "TRUSER",
              "REMARK_CUSTOM"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for at, (entry, balance) in enumerate(balances(entries), 1):
            credit, debit = max(entry.amount, 0), max(-entry.amount, 0)
            table.writerow([at, number, f"{entry.at:%Y-%m-%d}", f"{entry.at:%Y-%m-%d}",
                            f"{entry.at:%H%M%S}".lstrip("0"), at, f"{debit:.2f}", f"{credit:.2f}",
                            f"{balance:.2f}", entry.words, "0374891", ""])  # fmt: skip
    return path


def bni(path: Path, entries: Sequence[Entry], *, page: int = 25) -> Path:
    """BNI Direct's old workbook: merged cells leave blanks, and every page has its head again."""
    epoch = date(1899, 12, 30)
    header = ["", "Post Date", "", "Branch", "Journal No.", "Description", "", "Amount", "Db/Cr",
              "Balance"]  # fmt: skip
    rows: list[list[str | float | bool | None]] = []
    for at, (entry, balance) in enumerate(balances(entries)):
        if at % page == 0:
            number = at // page + 1
            rows += [[None] * 10, ["", "Account Statement"], ["", "Account No. : 0123456789"],
                     ["", "Account Name : MELATI NUSA FIKTIF"],
                     [*[""] * 8, f"Page {number}"], [*header]]  # fmt: skip
        serial = (entry.at.date() - epoch).days
        side = "K" if entry.amount > 0 else "D"
        rows.append(["", serial, "", "0259", f"{900_000 + at}", entry.words, "",
                     float(abs(entry.amount)), side, float(balance)])  # fmt: skip
    path.write_bytes(workbook(rows, name="Sheet1"))
    return path


def ocbc(path: Path, entries: Sequence[Entry]) -> Path:
    """OCBC's workbook."""
    rows = [["Transaction Date", "Value Date", "Reference No.", "Cheque No.", "Description",
             "Debit", "Credit", "Balance"]]  # fmt: skip
    for at, (entry, balance) in enumerate(balances(entries)):
        credit, debit = max(entry.amount, 0), max(-entry.amount, 0)
        day = f"{entry.at:%d/%m/%Y}"
        rows.append([day, day, f"OC{at:08}", "", entry.words, us(debit) if debit else "",
                     us(credit) if credit else "", us(balance)])  # fmt: skip
    write_xlsx(path, "Sheet1", rows)
    return path


def jago(path: Path, entries: Sequence[Entry]) -> Path:
    """A bank that nobody described: a sheet for the mapping dialog."""
    lines = ["Waktu,Rincian,Jenis,Nominal,Saldo"]
    for entry, balance in balances(entries):
        side = "CR" if entry.amount > 0 else "DB"
        lines.append(f'{entry.at:%d/%m/%Y %H:%M},{entry.words},{side},'
                     f'"{us(abs(entry.amount))}","{us(balance)}"')  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
