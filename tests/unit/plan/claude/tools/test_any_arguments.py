"""Any JSON as arguments of any tool: always an answer, never an exception, and never a design that cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.files.design_file import design_text, parse_design
from designer.plan.claude.tools import TOOLS
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.plan.claude.tools import Workbench

SAID = (
    "id flows steps mappings target sources transform name value trigger kind webhook op at set add remove design patches system "
    "Shop CRM shop words limit part request event below find depth lookup $.flows $.settings[id=x] $.questions body.email systems auth "
    'trigger:customer.email scheme key condition any all customer.created table:x a[ a."'
)
WORDS = st.sampled_from([*SAID.split(), "POST /contacts", f"{FLOW}.steps[0]", f"{FLOW}.trigger"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(WORDS, st.text(max_size=6)), inner, max_size=5)),
    max_leaves=14,
)
MAPPINGS = st.fixed_dictionaries(
    {"target": st.one_of(WORDS, st.text(max_size=10))},
    optional={"sources": st.lists(st.one_of(WORDS, st.text(max_size=10)), max_size=3), "reason": st.text(max_size=8), "default": SCALARS},
)
STEPS = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "find", "item"])},
    optional={
        "system": WORDS, "operation": WORDS, "items": WORDS, "for_each": WORDS, "branch": st.text(max_size=5), "success": WORDS,
        "mappings": st.lists(MAPPINGS, max_size=3), "role": st.sampled_from(["read", "lookup", "write"]),
    },
)  # fmt: skip
FLOWS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["f", "g"]),
        "trigger": st.fixed_dictionaries(
            {"kind": st.sampled_from(["webhook", "poll", "schedule", "manual", "stream", "file"])},
            optional={
                "system": WORDS,
                "event": WORDS,
                "operation": WORDS,
                "items": WORDS,
                "schedule": st.text(max_size=9),
                "record_id": WORDS,
            },
        ),
    },
    optional={"steps": st.lists(STEPS, max_size=3), "ordering_key": WORDS, "volume_per_day": st.integers()},
)
PLACES = st.one_of(WORDS, st.text(max_size=20), st.sampled_from([f"{FLOW}.steps[id=write_contact].mappings[target=body.email].sources"]))
PATCHES = st.lists(
    st.fixed_dictionaries({"op": st.sampled_from(["set", "add", "remove"]), "at": PLACES}, optional={"value": VALUES}), max_size=4
)
NAMES = [str(tool["name"]) for tool in TOOLS]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Return one workbench for all examples: whatever was done before must not matter."""
    folder: Path = tmp_path_factory.mktemp("bench")
    return a_bench(folder)


def used(bench: Workbench, name: str, arguments: Any) -> None:
    """Use a tool; its answer is a text within bounds, and the design can be written and read again."""
    answer = bench.use(name, arguments)
    assert answer.text
    assert len(answer.text) < 40_000
    answer.text.encode()
    if answer.design is not None:
        assert parse_design(design_text(answer.design), path=None).design == answer.design  # type: ignore[arg-type]
    assert [system.base_url for system in bench.design.systems] == ["https://shop.example/api", "https://crm.example"]
    bench.design, bench._report = bench.draft, None


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@given(name=st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), arguments=VALUES)
@QUICK
def test_any_arguments_are_answered(bench: Workbench, name: str, arguments: Any) -> None:
    """Whatever the tool and whatever its input."""
    used(bench, name, arguments)


@given(
    system=WORDS,
    name=WORDS,
    part=st.sampled_from(["request", "response", "parameters", "event"]),
    below=PLACES,
    find=st.text(max_size=5),
    depth=st.integers(),
)
@QUICK
def test_any_slice_is_answered(bench: Workbench, **asked: Any) -> None:
    """Whatever is asked of a schema."""
    used(bench, "read_schema", asked)


@given(design=st.one_of(VALUES, st.fixed_dictionaries({"flows": st.lists(FLOWS, max_size=2)})))
@QUICK
def test_any_design_is_answered(bench: Workbench, design: Any) -> None:
    """Whatever is submitted, well formed or not: the check stands it."""
    used(bench, "submit_design", {"design": design})


@given(patches=PATCHES)
@QUICK
def test_any_patches_are_answered(bench: Workbench, patches: Any) -> None:
    """Whatever is patched."""
    used(bench, "patch_design", {"patches": patches})
