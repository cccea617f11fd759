"""Where a place stands in a text: at its key, or at an item's start."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.specs.documents.library import escape
from designer.specs.validation.lines import Mark, lines_of

JSON = """{"a": {"b,}": [1, {"c": "x]\\"}"}],
  "b": {}},
 "d/e": null, "\\u0066": [[], [true]]}"""
YAML = """\
a:
  "b,}":
    - 1
    - {c: "x]"}
  b: {}
d/e: ~
f:
- []
- - true
*x : 1
"""


@pytest.mark.parametrize(
    ("pointer", "in_json", "in_yaml"),
    [
        ("#/a", Mark(1, 2), Mark(1, 1)),
        ("#/a/b,}", Mark(1, 8), Mark(2, 3)),
        ("#/a/b,}/0", Mark(1, 16), Mark(3, 7)),
        ("#/a/b,}/1/c", Mark(1, 20), Mark(4, 8)),
        ("#/a/b", Mark(2, 3), Mark(5, 3)),
        ("#/d~1e", Mark(3, 2), Mark(6, 1)),
        ("#/f/1/0", Mark(3, 31), Mark(9, 5)),
        ("#/a/lost", None, None),
        ("#/f/7", None, None),
    ],
)
def test_members_and_items_are_found(pointer: str, in_json: Mark | None, in_yaml: Mark | None) -> None:
    """Brackets in texts, escapes and other members lead nowhere else."""
    assert lines_of(JSON, [pointer]).get(pointer) == in_json
    assert lines_of(YAML.replace("*x : 1\n", ""), [pointer]).get(pointer) == in_yaml


def test_broken_yaml_has_no_places() -> None:
    """What cannot be read to its end tells what was found before."""
    assert lines_of("a: 1\nb: [", ["#/a", "#/b/0"]) == {"#/a": Mark(1, 1)}


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.integers(0, 9) | st.text('ab"\\{}[],: /~', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\{}/~', min_size=1, max_size=3), inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(value=st.dictionaries(st.text("ab/~", min_size=1, max_size=2), VALUES, min_size=1, max_size=3))
def test_every_place_of_any_value_is_found(value: dict[str, Any]) -> None:
    """Each member of each object is found in its line, in JSON and in YAML."""
    pointers = [f"#/{escape(key)}" for key in value] + [
        f"#/{escape(key)}/{escape(inner)}" for key, item in value.items() if isinstance(item, dict) for inner in item
    ]
    for text in (json.dumps(value, indent=1), yaml.safe_dump(value)):
        found = lines_of(text, pointers)
        assert set(found) == set(pointers)
        assert all(text.splitlines()[mark.line - 1][mark.column - 1 :] for mark in found.values())
