"""``shopdesk outbox templates|rules|optout``: what is said when, and who wants to hear nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.cli.outbox import Plan, written
from shopdesk.locale import _
from shopdesk.moments import medium_word, mode_word, moment_word
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.messages.rules import Rule
    from shopdesk.services.messages.templates import Text
    from shopdesk.store import Change, Read, Work

templates = typer.Typer(invoke_without_command=True, help="Templates: what messages say.")
rules = typer.Typer(invoke_without_command=True, help="Rules: which message goes when, and how.")
optout = typer.Typer(invoke_without_command=True, help="Addresses and phones without messages.")

Name = Annotated[str, typer.Argument(help="The template's name, like shipped.")]
Language = Annotated[str, typer.Option("--language", help="id or en.")]
Moment = Annotated[str, typer.Argument(help="The moment, like shipped.")]
Medium = Annotated[str, typer.Argument(help="email, whatsapp or chat.")]
Shop = Annotated[str, typer.Option(help="Only for this shop, by its name.")]
Address = Annotated[str, typer.Argument(help="An e-mail address or a phone number.")]


def register(app: typer.Typer) -> None:
    """Add these rooms to ``outbox``."""
    app.add_typer(templates, name="templates")
    app.add_typer(rules, name="rules")
    app.add_typer(optout, name="optout")


@templates.callback()
def list_templates(context: typer.Context) -> None:
    """List the templates; the shop's own hide those that come along."""
    if context.invoked_subcommand:
        return
    with opened() as store, store.read() as read:
        rows = services.messages.templates.listed(read)
    if as_json():
        document({"rows": [_template(row) for row in rows]})
        return
    table(
        (_("Template"), _("Moment"), _("Language"), _("Own"), _("Subject")),
        [(row.name, moment_word(row.name), row.language, _("yes") if row.own else "", row.subject)
         for row in rows],
    )  # fmt: skip


@templates.command("show")
def show_template(
    name: Name,
    lang: Language = "id",
    example: Annotated[bool, typer.Option("--example", help="Filled in with examples.")] = False,
) -> None:
    """Show one template as it is written, or filled in."""
    from shopdesk.text import safe

    with opened() as store, store.read() as read:
        text = services.messages.templates.one(read, name, lang)
    subject, body = text.subject, text.body
    if example:
        filled = services.messages.templates.preview(text)
        subject, body = filled.subject, filled.body
    if as_json():
        document(_template(text) | {"subject": subject, "body": body})
        return
    print(safe("\n\n".join(filter(None, (subject, body))), 20_000, lines=True))


@templates.command("save")
def save_template(
    name: Name,
    file: Annotated[Path, typer.Option(help="A file with the text; “-” is stdin.")],
    subject: Annotated[str, typer.Option(help="The subject of the mail.")] = "",
    lang: Language = "id",
    plan: Plan = False,
) -> None:
    """Keep a text of the shop's own."""
    body = written(file)
    _run("template_save", lambda work: services.messages.templates.save(
        work, name, lang, subject, body), plan=plan)  # fmt: skip


@templates.command("drop")
def drop_template(name: Name, lang: Language = "id", plan: Plan = False) -> None:
    """Forget the shop's own text; the one that comes along counts again."""
    _run("template_drop", lambda work: services.messages.templates.drop(work, name, lang),
         plan=plan)  # fmt: skip


@templates.command()
def variables() -> None:
    """List the variables that a text may use, with an example of each."""
    found = services.messages.VARIABLES
    if as_json():
        document({"rows": [
            {"variable": name, "about": one.about, "example": one.example}
            for name, one in found.items()
        ]})  # fmt: skip
        return
    table(
        (_("Variable"), _("What it stands for"), _("Example")),
        [(f"{{{name}}}", _(one.about), one.example.replace("\n", " / "))
         for name, one in found.items()],
    )  # fmt: skip


@rules.callback()
def list_rules(context: typer.Context) -> None:
    """List what happens at each moment by each medium."""
    if context.invoked_subcommand:
        return
    with opened() as store, store.read() as read:
        rows = services.messages.rules.listed(read)
    if as_json():
        document({"rows": [_rule(row) for row in rows]})
        return
    table(
        (_("Moment"), "", _("Via"), _("Shop"), _("Mode"), _("Template"), _("Language")),
        [(row.moment, moment_word(row.moment), medium_word(row.medium), row.shop or _("all"),
          mode_word(row.mode), row.template, row.language) for row in rows],
    )  # fmt: skip


@rules.command("set")
def set_rule(
    moment: Moment,
    medium: Medium,
    mode: Annotated[str, typer.Option(help="off, review or auto; empty leaves it.")] = "",
    template: Annotated[str, typer.Option(help="The template; empty leaves it.")] = "",
    lang: Annotated[
        str, typer.Option("--language", help="id, en, or buyer: by the buyer's country.")
    ] = "",
    shop: Shop = "",
    plan: Plan = False,
) -> None:
    """Say what happens at a moment: nothing, a message to review, or a message at once."""
    _run("rule_set", lambda work: services.messages.rules.set_rule(
        work, moment, medium, mode=mode, template=template, language=lang,
        shop_id=_shop(work, shop),
    ), plan=plan)  # fmt: skip


@rules.command("drop")
def drop_rule(moment: Moment, medium: Medium, shop: Shop = "", plan: Plan = False) -> None:
    """Forget a rule."""
    _run("rule_drop", lambda work: services.messages.rules.forget(
        work, moment, medium, _shop(work, shop)), plan=plan)  # fmt: skip


@optout.callback()
def list_outs(context: typer.Context) -> None:
    """List who wants no messages."""
    if context.invoked_subcommand:
        return
    with opened() as store, store.read() as read:
        rows = services.messages.optouts.listed(read)
        clock = store.clock
    if as_json():
        document({"rows": [
            {"address": row.address, "since": clock.iso(row.at), "why": row.why} for row in rows
        ]})  # fmt: skip
        return
    table((_("Address"), _("Since"), _("Why")),
          [(row.address, clock.show(row.at), row.why) for row in rows])  # fmt: skip
    say(_("{n} without messages").format(n=len(rows)))


@optout.command("add")
def add_out(
    address: Address,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    plan: Plan = False,
) -> None:
    """Write to this address or phone no more."""
    _run("optout_add", lambda work: services.messages.optouts.add(work, address, reason),
         plan=plan)  # fmt: skip


@optout.command("drop")
def drop_out(address: Address, plan: Plan = False) -> None:
    """Write to this address or phone again."""
    _run("optout_drop", lambda work: services.messages.optouts.drop(work, address), plan=plan)


def _run(verb: str, act: "Callable[[Work], Change]", *, plan: bool) -> None:
    with opened() as store:
        report(store.run(verb, act, keep=not plan), planned=plan)


def _shop(read: "Read", name: str) -> int | None:
    """Return the shop of this name; nothing means every shop."""
    if not name:
        return None
    found = services.messages.rules.shops(read)
    for shop_id, channel, known in found:
        if name.casefold() in (known.casefold(), f"{channel}:{known}".casefold()):
            return shop_id
    known_names = ", ".join(f"{channel}:{known}" for _id, channel, known in found) or "–"
    raise Refusal(_("There is no shop “{name}”. Shops: {names}.").format(
        name=name, names=known_names))  # fmt: skip


def _template(row: "Text") -> dict[str, Any]:
    return {
        "name": row.name, "language": row.language, "own": row.own, "subject": row.subject,
        "body": row.body,
    }  # fmt: skip


def _rule(row: "Rule") -> dict[str, Any]:
    return {
        "moment": row.moment, "medium": row.medium, "shop": row.shop or None,
        "channel": row.channel or None, "mode": row.mode, "template": row.template,
        "language": row.language,
    }  # fmt: skip
