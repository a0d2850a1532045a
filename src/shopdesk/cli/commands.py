"""All commands, put together."""

import typer

from shopdesk.cli import demo, imports, journal, key, orders, papers

app = typer.Typer(
    name="shopdesk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="One workstation for the admin of an online shop. Without a command: the terminal. "
    "Everywhere: --home DIR, --store URL, --lang id|en, --user NAME, --json.",
)
app.command("import")(imports.import_files)
app.command("history")(journal.history)
app.command("undo")(journal.undo)
app.command("redo")(journal.redo)
app.command("demo")(demo.demo)
app.add_typer(orders.app, name="orders")
app.add_typer(journal.audit, name="audit")
app.add_typer(key.app, name="key")
papers.register(orders.app)
