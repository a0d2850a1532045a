"""``shopdesk mail``: the mailboxes whose mails become tickets, and fetching what came."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.config_secret import asked
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.clock import Clock
    from shopdesk.services.tickets.fetching import Fetched
    from shopdesk.services.tickets.mailboxes import MailboxRow
    from shopdesk.store import Change, Work

app = typer.Typer(no_args_is_help=True, help="Mailboxes whose mails become tickets.")

Name = Annotated[str, typer.Argument(help="The mailbox's name, like cs.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
Address = Annotated[str | None, typer.Option(help="The mailbox's mail address.")]
Host = Annotated[str | None, typer.Option(help="Its IMAP server, like imap.gmail.com.")]
Port = Annotated[int | None, typer.Option(help="Port of the IMAP server; mostly 993.")]
Security = Annotated[str | None, typer.Option(help="tls, starttls, or none on this machine.")]
User = Annotated[str | None, typer.Option("--login", help="Its user, if not the address.")]
Folder = Annotated[str | None, typer.Option(help="The folder that is read; mostly INBOX.")]
Since = Annotated[
    str | None, typer.Option(help="The day from which mails are taken in, like 2026-11-01.")
]
Shop = Annotated[str | None, typer.Option(help="The shop that its tickets belong to, by name.")]
Sender = Annotated[str | None, typer.Option(help="The name that customers see in answers.")]
Signature = Annotated[str | None, typer.Option(help="What stands under answers.")]
SmtpHost = Annotated[
    str | None, typer.Option(help="The server that its answers go by; empty: the settings'.")
]
SmtpPort = Annotated[int | None, typer.Option(help="Port of that server; mostly 587.")]
SmtpSecurity = Annotated[str | None, typer.Option(help="tls, starttls or none.")]


@app.command()
def sync(
    names: Annotated[
        list[str] | None, typer.Argument(help="Only these mailboxes, or chatwoot; all without.")
    ] = None,
) -> None:
    """Fetch what came since the last time; for cron, too.

    Nothing in the mailboxes changes: no mail is marked as read, moved or deleted. Exit code 1: a
    mailbox could not be read.
    """
    fetching = services.tickets.fetching
    with opened() as store:
        done: Fetched = fetching.fetch(store, names or (), fetching.Listener(told=_progress))
    if not done.sources:
        raise Refusal(_("There is no mailbox to read: shopdesk mail add NAME ADDRESS"))
    if as_json():
        document({
            "messages": done.messages, "tickets": done.new,
            "sources": [
                {"name": one.name, "messages": one.messages, "known": one.known, "new": one.new,
                 "reopened": one.reopened, "unreadable": one.unread, "trouble": one.trouble or None}
                for one in done.sources
            ],
        })  # fmt: skip
    else:
        say(done.sentence)
        for one in done.sources:
            if one.trouble:
                say(f"{one.name}: {one.trouble}")
    if done.trouble:
        raise typer.Exit(1)


@app.command()
def status() -> None:
    """List the mailboxes: where they are, when they were read, and what went wrong."""
    with opened() as store, store.read() as read:
        rows = services.tickets.mailboxes.listed(read)
        clock = store.clock
    if as_json():
        document({"total": len(rows), "rows": [_document(row, clock) for row in rows]})
        return
    titles = (
        _("Mailbox"),
        _("Address"),
        _("Server"),
        _("State"),
        _("Last read"),
        _("What is wrong"),
    )
    table(titles, [_listed(row, clock) for row in rows], widest=100)
    if not rows:
        say(_("There is no mailbox yet: shopdesk mail add NAME ADDRESS"))


@app.command()
def add(
    name: Name, address: Annotated[str, typer.Argument(help="Its mail address.")],
    host: Host = None, port: Port = None, security: Security = None, user: User = None,
    folder: Folder = None, since: Since = None, shop: Shop = None, sender: Sender = None,
    signature: Signature = None, smtp_host: SmtpHost = None, smtp_port: SmtpPort = None,
    smtp_security: SmtpSecurity = None, plan: Plan = False,
) -> None:  # fmt: skip
    """Add a mailbox; its password is asked for without showing it, or the first line of stdin.

    Servers of well-known providers are found by themselves.
    Google and others want an “app password” in place of the usual one.
    """
    facts = _facts(
        address=address, host=host, port=port, security=security, user=user, folder=folder,
        since=since, shop=shop, sender=sender, signature=signature, smtp_host=smtp_host,
        smtp_port=smtp_port, smtp_security=smtp_security,
    )  # fmt: skip
    value = "" if plan else asked(f"mail.{name}").strip()
    _do("mailbox_add", lambda work: services.tickets.mailboxes.add(work, name, facts(work), value),
        plan=plan)  # fmt: skip
    if not value and not plan and not as_json():
        say(_("Its password is not set yet: shopdesk mail password {name}").format(name=name))


@app.command()
def edit(
    name: Name, address: Address = None, host: Host = None, port: Port = None,
    security: Security = None, user: User = None, folder: Folder = None, since: Since = None,
    shop: Shop = None, sender: Sender = None, signature: Signature = None,
    smtp_host: SmtpHost = None, smtp_port: SmtpPort = None, smtp_security: SmtpSecurity = None,
    plan: Plan = False,
) -> None:  # fmt: skip
    """Change what is said of a mailbox."""
    facts = _facts(
        address=address, host=host, port=port, security=security, user=user, folder=folder,
        since=since, shop=shop, sender=sender, signature=signature, smtp_host=smtp_host,
        smtp_port=smtp_port, smtp_security=smtp_security,
    )  # fmt: skip
    _do("mailbox_edit", lambda work: services.tickets.mailboxes.edit(work, name, facts(work)),
        plan=plan)  # fmt: skip


@app.command()
def password(name: Name) -> None:
    """Set a mailbox's password: asked for without showing it, or the first line of stdin."""
    value = asked(f"mail.{name}")
    _do("mailbox_password", lambda work: services.tickets.mailboxes.password(work, name, value))


@app.command()
def switch(
    name: Name, state: Annotated[str, typer.Argument(help="on or off.")], plan: Plan = False
) -> None:
    """Read a mailbox, or leave it alone for now."""
    if state not in ("on", "off"):
        raise Refusal(_("“{state}” is neither on nor off.").format(state=state))
    mailboxes = services.tickets.mailboxes
    _do("mailbox_switch", lambda work: mailboxes.switch(work, name, on=state == "on"), plan=plan)


@app.command()
def drop(name: Name, plan: Plan = False) -> None:
    """Forget a mailbox and its password; its tickets stay."""
    _do("mailbox_drop", lambda work: services.tickets.mailboxes.drop(work, name), plan=plan)


def _do(name: str, act: "Callable[[Work], Change]", *, plan: bool = False) -> None:
    with opened() as store:
        report(store.run(name, act, keep=not plan), planned=plan)


def _facts(**told: Any) -> "Callable[[Work], dict[str, Any]]":
    """Return what makes the said facts of a mailbox fit, by the clock of the store."""

    def fit(work: "Work") -> dict[str, Any]:
        said = {name: value for name, value in told.items() if value is not None}
        if "since" in said:
            try:
                said["since"] = work.clock.read(said["since"])
            except ValueError as error:
                raise Refusal(f"{error}.") from None
        return said

    return fit


def _progress(name: str, done: int, whole: int) -> None:
    if sys.stderr.isatty() and not as_json():
        say(f"{name}  {done}/{whole}")


def _listed(row: "MailboxRow", clock: "Clock") -> tuple[str, ...]:
    heard = clock.show(row.heard_at) if row.heard_at else _("never")
    state = _("on") if row.state == "on" else _("off")
    wrong = row.trouble or ("" if row.password else _("its password is not set"))
    return row.name, row.address, f"{row.host}:{row.port}", state, heard, wrong


def _document(row: "MailboxRow", clock: "Clock") -> dict[str, Any]:
    """Return a mailbox as JSON has it."""
    return {
        "mailbox": row.name, "address": row.address, "sender": row.sender, "shop": row.shop or None,
        "host": row.host, "port": row.port, "security": row.security, "login": row.user,
        "folder": row.folder, "smtp_host": row.smtp_host or None, "smtp_port": row.smtp_port,
        "smtp_security": row.smtp_security, "signature": row.signature, "state": row.state,
        "since": clock.iso(row.since), "password": row.password,
        "read": clock.iso(row.heard_at) if row.heard_at else None, "trouble": row.trouble,
    }  # fmt: skip
