"""Which fields of a call are told, and in how many words: those that need a judgement, with what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.design import Step
from designer.model.spec import Operation, SystemSpec
from designer.plan.claude.context.described import is_said_read_only
from designer.plan.claude.context.operations import candidate_lines, resource_line
from designer.plan.claude.context.relevance import Scene
from designer.plan.claude.context.rivals import rivals
from designer.plan.claude.context.slices import sliced
from designer.plan.claude.context.sureness import sure_paths
from designer.plan.claude.context.surfaces import Surface, surfaces
from designer.plan.offline.candidates import RoleCandidates
from tests.builders import a_field
from tests.unit.plan.claude.benches import a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.spec import Field

NOBODY = Scene(said=frozenset(), shared=frozenset())


def a_surface(*fields: Field, **others: Any) -> Surface:
    """Return what a call is sent."""
    return replace(Surface(system="crm", name="POST /contacts", side="write", at="body.", fields=fields), **others)


def told(surface: Surface, scene: Scene = NOBODY, *, tokens: int = 900) -> str:
    """Return what is told of a surface."""
    return sliced(surface, scene, tokens=tokens).text


def test_what_is_surely_filled_needs_no_description() -> None:
    """It stands with the others in one line, so that there is room for what is in doubt."""
    fields = (a_field("mail", description="Where the newsletter goes to."), a_field("nick", description="How friends call the person."))
    surface = a_surface(*fields, used=frozenset({"mail", "nick"}))
    scene = Scene(said=frozenset(), shared=frozenset(), sure=frozenset({"mail"}))
    assert told(surface, scene).splitlines()[2:] == ["  nick: string - How friends call the person.", "  also mail: string"]


def test_sure_is_what_every_mapping_fills_or_reads_surely(tmp_path: Path) -> None:
    """One doubt about a field is enough; a column of a warehouse counts like a mapping."""
    design = a_bench(tmp_path).design
    read, written = surfaces(design, a_bench(tmp_path).catalog)[0], surfaces(design, a_bench(tmp_path).catalog)[-1]
    assert sure_paths(design, read) >= {"customer.email", "customer.phone"}
    assert "email" in sure_paths(design, written)
    flow = design.flows[0]
    steps = tuple(replace(step, mappings=tuple(replace(one, confidence=0.5) for one in step.mappings[:1])) for step in flow.steps)
    doubted = replace(design, flows=(flow, replace(flow, id="other", steps=steps)))
    assert "email" not in sure_paths(doubted, written)
    warehouse = a_bench(tmp_path, style="warehouse")
    assert "email" in sure_paths(warehouse.design, surfaces(warehouse.design, warehouse.catalog)[0])


def test_what_stands_beside_a_used_field_in_a_small_object_is_told() -> None:
    """A `date` may be filled where the `dateTime` is meant; of a large object the others are left out."""
    noise = tuple(a_field(f"deep.in.there.noise_{number}") for number in range(200))
    small = tuple(a_field(f"end.{name}") for name in ("date", "dateTime", "@type"))
    large = tuple(a_field(f"deep.in.many.f{number}") for number in range(9))
    text = told(a_surface(*noise, *small, *large, used=frozenset({"end.date", "deep.in.many.f3"})))
    assert " body.end.\n  date: string\n  dateTime: string\n" in text
    assert "\n  @type" not in text
    assert "f3: string" in text
    assert "f4" not in text


def test_of_a_delivery_that_is_read_back_only_its_own_fields_and_ids_are_told() -> None:
    """The record in it is told where it is read whole; what the delivery says of itself is for conditions."""
    record = tuple(a_field(f"detail.part_{number}") for number in range(40))
    fields = (a_field("type"), a_field("changed", "object", free_form=True), a_field("detail.id"), *record)
    surface = a_surface(
        *fields, name="ticket.changed", side="read", at="trigger:", root="detail", used=frozenset({"detail.id"}), is_mark=True
    )
    text = told(surface)
    assert "part_1" not in text
    for line in ("  changed: object free-form", "id: string", "type: string"):
        assert line in text
    assert "part_1: string" in told(replace(surface, is_mark=False))


@pytest.mark.parametrize(
    ("description", "is_said"),
    [
        ("Creation time of the event. Read-only.", True),
        ("Read only", True),
        ("The id (read-only).", True),
        ("Read-only if the contact is archived.", False),
        ("Whether the list is read-only.", False),
        ("", False),
    ],
)
def test_what_the_description_alone_says_to_be_read_only_is_marked(description: str, *, is_said: bool) -> None:
    """Many documents say it in words only, at the end of what would be cut; who sends it is refused."""
    field = a_field("made_at", description=f"{description}")
    assert is_said_read_only(field) is is_said
    assert ("said to be read-only" in told(a_surface(field, used=frozenset({"made_at"})))) is is_said
    assert not is_said_read_only(replace(field, read_only=True))


def test_the_items_of_a_required_list_are_required() -> None:
    """The list itself has no line of its own."""
    fields = (
        a_field("lines", "array", required=True),
        a_field("lines[]", "object", free_form=True),
        a_field("tags", "array"),
        a_field("tags[]"),
    )
    text = told(a_surface(*fields))
    assert "lines[]: object free-form, required" in text
    assert "tags[]: string" in text
    assert "tags[]: string, required" not in text


def test_a_delivery_is_no_rival_of_the_record_that_is_read_back(tmp_path: Path) -> None:
    """Its `type` and ids look like many things and mean none of them."""
    bench = a_bench(tmp_path)
    flow = bench.design.flows[0]
    write = replace(flow.steps[-1], mappings=())
    read = Step(id="read_back", role="read", system="shop", operation="GET /customers/{id}")
    for payload, origins in (("id", {"read_back"}), ("full", {"trigger", "read_back"})):
        flows = (replace(flow, trigger=replace(flow.trigger, payload=payload), steps=(read, write)),)  # type: ignore[arg-type]
        found = rivals(replace(bench.design, flows=flows), bench.catalog)
        assert {source.partition(":")[0] for rival in found for source, _ in rival.sources} == origins


def test_small_objects_of_which_nothing_is_shown_are_told_by_their_members() -> None:
    """The telephone numbers of a record are seen to be there; of larger objects, and deeper ones, the members are counted."""
    noise = tuple(a_field(f"noise_{number}") for number in range(200))
    phones = tuple(a_field(f"Phones[].Phone{name}") for name in ("Type", "Number"))
    others = (*(a_field(f"Files[].f{number}") for number in range(9)), *(a_field(f"Some.Deep[].{name}") for name in "ab"))
    text = told(a_surface(*noise, *phones, *others), tokens=300)
    assert "among them all of Files[] 9, Phones[] (PhoneType, PhoneNumber), Some.Deep[] 2)" in text


def test_the_collection_that_all_paths_lie_below_is_told_too() -> None:
    """A document of one collection alone is not told as if it could only be searched."""
    paths = [("GET", "/crm/contacts"), ("POST", "/crm/contacts"), ("PATCH", "/crm/contacts/{id}"), ("POST", "/crm/contacts/search")]
    operations = tuple(Operation(system="crm", method=method, path=path) for method, path in paths)
    spec = SystemSpec(id="crm", name="CRM", operations=operations)
    assert resource_line(spec, frozenset()) == "below /crm/contacts: itself lcu, search c"


def test_nothing_is_written_into_a_warehouse_by_a_call(tmp_path: Path) -> None:
    """Its own schema, given as a system, offers no operation."""
    bench = a_bench(tmp_path, style="warehouse")
    weighed = tuple(RoleCandidates(system="CRM", role=role, candidates=()) for role in ("read", "write"))
    assert list(candidate_lines(weighed, bench.design)) == ["CRM, to read:"]
    assert len(list(candidate_lines(weighed, a_bench(tmp_path).design))) == 2
