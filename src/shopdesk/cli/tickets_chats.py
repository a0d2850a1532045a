"""``shopdesk tickets paste|chatwoot``: chats from where no mail comes from."""

import sys
from typing import Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say
from shopdesk.cli.tickets import Plan
from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.tickets import name_of

Channel = Annotated[
    str, typer.Option(help="Where the chat was held: shopee, whatsapp, instagram …")
]
Customer = Annotated[str, typer.Option(help="What the customer is called there.")]
Text = Annotated[str, typer.Option("--text", help="The chat; without it, it is read from stdin.")]


def register(app: typer.Typer) -> None:
    """Add the commands that bring chats."""
    app.command()(paste)
    app.command()(chatwoot)


def paste(
    channel: Channel,
    customer: Customer,
    text: Text = "-",
    address: Annotated[str, typer.Option(help="Their phone or mail address.")] = "",
    shop: Annotated[str, typer.Option(help="The shop that they wrote to.")] = "",
    plan: Plan = False,
) -> None:
    """Take in a chat that was copied from somewhere; what is here already stays as it is."""
    pasting = services.tickets.pasting
    said = sys.stdin.read(pasting.LONGEST + 1) if text == "-" else text
    with opened() as store:
        change = store.run(
            "paste",
            lambda work: pasting.paste(
                work, said, channel=channel, customer=customer, address=address, shop=shop
            ),
            keep=not plan,
        )
        report(change, planned=plan)


def chatwoot() -> None:
    """Ask Chatwoot what is new in live chat and social networks, and take it in."""
    with opened() as store:
        taken = services.tickets.chatwoot.fetch(store)
    if taken is None:
        raise Refusal(
            _("No Chatwoot is set: “shopdesk config set chatwoot_address” and "
              "“shopdesk config secret set chatwoot”.")
        )  # fmt: skip
    names = [name_of(one) for one in taken.touched]
    if as_json():
        document({"messages": taken.messages, "known": taken.known, "tickets": names,
                  "new": [name_of(one) for one in taken.new]})  # fmt: skip
        return
    n = taken.messages
    said = ngettext("{n} message came by Chatwoot", "{n} messages came by Chatwoot", n).format(n=n)
    say(f"{said}: {', '.join(names[:20])}" if names else said)
