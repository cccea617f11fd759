"""A required value is there if each object around it is, or if the step runs only when it is."""

from __future__ import annotations

import pytest

from designer.check.run import check
from tests.unit.check.cases import STEP, Case
from tests.unit.check.designs import catalog


def told(*, sources: list[str], transform: object = None, present: str = "", for_each: str = "") -> list[str]:
    """Return the severities of MAP313 at the last name, which is required, when it is filled so."""
    changes: dict[str, object] = {f"{STEP}.mappings[2].sources": sources}
    changes |= {f"{STEP}.mappings[2].transform": transform} if transform else {}
    changes |= {f"{STEP}.condition": {"any": [{"all": [{"source": present, "op": "present"}]}]}} if present else {}
    changes |= {f"{STEP}.for_each": for_each} if for_each else {}
    design = Case("MAP313", changes, "", "").bad
    return [finding.severity for finding in check(design, catalog()).findings if finding.code == "MAP313"]


def test_a_value_in_an_object_that_may_be_missing_may_be_missing() -> None:
    """`company.name` is required in a company, and a customer need not have one."""
    assert told(sources=["trigger:data.company.name"]) == ["warning"]


@pytest.mark.parametrize("present", ["trigger:data.company", "trigger:data.company.name", "trigger:data.company.kind"])
def test_a_condition_on_the_object_or_anything_in_it_guards(present: str) -> None:
    """Where anything in the company has a value there is a company, and so its name."""
    assert told(sources=["trigger:data.company.name"], present=present) == []


def test_a_condition_on_something_else_does_not_guard() -> None:
    """A nickname says nothing of the company; a company says nothing of what it need not have."""
    assert told(sources=["trigger:data.company.name"], present="trigger:data.nickname") == ["warning"]
    assert told(sources=["trigger:data.company.kind"], present="trigger:data.company.name") == ["warning"]


def test_an_item_is_there_whenever_it_is_read() -> None:
    """What each item of a list must have is there for each item, however the list got there."""
    assert told(sources=["item:sku"], for_each="trigger:data.lines[]") == []


def test_of_several_sources_all_must_be_told_to_be_missing() -> None:
    """A nickname may be missing, as the document says; of a note's text it says nothing, so nothing is sure of both together."""
    coalesce = {"name": "coalesce"}
    assert told(sources=["trigger:data.nickname", "item:text"], transform=coalesce, for_each="trigger:data.notes[]") == ["unverified"]
    assert told(sources=["trigger:data.nickname", "trigger:data.phone"], transform=coalesce) == ["warning"]
    assert told(sources=["trigger:data.nickname", "trigger:data.name"], transform=coalesce) == []
