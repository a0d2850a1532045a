"""``shopdesk payments``: what banks and gateways tell of money, in, and matched with orders."""

import typer

from shopdesk.cli import imports
from shopdesk.cli.imports import (
    Columns,
    Currency,
    Dates,
    Files,
    Numbers,
    Only,
    PasswordFile,
    Planned,
    Rejects,
)

app = typer.Typer(
    no_args_is_help=True, help="Statements, gateways and notifications in; whose money it is."
)


@app.command("import")
def import_payments(
    files: Files,
    plan: Planned = False,
    only: Only = "",
    password_file: PasswordFile = None,
    mapping: Columns = None,
    numbers: Numbers = None,
    dates: Dates = None,
    currency: Currency = None,
    rejects: Rejects = None,
) -> None:
    """Take statements, reports and notifications in; what pays an order beyond doubt is matched."""
    imports.import_files(
        files, plan, None, only, None, password_file, mapping, numbers, dates, currency, rejects
    )
