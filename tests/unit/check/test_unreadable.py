"""A path that cannot be read is a finding, wherever in a flow it stands, and stops no rule."""

from __future__ import annotations

import pytest

from designer.check.run import check
from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check.designs import GOOD, POLLING, catalog

FLOW = "$.flows[0]"
STEP = f"{FLOW}.steps[0]"
PLACES = (
    (GOOD, f"{FLOW}.trigger.items", "a..b"),
    (GOOD, f"{FLOW}.trigger.event_id", "a..b"),
    (GOOD, f"{FLOW}.trigger.record_id", "a..b"),
    (GOOD, f"{FLOW}.ordering_key", "trigger:a..b"),
    (GOOD, f"{STEP}.items", "a..b"),
    (GOOD, f"{STEP}.for_each", "trigger:a..b"),
    (GOOD, f"{STEP}.success", "a..b"),
    (GOOD, f"{STEP}.item_errors", "a..b"),
    (GOOD, f"{STEP}.condition", {"any": [{"all": [{"source": "trigger:a..b", "op": "present"}]}]}),
    (GOOD, f"{STEP}.idempotency.sources[0]", "trigger:a..b"),
    (GOOD, f"{STEP}.mappings[0].sources[0]", "trigger:a..b"),
    (GOOD, f"{STEP}.mappings[0].target", "body.a..b"),
    (GOOD, "$.links[0].keys[1]", "write:a..b"),
    (POLLING, f"{FLOW}.trigger.cursor.path", "a..b"),
    (POLLING, f"{FLOW}.trigger.items", "a..b"),
)


@pytest.mark.parametrize(("design", "where", "value"), PLACES, ids=lambda one: one if isinstance(one, str) and one.startswith("$") else "")
def test_a_path_that_cannot_be_read_is_told(design: object, where: str, value: object) -> None:
    """The finding stands at the path, and says in which column it breaks off."""
    planted = apply_fixes(design, [Fix(where=where, words="", value=value)])  # type: ignore[arg-type] # one of the two good designs
    told = [finding for finding in check(planted, catalog()).findings if "The path cannot be read: 'a..b', column 3" in finding.message]
    assert [finding.where.startswith(where) for finding in told] == [True]
    assert told[0].severity == "error"
