"""Prose of a model in the documents: shown where it helps, with who wrote it, as text and never as markup; and how two planners agree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.model.design import Narrative, Trouble
from tests.runs.test_documents import look_at
from tests.unit.render.documents.made import a_nocode_design, a_warehouse_design, an_api_design, printed

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design, Mapping

NARRATIVE = Narrative(
    author="claude:example-1",
    overview="New customers of the shop reach the CRM within a minute. Nothing flows back.",
    troubles=(
        Trouble(symptom="Contacts arrive twice.", cause="The shop repeats a delivery after ten seconds.", action="Look at `event_id`."),
    ),
    monitoring=("Watch how many customers wait; worry above 50.",),
    testing=("A customer without a last name.",),
)
NOTE = "Written by Claude (`example-1`); not checked, but for the calls and fields that it names."
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
HOSTILE = (
    "<script>alert(1)</script> | `x` [click](https://evil.example)\n# Heading",
    "```\nfenced\n```\n\n| a | b |\n| --- | --- |\n",
    "--- \n<!-- comment --> <details><summary>x</summary>",
    "![x](http://evil.example/p.png) <img src=x onerror=y> <b",
    "{{ documents.title }} {% raw %} ${HOME} $(touch owned) `` ` ```",
    "\x1b[31mred\x07 \u202ereversed\u2028line \ud800".replace("\ud800", ""),
    "- [ ] box\n1. one\n> quote\n***\n    indented",
    "[ref]: javascript:alert(1)\n[^1]: note &lt;b&gt; &#60;i&#62;",
    "a" * 50_000,
    "`" * 3_001,
)
DESIGNS = {"api": an_api_design, "nocode": a_nocode_design, "warehouse": a_warehouse_design}


def with_mapping(design: Design, **changes: object) -> Design:
    """Return the design with its first mapping changed."""
    flow = design.flows[0]
    at = next(number for number, step in enumerate(flow.steps) if step.mappings)
    step = flow.steps[at]
    first: Mapping = replace(step.mappings[0], **changes)  # type: ignore[arg-type]
    steps = (*flow.steps[:at], replace(step, mappings=(first, *step.mappings[1:])), *flow.steps[at + 1 :])
    return replace(design, flows=(replace(flow, steps=steps), *design.flows[1:]))


@pytest.mark.parametrize("style", DESIGNS)
def test_the_prose_stands_where_it_helps(style: str, tmp_path: Path) -> None:
    """Overview in the README, troubles in the runbook, watching beside the figures, cases in the checklist; each says who wrote it."""
    files = printed(replace(DESIGNS[style](), narrative=NARRATIVE), tmp_path)
    assert f"New customers of the shop reach the CRM within a minute. Nothing flows back.\n\n*{NOTE}*\n" in files["README.md"]
    runbook = files["RUNBOOK.md"].partition("## Troubles of these systems\n")[2]
    assert NOTE in runbook
    assert "| Contacts arrive twice. | The shop repeats a delivery after ten seconds. | Look at `event_id`. |" in runbook
    assert f"{NOTE}\n\n- Watch how many customers wait; worry above 50.\n" in files["docs/architecture.md"]
    assert f"## Cases of this integration\n\n{NOTE}\n\n- [ ] A customer without a last name.\n" in files["CHECKLIST.md"]


@pytest.mark.parametrize("style", DESIGNS)
def test_without_prose_nothing_is_printed(style: str, tmp_path: Path) -> None:
    """Every document is as it was: no heading, no note, no blank line."""
    plain = printed(DESIGNS[style](), tmp_path)
    assert plain == printed(replace(DESIGNS[style](), narrative=Narrative(author="claude:example-1")), tmp_path)
    assert not [path for path, text in plain.items() if "not checked, but for" in text]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_prose_stays_text(text: str, tmp_path: Path) -> None:
    """No tag, link, fence, heading, table or template of a model's text takes effect, in any place where prose is printed."""
    trouble = Trouble(symptom=text, cause=text, action=text)
    narrative = Narrative(author=f"claude:{text}", overview=text, troubles=(trouble, trouble), monitoring=(text,), testing=(text,))
    design = with_mapping(replace(an_api_design(), narrative=narrative), agreement="disputed", rivals=(f"trigger:{text}",), reason=text)
    headings = [line for line in "\n".join(printed(design_without(design), tmp_path).values()).splitlines() if line.startswith("#")]
    for path, document in printed(design, tmp_path).items():
        if path.endswith(".md"):
            outside = CODE_SPAN.sub("", document.replace("\\`", ""))
            look_at(path, CODE_SPAN.sub("x", document.replace("\\`", "")))
            assert not re.search(r"(?<!\\)\]\((?:https?:|javascript:)|(?<!\\)<!--|(?<!\\)!\[", outside), path
            assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u2028]", document), path
            own = {line for line in document.splitlines() if line.startswith("#")}
            assert own <= {*headings, "## Troubles of these systems", "## Cases of this integration"}, path
            assert len(document) < 60_000, path


def design_without(design: Design) -> Design:
    """Return the design without its prose."""
    return replace(design, narrative=Narrative())


def test_a_long_text_is_cut_and_counted_ones_end(tmp_path: Path) -> None:
    """A thousand troubles are no runbook: the first thirty are shown."""
    troubles = tuple(Trouble(symptom=f"Trouble {number}") for number in range(1_000))
    text = printed(replace(an_api_design(), narrative=Narrative(troubles=troubles)), tmp_path)["RUNBOOK.md"]
    assert "| Trouble 29. | - | - |" in text
    assert "Trouble 30" not in text


def test_the_field_map_has_a_column_only_where_two_planners_were_asked(tmp_path: Path) -> None:
    """What the matcher would take stands beside a disputed field; an offline design has no such column."""
    assert "Agreement" not in printed(an_api_design(), tmp_path)["docs/field-map.md"]
    cases: tuple[tuple[dict[str, object], str], ...] = (
        ({"agreement": "disputed", "rivals": ("trigger:data.mail",)}, "**disputed**: the matcher takes `trigger:data.mail`"),
        ({"agreement": "disputed"}, "**disputed**: converted in another way"),
        ({"agreement": "alone"}, "Claude alone"),
        ({"agreement": "agreed"}, "both planners"),
    )
    for changes, words in cases:
        text = printed(with_mapping(an_api_design(), **changes), tmp_path)["docs/field-map.md"]
        assert "| Checked against | Agreement |" in text
        assert f"| {words} |" in text


def test_the_model_of_a_warehouse_notes_a_dispute(tmp_path: Path) -> None:
    """The note of a column says what the matcher would take."""
    design = a_warehouse_design()
    assert design.warehouse is not None
    table = design.warehouse.tables[0]
    column = replace(table.columns[0], agreement="disputed", rivals=("orders:number",))
    tables = (replace(table, columns=(column, *table.columns[1:])), *design.warehouse.tables[1:])
    text = printed(replace(design, warehouse=replace(design.warehouse, tables=tables)), tmp_path)["docs/model.md"]
    assert "**disputed**: the matcher takes `orders:number`" in text
