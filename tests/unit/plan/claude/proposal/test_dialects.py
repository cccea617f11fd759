"""Patches as they are written elsewhere: read as what they can only mean, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.proposal.dialects import read_patches

if TYPE_CHECKING:
    from designer.model.scalars import Json

VIEW: dict[str, Any] = {
    "flows": [{"id": "a", "steps": [{"id": "one"}, {"id": "two", "mappings": [{"target": "body.x"}, {"target": "body.lines[].sku"}]}]}],
    "questions": [{"id": "q", "text": "q"}],
}
TWO = "$.flows[id=a].steps[id=two]"


def read(patch: dict[str, Json]) -> tuple[Any, list[str]]:
    """Return a patch as it is read, and what is told of it."""
    patches, told = read_patches([patch], VIEW)
    assert isinstance(patches, list)
    return patches[0], [fault.words for fault in told]


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("/flows/0/steps/1/title", "$.flows[0].steps[1].title"),
        ("#/flows/0/steps/1", "$.flows[0].steps[1]"),
        ("/flows/a/steps/two/mappings/body.x/sources", f"{TWO}.mappings[target=body.x].sources"),
        ("/flows/0/steps/-", "$.flows[0].steps"),
        ("/flows/a/steps/two/mappings/body.lines[].sku", f"{TWO}.mappings[target=body.lines[].sku]"),
        ("$.flows.a.steps.two.title", f"{TWO}.title"),
        ("flows[a].steps[two].title", f"{TWO}.title"),
        ("$.flows['a'].steps[\"two\"]['title']", f"{TWO}.title"),
        ("$.flow[id=a].step[id=two].mapping[target=body.x]", f"{TWO}.mappings[target=body.x]"),
        ("$.question[id=q].candidate", "$.questions[id=q].candidates"),
    ],
)
def test_places_in_other_notations(at: str, meant: str) -> None:
    """JSON Pointer, records by their names alone, the singular for the plural."""
    patch, told = read({"op": "set", "at": at, "value": 1})
    assert patch == {"op": "set", "at": meant, "value": 1}
    assert len(told) == 1
    assert told[0].startswith(f"`{at}` as `$.")


@pytest.mark.parametrize(
    "at", ["$.flows[?(@.id=='a')].steps[?(@.id == \"two\")]", "$.flows[id='a'].steps[id=\"two\"]", TWO, "$.flows[0].x"]
)
def test_what_says_the_same_is_not_told(at: str) -> None:
    """Quotation marks and filters change nothing in what is meant."""
    assert read({"op": "remove", "at": at})[1] == []


def test_names_that_several_records_could_have_stay_as_they_are() -> None:
    """Nothing is guessed: the fault is told when the patch is made."""
    twice = {"flows": [{"id": "a", "title": "x"}, {"id": "b", "title": "x"}]}
    patches, told = read_patches([{"op": "remove", "at": "$.flows.x"}, {"op": "set", "at": "$.nonsense.y"}], twice)
    assert patches == [{"op": "remove", "at": "$.flows.x"}, {"op": "set", "at": "$.nonsense.y"}]
    assert not told


@pytest.mark.parametrize(
    ("op", "meant"), [("replace", "set"), ("Update", "set"), ("append", "add"), ("insert", "add"), ("delete", "remove")]
)
def test_operations_by_other_names(op: str, meant: str) -> None:
    """They are told, and so is the member that is called otherwise; what moves or copies is no such name."""
    patch, told = read({"op": op, "path": "$.title", "value": "x"})
    assert patch == {"op": meant, "at": "$.title", "value": "x"}
    assert told == [f"`{op}` as `{meant}`"]
    assert read({"op": "move", "at": "$.title"}) == ({"op": "move", "at": "$.title"}, [])


def test_a_text_that_holds_the_json_of_a_record_or_list() -> None:
    """Where a text is wanted it stays one, and so does what is no JSON."""
    assert read({"op": "set", "at": f"{TWO}.mappings[target=body.x]", "value": '{"sources": []}'})[0]["value"] == {"sources": []}
    assert read({"op": "set", "at": f"{TWO}.mappings[target=body.x].sources", "value": '["a:b"]'})[0]["value"] == ["a:b"]
    for at, text in (("$.title", '{"a": 1}'), ("$.flows", "[1, 2"), ("$.flows", "3"), (f"{TWO}.title", "[x]")):
        assert read({"op": "set", "at": at, "value": text}) == ({"op": "set", "at": at, "value": text}, [])


@pytest.mark.parametrize(
    "patches", [None, "x", [None, 3, {}], [{"op": 3, "at": 4}], [{"op": "set", "at": "$["}], [{"op": "set", "at": "/"}]]
)
def test_what_is_no_patch_is_handed_on(patches: Json) -> None:
    """Its faults are told where patches are made."""
    read_patches(patches, VIEW)
