"""`designer specs validate`: what is printed, and how it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from designer.specs.validation import full_pass, judging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

RIGHT = {
    "openapi": "3.0.3",
    "info": {"title": "Orders", "version": "1"},
    "paths": {"/orders": {"get": {"responses": {"200": {"description": "done"}}}}},
}
WRONG: dict[str, Any] = RIGHT | {"paths": {"/a\x1b]0;hidden": {"get": {"responses": {"200": {}, "201": {}}}}}}
UNJUDGED: dict[str, Any] = RIGHT | {"components": {"schemas": {"Order": {"$ref": "order.yaml"}}}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a document of each outcome; judge in this process, which takes less time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(judging.time, "monotonic", lambda: 0.0)
    for name, document in (("right", RIGHT), ("wrong", WRONG), ("unjudged", UNJUDGED)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document, indent=1))

    def judged(path: Path, overlays: Sequence[Path], *, seconds: float, tell: Callable[[str], None]) -> tuple[int, bytes]:
        tell(f"{seconds}")
        return 0, json.dumps(full_pass.judged(path, str(path), overlays=overlays)).encode()

    monkeypatch.setattr(judging, "_run", judged)
    monkeypatch.setattr("designer.specs.validation.judging.tool", lambda: "validator 1")


def validated(*arguments: str) -> int:
    """Run the command."""
    return run(["specs", "validate", *arguments], "designer")


def test_each_outcome_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """0 valid, 1 invalid, 2 not judged; of several the worst."""
    names = ("right.json", "wrong.json", "unjudged.json")
    assert [validated(name) for name in names] == [0, 1, 2]
    assert validated("right.json", "wrong.json") == 1
    assert validated(*names) == 2
    assert validated("missing.json") == 2
    assert "missing.json: there is no such file" in capsys.readouterr().err


def test_problems_are_told_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for the place, one for what is wrong and what to do; a name in the document hides nothing."""
    assert validated("wrong.json", "right.json", "unjudged.json") == 2
    assert capsys.readouterr().out == (
        "wrong.json: not valid OpenAPI 3.0: 2 errors (validator 1, 0.0 s)\n"
        "  wrong.json:11:6  #/paths/~1a\N{REPLACEMENT CHARACTER}]0;hidden/get/responses/200\n"
        "      GET /a\N{REPLACEMENT CHARACTER}]0;hidden responses.200: a response needs `description`. Add `description`. "
        "1 more place is like it.\n"
        "\n"
        "right.json: valid OpenAPI 3.0 (validator 1, 0.0 s)\n"
        "\n"
        "unjudged.json: could not be judged (validator 1, 0.0 s)\n"
        "  unjudged.json:20:4  #/components/schemas/Order\n"
        "      components.schemas.Order: could not judge what stands here: there is no file order.yaml beside the document. "
        "Save what is missing beside the document.\n"
    )


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Every member is always there."""
    assert validated("right.json", "unjudged.json", "--format", "json") == 2
    right, unjudged = json.loads(capsys.readouterr().out)["documents"]
    assert {key: right[key] for key in ("file", "outcome", "version", "problems", "more", "tool")} == {
        "file": "right.json",
        "outcome": "valid",
        "version": "3.0",
        "problems": [],
        "more": 0,
        "tool": "validator 1",
    }
    assert unjudged["problems"] == [
        {
            "file": "",
            "pointer": "#/components/schemas/Order",
            "line": 20,
            "column": 4,
            "message": "components.schemas.Order: could not judge what stands here: there is no file order.yaml beside the document",
            "next_step": "Save what is missing beside the document.",
            "more": 0,
            "judged": False,
        }
    ]


def test_a_document_that_cannot_be_read_costs_the_others_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The verdicts on the others are printed, in JSON as well; what is wrong with it goes to standard error."""
    (tmp_path / "half.json").write_text('{"openapi": "3.0.3", ')
    assert validated("half.json", "right.json", "--format", "json") == 2
    told = capsys.readouterr()
    assert [one["file"] for one in json.loads(told.out)["documents"]] == ["right.json"]
    assert told.err.startswith("error: half.json, line 1")


def test_an_address_is_refused_with_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what lies here is validated; `specs add` fetches."""
    assert validated("https://example.com/openapi.json") == 2
    assert "designer specs add NAME https://example.com/openapi.json" in capsys.readouterr().err
