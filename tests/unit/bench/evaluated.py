"""A small case and designs of it, for the tests of the evaluation."""

from __future__ import annotations

from typing import Any

from designer.model.design import Design, Flow, Mapping, Setting, Step, System, Trigger
from designer.model.transform import Constant, Lower, Transform
from tests.unit.bench.invented import a_case, told

FIELDS = ("name", "email", "phone", "address.city")


def an_asked(**rest: Any) -> Any:
    """Return a case: a record is read from One and written to Other; four pairs, a constant, and a target that must be asked about."""
    from briefs import Need
    from evaluation.asking import EXTRACTING, Asked

    known = a_case(
        told=(
            told("FullName", {"name"}, kind="rename"),
            told("Mail", {"email"}, {"emails[].value"}, kind="format"),
            told("Phones[].Number", {"phone"}, kind="rename"),
            told("City", {"address.city"}, kind="rename"),
            told("Kind", kind="const", constant="person"),
        ),
        decoys=frozenset({"listid"}),
    )
    needs = (
        Need(system="One", roles=EXTRACTING, right=frozenset({("GET", "/people/{id}"), ("GET", "/people")})),
        Need(system="Other", roles=frozenset({"write"}), right=frozenset({("POST", "/contacts")})),
    )
    attributes = {"group": "api", "brief": "", "brief_file": None, "options": (), "events": frozenset({"person.created"}), **rest}
    return Asked(**{"id": "one-to-other", "needs": needs, "known": _plain(known), **attributes})


def a_design(*mappings: Mapping, read: str = "GET /people/{id}", write: str = "POST /contacts", **rest: Any) -> Design:
    """Return a design that reads the record back and writes it."""
    flow = Flow(
        id="people",
        trigger=Trigger(kind="webhook", system="one", event=rest.pop("event", "something")),
        steps=(
            *([Step(id="read", role="read", system="one", operation=read)] if read else []),
            *rest.pop("between", ()),
            *([Step(id="write", system="other", operation=write, mappings=mappings)] if write else []),
        ),
    )
    return Design(
        name="one-to-other",
        style="api",
        systems=(System(id="one", name="One"), System(id="other", name="Other")),
        flows=rest.pop("flows", (flow,)),
        settings=(Setting(id="list"),),
        **rest,
    )


def perfect() -> tuple[Mapping, ...]:
    """Return mappings that are all right, in the design's own paths: within an envelope on both sides."""
    return (
        fills("contact.FullName", "read:person.name"),
        fills("contact.Mail", "read:person.email", transform=Lower()),
        fills("contact.Phones[type=mobile].Number", "read:person.phone"),
        fills("contact.City", "read:person.address.city"),
        fills("contact.Kind", transform=Constant(value="person")),
        fills("contact.ListId", "setting:list"),
    )


def fills(target: str, *sources: str, transform: Transform | None = None) -> Mapping:
    """Return a mapping of the body."""
    return Mapping(target=f"body.{target}", sources=sources, **({"transform": transform} if transform else {}))


def _plain(known: Any) -> Any:
    """Return the case with its targets as cases have them: in lower case."""
    from dataclasses import replace

    from cases import normal

    return replace(known, told=tuple(replace(one, target=normal(one.target)) for one in known.told))
