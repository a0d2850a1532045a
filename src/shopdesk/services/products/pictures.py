"""The pictures of a product: which, in which order, and what is in them.

A picture is a file of this machine or an address on the web; the first is the cover. Files are only
ever opened by a child process; addresses are kept as they are and never called.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Picture, Product, Variant
from shopdesk.pictures import looking
from shopdesk.pictures.looking import Look, NotAPicture
from shopdesk.refusal import Refusal
from shopdesk.services.products.picture_checks import BROKEN, is_address
from shopdesk.services.products.rows import PictureRow
from shopdesk.services.skus import variant_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

LONGEST: Final = 2_000
"""Characters of a path or an address."""

inspect = looking.look


def product_of(read: Read, sku: str) -> int:
    """Return the product that a SKU, archived or not, belongs to.

    Raises:
        Refusal: the SKU is not in the catalogue.
    """
    query = sa.select(Variant.product_id).where(Variant.id == variant_of(read.connection, sku))
    return read.connection.execute(query).scalar_one()


def of(read: Read, product_id: int) -> tuple[PictureRow, ...]:
    """Return the pictures of a product in their order, numbered from 1."""
    query = (
        sa.select(Picture.id, Picture.source, Picture.kind, Picture.width, Picture.height,
                  Picture.bytes)
        .where(Picture.product_id == product_id)
        .order_by(Picture.position, Picture.id)
    )  # fmt: skip
    rows = read.connection.execute(query).all()
    return tuple(PictureRow(row.id, number, *row[1:]) for number, row in enumerate(rows, 1))


def add(
    work: Work, product_id: int, sources: Sequence[str], *, variant_id: int | None = None
) -> Change:
    """Put pictures behind those that are there; files are looked at first.

    Raises:
        Refusal: no such product, a picture that is there already, an address of another kind than
            http, or a file that is no sound picture.
    """
    name = _name(work, product_id)
    kept = _kept(work, product_id)
    known = {picture.source for picture in kept}
    for source in map(_source, sources):
        if source in known:
            raise Refusal(_("{source} is a picture of {name} already.").format(
                source=source, name=name))  # fmt: skip
        known.add(source)
        picture = Picture(product_id=product_id, variant_id=variant_id, source=source, position=0)
        if not is_address(source):
            _put(picture, inspect(Path(source)))
        kept.append(picture)
        work.session.add(picture)
    _number(kept)
    n = len(sources)
    label = ngettext("Added {n} picture to {name}", "Added {n} pictures to {name}", n)
    return ended(work, label.format(n=n, name=name))


def remove(work: Work, product_id: int, number: int) -> Change:
    """Take the picture with this number away; the file itself stays where it is.

    Raises:
        Refusal: there is no picture with this number.
    """
    name, kept = _name(work, product_id), _kept(work, product_id)
    work.session.delete(kept.pop(_place(kept, number, name)))
    _number(kept)
    return ended(work, _("Removed picture {n} of {name}").format(n=number, name=name))


def move(work: Work, product_id: int, number: int, to: int) -> Change:
    """Put a picture in another place; number 1 is the cover.

    Raises:
        Refusal: there is no picture with one of these numbers.
    """
    name, kept = _name(work, product_id), _kept(work, product_id)
    place = _place(kept, to, name)
    kept.insert(place, kept.pop(_place(kept, number, name)))
    _number(kept)
    return ended(
        work, _("Moved picture {n} of {name} to place {to}").format(n=number, name=name, to=to)
    )


def look_again(work: Work, product_ids: Sequence[int]) -> Change:
    """Look at the files of these products' pictures again: they may have changed, or be gone."""
    files = [
        picture
        for product_id in product_ids
        for picture in _kept(work, product_id)
        if not is_address(picture.source)
    ]
    looks = looking.look_at(Path(picture.source) for picture in files)
    for picture, (_path, found) in zip(files, looks, strict=True):
        _put(picture, found)
    n = len(files)
    return ended(work, ngettext("Looked at {n} picture", "Looked at {n} pictures", n).format(n=n))


def thumbnail(read: Read, picture_id: int, width: int, height: int) -> bytes | None:
    """Return a PNG of a picture's file that fits into so many pixels; None where there is none."""
    source = read.connection.scalar(sa.select(Picture.source).where(Picture.id == picture_id))
    if source is None or is_address(source):
        return None
    try:
        return looking.draw(Path(source), width, height)
    except NotAPicture:
        return None


def _put(picture: Picture, found: Look | NotAPicture) -> None:
    """Note what was seen; of what is no sound picture, why it is none."""
    if isinstance(found, Look):
        picture.kind = found.kind
        picture.width, picture.height, picture.bytes = found.width, found.height, found.bytes
    else:
        picture.kind = found.code if found.code in BROKEN else "damaged"
        picture.width = picture.height = picture.bytes = None


def _source(text: str) -> str:
    """Return a path or an address as it is kept: a path from the root, an address as written."""
    source = text.strip()
    if not source or len(source) > LONGEST or not source.isprintable():
        raise Refusal(_("“{source}” is neither a file nor an address.").format(source=source[:80]))
    if is_address(source):
        return source
    if "://" in source:
        raise Refusal(
            _("{source}: an address of a picture begins with https://.").format(source=source)
        )
    return str(Path(source).expanduser().absolute())


def _name(read: Read, product_id: int) -> str:
    name = read.connection.scalar(sa.select(Product.name).where(Product.id == product_id))
    if name is None:
        raise Refusal(_("This product is no longer here."))
    return str(name)


def _kept(work: Work, product_id: int) -> list[Picture]:
    query = sa.select(Picture).where(Picture.product_id == product_id)
    return list(work.session.scalars(query.order_by(Picture.position, Picture.id)))


def _place(kept: Sequence[Picture], number: int, name: str) -> int:
    if not 1 <= number <= len(kept):
        raise Refusal(
            _("{name} has no picture {n}; it has {many}.").format(
                name=name, n=number, many=len(kept)
            )
        )
    return number - 1


def _number(kept: Sequence[Picture]) -> None:
    for position, picture in enumerate(kept, 1):
        picture.position = position
