"""Prompts: front matter, values that are missing or unknown, what is logged, and the "Generate:" lists against the examples."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml

from designer.assets import asset_root
from designer.model.scalars import STYLES
from designer.plan.claude import prompts
from designer.plan.claude.demands import held
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.prompts import PromptFile, prompt, prompt_file
from designer.plan.claude.proposal.notation import notation

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = {"api": "stripe-to-xero", "nocode": "zendesk-to-jira", "warehouse": "shop-warehouse"}
NUMBERED = re.compile(r"^\d+\. ([^:]+):", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of prompts in place of the real one."""
    monkeypatch.setattr(prompts, "prompt_path", lambda name: tmp_path / name)
    for kept in (prompts.prompt_file, prompts._template):
        kept.cache_clear()
    yield tmp_path
    for kept in (prompts.prompt_file, prompts._template):
        kept.cache_clear()


def write(folder: Path, name: str, text: str, *, front: str = 'version: "3"') -> None:
    """Write a prompt."""
    (folder / f"{name}.md").write_text(f"---\nid: {name}\n{front}\n---\n{text}\n", encoding="utf-8")


def test_a_prompt_is_filled_in_and_logged(folder: Path) -> None:
    """The log keeps id, version and the hash of the text as it was sent."""
    write(folder, "one", "Hello {{ name }}.")
    found = prompt("one", name="you")
    assert found.text == "Hello you.\n"
    assert (found.use.id, found.use.version, found.use.sha256) == ("one", "3", hashlib.sha256(b"Hello you.\n").hexdigest())


@pytest.mark.parametrize("values", [{}, {"name": "a", "more": "b"}])
def test_a_value_that_is_missing_or_unknown_raises(folder: Path, values: dict[str, str]) -> None:
    """Nothing is sent with a gap, and nothing is handed in that is not sent."""
    write(folder, "one", "Hello {{ name }}.")
    with pytest.raises(TypeError, match=r"name|more"):
        prompt("one", **values)


def test_a_block_of_a_prompt_has_values_of_its_own(folder: Path) -> None:
    """`repair/left` is one block of repair.md; what another block needs is not asked of it."""
    write(folder, "repair", "{% block nudge %}Go on.{% endblock %}{% block left %}Left: {{ findings }}{% endblock %}")
    assert prompt("repair/nudge").text == "Go on.\n"
    assert prompt("repair/left", findings="x").text == "Left: x\n"
    with pytest.raises(TypeError):
        prompt("repair/nudge", findings="x")
    with pytest.raises(LookupError):
        prompt("repair/other")
    with pytest.raises(LookupError):
        prompt("none")


def test_text_that_is_filled_in_is_never_read_as_a_template(folder: Path) -> None:
    """What a document holds in braces stays as it is."""
    write(folder, "one", "{{ text }}")
    assert prompt("one", text="{{ 7 * 7 }} {% for %}").text == "{{ 7 * 7 }} {% for %}\n"


@pytest.mark.parametrize(
    "front",
    [
        "",
        'version: ""',
        "version: 3",
        'version: "3"\nauthor: x',
        'version: "3"\ngenerate: [{item: a}]',
        'version: "3"\ngenerate: [{what: a}]',
    ],
)
def test_front_matter_that_is_not_what_it_must_be_raises(folder: Path, front: str) -> None:
    """A version in quotes, nothing unknown, and a place for each item."""
    write(folder, "one", "text", front=front or "x: y")
    with pytest.raises(ValueError, match=r"prompts/one\.md"):
        prompt("one")


def test_a_prompt_tells_its_own_name(folder: Path) -> None:
    """A copied file that kept its id would be logged as another."""
    write(folder, "one", "text")
    (folder / "two.md").write_text((folder / "one.md").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ValueError, match="id: two"):
        prompt("two")


def all_prompts() -> list[str]:
    """Return the ids of all prompts that are shipped."""
    root = asset_root() / "prompts"
    files = (path.relative_to(root).with_suffix("").as_posix() for path in sorted(root.rglob("*.md")))
    return [name for name in files if name != "README" and not name.startswith("forms/")]


@pytest.mark.parametrize("name", all_prompts())
def test_each_shipped_prompt_can_be_read(name: str) -> None:
    """Front matter and template are in order."""
    assert prompt_file(name).version
    prompts._template(name, "")


@pytest.mark.parametrize("name", all_prompts())
def test_a_changed_text_has_another_version(name: str) -> None:
    """A run's log tells a prompt by id and version: no version stands for two texts.

    Whoever changes a text raises its version and adds the new line to prompt_versions.json; lines of versions that were out stay.
    """
    file = prompt_file(name)
    known = json.loads((Path(__file__).with_name("prompt_versions.json")).read_text(encoding="utf-8"))
    assert set(known) == set(all_prompts())
    assert known[name].get(file.version) == hashlib.sha256(file.text.encode()).hexdigest(), f"prompts/{name}.md: raise its version"
    assert int(file.version) == max(map(int, known[name]))


@pytest.mark.parametrize("style", STYLES)
def test_system_and_style_stay_small(style: str) -> None:
    """They are paid for in every design: without the notation at most 3,400 tokens, with it at most 8,000."""
    prose = about_tokens(prompt("system").text) + about_tokens(prompt(f"styles/{style}", notation="").text)
    assert prose <= 3_400
    assert prose + about_tokens(notation(style)) <= 8_000  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
def test_each_generated_item_is_in_the_example(style: str) -> None:
    """Every item of the lesson's "Generate:" list stands in the design or in the documents of a starter of that style."""
    starter = ROOT / "generated" / EXAMPLES[style]
    design = yaml.safe_load((starter / "design.yaml").read_text(encoding="utf-8"))
    demands = prompt_file(f"styles/{style}").generate
    assert demands
    for demand in demands:
        for place in demand.design:
            assert held(design, place), f"{demand.item}: {place}"
        for document in demand.documents:
            text = (starter / document).read_text(encoding="utf-8")
            assert text.strip()
            assert [word for word in demand.words if word not in text] == [], f"{demand.item}: {document}"


@pytest.mark.parametrize("style", STYLES)
def test_the_list_that_a_model_reads_is_the_list_that_is_checked(style: str) -> None:
    """The numbered items of the prompt are those of its front matter, in order."""
    file: PromptFile = prompt_file(f"styles/{style}")
    told = NUMBERED.findall(file.text.partition("Generate:")[2])
    assert [item.lower() for item in told] == [demand.item.lower() for demand in file.generate]


@pytest.mark.parametrize("style", STYLES)
def test_each_line_of_the_blank_form_has_its_row(style: str) -> None:
    """The style's prompt says of what the form asks where the answer goes: a heading of the form that stands nowhere is forgotten."""
    form = (asset_root() / "prompts" / "forms" / f"{style}.md").read_text(encoding="utf-8")
    text = prompt_file(f"styles/{style}").text.lower()
    assert [heading for heading in re.findall(r"^## (.+)$", form, re.MULTILINE) if heading.lower() not in text] == []
