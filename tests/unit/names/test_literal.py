"""Literals, comments and Markdown: hostile texts stay texts."""

from __future__ import annotations

import ast
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from designer.names.literal import javascript_literal, python_comment, python_docstring, python_literal
from designer.names.markdown import markdown_text, mermaid_text

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON_VALUES)
def test_a_python_literal_reads_back(value: object) -> None:
    """Any JSON value survives the way through source code."""
    assert ast.literal_eval(python_literal(value)) == value  # type: ignore[arg-type]


def test_a_number_that_is_none_stays_an_expression() -> None:
    """Infinity has no literal in Python."""
    assert python_literal(float("inf")) == 'float("inf")'


@given(st.one_of(st.text(), st.text(alphabet='"\\\n a')))
@example('"""')
@example('"""\n"')
@example('a\\"')
def test_a_docstring_never_ends_early(text: str) -> None:
    """Whatever stands in a docstring, the module holds one statement: the string."""
    tree = ast.parse(f"def f() -> None:\n    {python_docstring(text)}\n")
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1


@given(st.text())
def test_a_comment_stays_one_comment(text: str) -> None:
    """A line break or a direction mark in a comment adds no code."""
    assert ast.parse(f"{python_comment(text)}\n").body == []


@pytest.mark.parametrize("text", ["noqa: S105", "type: ignore", "# noqa", "fmt: off", "ruff: noqa"])
def test_a_comment_gives_no_orders(text: str) -> None:
    """A vendor's text cannot switch a linter off."""
    assert python_comment(text).startswith('# "')
    assert "#" not in python_comment(text)[1:]


@given(JSON_VALUES)
def test_a_javascript_literal_is_json_without_tags(value: object) -> None:
    """JavaScript reads JSON; no `<` can open a tag around it."""
    text = javascript_literal(value)  # type: ignore[arg-type]
    assert json.loads(text) == value
    assert "<" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("first_name", "first_name"),
        ("_id_", r"\_id\_"),
        ("a | b\n<script>", r"a \| b \<script\>"),
        ("[click](javascript:x)", r"\[click\](javascript:x)"),
        ("1. one", r"1\. one"),
        ("# head", r"\# head"),
        ("https://example.com", r"https\://example.com"),
        ("a &lt; b & c", r"a \&lt; b & c"),
    ],
)
def test_markdown_text_is_harmless(text: str, shown: str) -> None:
    """No table is broken, no tag opened, no list begun; plain names stay readable."""
    assert markdown_text(text) == shown


def test_mermaid_text_uses_character_codes() -> None:
    """Quotes, brackets and the word that ends a block cannot leave the label."""
    assert mermaid_text('a "b" [c];\nend') == "a #34;b#34; #91;c#93;#59; en#100;"
