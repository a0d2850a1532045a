"""The sentences for the codes of the child: what is wrong with a file, and what to do about it."""

from collections.abc import Callable

from shopdesk.locale import _, ngettext
from shopdesk.sheets.flaw import Fields

Sentence = Callable[[], str]

_FILE: dict[str, Sentence] = {
    "missing": lambda: _("there is no such file. Check the name and the folder."),
    "no_file": lambda: _("this is a folder or a device, not a file. Choose a file in it."),
    "closed_to_us": lambda: _(
        "the file may not be opened. Close it in other programs, or ask for permission to read it."
    ),
    "changed": lambda: _("the file has changed since it was opened. Open it again."),
    "stopped": lambda: _("reading was stopped."),
    "empty": lambda: _("the file is empty. Export or download it again."),
    "big_file": lambda: _(
        "the file is bigger than {limit} MB. Export a shorter period, or split the file."
    ),
    "lock_file": lambda: _(
        "this is only the mark that an office program sets while a file is open. "
        "Choose the file itself."
    ),
    "foreign": lambda: _(
        "this is not a spreadsheet but {what}. Export it again as .xlsx or .csv, "
        "or open it in a spreadsheet program and save it as .xlsx."
    ),
    "no_reader": lambda: _("the reader could not be started. Close some programs and try again."),
    "slow": lambda: _(
        "reading took more than a minute and was stopped. Export a shorter period, "
        "or open the file in a spreadsheet program and save it again as .xlsx."
    ),
    "memory": lambda: _(
        "the file needs more memory than a spreadsheet may take. Export a shorter period, "
        "or save it again as .csv."
    ),
    "died": lambda: _(
        "the file is damaged so badly that the reader had to be stopped. Export it again, "
        "or open it in a spreadsheet program and save it again as .xlsx."
    ),
    "unforeseen": lambda: _(
        "the file is damaged in an unknown way ({what}). Export it again, "
        "or open it in a spreadsheet program and save it again as .xlsx."
    ),
}

_LOCKS: dict[str, Sentence] = {
    "locked": lambda: _(
        "the file is password-protected. Give its password with --password-file, "
        "or save a copy without a password."
    ),
    "wrong_password": lambda: _(
        "the password does not open this file. Check the password file for the right one."
    ),
    "unknown_lock": lambda: _(
        "the file is encrypted in a way that cannot be opened here, or is damaged. "
        "Save a copy without a password."
    ),
    "rights_managed": lambda: _(
        "the file is protected by your company's rights management. "
        "Save a copy without the label, then import that."
    ),
    "locked_zip": lambda: _(
        "the parts of this file are encrypted. Save a copy without a password."
    ),
}

_WORKBOOKS: dict[str, Sentence] = {
    "damaged_zip": lambda: _(
        "the workbook is damaged, or its download was cut off. Export or download it again."
    ),
    "checksum": lambda: _(
        "the part “{part}” of the workbook is damaged. Export or download it again."
    ),
    "many_members": lambda: _(
        "the workbook has more than {limit} parts. Open it in a spreadsheet program, "
        "take out the pictures and save it again as .xlsx."
    ),
    "unpacked": lambda: _("the workbook unpacks to more than {limit} MB. Export a shorter period."),
    "ratio": lambda: _(
        "the part “{part}” unpacks to a suspicious size, as in an attack. "
        "If you trust the file, open it in a spreadsheet program and save it again as .xlsx."
    ),
    "document_type": lambda: _(
        "the part “{part}” carries definitions that no spreadsheet needs, as in an attack. "
        "If you trust the file, open it in a spreadsheet program and save it again as .xlsx."
    ),
    "damaged_workbook": lambda: _(
        "the workbook is damaged. Export it again, or open it in a spreadsheet program "
        "and save it again as .xlsx."
    ),
    "damaged_xls": lambda: _(
        "the old .xls workbook is damaged. Export it again, or open it in a spreadsheet program "
        "and save it as .xlsx."
    ),
    "damaged_ods": lambda: _(
        "the .ods workbook is damaged or password-protected. Open it in a spreadsheet program "
        "and save it as .xlsx."
    ),
    "no_sheets": lambda: _("the workbook has no sheet with cells. Export it again."),
    "no_sheet": lambda: _("there is no such sheet in the file."),
    "formula_cell": lambda: _(
        "this cell holds a formula, which is not overwritten. "
        "Take the formula out, or leave the cell alone."
    ),
    "merged_cell": lambda: _(
        "this cell is covered by merged cells. Choose the first cell of the group."
    ),
    "long_text": lambda: _("a cell holds {limit} characters at most. Shorten the text."),
    "damaged_sheet": lambda: _(
        "the sheet is damaged here. Export it again, or open it in a spreadsheet program "
        "and save it again as .xlsx."
    ),
    "damaged_cell": lambda: _(
        "the cell holds something that is not what it says it is. "
        "Open the file in a spreadsheet program, mend the cell and save it again as .xlsx."
    ),
    "lost_text": lambda: _(
        "the text of a cell is missing from the workbook. Export it again, "
        "or open it in a spreadsheet program, mend the cell and save it again as .xlsx."
    ),
    "row_order": lambda: _(
        "the rows are not stored in their order. Open the file in a spreadsheet program "
        "and save it again as .xlsx."
    ),
    "many_rows": lambda: _("the sheet has more than {limit} rows. Export a shorter period."),
    "mostly_blank": lambda: _(
        "the sheet is {width} columns wide and nearly all of it is blank. Delete the blank "
        "columns and rows in a spreadsheet program and save it again as .xlsx."
    ),
}

_TEXTS: dict[str, Sentence] = {
    "nul": lambda: _(
        "there is a NUL character, which no text file has. Export it again, or save it as "
        "“CSV UTF-8”."
    ),
    "encoding": lambda: _(
        "the characters are in no known encoding. Save the file again as “CSV UTF-8”."
    ),
    "damaged_text": lambda: _(
        "a character is damaged: the text is UTF-8 up to here. Export or download the file again."
    ),
    "bad_json": lambda: _(
        "this is not written as JSON is. Save the notification again, exactly as it came."
    ),
    "cut_off": lambda: _(
        "the file ends in the middle of a row; its download was probably cut off. "
        "Export or download it again."
    ),
    "long_row": lambda: _(
        "the row has {cells} cells where the table has {width}. A delimiter inside a cell was "
        "probably not quoted: mend the row, or export the file again."
    ),
    "short_row": lambda: _(
        "the row has {cells} cells where the table has {width}. A line end inside a cell was "
        "probably not quoted: mend the row, or export the file again."
    ),
    "open_quote": lambda: _(
        "a quotation mark is opened here and not closed where it should be. Mend the row, "
        "or export the file again."
    ),
    "after_quote": lambda: _(
        "there is text after a closing quotation mark. Mend the row, or export the file again."
    ),
    "long_field": lambda: _(
        "a cell is longer than 131,072 characters; a quotation mark was probably never closed. "
        "Mend the row, or export the file again."
    ),
    "long_line": lambda: _(
        "a line is longer than 131,072 characters, which no message of a chat is. "
        "Export the chat again."
    ),
    "no_table": lambda: _(
        "this is a web page without a table; perhaps the page that asks to log in. "
        "Log in and export the file again."
    ),
}

_FOREIGN: dict[str, Sentence] = {
    "pdf": lambda: _("a PDF document"),
    "picture": lambda: _("a picture"),
    "archive": lambda: _("a packed archive; unpack it first"),
    "word": lambda: _("a text document"),
    "slides": lambda: _("a presentation"),
    "numbers": lambda: _("a workbook of Apple Numbers"),
    "office": lambda: _("another kind of office document"),
    "database": lambda: _("a database"),
    "program": lambda: _("a program"),
    "excel4": lambda: _("a workbook of Excel 4 or older"),
    "xlsb": lambda: _("a binary workbook (.xlsb)"),
    "xml2003": lambda: _("an XML spreadsheet of Excel 2003"),
    "archived_page": lambda: _("an archived web page (.mht)"),
    "utf32": lambda: _("text in UTF-32"),
    "binary": lambda: _("a file of an unknown kind"),
}

_NOTES: dict[str, Sentence] = {
    "assumed_encoding": lambda: _(
        "The file does not say how its characters are written; Windows-1252 was assumed. "
        "Look at names with accents."
    ),
    "exact_digits": lambda: _(
        "Sheet “{sheet}” holds very long numbers; it was read by the slower, exact reader."
    ),
    "exact_reader": lambda: _(
        "Sheet “{sheet}” was read by the second reader, because the first one gave up."
    ),
    "reader_died": lambda: _(
        "The first reader had to be stopped; the file was read by the second one. Compare the rows."
    ),
    "bad_sheet": lambda: _("Sheet “{sheet}” is damaged and was left out."),
}

_ALL = {**_FILE, **_LOCKS, **_WORKBOOKS, **_TEXTS}


def sentence(code: str, fields: Fields) -> str:
    """Return what is wrong and what to do, in the language spoken now."""
    if code == "foreign":
        what = _FOREIGN.get(str(fields.get("what")), _FOREIGN["binary"])
        return _FILE["foreign"]().format(what=what())
    return _ALL.get(code, _FILE["died"])().format(**fields)


def note_sentence(code: str, fields: Fields) -> str:
    """Return a note about a file that was read, in the language spoken now."""
    if code == "ghost_rows":
        n = int(fields["n"])
        return ngettext(
            "{n} row of nothing but delimiters at the end was left out.",
            "{n} rows of nothing but delimiters at the end were left out.",
            n,
        ).format(n=n)
    return _NOTES[code]().format(**fields)
