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

    from shopdesk.cli.commands import app
    from shopdesk.locale import _
    from shopdesk.refusal import Refusal

    try:
        code = app(list(words), standalone_mode=False, prog_name="shopdesk")
    except Refusal as refusal:
        start = getattr(refusal, "start", None)
        place = "" if start is None else " " + _("(column {n})").format(n=start + 1)
        print(f"{refusal}{place}", file=sys.stderr)
        return 1
    except typer.Abort:
        print(_("Stopped; nothing was changed."), file=sys.stderr)
        return 1
    except TyperException as error:
        show = getattr(error, "show", None)
        show() if show else print(error.format_message(), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
