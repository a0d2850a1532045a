"""The rules of the house that no other tool holds: lock, tree, sizes, words, pages, wheel."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from tests.house import words

HOUSE = Path(__file__).parents[1]
SOURCE = HOUSE / "src" / "shopdesk"
LOCK = (HOUSE / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
NAMES_OF_NOTHING = {"utils", "helpers", "common", "core", "manager", "misc"}

# Put together here, so that this file does not carry what it looks for.
REGISTRIES = [".".join(parts) for parts in (
    ("py" + "pi", "org"), ("pythonhosted", "org"), ("deb." + "debian", "org"),
    ("security." + "debian", "org"), ("npm" + "js", "org"), ("proxy." + "golang", "org"),
)]  # fmt: skip
MACHINES = [f"/{folder}/" for folder in ("work", "root", "farm", "tmp", "Users")]
MACHINE = re.compile(r"(?<![\w.*~)}\]-])(?:" + "|".join(MACHINES) + r"|/home/\w)")


def tree():
    """Return every file that git has or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=HOUSE, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    return [HOUSE / name for name in listed.split("\0") if name and (HOUSE / name).is_file()]


def sources():
    return sorted(path for path in SOURCE.rglob("*.py") if "data" not in path.parts)


def short(path):
    return str(path.relative_to(HOUSE))


def requirements():
    """Return the lock's blocks: one package, its version, its hashes."""
    return [block for block in re.split(r"\n(?=\S)", LOCK.strip()) if not block.startswith("#")]


def canonical(name):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def test_the_lock_pins_every_package_by_hash_and_carries_no_address():
    assert "://" not in LOCK
    loose = [
        block.splitlines()[0]
        for block in requirements()
        if not re.match(r"[\w.-]+==\S+", block) or "--hash=sha256:" not in block
    ]
    assert loose == []


def test_the_lock_holds_all_that_the_project_asks_for():
    asked = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
        "pip",
    ]
    locked = {canonical(block) for block in requirements()}
    assert {canonical(name) for name in asked} - locked == set()


def test_the_program_imports_only_what_it_asks_for():
    """A package that merely came along with another one may be gone tomorrow."""
    asked = {canonical(name) for name in PROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    uninvited = []
    for path in sources():
        for name in imported(ast.parse(path.read_bytes())):
            brought = {canonical(owner) for owner in owners.get(name, [])}
            if name not in sys.stdlib_module_names | {"shopdesk"} and not brought & asked:
                uninvited.append(f"{short(path)}: {name}")
    assert uninvited == []


def imported(module):
    """Return the first names of everything that a module imports, wherever in it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.partition(".")[0]


def test_the_tree_names_no_registry_and_no_machine():
    found = []
    for path in tree():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{short(path)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{short(path)}: {hit[0]}" for hit in MACHINE.finditer(text)]
    assert found == []


def test_files_and_functions_split_in_time():
    long = []
    for path in [*sources(), *SOURCE.rglob("*.tcss"), *(HOUSE / "tests").rglob("*.py")]:
        lines = path.read_text("utf-8").count("\n")
        if lines > 400:
            long.append(f"{short(path)}: {lines} lines, split at 400")
    for path in sources():
        if "migrations" in path.parts:
            continue  # a migration is a list of tables, read from top to bottom once
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > 40:
                    long.append(f"{short(path)}: {node.name} has {lines} lines, split at 40")
    assert long == []


def test_no_room_is_named_after_nothing():
    assert [short(path) for path in sources() if path.stem in NAMES_OF_NOTHING] == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    assert [short(path) for path in tree() if path.suffix == ".py" and later.search(
        path.read_text("utf-8"))] == []  # fmt: skip


def test_a_translated_sentence_is_written_out_where_it_is_marked():
    """What is put together before `_()` sees it never stands in the catalogue."""
    hidden = [
        f"{short(path)}:{call.lineno}"
        for path in sources()
        for call in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for text in call.args[: {"_": 1, "N_": 1, "ngettext": 2}.get(call.func.id, 0)]
        if isinstance(text, ast.JoinedStr | ast.BinOp) or ".format(" in ast.unparse(text)
    ]
    assert hidden == []


def test_every_sentence_has_its_indonesian():
    assert words.complaints() == []


def test_the_generated_pages_say_what_the_code_says():
    told = subprocess.run(
        [sys.executable, "-m", "tests.house.pages", "--check"],
        cwd=HOUSE, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")


def test_the_links_of_the_pages_lead_somewhere():
    dead = [
        f"{short(page)}: {target}"
        for page in tree()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert dead == []


def test_the_readme_names_the_commands_that_the_makefile_has():
    makefile = (HOUSE / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set()
    for page in ("README.md", "CONTRIBUTING.md"):
        named |= set(re.findall(r"`make ([a-z]+)", (HOUSE / page).read_text("utf-8")))
    assert {"demo", "test"} <= named <= targets


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of the tree, with nothing but what the lock installed."""
    copy = tmp_path_factory.mktemp("wheel") / "house"
    for path in tree():
        place = copy / path.relative_to(HOUSE)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    for link in (path for path in SOURCE.iterdir() if path.is_symlink()):
        (copy / link.relative_to(HOUSE)).symlink_to(link.readlink())
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", copy / "out", copy],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return next((copy / "out").glob("*.whl"))


def test_the_wheel_carries_everything_that_the_program_reads(wheel):
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    wanted = set()
    for path in tree():
        if path.is_relative_to(SOURCE):
            wanted.add(f"shopdesk/{path.relative_to(SOURCE).as_posix()}")
        elif path.is_relative_to(HOUSE / "data"):
            wanted.add(f"shopdesk/{path.relative_to(HOUSE).as_posix()}")
    assert wanted - inside == set()
