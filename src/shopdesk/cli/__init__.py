"""The command line: one file per area, one function per command, one verb per function."""

import sys
from collections.abc import Sequence

from shopdesk.cli.out import CONTEXT, Context


def run(words: Sequence[str], *, home: str | None, store: str | None, as_json: bool) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    if words[0] in ("--version", "-V"):
        from shopdesk import __version__

        print(f"shopdesk {__version__}")
        return 0
    CONTEXT.set(Context(home, store, as_json))
    import typer
    from typer.exceptions import TyperException
    from typer.main import get_command

    from shopdesk.cli import help as pages
    from shopdesk.cli import wrong
    from shopdesk.cli.commands import app
    from shopdesk.refusal import Refusal

    command = pages.speak(get_command(app))
    try:
        code = command(list(words), standalone_mode=False, prog_name="shopdesk")
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except (Refusal, typer.Abort, TyperException, OSError) as error:
        print(wrong.sentence(error), file=sys.stderr)
        return int(getattr(error, "exit_code", 1))
    return code if isinstance(code, int) else 0
