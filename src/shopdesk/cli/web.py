"""``shopdesk web``: the same workstation in a browser, for a colleague without a terminal."""

import shlex
import sys
from typing import Annotated

import typer

from shopdesk.cli.out import CONTEXT, Context, as_json, document, say
from shopdesk.locale import _, language
from shopdesk.refusal import Refusal


def web(
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    without_login: Annotated[
        bool,
        typer.Option("--without-login", help="Allow an address that other machines can reach."),
    ] = False,
) -> None:
    """Serve the workstation to a browser on this machine; ctrl+c ends it."""
    from shopdesk.cli.browser import Browser

    try:
        served = Browser(_command(CONTEXT.get()), host, port)
    except (OSError, OverflowError) as error:
        said = _("{host}:{port} cannot be listened on: {error}")
        raise Refusal(said.format(host=host, port=port, error=error)) from None
    if not served.loopback:
        if not without_login:
            served.socket.close()
            raise Refusal(
                _(
                    "{host} can be reached from other machines, and whoever has the address works "
                    "in your shop without logging in. If you want that, add --without-login."
                ).format(host=host)
            )
        say(
            _(
                "Warning: other machines can reach this workstation, there is no log-in, and the "
                "line is not encrypted. Whoever reads the address on its way is in your shop."
            )
        )
    if as_json():
        document({"url": served.address})
    else:
        print(served.address)
        say(_("Open this address in a browser; ctrl+c ends it."))
    sys.stdout.flush()
    served.run()


def _command(asked: Context) -> str:
    """Return the command that every visitor's workstation is started with."""
    words = [sys.executable, "-m", "shopdesk", "--lang", language()]
    if asked.home:
        words += ["--home", asked.home]
    if asked.store:
        words += ["--store", asked.store]
    return shlex.join(words)
