"""Law 9, held by reading the code: no text from outside reaches a widget as a plain str.

Textual reads a plain str as markup, and a terminal obeys control bytes in it. So what is given to
a widget that shows text is a literal, a translated literal, or something made safe.
"""

import ast
from pathlib import Path

import pytest

import shopdesk

ROOT = Path(shopdesk.__file__).parent
FILES = [*ROOT.glob("screens/**/*.py"), *ROOT.glob("widgets/*.py"), ROOT / "app.py"]
SHOWING = {
    "Static", "Label", "Button", "Option", "Markdown", "update", "Collapsible", "Checkbox",
    "RadioButton", "TabPane", "notify",
}  # fmt: skip
TITLES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "placeholder"}
MADE_SAFE = {"safe", "Content", "assemble", "content", "_", "ngettext", "Paper", "Text", "cut"}


def safe(node, names):
    """Tell whether an expression is a literal, a translation, or made safe."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        return called in MADE_SAFE
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.IfExp):
        return safe(node.body, names) and safe(node.orelse, names)
    return False


def findings(path):
    tree = ast.parse(path.read_text("utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        names = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and safe(node.value, set())
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                yield from shown(node, names)
            if isinstance(node, ast.Assign) and not safe(node.value, names):
                yield from (
                    (node.lineno, target.attr)
                    for target in node.targets
                    if isinstance(target, ast.Attribute) and target.attr in TITLES
                )


def shown(node, names):
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if called in SHOWING and node.args and not safe(node.args[0], names):
        yield node.lineno, called
    if called == "notify" and not any(word.arg == "markup" for word in node.keywords):
        yield node.lineno, "notify without markup=False"
    for word in node.keywords:
        if word.arg in TITLES and called[:1].isupper() and not safe(word.value, names):
            yield node.lineno, word.arg


KNOWN = {
    ("dialog.py", "Static"),  # a sheet: Content made by Paper, which makes everything safe
    ("marks.py", "update"),  # of a dict, not of a widget
    ("action.py", "notify"),  # a reason from a check; the app's own ``tell`` makes it safe
    ("ask.py", "placeholder"),  # hints of ours, and Input shows them without markup
    ("confirm.py", "placeholder"),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_plain_str_reaches_a_widget(path):
    found = [(line, what) for line, what in findings(path) if (path.name, what) not in KNOWN]
    assert not found


def test_the_reader_of_code_finds_what_it_is_for(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text(
        "def f(self, row):\n    yield Static(row.name)\n    self.notify(row.name)\n"
        "    yield Button(f'{row.name}')\n    w.border_title = row.name\n"
        "    yield Input(placeholder=row.name)\n"
    )
    assert len(list(findings(bad))) == 6
