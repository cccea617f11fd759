"""The two YAML parsers agree: on the traps of YAML, and on every document of the corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from designer.specs.documents import parse as parsing
from designer.specs.documents.yaml_fallback import slow_yaml
from tests.corpus.golden_records import documents
from tests.corpus.yaml_traps import TRAPS

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("ryaml", reason="without it there is one parser alone")
LARGEST_JSON = 200_000
"""Bytes of a JSON document that is read as YAML too."""


def _read(text: str) -> tuple[str, Any]:
    """Return what a text is read as, as JSON, or the place and the fact of its refusal."""
    try:
        return "read", json.dumps(parsing.parse(text.encode(), file="shop.yaml"))
    except DescriptionError as refused:
        return "refused", (refused.place, refused.fact)


def _refuse(_: str) -> Any:
    raise ValueError


@pytest.mark.parametrize("trap", TRAPS)
def test_both_parsers_fall_into_no_trap(trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read the same value, of types that JSON has too, or both refuse with the same place and words."""
    with_both = _read(TRAPS[trap])
    monkeypatch.setattr(parsing, "_fast_yaml", _refuse)
    assert _read(TRAPS[trap]) == with_both


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: 010", {"a": "010"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: 1e3", {"a": 1000.0}),
        ("a: 2020-01-01", {"a": "2020-01-01"}),
        ("a: =", {"a": "="}),
        ("200: a", {"200": "a"}),
        ("a: 1\na: 2", {"a": 2}),
        ("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3", {"x": {"a": 1, "b": 2}, "y": {"a": 1, "b": 3}}),
    ],
)
def test_what_is_read_is_what_a_vendor_means(text: str, value: Any) -> None:
    """Agreeing is not enough: country codes, version numbers, times and days stay texts, a status is a key."""
    assert parsing.parse(text.encode(), file="shop.yaml") == value


@pytest.mark.parametrize("trap", [name for name in TRAPS if "tag of their own" in name or "run code" in name or name == "a set"])
def test_a_tag_is_refused_with_its_place(trap: str) -> None:
    """A tag asks for a value that JSON has not; the line that holds it is told."""
    verdict, told = _read(TRAPS[trap])
    assert verdict == "refused"
    assert told[0] == "shop.yaml, line 1, column 4"


@pytest.mark.corpus
@pytest.mark.parametrize("document", documents())
def test_both_parsers_read_a_document_alike(document: str, corpus: Path) -> None:
    """Every value, and the order of every object, is the same whichever parser read it; small JSON documents are YAML too."""
    path = corpus / "specs" / document
    if not path.is_file() or (path.suffix == ".json" and path.stat().st_size > LARGEST_JSON):
        pytest.skip("not in this corpus, or JSON of a size that says nothing more")
    text = path.read_text(encoding="utf-8-sig")
    with parsing.collection_paused():
        slow = parsing.plain(slow_yaml(text, document))
        try:
            fast = parsing.plain(parsing._fast_yaml(text))
        except ValueError:
            return  # a document that only one of them takes is read by that one, whatever is installed
        assert json.dumps(fast) == json.dumps(slow)
