"""Law 9, held by reading the code: no text from outside reaches a widget as a plain str.

Textual reads a plain str as markup, and a terminal obeys control bytes in it, also inside Textual's
`Content` and Rich's `Text` and `Segment`. So whatever is given to a widget that shows text, or made
into one of these, is a literal, a translated literal, or came through `safe`.
"""

import ast
from pathlib import Path

import pytest

import shopdesk

ROOT = Path(shopdesk.__file__).parent
FILES = [*ROOT.glob("screens/**/*.py"), *ROOT.glob("widgets/**/*.py"), ROOT / "app.py"]
SHOWING = {
    "Static", "Label", "Button", "Option", "Markdown", "Collapsible", "Checkbox", "RadioButton",
    "TabPane", "Digits", "Link", "Input", "Field", "TextArea", "update", "notify", "add_row",
    "add_column", "add_option",
}  # fmt: skip
"""Widgets whose first argument is shown, and methods that show theirs."""
MAKING = {"Content", "Text", "Segment", "assemble", "from_markup", "from_text", "styled"}
"""What makes something to be shown, out of a str."""
TITLES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "placeholder"}
MADE_SAFE = {"safe", "content", "_", "ngettext", "number"} | MAKING
"""Calls whose answer may be shown: the arguments of those in MAKING are looked at themselves."""

SHAPING = {"fit", "cut", "ljust", "rjust"}
"""Calls whose answer is as safe as what they shape."""

KNOWN = {
    ("action.py", "notify"),  # a reason from a check, where no app of ours is there to make it safe
    ("ask.py", "Content"),  # a button's word, and a hint: of ours
    ("ask.py", "placeholder"),
    ("charts.py", "Segment"),  # pieces are made safe when they are put in
    ("columns.py", "assemble"),  # a column's title, safe by itself
    ("confirm.py", "placeholder"),  # a number
    ("line.py", "Segment"),  # pieces are made safe when they are put in
    ("lines.py", "Segment"),  # cells, titles and sentences are made safe when they are asked for
    ("offers.py", "Segment"),  # the heading is made safe when it is put in
    ("palette.py", "assemble"),  # the sign of a key
    ("paper.py", "assemble"),  # words are made safe when they are written
    ("pick.py", "assemble"),  # a letter of ours
    ("talk.py", "Segment"),  # a bar of ours
    ("views.py", "assemble"),  # words of ours
    ("welcome.py", "assemble"),  # words of our own actions
}
"""Where a str is shown all the same: the file, the call, and why that is well."""


def called(node):
    """Return the last name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def is_safe(node, names):
    """Tell whether an expression is a literal, a translation, or made safe."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.Call) and called(node) not in SHAPING:
        return called(node) in MADE_SAFE | names
    made_of = parts(node)
    return bool(made_of) and all(is_safe(part, names) for part in made_of)


def parts(node):
    """Return what an expression is made of, where it is as safe as that."""
    match node:
        case ast.Call(func=ast.Attribute(value=shaped)) | ast.Call(args=[shaped, *_]):
            return [shaped]
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.BinOp():
            return [node.left] if isinstance(node.op, ast.Mult) else [node.left, node.right]
        case ast.BoolOp() | ast.JoinedStr():
            return node.values
        case ast.FormattedValue(value=words) | ast.Tuple(elts=[words, _]):
            return [words]
    return []


def makers(tree):
    """Return the functions of a file that return what may be shown: they are looked at as well."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.returns
        and ast.unparse(node.returns).strip("'\"") in {"Content", "Text", "Option", "Paper"}
    }


def safe_names(function, made):
    """Return the names that nothing but safe text is given to, anywhere in the function."""
    given = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(node.value)
    names = set(made)
    for name, values in given.items():
        if all(is_safe(value, names) for value in values):
            names.add(name)
    return names


def findings(path):
    """Yield the line and the call of everything that shows a str which is not known to be safe."""
    tree = ast.parse(path.read_text("utf-8"))
    made = makers(tree)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            names = safe_names(function, made)
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield from shown(node, names)
                if isinstance(node, ast.Assign) and not is_safe(node.value, names):
                    yield from (
                        (node.lineno, target.attr)
                        for target in node.targets
                        if isinstance(target, ast.Attribute) and target.attr in TITLES
                    )


def shown(node, names):
    """Yield what one call shows."""
    name = called(node)
    looked_at = node.args if name in {"assemble", "add_row"} else node.args[:1]
    if name in SHOWING | MAKING and not all(is_safe(word, names) for word in looked_at):
        yield node.lineno, name
    if name == "notify" and not any(word.arg == "markup" for word in node.keywords):
        yield node.lineno, "notify without markup=False"
    for word in node.keywords:
        if word.arg in TITLES and name[:1].isupper() and not is_safe(word.value, names):
            yield node.lineno, word.arg


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_plain_str_reaches_a_widget(path):
    found = [(line, what) for line, what in findings(path) if (path.name, what) not in KNOWN]
    assert not set(found)


def test_what_is_known_is_still_there():
    """An exception whose reason is gone goes too."""
    found = {(path.name, what) for path in FILES for _line, what in findings(path)}
    assert KNOWN - found == set()


BAD = """
def f(self, row, names):
    yield Static(row.name)
    self.notify(safe(row.name))
    yield Button(f"{row.name}!")
    self.border_title = row.name
    yield Input(placeholder=row.name)
    yield Static(Content(row.name))
    text = _("Order") + row.name
    self.update(text)
    Content.assemble((row.name, "bold"), "x")
    return Strip([Segment(row.name, style)])
"""
GOOD = """
def f(self, row) -> Content:
    said = safe(row.name)
    yield Static(Content(f" {said} " if said else _("none")))
    yield Static(self.f(row))
    self.notify(safe(row.name), markup=False)
    Content.assemble((cut(safe(row.name), 9), "bold"), " " * row.gap)
"""


def test_the_reader_of_code_finds_what_it_is_for(tmp_path):
    bad, good = tmp_path / "bad.py", tmp_path / "good.py"
    bad.write_text(BAD)
    good.write_text(GOOD)
    assert sorted({line for line, _what in findings(bad)}) == [3, 4, 5, 6, 7, 8, 10, 11, 12]
    assert list(findings(good)) == []
