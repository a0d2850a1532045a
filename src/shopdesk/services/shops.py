"""From the shops that people write to the shops that are meant."""

from typing import NamedTuple

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal


class Named(NamedTuple):
    """A shop and the channel that it is on."""

    id: int
    channel: str
    name: str


def every(connection: sa.Connection) -> tuple[Named, ...]:
    """Return the shops by channel and name."""
    query = sa.select(Shop.id, Shop.channel, Shop.name).order_by(Shop.channel, Shop.name, Shop.id)
    return tuple(Named(*row) for row in connection.execute(query))


def shop_of(connection: sa.Connection, said: str | int) -> Named:
    """Return the shop of this number, of this name, of "channel:name", or alone on its channel.

    Raises:
        Refusal: there is none, or several could be meant.
    """
    shops = every(connection)
    wanted = str(said).strip().casefold()
    ways = (
        lambda shop: shop.id == said,
        lambda shop: f"{shop.channel}:{shop.name}".casefold() == wanted,
        lambda shop: shop.name.casefold() == wanted,
        lambda shop: shop.channel == wanted,
    )
    found = next((some for way in ways if (some := [s for s in shops if way(s)])), [])
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{shop.channel}:{shop.name}" for shop in found or shops)
    if found:
        raise Refusal(
            _("Several shops could be meant by “{name}”: write {names}.").format(
                name=said, names=names
            )
        )
    raise Refusal(
        _("There is no shop “{name}”. Shops: {names}.").format(name=said, names=names or "–")
    )
