"""``shopdesk stock``: the ledger, and what moves it."""

from typing import TYPE_CHECKING, Annotated

import typer

from shopdesk import money, services
from shopdesk.cli import stock_count
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.stock import ExpectedRow, LotRow, Piece
    from shopdesk.store import Change, Work

app = typer.Typer(no_args_is_help=True, help="Stock: the ledger and what moves it.")
app.add_typer(stock_count.app, name="count")
Sku = Annotated[str, typer.Argument(help="A SKU.")]
Pieces = Annotated[list[str], typer.Argument(help="SKU=PIECES; repeat.")]
Where = Annotated[str, typer.Option(help="The location; the main one if not named.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
LotCode = Annotated[str, typer.Option("--lot", help="The lot; else what expires first.")]
Expires = Annotated[str, typer.Option(help="The last day on which the lot is good: 2027-06-30.")]
Cost = Annotated[str, typer.Option(help="What a piece costs, like 8500.")]


@app.command()
def receive(
    pieces: Pieces,
    note: Annotated[str, typer.Option("--document", help="The delivery note's number.")],
    location: Where = "",
    against: Annotated[
        str, typer.Option(help="The document that expected it, where that is another.")
    ] = "",
    lot: Annotated[str, typer.Option("--lot", help="The lot that came.")] = "",
    expires: Expires = "",
    cost: Cost = "",
    plan: Plan = False,
) -> None:
    """Take goods in by a delivery note, which posts once."""
    _run(
        lambda work: services.stock.receive(
            work, _pieces(pieces, cost, lot, _day(work, expires)), note, location=location,
            against=against,
        ),
        "receive", plan=plan,
    )  # fmt: skip


@app.command()
def expect(
    pieces: Annotated[
        list[str] | None, typer.Argument(help="SKU=PIECES; repeat. None: list what is to come.")
    ] = None,
    paper: Annotated[
        str, typer.Option("--document", help="The order or announcement they come by.")
    ] = "",
    due: Annotated[str, typer.Option(help="The day they are due: 2026-12-01.")] = "",
    location: Where = "",
    cost: Cost = "",
    cancel: Annotated[
        bool, typer.Option("--cancel", help="What is still to come by the document will not.")
    ] = False,
    plan: Plan = False,
) -> None:
    """Say what is on its way, or list it; it is never sold before it came."""
    told = services.stock
    if cancel:
        skus = [text.partition("=")[0] for text in pieces or []]
        _run(lambda work: told.cancel_expected(work, paper, skus), "cancel_expected", plan=plan)
    elif pieces:
        _run(
            lambda work: told.expect(
                work, _pieces(pieces, cost), paper, due=_day(work, due), location=location
            ),
            "expect", plan=plan,
        )  # fmt: skip
    else:
        with opened() as store, store.read() as read:
            _show_expected(told.expected(read, paper), store.clock)


@app.command()
def move(
    pieces: Pieces,
    origin: Annotated[str, typer.Option("--from", help="The location they leave.")],
    target: Annotated[str, typer.Option("--to", help="The location they go to.")],
    lot: LotCode = "",
    plan: Plan = False,
) -> None:
    """Carry pieces from one location to another."""
    lines = _pieces(pieces, lot=lot)
    _run(lambda work: services.stock.transfer(work, lines, origin, target), "transfer", plan=plan)


@app.command()
def adjust(
    sku: Sku,
    qty: Annotated[int, typer.Option(help="Pieces added, or taken with a minus.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    location: Where = "",
    lot: LotCode = "",
    expires: Expires = "",
    plan: Plan = False,
) -> None:
    """Add or take pieces for a reason that stays on the ledger."""
    _run(
        lambda work: services.stock.adjust(
            work, sku, qty, reason, location=location, lot=lot, expires=_day(work, expires)
        ),
        "adjust", plan=plan,
    )  # fmt: skip


@app.command()
def sort(
    sku: Annotated[str, typer.Argument(help="A SKU.")] = "",
    qty: Annotated[int, typer.Option(help="Pieces.")] = 0,
    to: Annotated[str, typer.Option(help="sellable, damaged or quality.")] = "",
    origin: Annotated[str, typer.Option("--from", help="Where they lie now.")] = "sellable",
    location: Where = "",
    lot: LotCode = "",
    expired: Annotated[
        bool, typer.Option("--expired", help="All expired lots go with what is damaged.")
    ] = False,
    plan: Plan = False,
) -> None:
    """Move pieces between sellable, damaged and quality control."""
    told = services.stock
    if expired:
        _run(told.discard_expired, "discard_expired", plan=plan)
        return
    _run(
        lambda work: told.sort(work, sku, qty, to, source=origin, location=location, lot=lot),
        "sort", plan=plan,
    )  # fmt: skip


@app.command()
def reserve(
    sku: Sku,
    qty: Annotated[int, typer.Option(help="Pieces.")],
    reason: Annotated[str, typer.Option(help="What they are set aside for.")],
    until: Annotated[str, typer.Option(help="When they are let go: 2026-12-13.")] = "",
    plan: Plan = False,
) -> None:
    """Set pieces aside for a promotion, so that no shop can sell them."""
    _run(
        lambda work: services.stock.reserve(work, sku, qty, reason, _day(work, until)),
        "reserve", plan=plan,
    )  # fmt: skip


@app.command()
def release(
    reason: Annotated[str, typer.Argument(help="What the pieces were set aside for.")] = "",
    expired: Annotated[
        bool, typer.Option("--expired", help="Let go of all pieces whose time is over.")
    ] = False,
    plan: Plan = False,
) -> None:
    """Let go of pieces that were set aside, or that unpaid orders held too long."""
    if bool(reason) == expired:
        raise Refusal(_("Say what the pieces were set aside for, or --expired."))
    if expired:
        _run(services.stock.release_expired, "release_expired", plan=plan)
    else:
        _run(lambda work: services.stock.release(work, reason), "release", plan=plan)


@app.command()
def lots(
    sku: Annotated[str, typer.Argument(help="A SKU; all if not named.")] = "",
    expired: Annotated[bool, typer.Option("--expired", help="Only what is expired.")] = False,
) -> None:
    """List lots with the days they expire and their pieces, in the order in which they leave."""
    from shopdesk.services.skus import variant_of

    with opened() as store, store.read() as read:
        if sku:
            found = services.stock.lots_of(read, variant_of(read.connection, sku))
            found = tuple(lot for lot in found if lot.expired or not expired)
        else:
            found = services.stock.lots(read, expired=expired)
        _show_lots(found, store.clock)


@app.command()
def ledger(
    sku: Sku, limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 0
) -> None:
    """Show every movement of a SKU with its document and the balance after it."""
    with opened() as store, store.read() as read:
        rows = services.stock.ledger(read, sku, limit)
        clock = store.clock
    if as_json():
        told = [
            {"at": clock.iso(row.at), "kind": row.kind, "qty": row.qty, "document": row.document,
             "balance": row.balance, "pool": row.pool, "location": row.location, "note": row.note}
            for row in rows
        ]  # fmt: skip
        document({"rows": told})
        return
    titles = (_("When"), _("What"), _("Qty"), _("Document"), _("Balance"), _("Place"), _("Note"))
    listed = [
        (clock.show(row.at), row.kind, f"{row.qty:+d}", row.document, str(row.balance),
         f"{row.location} ({row.pool})", row.note)
        for row in rows
    ]  # fmt: skip
    table(titles, listed)


def _run(act: "Callable[[Work], Change]", verb: str, *, plan: bool) -> None:
    with opened() as store:
        report(store.run(verb, act, keep=not plan), planned=plan)


def _pieces(
    texts: list[str], cost: str = "", lot: str = "", expires: int | None = None
) -> "list[Piece]":
    amount = None
    if cost:
        try:
            amount = money.parse(cost, "us" if "." in cost[-3:] else "id")
        except ValueError as why:
            raise Refusal(f"{cost}: {why}") from None
    pairs = map(stock_count.pair, texts)
    return [services.stock.Piece(sku, qty, amount, lot, expires) for sku, qty in pairs]


def _day(work: "Work", text: str) -> int | None:
    try:
        return work.clock.read(text) if text else None
    except ValueError as why:
        raise Refusal(str(why)) from None


def _show_expected(rows: "tuple[ExpectedRow, ...]", clock: Clock) -> None:
    if as_json():
        document({"rows": [
            {"document": row.document, "sku": row.sku, "name": row.name, "qty": row.qty,
             "received": row.received, "left": row.left, "location": row.location,
             "due": clock.iso(row.due) if row.due else None,
             "cost": None if row.cost is None else money.text(row.cost)}
            for row in rows
        ]})  # fmt: skip
        return
    titles = (_("Due"), _("Document"), _("SKU"), _("Product"), _("Expected"), _("Came"),
              _("Still to come"))  # fmt: skip
    table(titles, [
        (str(clock.day(row.due)) if row.due else "", row.document, row.sku, row.name,
         str(row.qty), str(row.received), str(row.left))
        for row in rows
    ])  # fmt: skip


def _show_lots(rows: "tuple[LotRow, ...]", clock: Clock) -> None:
    if as_json():
        document({"rows": [
            {"sku": row.sku, "lot": row.code, "qty": row.qty, "expired": row.expired,
             "expires": str(clock.day(row.expires)) if row.expires is not None else None}
            for row in rows
        ]})  # fmt: skip
        return
    table((_("SKU"), _("Lot"), _("Expires"), _("Qty"), ""), [
        (row.sku, row.code, str(clock.day(row.expires)) if row.expires is not None else _("never"),
         str(row.qty), _("expired") if row.expired else "")
        for row in rows
    ])  # fmt: skip
