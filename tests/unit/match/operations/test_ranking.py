"""Which operations and events a sentence means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from designer.match.operations.events import rank_events
from designer.match.operations.ranking import rank_operations
from designer.model.spec import Catalog, Event, Operation, SystemSpec

if TYPE_CHECKING:
    from designer.model.scalars import Role

CRM = (
    "GET /v1/contacts", "GET /v1/contacts/{id}", "POST /v1/contacts", "PATCH /v1/contacts/{id}", "DELETE /v1/contacts/{id}",
    "POST /v1/contacts/batch", "POST /v1/contacts/search", "POST /v1/contacts/{id}/notes", "GET /v1/deals", "POST /v1/deals",
    "GET /v1/companies", "POST /v1/companies", "POST /v1/webhooks", "GET /v1/webhooks", "POST /v1/admin/contacts", "GET /v1/users/me",
)  # fmt: skip
DESK = (
    "GET /tickets", "GET /tickets/{id}", "POST /tickets", "PUT /tickets/{id}", "GET /tickets/{id}/comments", "GET /employees/{id}",
    "GET /employees", "POST /employees", "GET /search/tickets",
)  # fmt: skip


@dataclass(eq=False)
class TwoSystems:
    """A catalog of a CRM and a help desk, as far as ranking reads it."""

    systems: tuple[SystemSpec, ...] = field(default=())

    def system(self, name: str) -> SystemSpec | None:
        """Return the system of this name."""
        return next((system for system in self.systems if system.name.lower() == name.lower()), None)


def a_system(name: str, keys: tuple[str, ...], events: tuple[str, ...]) -> SystemSpec:
    """Return a system of operations and events that have no texts but their names."""
    operations = tuple(Operation(system=name, method=key.split()[0], path=key.split()[1]) for key in keys)
    told = tuple(Event(system=name, name=event, origin="vendor_data") for event in events)
    return SystemSpec(name=name, id=name.lower(), operations=operations, events=told)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return both systems."""
    crm = a_system("Pipeworks", CRM, ("contact.created", "contact.deleted", "deal.created", "deal.won", "deal.updated"))
    desk = a_system(
        "Helpdesk", DESK, ("ticket_created", "employee.created", "employee.updated", "ticket.solved", "alert.added", "alert.triggered")
    )
    return TwoSystems((crm, desk))  # type: ignore[return-value]


def best(catalog: Catalog, system: str, text: str, role: Role) -> str:
    """Return the key of the first operation."""
    return rank_operations(catalog, system, text=text, role=role)[0].operation.key


@pytest.mark.parametrize(
    ("system", "text", "role", "key"),
    [
        ("Pipeworks", "When a ticket is opened in Helpdesk, create a contact in Pipeworks", "write", "POST /v1/contacts"),
        ("Helpdesk", "When a ticket is opened in Helpdesk, create a contact in Pipeworks", "read", "GET /tickets/{id}"),
        ("Helpdesk", "When a ticket is opened in Helpdesk, create a contact in Pipeworks", "trigger", "GET /tickets"),
        ("Pipeworks", "Helpdesk clients should appear as contacts in Pipeworks", "write", "POST /v1/contacts"),
        ("Pipeworks", "Update the contact in Pipeworks when a ticket changes", "write", "PATCH /v1/contacts/{id}"),
        ("Pipeworks", "Search contacts in Pipeworks", "lookup", "GET /v1/contacts"),
        ("Pipeworks", "Tell us of new deals in Pipeworks", "register", "POST /v1/webhooks"),
        ("Pipeworks", "Load all opportunities from Pipeworks", "extract", "GET /v1/deals"),
        ("Helpdesk", "Every new hire in Helpdesk gets a login", "read", "GET /employees/{id}"),
        ("Pipeworks", "Put Helpdesk organizations into Pipeworks", "write", "POST /v1/companies"),
    ],
)
def test_the_operation_meant(catalog: Catalog, system: str, text: str, role: Role, key: str) -> None:
    """Nouns of the system's own side, the role's methods and the shape of the path choose the operation."""
    assert best(catalog, system, text, role) == key


def test_what_is_done_to_a_record_is_done_below_it() -> None:
    """Who tags a contact makes no tag; a verb behind a colon is none of a record's plain calls."""
    keys = ("POST /tags", "POST /contacts/{id}/tags", "POST /contacts", "POST /{resource}:setPolicy")
    known: Catalog = TwoSystems((a_system("Listly", keys, ()),))  # type: ignore[assignment]
    assert best(known, "Listly", "put the tag on the contact in Listly", "write") == "POST /contacts/{id}/tags"
    assert best(known, "Listly", "create a contact in Listly", "write") == "POST /contacts"


def test_words_that_begin_alike_are_better_than_none() -> None:
    """A word that no operation has is taken for one that begins like it."""
    known: Catalog = TwoSystems((a_system("Lawly", ("POST /jurisdictions", "POST /parcels"), ()),))  # type: ignore[assignment]
    assert best(known, "Lawly", "create the jurisdictional thing in Lawly", "write") == "POST /jurisdictions"


def test_reading_never_deletes(catalog: Catalog) -> None:
    """A role's list holds only operations that it can use."""
    for role in ("read", "trigger", "extract"):
        ranked = rank_operations(catalog, "Pipeworks", text="contacts in Pipeworks", role=role, limit=50)  # type: ignore[arg-type]
        assert {found.operation.method for found in ranked} <= {"GET", "POST"}
    writing = rank_operations(catalog, "Pipeworks", text="create contacts in Pipeworks", role="write", limit=50)
    assert "DELETE" not in {found.operation.method for found in writing}


def test_scores_fall_and_the_limit_holds(catalog: Catalog) -> None:
    """The best stands first, scores lie between 0 and 1, and the same text gives the same list."""
    ranked = rank_operations(catalog, "Pipeworks", text="create a contact", role="write", limit=3)
    assert len(ranked) == 3
    assert [found.score for found in ranked] == sorted((found.score for found in ranked), reverse=True)
    assert all(0 <= found.score <= 1 for found in ranked)
    assert ranked == rank_operations(catalog, "Pipeworks", text="create a contact", role="write", limit=3)


def test_an_unknown_system_has_no_operations(catalog: Catalog) -> None:
    """Absence is an answer."""
    assert rank_operations(catalog, "Nowhere", text="contacts", role="read") == ()
    assert rank_events(catalog, "Nowhere", text="contacts") == ()


@pytest.mark.parametrize(
    ("system", "text", "event"),
    [
        ("Helpdesk", "for every new hire in Helpdesk", "employee.created"),
        ("Pipeworks", "when a deal is won in Pipeworks", "deal.won"),
        ("Pipeworks", "when a contact is deleted in Pipeworks", "contact.deleted"),
        ("Helpdesk", "when a ticket is resolved in Helpdesk", "ticket.solved"),
        ("Helpdesk", "when an alert is triggered in Helpdesk", "alert.triggered"),
        ("Helpdesk", "when an employee has left, terminated in Helpdesk", "employee.updated"),
    ],
)
def test_the_event_meant(catalog: Catalog, system: str, text: str, event: str) -> None:
    """An event is meant by its noun and by what happened."""
    assert rank_events(catalog, system, text=text)[0].event.name == event


def test_an_event_about_something_else_is_no_event(catalog: Catalog) -> None:
    """Without a noun in common no event is offered."""
    assert rank_events(catalog, "Pipeworks", text="when an invoice is paid in Pipeworks") == ()
