"""Columns as spreadsheet programs name them: A, B … Z, AA."""


def letter(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number(column: str) -> int:
    """Return the number of a column's letters, from 1: A is 1, AA is 27."""
    total = 0
    for letter in column:
        total = total * 26 + ord(letter) - ord("A") + 1
    return total
