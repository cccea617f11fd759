"""Secrets, ids, control characters and sizes in a reply: what becomes a file, a name or a line of a terminal is held to a form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.files.design_file import design_text
from tests.unit.plan.claude.benches import FLOW, a_bench
from tests.unit.plan.claude.tools.hostile import SECRET, WRITE, change

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("$.settings[id=api_token]", {"id": "api_token", "value": SECRET}),
        (f"{WRITE}.mappings[target=header.X-Key]", {"transform": {"name": "constant", "value": SECRET}}),
        ("$.goal", f"Use the key {SECRET}."),
        ("$.questions[id=q]", {"about": "x", "text": f"Is {SECRET} right?"}),
        ("$.questions[id=q]", {"about": "x", "text": 3, "why": SECRET}),
        (f"{WRITE}.{SECRET}", 1),
    ],
)
def test_secrets_are_refused_and_never_told(tmp_path: Path, at: str, value: Json) -> None:
    """No secret gets into the design or into an answer."""
    bench = a_bench(tmp_path)
    answer = change(bench, at, value)
    assert answer.is_error
    assert SECRET not in answer.text
    assert SECRET not in design_text(bench.design)
    assert SECRET not in bench.use("submit_narrative", {"narrative": {"overview": f"The key is {SECRET}."}}).text
    assert SECRET not in design_text(bench.design)


@pytest.mark.parametrize("identifier", ["../../x", "a/b", "", "a b", "1", "x" * 200, "a\nb", "$(rm)", "${{x}}", "\uff45vil"])
def test_ids_are_identifiers(tmp_path: Path, identifier: str) -> None:
    """They become names of files, functions and variables."""
    bench = a_bench(tmp_path)
    for at, value in (
        ("$.flows", {"id": identifier, "trigger": {"kind": "manual"}}),
        (f"{FLOW}.steps", {"id": identifier}),
        ("$.settings", {"id": identifier}),
        ("$.tables", {"id": identifier}),
        ("$.links", {"id": identifier}),
        ("$.questions", {"id": identifier, "about": "x", "text": "x?"}),
        ("$.architecture.components", {"id": identifier}),
    ):
        answer = bench.use("patch_design", {"patches": [{"op": "add", "at": at, "value": value}]})
        assert answer.is_error, at


@pytest.mark.parametrize("identifier", ["trigger", "item", "setting", "table", "run"])
def test_no_step_takes_the_name_of_another_source(tmp_path: Path, identifier: str) -> None:
    """What `trigger:` reads must not depend on a step."""
    answer = a_bench(tmp_path).use("patch_design", {"patches": [{"op": "add", "at": f"{FLOW}.steps", "value": {"id": identifier}}]})
    assert answer.is_error
    assert "another id" in answer.text


def test_control_characters_do_not_get_in(tmp_path: Path) -> None:
    """Codes of terminals, marks of direction and halves of characters are left out; words and markup stay text."""
    bench = a_bench(tmp_path)
    text = "\x1b]0;owned\x07Which \x1b[31mid\u202e?\ud800 <script>alert(1)</script> [x](https://evil.example)"
    assert not change(bench, "$.questions[id=q]", {"about": "x", "text": text, "why": "a\u200bb"}).is_error
    question = bench.design.questions[-1]
    assert question.text.isprintable()
    assert question.why == "ab"
    assert not bench.use("submit_design", {"design": {"title": "a\x1b[2Jb\u202e"}}).is_error
    assert bench.design.title == "a[2Jb"
    design_text(bench.design).encode()
    assert "<script>" in question.text


@pytest.mark.parametrize(
    "design",
    [
        {"flows": [{"id": f"f{number}", "trigger": {"kind": "manual"}} for number in range(10_000)]},
        {"goal": "x" * 10_000_000},
        {"questions": [{"id": f"q{number}", "about": "x", "text": "x" * 100} for number in range(50_000)]},
        {"flows": [{"id": "f", "trigger": {"kind": "manual"}, "steps": [{"id": f"s{number}"} for number in range(5_000)]}]},
        {"policies": {"attempts": float("nan")}},
        {"policies": {"timeout_seconds": float("inf")}},
        {"policies": {"attempts": 10**400}},
        {"x" * 1_000_000: 1},
        {"questions": [{"id": f"q{number}", "about": "x", "text": "x" * 7_900} for number in range(60)]},
    ],
)
def test_too_much_is_refused_before_it_is_read(tmp_path: Path, design: JsonObject) -> None:
    """Size, number of items, numbers that JSON has not."""
    bench = a_bench(tmp_path)
    answer = bench.use("submit_design", {"design": design})
    assert answer.is_error
    assert len(answer.text) < 5_000


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """However deep it is, and wherever it stands."""
    bench = a_bench(tmp_path)
    deep: Any = "x"
    for _ in range(5_000):
        deep = {"a": [deep]}
    assert bench.use("submit_design", {"design": {"flows": deep}}).is_error
    assert bench.use("patch_design", {"patches": [{"op": "set", "at": "$.flows", "value": deep}]}).is_error
    assert bench.use("read_schema", {"system": deep, "name": "x", "part": "event"}).is_error
    assert bench.use("submit_design", {"design": "[" * 100_000}).is_error
    assert bench.use("patch_design", {"patches": [{"op": "set", "at": "$" + ".a" * 100_000, "value": 1}]}).is_error


def test_answers_tell_no_more_than_a_size_of_what_was_written(tmp_path: Path) -> None:
    """A long wrong text is not sent back whole: it would be paid for again in each round."""
    bench = a_bench(tmp_path)
    for arguments in (
        {"design": {"y" * 7_000: 1}},
        {"design": {"title": ["y" * 7_000] * 20}},
        {"design": {"flows": [{"id": "y" * 7_000}]}},
    ):
        answer = bench.use("submit_design", json.loads(json.dumps(arguments)))
        assert answer.is_error
        assert len(answer.text) < 3_000
