"""The 36 hostile strings: what a product name, a note or a buyer may hold in the worst of shops.

Every screen, export and paper is tried with all of them. Their names say what each is for.
"""

NAMED: dict[str, str] = {
    "markup closing tag": "Kaos [/] polos",
    "markup button": "[@click=app.quit]Diskon[/]",
    "markup style": "[bold red]MURAH[/bold red] [not closed",
    "size marker": "Kaos [XL] [merah]",
    "escape sequence": "\x1b[2J\x1b[31mmerah\x1b[0m",
    "OSC 52 clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "OSC 0 title": "\x1b]0;owned\x1b\\judul",
    "C1 CSI": "a\x9b31mb\x9d0;x\x9cc",
    "bidi override": "harga \u202e000.51pR\u202c asli",
    "bidi isolates": "\u2066a\u2067b\u2068c\u2069",
    "zero width": "ad\u200bmin\u200c \u2060to\u00adko\u200e\u200f",
    "byte order mark": "\ufeffNo. Pesanan",
    "tag characters": "bendera\U000e0067\U000e0062\U000e007f",
    "forty marks": "Z" + "\u0301\u0336\u035c\u20dd" * 10,
    "CJK": "蓝色马克杯 ブルーマグ 파란 머그",
    "emoji family": "keluarga 👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f 👍🏽",
    "flags": "🇮🇩🇵🇭 🏴",
    "Arabic": "مرحبا بالعالم ١٢٣",
    "lone surrogate": "a\ud800b\udfffc",
    "NUL": "a\x00b",
    "DEL": "a\x7fb",
    "line ends": "baris satu\r\nbaris dua\rtiga\tempat\u2028lima\u2029",
    "formula": "=1+1",
    "formula command": "+cmd|' /C calc'!A0",
    "formula function": "@SUM(A1:A9)",
    "formula minus": '-2+3+HYPERLINK("x")',
    "leading apostrophe": "'00123",
    "long": "panjang " * 5_000,
    "quotes": "\"dua\" 'satu' `balik` «x» \\n",
    "placeholders": "%s %d {0} {} {name} ${HOME} #{x} $x^2$",
    "SQL": "'; DROP TABLE orders; --",
    "XML escape": "_x001B_[31m&amp;<b>]]>",
    "full width": "\uff1d１２３４５ＡＢＣ",
    "no-break space": "\u00a0Rp\u00a015.000\u202f",
    "escaped escape": "\\u202e \\x1b[31m \\",
    "typst": '#eval("1") #image("/etc/passwd") *b* _i_ <l> @ref // $ ` ~',
}

HOSTILE: list[str] = list(NAMED.values())
