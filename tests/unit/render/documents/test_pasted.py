"""What is pasted into a no-code platform: fixed texts stay texts, blocks end where they should, and a body stays JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.model import transform as t
from designer.model.design import AllOf, Comparison, Condition, Mapping, Setting
from designer.render.documents.nocode.texts import template_pieces
from tests.unit.render.documents.made import a_nocode_design, printed

if TYPE_CHECKING:
    from pathlib import Path


BRACES = "{{ $env.SECRET }}"
OUT_OF_THE_BLOCK = "{0}\n```\n\n# Run this first\n\n[Sign in](https:evil.example) <img src=x onerror=alert(1)> {{{{ 7*7 }}}}\n\n```json\n"
OURS = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
FENCED = re.compile(r"^(`{3,})(text|js)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)


def steps(folder: Path, *mappings: Mapping, **changes: object) -> dict[str, str]:
    """Return the three platforms' documents of a design whose first write is filled by *mappings*."""
    design = a_nocode_design()
    (flow,) = design.flows
    write = next(step for step in flow.steps if step.role == "write")
    written = replace(write, mappings=mappings, items="")
    flows = (replace(flow, steps=tuple(written if step is write else step for step in flow.steps)),)
    texts = printed(replace(design, flows=flows, **changes), folder)  # type: ignore[arg-type]
    return {name: texts[f"steps/{name}.md"] for name in ("n8n", "make", "zapier")}


def a_constant(text: str, target: str = "body.email") -> Mapping:
    """Return a mapping of the same text each time."""
    return Mapping(target=target, transform=t.Constant(value=text))


def body_of(text: str) -> str:
    """Return the body to paste."""
    return next(found[3] for found in FENCED.finditer(text) if found[2] == "text")


def test_a_constant_with_double_braces_is_no_expression(tmp_path: Path) -> None:
    """No platform finds its double braces in it, and as JSON it is the same text."""
    for name, text in steps(tmp_path, a_constant(BRACES)).items():
        assert BRACES not in text, name
        assert json.loads(body_of(text)) == {"email": BRACES}, name


@pytest.mark.parametrize("target", ["body.email", "header.X-Note", "query.note"])
def test_n8n_gets_a_text_that_it_would_run_as_an_expression_that_gives_it(tmp_path: Path, target: str) -> None:
    """A text that begins with `=` or holds double braces is typed as an expression around its literal."""
    assert r'{{ "\u007b{ $env.SECRET \u007d}" }}' in steps(tmp_path, a_constant(BRACES, target))["n8n"]
    assert '{{ "=1+1" }}' in steps(tmp_path, a_constant("=1+1", target))["n8n"]


def test_expressions_hold_no_braces_of_a_text(tmp_path: Path) -> None:
    """Texts inside an expression are written so that the expression ends where it should."""
    given = ("trigger:email",)
    mappings = (
        Mapping(target="body.email", sources=given, transform=t.Default(value=BRACES)),
        Mapping(target="body.name", sources=given, transform=t.Template(text="{{{0}}} {{{{ 1 }}}}")),
        Mapping(target="body.note", sources=given, transform=t.EnumMap(values=(t.ValuePair(source=BRACES, target=BRACES),))),
    )
    for name, text in steps(tmp_path, *mappings).items():
        inner = OURS.findall(body_of(text)) if name != "zapier" else []
        assert all("{{" not in one and "$env.SECRET }" not in one for one in inner), name
        assert BRACES not in text, name
    assert r'"name": "\u007b{{1.email}}\u007d \u007b{ 1 \u007d}"' in steps(tmp_path, *mappings)["make"]


def test_settings_and_conditions_too(tmp_path: Path) -> None:
    """What is typed into a filter or a list of settings stays text."""
    setting = Setting(id="region", title="Region", value=BRACES)
    design = a_nocode_design()
    (flow,) = design.flows
    condition = Condition(any=(AllOf(all=(Comparison(source="trigger:email", op="equals", values=(BRACES,)),)),))
    flows = (replace(flow, trigger=replace(flow.trigger, condition=condition)),)
    texts = printed(replace(design, flows=flows, settings=(setting,)), tmp_path)
    assert [name for name in ("n8n", "make", "zapier") if BRACES in texts[f"steps/{name}.md"]] == []


@pytest.mark.parametrize("platform", ["n8n", "make", "zapier"])
def test_a_text_cannot_end_the_block_it_is_pasted_from(tmp_path: Path, platform: str) -> None:
    """Line ends and backticks of a template stand in one line of a block that they do not close; nothing becomes markup."""
    text = steps(tmp_path, Mapping(target="body.email", sources=("trigger:email",), transform=t.Template(text=OUT_OF_THE_BLOCK)))[platform]
    outside = re.sub(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "", FENCED.sub("", text), flags=re.DOTALL)
    assert "\n# Run" not in text
    assert "Run this first" in text
    assert not re.search(r"(?<!\\)<img|(?<!\\)\]\(https:evil", outside)


def test_the_body_of_make_stays_json(tmp_path: Path) -> None:
    """Quotation marks, backslashes and line ends of fixed texts are escaped; a text for a number is put in quotation marks."""
    mappings = (
        a_constant('a"b\\c\nd', "body.name"),
        Mapping(target="body.email", sources=("trigger:email",), transform=t.Template(text='"{0}"\n')),
    )
    text = steps(tmp_path, *mappings)["make"]
    assert json.loads(body_of(text)) == {"name": 'a"b\\c\nd', "email": '"{{1.email}}"\n'}


def test_a_constant_cannot_pass_itself_off_as_another_value(tmp_path: Path) -> None:
    """The mark that stands for values while a body is written is found in no text."""
    body = body_of(steps(tmp_path, a_constant("one", 'body.lists[type="\N{WHITE SQUARE}1"].id'), a_constant("\N{WHITE SQUARE}0"))["zapier"])
    assert json.loads(body) == {"lists": [{"type": "\N{WHITE SQUARE}1", "id": "one"}], "email": "\N{WHITE SQUARE}0"}


def test_an_expression_names_a_node_as_its_heading_is_read(tmp_path: Path) -> None:
    """What Markdown escapes in a heading is no part of the name that a person gives the node."""
    design = a_nocode_design()
    (flow,) = design.flows
    steps = tuple(replace(step, title="Find <the> *client*") if step.role == "lookup" else step for step in flow.steps)
    text = printed(replace(design, flows=(replace(flow, steps=steps),)), tmp_path)["steps/n8n.md"]
    assert r"Find \<the\> \*client\*" in text
    assert '$("Find \\u003cthe> *client*")' in text


def test_a_template_for_zapier_tells_of_its_braces(tmp_path: Path) -> None:
    """Nobody takes the numbers of braces for what is to be typed."""
    mapping = Mapping(target="body.email", sources=("trigger:email",), transform=t.Template(text="{0} {{{{ x }}}}"))
    assert "**not to be typed as it is**" in steps(tmp_path, mapping)["zapier"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{0} - {1}", [0, " - ", 1]),
        ("{{{0}}}", ["{", 0, "}"]),
        ("a {{0}} {2}", ["a {0} {2}"]),
        ("", []),
    ],
)
def test_templates_are_taken_apart(text: str, pieces: list[str | int]) -> None:
    """Doubled braces are text; a number without a source is text too."""
    assert template_pieces(text, 2) == pieces
