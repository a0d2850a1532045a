"""Saying by hand what a ticket is about."""

from collections.abc import Callable, Sequence

from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import Ticket, TicketLink
from shopdesk.refusal import Refusal
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import load
from shopdesk.services.tickets.linking.naming import name as called_so
from shopdesk.services.tickets.linking.rows import Suggestion
from shopdesk.services.tickets.linking.settling import COLUMNS, held, put, settle
from shopdesk.services.tickets.states import tell
from shopdesk.store import Change, Work
from shopdesk.tickets import name_of


def link(work: Work, ticket_id: int, kind: str, target_id: int) -> Change:
    """Say that a ticket is about this order, parcel, task or SKU.

    Raises:
        Refusal: there is no such ticket or target, or they are linked already.
    """
    (ticket,) = load(work, [ticket_id])
    name = called_so(work, kind, target_id)
    new = _join(work, ticket, Suggestion(kind, target_id, name, "hand"))
    if not (_lead(work, ticket, kind, target_id) or new):
        said = _("{ticket} is linked to {name} already.")
        raise Refusal(said.format(ticket=name_of(ticket_id), name=name))
    return ended(work, _("Linked {ticket} to {name}").format(ticket=name_of(ticket_id), name=name))


def bind(work: Work, ticket: Ticket, kind: str, target_id: int) -> None:
    """Link what an act on a ticket made or changed, as a part of that act."""
    name = called_so(work, kind, target_id)
    _join(work, ticket, Suggestion(kind, target_id, name, "act"))
    settle(work, [ticket])


def accept(work: Work, link_ids: Sequence[int]) -> Change:
    """Say that suggestions are right."""

    def one(link: TicketLink, ticket: Ticket) -> None:
        link.place = "linked"
        name = called_so(work, link.kind, link.target_id)
        tell(work, ticket, "link", after=f"{link.kind} {name}")

    wrong = {"linked": _("it is linked already")}
    links = _change(work, link_ids, wrong, one)
    label = ngettext("Accepted {n} link", "Accepted {n} links", len(links))
    return ended(work, _called(label, links))


def refuse(work: Work, link_ids: Sequence[int]) -> Change:
    """Say that suggestions are wrong: they do not come again."""

    def one(link: TicketLink, _ticket: Ticket) -> None:
        link.place = "refused"

    wrong = {"linked": _("it is linked; unlink it"), "refused": _("it was refused already")}
    links = _change(work, link_ids, wrong, one)
    label = ngettext("Refused {n} suggestion", "Refused {n} suggestions", len(links))
    return ended(work, _called(label, links))


def unlink(work: Work, link_ids: Sequence[int]) -> Change:
    """Say that tickets are not about what they are linked to: it does not come again by itself."""

    def one(link: TicketLink, ticket: Ticket) -> None:
        link.place = "refused"
        name = called_so(work, link.kind, link.target_id)
        tell(work, ticket, "link", before=f"{link.kind} {name}")

    wrong = {"suggested": _("it is only suggested"), "refused": _("it was refused already")}
    links = _change(work, link_ids, wrong, one)
    label = ngettext("Removed {n} link", "Removed {n} links", len(links))
    return ended(work, _called(label, links))


def _join(work: Work, ticket: Ticket, one: Suggestion) -> bool:
    """Link it, whether it was suggested, refused or unheard of; tell whether that is new."""
    same = (one.kind, one.target_id)
    there = next(
        (own for own in held(work, [ticket.id])[ticket.id] if (own.kind, own.target_id) == same),
        None,
    )
    if there is None:
        put(work, ticket, one, "linked", by=work.actor.name)
        return True
    if there.place == "linked":
        return False
    there.place, there.why = "linked", one.why
    tell(work, ticket, "link", after=f"{one.kind} {one.name}")
    return True


def _lead(work: Work, ticket: Ticket, kind: str, target_id: int) -> bool:
    """Let what a person linked last be what the ticket names; tell whether it named another."""
    settle(work, [ticket])
    column = COLUMNS.get(kind, "")
    if not column or getattr(ticket, column) == target_id:
        return False
    setattr(ticket, column, target_id)
    if kind == "order":
        settle(work, [ticket])
    return True


def _change(
    work: Work, link_ids: Sequence[int], wrong: dict[str, str],
    one: Callable[[TicketLink, Ticket], None],
) -> list[TicketLink]:  # fmt: skip
    """Change links all or none; those whose place is ``wrong`` are refused with the reason."""
    asked = list(dict.fromkeys(link_ids))
    links = [link for key in asked if (link := work.session.get(TicketLink, key)) is not None]
    if not asked or len(links) < len(asked):
        raise Refusal(_("This link is no longer here; reload the ticket."))
    for link in links:
        if reason := wrong.get(link.place):
            said = _("{ticket}, {name}: {reason}. Nothing was changed.")
            name = called_so(work, link.kind, link.target_id)
            raise Refusal(said.format(ticket=name_of(link.ticket_id), name=name, reason=reason))
    tickets = {one.id: one for one in load(work, [link.ticket_id for link in links])}
    for link in links:
        one(link, tickets[link.ticket_id])
    settle(work, list(tickets.values()))
    return links


def _called(label: str, links: Sequence[TicketLink]) -> str:
    """Return the label with the count in it, and the ticket if it is only one."""
    tickets = {link.ticket_id for link in links}
    said = label.format(n=len(links))
    return f"{said} {name_of(tickets.pop())}" if len(tickets) == 1 else said
