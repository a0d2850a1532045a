"""``shopdesk payments``: the lines of statements and gateways, and the orders that they pay."""

import typer

app = typer.Typer(no_args_is_help=True, help="Payments: statements, and the orders they pay.")
