"""Places of a design in words, and as paths that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.check.reporting.places import place_words, stable_place
from tests.unit.check.designs import GOOD, WAREHOUSE


@pytest.mark.parametrize(
    ("where", "words", "stable"),
    [
        ("$", "", "$"),
        ("$.flows", "flows", "$.flows"),
        ("$.flows[0].lifecycle", "flow customers > lifecycle", "$.flows[customers].lifecycle"),
        ("$.flows[0].trigger.event", "flow customers > trigger.event", "$.flows[customers].trigger.event"),
        ("$.flows[0].steps[0]", "flow customers > step write", "$.flows[customers].steps[write]"),
        (
            "$.flows[0].steps[0].mappings[0].sources[0]",
            "flow customers > step write > body.email",
            "$.flows[customers].steps[write].mappings[body.email].sources[0]",
        ),
        (
            "$.flows[0].steps[0].mappings[2].transform.length",
            "flow customers > step write > body.last_name > transform.length",
            "$.flows[customers].steps[write].mappings[body.last_name].transform.length",
        ),
        (
            "$.flows[0].steps[0].mappings[99]",
            "flow customers > step write > mappings[99]",
            "$.flows[customers].steps[write].mappings[99]",
        ),
        ("$.systems[1].auth.scheme", "system crm > auth.scheme", "$.systems[crm].auth.scheme"),
        ("$.policies.rate_limits[0]", "policies.rate_limits[0]", "$.policies.rate_limits[0]"),
    ],
)
def test_a_place_is_told_by_names(where: str, words: str, stable: str) -> None:
    """Records of lists by what they are called, the rest as it is written; what is not there keeps its number."""
    assert (" > ".join(place_words(GOOD, where)), stable_place(GOOD, where)) == (words, stable)


def test_a_warehouse_is_told_by_its_tables() -> None:
    """Without the word that holds them all."""
    assert place_words(WAREHOUSE, "$.warehouse.tables[1].columns[0].transform") == ("table customer", "column id", "transform")
    assert place_words(WAREHOUSE, "$.warehouse.cost") == ("cost",)


def test_records_of_one_name_get_numbers() -> None:
    """The second mapping into one target is another place than the first."""
    step = GOOD.flows[0].steps[0]
    flow = replace(GOOD.flows[0], steps=(replace(step, mappings=(*step.mappings, step.mappings[0])),))
    design = replace(GOOD, flows=(flow,))
    assert stable_place(design, "$.flows[0].steps[0].mappings[7]") == "$.flows[customers].steps[write].mappings[body.email#2]"
