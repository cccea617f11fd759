"""Parameters whose names are no paths, such as `page[size]`: read, offered and mapped like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.scalars import JsonObject

NAMES = ("page[size]", "created[gte]", "filter[a][b]", "ids[]", 'x"y', "a]b", "a[", "[x]", "a.b", "a b")


def with_parameter(name: str) -> Callable[[JsonObject, JsonObject], None]:
    """Return a change by which creating a contact takes a query parameter of this name."""

    def change(_shop: Any, crm: Any) -> None:
        crm["paths"]["/contacts"]["post"]["parameters"] = [{"name": name, "in": "query", "schema": {"type": "string"}}]

    return change


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("find", [False, True])
def test_a_parameter_is_told_as_a_mapping_writes_it(name: str, *, find: bool, tmp_path: Path) -> None:
    """With and without words that are looked for."""
    bench = a_bench(tmp_path, change=with_parameter(name))
    asked: JsonObject = {
        "system": "crm",
        "name": "POST /contacts",
        "part": "parameters",
        "below": "",
        "find": name if find else "",
        "depth": 3,
    }
    answer = bench.use("read_schema", asked)
    assert f"\nquery.{name}: string" in answer.text


@pytest.mark.parametrize("name", NAMES)
def test_a_call_with_such_a_parameter_is_judged(name: str, tmp_path: Path) -> None:
    """Whether a mapping fills it, or fills another target of the same call."""
    bench = a_bench(tmp_path, change=with_parameter(name), is_judged=True)
    mapping: JsonObject = {"target": f"query.{name}", "sources": ["trigger:customer.email"]}
    answer = bench.use("patch_design", {"patches": [{"op": "add", "at": f"{FLOW}.steps[id=write_contact].mappings", "value": mapping}]})
    assert not answer.is_error
    assert f"query.{name}" in [one.target for _, _, _, one in bench.design.mappings()]
