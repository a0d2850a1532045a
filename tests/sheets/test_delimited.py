"""CSV files as shops, banks and advertisers really write them."""

import pytest
from tests.sheets.reading import drained, refusal_of, rows_of
from tests.sheets.surgery import put

from shopdesk.sheets import open_source

BCA = """Informasi Rekening - Mutasi Rekening
No. rekening : 0000000000
Nama : TOKO CONTOH
Periode : 01/09/2026 - 30/09/2026
Kode Mata Uang : IDR

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'05/09,'TRSF E-BANKING CR 0509/FTSCY/WS95051 150123.00 SITI,'0000,"150,123.00",CR,"8,500,000.00"
PEND,BIAYA ADM,'0000,"15,000.00",DB,"8,485,000.00"
Saldo Awal,:,"10,000,000.00"
Mutasi Kredit,:,"150,123.00"
Mutasi Debet,:,"15,000.00"
Saldo Akhir,:,"10,135,123.00"
"""
GOOGLE = """Campaign report
"January 20, 2026 - January 21, 2026"
Campaign status,Campaign,Clicks,Impr.,CTR,Cost
Enabled,"Kaos, polos","795,836",10,> 90%,2691.41
Enabled,Mug, --,0,< 10%, --
Total: Campaigns, --,"795,836",10, --,2691.41
"""
GA4 = """# ----------------------------------------
# Traffic acquisition
# ----------------------------------------
#
# Start date: 20260501
Channel,Sessions,Rate
Direct,12,0.6
Organic,4,0.5

# ----------------------------------------
# Second table
Date,Sessions,Users,Revenue,Orders
20260501,3,2,10.5,1
20260502,3,2,10.5,1
"""
ADS = """Semua Laporan Iklan CPC - Shopee Indonesia
Username,toko
Nama Toko,Toko Contoh
ID Toko,1
Waktu Laporan Dibuat,02/09/2026 10:00
Periode,01/09/2026 - 01/09/2026

Urutan,Nama Iklan,Status,Jenis Iklan,Kode Produk,Biaya
1,Kaos,Berjalan,Iklan Produk,12,6972.27
"""


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [(BCA, 6, 13), (GOOGLE, 2, 6), (GA4, 5, 14), (ADS, 7, 9), (BCA.replace("\n", "\r\n"), 6, 13),
     (BCA.rstrip("\n"), 6, 13), (ADS.rsplit("\n", 2)[0], 7, 8)],
)  # fmt: skip
def test_tables_of_banks_and_advertisers_keep_their_titles_and_totals(text, header, rows, tmp_path):
    path = put(tmp_path, "a.csv", text)
    read = rows_of(path)
    assert len(read) == rows
    assert len(read[header]) == max(len(row) for row in read[:9])
    assert read[0][0] in text.splitlines()[0]


def test_the_head_is_the_first_thirty_rows(tmp_path):
    path = put(tmp_path, "a.csv", "a,b\n" * 40)
    with open_source(path) as source:
        assert (source.kind, source.heads[0].name, len(source.heads[0].rows)) == ("csv", "", 30)
        assert len(drained(source, "")) == 40
        assert len(next(source.rows("", 39))[1]) == 1


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a;b;c\n1,5;2,5;3\n1,5;2,5;3,5\n", ("1,5", "2,5", "3")),
        ("a\tb\tc\n1,5\t2,5\t3\n", ("1,5", "2,5", "3")),
        ("a|b|c\n1,5|x;y|3\n", ("1,5", "x;y", "3")),
        ('"a\t","b\t","c\t"\n"1\t","2\t","3\t"\n', ("1\t", "2\t", "3\t")),
        ("a\t,b\t,c\t\n1\t,2\t,3\t\n", ("1\t", "2\t", "3\t")),
        ('a,b,c\n"x;y;z",";;;;","|||"\n', ("x;y;z", ";;;;", "|||")),
        ("sep=;\na;b;c\n1,5;2,5,6,7;3,4\n", ("1,5", "2,5,6,7", "3,4")),
        ('"sep=|"\r\na|b|c\r\n1|2|3\r\n', ("1", "2", "3")),
        ("satu kolom\nisi\n", ("isi",)),
    ],
)
def test_the_delimiter_is_found_outside_quotes(text, row, tmp_path):
    assert rows_of(put(tmp_path, "a.csv", text))[1] == row


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found(codec, tmp_path):
    text = "nama,kota\nJosé 日本,Bogor\n"
    mark = "\ufeff" if codec.endswith("e") else ""
    path = put(tmp_path, "a.csv", (mark + text).encode(codec))
    assert rows_of(path) == [("nama", "kota"), ("José 日本", "Bogor")]


def test_an_assumed_encoding_is_told(tmp_path):
    with open_source(put(tmp_path, "a.csv", "nama,kota\nJosé,Bogor\n".encode("cp1252"))) as source:
        assert "Windows-1252 was assumed" in source.notes[0]
        assert source.heads[0].rows[1] == ("José", "Bogor")


def test_cells_are_text_as_written(tmp_path):
    text = "id,n,x\n007, 1.50 ,'=1+1\n541980014107625,1E5,\u00a0\n"
    assert rows_of(put(tmp_path, "a.csv", text))[1:] == [
        ("007", " 1.50 ", "'=1+1"),
        ("541980014107625", "1E5", "\u00a0"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_inside_cells_stay(newline, tmp_path):
    text = 'a,b\n1,"satu\ndua\ntiga\n\nlima, enam\ntujuh"\n'.replace("\n", newline)
    path = put(tmp_path, "a.csv", text)
    assert rows_of(path)[1] == ("1", "satu\ndua\ntiga\n\nlima, enam\ntujuh".replace("\n", newline))


def test_a_long_product_text_is_no_unclosed_quote(tmp_path):
    body = "<p>Bahan, ukuran, warna</p>\n" * 40
    path = put(tmp_path, "a.csv", f'Handle,Title,Body\nkaos,Kaos,"{body}"\nmug,Mug,\n')
    assert rows_of(path)[1] == ("kaos", "Kaos", body)


def test_blank_rows_are_rows_but_ghosts_at_the_end_are_left_out_and_counted(tmp_path):
    path = put(tmp_path, "a.csv", "a,b\n\n1,2\n,\n3,4\n" + ",\n" * 89 + "\n")
    with open_source(path) as source:
        assert source.notes == ()
        assert drained(source, "") == [("a", "b"), (), ("1", "2"), (), ("3", "4")]
        assert "89 rows of nothing but delimiters" in source.notes[0]
        drained(source, "")
        assert len(source.notes) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a,b,c\n" * 40 + "1,2,3,4\n", 41, "4 cells where the table has 3"),
        ('a,b,c\n1,"x\ny\nz",3\n1,2,3,4\n', 5, "4 cells"),
        ("a,b,c,d,e,f\n1,2,3,4,5\n1,2,3,4,5,6\n", 2, "5 cells where the table has 6"),
        ("a,b,c,d,e,f\n1,2,3,4,5,6\n1,2,3\n1,2,3,4,5,6\n", 3, "3 cells where the table has 6"),
        ("a,b,c,d,e,f\n1,2,3,4,5,6\n" + "1,2\n" * 13, 3, "2 cells"),
        ("sep=;\na;b;c\n1;2;3;4\n1;2;3\n", 3, "4 cells"),
        ("a,b,c,d,e,f\n1,2,3,4,5,6\n1,2,3,4,5", 3, "ends in the middle"),
        ("a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n\n1,2,3,4,5,6,7,8,9\n1,2,3,4,5,6,7,8\n", 4, "9 cells"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_physical_line(text, line, words, tmp_path):
    refusal = refusal_of(put(tmp_path, "a.csv", text))
    assert words in str(refusal)
    assert (refusal.sheet, refusal.row) == (None, line)
    assert f"a.csv, line {line}: " in str(refusal)


def test_a_header_alone_is_a_table(tmp_path):
    assert rows_of(put(tmp_path, "a.csv", "Toko,x\nPeriode,y\na,b,c,d,e,f,g\n"))[2] == tuple(
        "abcdefg"
    )


def test_progress_follows_the_bytes(tmp_path):
    path = put(tmp_path, "a.csv", "a,b\n" + "1,2\n" * 20_000)
    with open_source(path) as source:
        seen = [source.progress for _batch in source.rows("")]
    assert seen == sorted(seen)
    assert seen[0] < 0.2
    assert source.progress == 1
