"""What is said on stderr when a command does not do what was asked, in the chosen language."""

from typing import Final

import typer
from typer._click import exceptions as faults

from shopdesk.cli.pointing import pointed
from shopdesk.filters import FilterError
from shopdesk.locale import N_, _
from shopdesk.text import safe

KINDS: Final = {"<int>": N_("a whole number")}
"""What an option wants that was given something else."""


def sentence(error: Exception) -> str:
    """Return what went wrong, harmless to a terminal: a refusal unchanged, or our own words."""
    said = _sentence(error)
    if isinstance(error, FilterError):
        said += " " + _("(column {n})").format(n=error.start + 1) + "\n" + pointed(error)
    return safe(said, 20_000, lines=True)


def _sentence(error: Exception) -> str:
    match error:
        case typer.Abort():
            return _("Stopped; nothing was changed.")
        case faults.UsageError():
            return _usage(error)
        case FileNotFoundError():
            return _("There is no {path}.").format(path=error.filename)
        case OSError():  # a folder that may not be written to, a disk that is full
            place = "" if error.filename is None else f"{error.filename}: "
            return f"{place}{error.strerror or error}"
    return str(error)


def _usage(error: faults.UsageError) -> str:
    if isinstance(error, faults.NoArgsIsHelpError) or error.ctx is None:
        return _fault(error)
    hint = _("“{command} --help” tells more.").format(command=error.ctx.command_path)
    return f"{error.ctx.get_usage()}\n{hint}\n\n{_fault(error)}"


def _fault(error: faults.UsageError) -> str:
    match error:
        case faults.NoSuchOption():
            near = ", ".join(sorted(error.possibilities or ()))
            known = _("There is no option {option}.").format(option=error.option_name)
            return f"{known} " + _("Perhaps: {options}").format(options=near) if near else known
        case faults.BadOptionUsage():
            return _("{option} wants a value.").format(option=error.option_name)
        case faults.MissingParameter() if error.param:
            return _("{what} is missing.").format(what=error.param.get_error_hint())
        case faults.BadParameter() if error.param and error.ctx:
            kind = error.param.display_type(error.ctx)
            return _("{what} wants {kind}.").format(
                what=error.param.get_error_hint(), kind=_(KINDS.get(kind, kind))
            )
    return error.format_message()
