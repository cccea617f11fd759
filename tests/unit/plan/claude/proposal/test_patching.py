"""Patches: places by names and numbers, all of them or none, each fault told."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.proposal.addressing import PlaceError, Selector, named_place, place_of, steps_of
from designer.plan.claude.proposal.patching import patched

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject

DESIGN: dict[str, Any] = {
    "title": "T",
    "flows": [
        {
            "id": "a",
            "steps": [
                {"id": "one", "mappings": [{"target": "body.x", "sources": ["trigger:x"]}, {"target": "body.lines[].sku"}]},
                {"id": "two"},
                {"id": "three"},
            ],
        },
        {"id": "b"},
    ],
}


def made(*patches: Json) -> Any:
    """Return the design after patches that must all be made."""
    after = patched(copy.deepcopy(DESIGN), list(patches))
    assert not after.faults
    return after.proposal


def refused(*patches: Json) -> list[str]:
    """Return the faults of patches, none of which may be made."""
    after = patched(copy.deepcopy(DESIGN), list(patches))
    assert after.proposal == DESIGN
    assert after.faults
    return [f"{fault.where} {fault.words}" for fault in after.faults]


def patch(op: str, at: str, *value: Json) -> JsonObject:
    """Return a patch."""
    return {"op": op, "at": at, **({"value": value[0]} if value else {})}


def test_set_replaces_a_value_found_by_names() -> None:
    """Selectors name records of lists by any member."""
    after = made(patch("set", "$.flows[id=a].steps[id=one].mappings[target=body.x].sources", ["trigger:y"]))
    assert after["flows"][0]["steps"][0]["mappings"][0]["sources"] == ["trigger:y"]


@pytest.mark.parametrize("at", ["[target=body.lines[].sku]", '[target="body.lines[].sku"]', "[1]", "[target = body.lines[].sku]"])
def test_brackets_inside_a_name_are_read(at: str) -> None:
    """A target with brackets needs no quotation marks, and may have them."""
    after = made(patch("remove", f"$.flows[0].steps[0].mappings{at}"))
    assert [one["target"] for one in after["flows"][0]["steps"][0]["mappings"]] == ["body.x"]


def test_a_named_record_that_is_not_there_yet_is_appended_with_its_name() -> None:
    """Setting a mapping needs no knowledge of whether it is there."""
    after = made(patch("set", "$.flows[id=a].steps[id=two].mappings[target=body.new]", {"sources": ["trigger:n"]}))
    assert after["flows"][0]["steps"][1]["mappings"] == [{"sources": ["trigger:n"], "target": "body.new"}]


def test_add_appends_and_makes_lists_that_were_left_out() -> None:
    """A list that is empty is not in an encoded design."""
    assert [flow["id"] for flow in made(patch("add", "$.flows", {"id": "c"}))["flows"]] == ["a", "b", "c"]
    assert made(patch("add", "$.questions", {"id": "q"}))["questions"] == [{"id": "q"}]


def test_add_at_a_number_inserts_before_it() -> None:
    """Steps have an order."""
    after = made(patch("add", "$.flows[id=a].steps[1]", {"id": "new"}))
    assert [step["id"] for step in after["flows"][0]["steps"]] == ["one", "new", "two", "three"]


def test_numbers_go_by_the_list_as_it_was() -> None:
    """Two removals by number take away what the caller saw there, whatever their order."""
    for order in ([0, 1], [1, 0]):
        after = made(*(patch("remove", f"$.flows[id=a].steps[{number}]") for number in order))
        assert [step["id"] for step in after["flows"][0]["steps"]] == ["three"]


def test_later_patches_see_earlier_ones() -> None:
    """A step that was added can be filled in the same call."""
    after = made(
        patch("add", "$.flows[id=b].steps", {"id": "s"}),
        patch("set", "$.flows[id=b].steps[id=s].on_none", "stop"),
    )
    assert after["flows"][1]["steps"] == [{"id": "s", "on_none": "stop"}]


def test_all_or_none_and_every_fault() -> None:
    """One wrong patch keeps the others from being made; each fault has its number and what is there."""
    told = refused(
        patch("set", "$.title", "New"),
        patch("set", "$.flows[id=a].steps[id=twoo].title", "x"),
        patch("set", "$.flows[7]", {}),
        patch("set", "$.flows[id=a]"),
        patch("add", "$.flows[id=a]", {}),
        patch("set", "$", {}),
        patch("set", "$..x", 1),
        {"op": "move", "at": "$.title"},
        "x",
    )
    assert len(told) == 8
    assert 'Did you mean "two"?' in told[0]
    assert told[0].startswith("$.patches[1]")
    assert "the list has 2" in told[1]
    assert "`value` is missing" in told[2]
    assert "is there already" in told[3]
    assert "whole design" in told[4]


def test_what_was_removed_cannot_be_set_by_its_number() -> None:
    """A number means what the caller saw there."""
    assert "was removed" in refused(patch("remove", "$.flows[1]"), patch("set", "$.flows[1]", {"id": "z"}))[0]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("$.flows[id=a].steps[id=one].mappings[target=body.y]", 'Did you mean "body.x"?'),
        ("$.flows[id=a].steps[id=oen].mappings[target=body.x]", 'Did you mean "one"?'),
        ("$.flows[id=b].steps[id=one]", "nothing stands at `$.flows[id=b].steps`"),
        ("$.flows[id=b].title", "There are: id."),
        ("$.flows[7]", "the list has 2"),
        ("$.questions[id=q]", "nothing stands at `$.questions`"),
    ],
)
def test_to_remove_what_is_not_there_is_no_fault(at: str, told: str) -> None:
    """It is as the patch wants it: the others of the call are made, and what is there in its place is told."""
    after = patched(copy.deepcopy(DESIGN), [patch("remove", at), patch("set", "$.title", "New")])
    assert not after.faults
    assert after.proposal == {**DESIGN, "title": "New"}
    assert [fault.where for fault in after.absent] == ["$.patches[0]"]
    assert told in after.absent[0].words


def test_to_remove_the_same_twice_is_no_fault() -> None:
    """Nor is what lay in it."""
    step = "$.flows[id=a].steps[id=one]"
    after = patched(copy.deepcopy(DESIGN), [patch("remove", at) for at in (step, step, f"{step}.mappings[target=body.x]")])
    assert [one["id"] for one in after.proposal["flows"][0]["steps"]] == ["two", "three"]  # type: ignore[call-overload, index]
    assert len(after.absent) == 2


@pytest.mark.parametrize("at", ["$.flow[id=a]", "$.flows[id=a].steps[id=one].mapping[target=body.x]", "$.title[0]", "$.title.x"])
def test_to_remove_what_no_design_has_is_a_fault(at: str) -> None:
    """The place is written wrong, and something else is meant."""
    assert "nothing stands" in refused(patch("remove", at), patch("set", "$.title", "New"))[0]


@pytest.mark.parametrize("patches", [None, [], {}, 3, "x"])
def test_no_list_of_patches(patches: Json) -> None:
    """Anything else is told as a fault."""
    assert patched(copy.deepcopy(DESIGN), patches).faults


def test_places_are_written_as_they_are_read() -> None:
    """A place with names can be pasted into a patch; equal names are told by number."""
    assert (
        named_place(DESIGN, "$.flows[0].steps[0].mappings[1].target")
        == "$.flows[id=a].steps[id=one].mappings[target=body.lines[].sku].target"
    )
    assert named_place({"steps": [{"id": "x"}, {"id": "x"}]}, "$.steps[1]") == "$.steps[1]"
    for steps in (("flows", Selector("id", 'odd "one" ]')), ("flows", 3, "x"), ("a", Selector("when", "two words"))):
        assert steps_of(place_of(steps)) == steps


@pytest.mark.parametrize("at", ["$[", "$.flows[id=a", "$.flows[]", "$.flows.[0]", "flows[-1]", "$.a b"])
def test_a_text_that_is_no_place(at: str) -> None:
    """It is refused with where it cannot be read."""
    with pytest.raises(PlaceError):
        steps_of(at)
