"""`make bench` or `python -m tests.bench [NAME] [OPTIONS]`: one table by its name, or all in turn.

A table is a module `<name>_bench` here; options without a name are those of the import.
"""

import subprocess
import sys
from pathlib import Path

TABLES = sorted(
    path.stem.removesuffix("_bench") for path in Path(__file__).parent.glob("*_bench.py")
)


def main(words: list[str]) -> int:
    """Print the tables that are asked for; returns the worst exit code."""
    named = TABLES if not words else ["import"]
    if words and words[0] in TABLES:
        named, words = words[:1], words[1:]
    return max(
        subprocess.run(
            [sys.executable, "-m", f"tests.bench.{name}_bench", *words], check=False
        ).returncode
        for name in named
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
