"""Quotation marks that a path does not need change nothing."""

from __future__ import annotations

import re

import pytest

from designer.check.lookup.plain_paths import in_plain_paths
from designer.check.run import check
from designer.model.codec import decode, encode
from designer.model.design import Design
from tests.unit.check.designs import DESK, GOOD, POLLING, WAREHOUSE, catalog

PLACES = {"sources", "source", "target", "record_id", "event_id", "items", "path", "keys", "primary_key", "for_each"}
NAME = re.compile(r"(?<![\w\"])(?!(?:trigger|run|setting|write|body|query|path|customers|stg_customers)[:.])[a-z_]+(?![\w:\"])")


def _quoted(value: object, name: str = "") -> object:
    if isinstance(value, dict):
        is_table = name == "tables"  # whose keys are columns
        return {key: item if key == "transform" or (is_table and key == "keys") else _quoted(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item, name) for item in value]
    is_path = isinstance(value, str) and name in PLACES and not value.startswith(("setting:", "run:", "query."))
    return NAME.sub(lambda found: f'"{found[0]}"', value) if is_path else value  # type: ignore[arg-type]


@pytest.mark.parametrize("design", [GOOD, POLLING, WAREHOUSE, DESK], ids=lambda design: design.name)
def test_needless_quotes_change_nothing(design: Design) -> None:
    """A good design with each name of each path in quotes means the same, and has no finding."""
    tree = encode(design)
    parts = {key: tree[key] for key in ("flows", "links", "warehouse") if key in tree}
    quoted = decode(Design, tree | _quoted(parts))  # type: ignore[operator]
    assert quoted != design
    assert in_plain_paths(quoted) == design
    assert check(quoted, catalog()).findings == ()


def test_needed_quotes_and_unreadable_paths_stay() -> None:
    """What cannot be read without its quotes, or not at all, is left as it is; so is a parameter's name."""
    mappings = [
        {"target": 'body."a.b"', "sources": ['trigger:"open', 'trigger:"x.y"."z"']},
        {"target": 'query."a"'},
    ]
    tree = encode(GOOD)
    tree["flows"][0]["steps"][0]["mappings"] = mappings  # type: ignore[index]
    made = in_plain_paths(decode(Design, tree)).flows[0].steps[0].mappings
    assert [(one.target, one.sources) for one in made] == [
        ('body."a.b"', ('trigger:"open', 'trigger:"x.y".z')),
        ('query."a"', ()),
    ]


def test_a_design_without_quotes_stays_itself() -> None:
    """Nothing is made anew where there is nothing to change."""
    assert in_plain_paths(GOOD) is GOOD
