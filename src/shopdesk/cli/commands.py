"""All commands, put together."""

import typer

from shopdesk.cli import (
    config,
    demo,
    doctor,
    exports,
    figures,
    health,
    imports,
    journal,
    key,
    mail,
    orders,
    outbox,
    outbox_texts,
    papers,
    payments,
    payments_match,
    products,
    products_check,
    products_edit,
    reports,
    reports_schedule,
    shipments,
    shipments_confirm,
    shipments_pack,
    shipments_papers,
    shipments_parcels,
    shipments_resi,
    shipments_track,
    stock,
    stock_look,
    stock_push,
    tasks,
    tickets,
    tickets_answers,
    tickets_chats,
    tickets_links,
    tickets_quality,
    tickets_texts,
    tickets_work,
    today,
    views,
    web,
)

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
app.add_typer(journal.history, name="history")
app.command("undo")(journal.undo)
app.command("redo")(journal.redo)
app.command("demo")(demo.demo)
app.command("today")(today.today)
app.command("doctor")(doctor.doctor)
app.command("figures")(figures.figures)
app.command("health")(health.health)
app.command("web")(web.web)
app.add_typer(orders.app, name="orders")
app.add_typer(outbox.app, name="outbox")
app.add_typer(products.app, name="products")
app.add_typer(shipments.app, name="shipments")
app.add_typer(payments.app, name="payments")
app.add_typer(stock.app, name="stock")
app.add_typer(exports.app, name="export")
app.add_typer(tasks.app, name="tasks")
app.add_typer(tickets.app, name="tickets")
app.add_typer(mail.app, name="mail")
app.add_typer(views.app, name="views")
app.add_typer(reports.app, name="report")
app.add_typer(journal.audit, name="audit")
app.add_typer(key.app, name="key")
app.add_typer(config.app, name="config")
papers.register(orders.app)
payments_match.register(payments.app)
outbox_texts.register(outbox.app)
products_check.register(products.app)
products_edit.register(products.app)
reports_schedule.register(reports.app)
shipments_pack.register(shipments.app)
shipments_parcels.register(shipments.app)
shipments_resi.register(shipments.app)
shipments_papers.register(shipments.app)
shipments_confirm.register(shipments.app)
shipments_track.register(shipments.app)
stock_look.register(stock.app)
stock_push.register(stock.app)
tickets_links.register(tickets.app)
tickets_quality.register(tickets.app)
tickets_chats.register(tickets.app)
tickets_work.register(tickets.app)
tickets_answers.register(tickets.app)
tickets_texts.register(tickets.app)
