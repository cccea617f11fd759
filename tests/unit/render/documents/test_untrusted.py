"""Texts of vendors and of people reach the documents as text, never as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.finding import Finding, Report
from designer.model.question import Question
from tests.unit.render.documents.made import SHOP, an_api_design, printed

if TYPE_CHECKING:
    from pathlib import Path

CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
HOSTILE = "<script>alert(1)</script> | `x` [click](https://evil.example)\n# Heading"


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    """HTML, links, bars and headings of a name, a goal, a question and a finding are shown as written or left out."""
    question = Question(id="q", about="x", text=f"{HOSTILE}?", why=HOSTILE, candidates=(HOSTILE,))
    design = an_api_design(goal=HOSTILE, questions=(question,), systems=(replace(SHOP, name="Shop"), *an_api_design().systems[1:]))
    report = Report(findings=(Finding(code="X1", severity="warning", where="$", message=HOSTILE),))
    for path, text in printed(design, tmp_path, report=report).items():
        outside = CODE_SPAN.sub("", text.replace("\\`", ""))
        assert "<script>" not in outside, path
        assert "[click](" not in outside, path
        assert "\n# Heading" not in text, path


def test_a_vendor_text_with_a_bar_stays_in_its_cell(tmp_path: Path) -> None:
    """A description that holds a bar does not open a cell."""
    assert r"A field breaks a rule \| see" in printed(an_api_design(), tmp_path)["docs/endpoints.md"]
