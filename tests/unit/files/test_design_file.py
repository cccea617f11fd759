"""design.yaml: all faults at once with line, place and remedy; the same design back; a person's comments kept."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import typing
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from designer.errors import DesignerError, DesignFileError
from designer.files.design_file import design_schema, design_text, parse_design, read_design, update_design
from designer.files.yaml_text import yaml_text
from designer.model.codec import encode
from designer.model.design import Design, Flow, Mapping, Setting, Step, System, Trigger
from designer.model.transform import EnumMap, Template, ValuePair

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    [
        "no",
        "1e3",
        "0o7",
        "12:30",
        "~",
        "- x",
        "a: b",
        "a #b",
        "#",
        "null",
        "2024-01-01",
        "{0}",
        "[]",
        "é",
        "a\u2028b",
        "'",
        "<<",
        "=",
        ".5",
        "+1",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS


def _of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type as the nouns use it."""
    if get_origin(hint) is Annotated:
        return _of(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(hint):
        return st.deferred(lambda: _noun(hint))
    plain = {str: TEXTS, int: st.integers(-(2**40), 2**40), float: st.floats(0, 1e9), bool: st.booleans(), type(None): st.none()}
    return plain[hint] if hint in plain else st.one_of(*(_of(option) for option in get_args(hint)))


def _noun(noun: Any) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(noun, include_extras=True)
    return st.builds(noun, **{field.name: _of(hints[field.name]) for field in dataclasses.fields(noun)})


DESIGNS = _noun(Design)


def a_design() -> Design:
    """Return a small design of one flow."""
    mappings = (
        Mapping(target="body.name", sources=("trigger:name",)),
        Mapping(target="body.kind", sources=("trigger:type",), transform=EnumMap(values=(ValuePair(source="a", target="b"),))),
        Mapping(target="body.title", sources=("trigger:first", "trigger:last"), transform=Template(text="{0} {1}"), confidence=0.7),
    )
    trigger = Trigger(kind="webhook", system="shop", event="customer.created")
    return Design(
        name="shop-to-crm",
        style="api",
        systems=(System(id="shop", name="Shop"), System(id="crm", name="CRM")),
        flows=(Flow(id="customers", trigger=trigger, steps=(Step(id="create", mappings=mappings),)),),
        settings=(Setting(id="tenant", sample="no"),),
    )


def refused(text: str) -> DesignFileError:
    """Return the error that reading a text raises."""
    with pytest.raises(DesignFileError) as raised:
        parse_design(text, path=Path("design.yaml"))
    return raised.value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DESIGNS)
def test_a_design_reads_back_as_it_was_written(design: Design) -> None:
    """Whatever the design holds."""
    assert parse_design(design_text(design), path=Path("design.yaml")).design == design


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        TEXTS, st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)), min_size=1
    )
)
def test_every_reader_of_yaml_reads_the_same(value: dict[str, Any]) -> None:
    """A reader of YAML 1.1 (PyYAML) and one of YAML 1.2 (ruamel) agree with what was written."""
    text = yaml_text(value)
    assert (yaml.safe_load(text) or {}) == value
    assert YAML(typ="safe", pure=True).load(io.StringIO(text)) == value


def test_a_written_design_names_its_schema_first_and_reads_easily() -> None:
    """Quotes only where a reader would take the text for something else; short lists on one line; defaults left out."""
    assert design_text(a_design()).splitlines()[:24] == [
        "# yaml-language-server: $schema=.designer/design.schema.json",
        "name: shop-to-crm",
        "style: api",
        "systems:",
        "  - id: shop",
        "    name: Shop",
        "  - id: crm",
        "    name: CRM",
        "flows:",
        "  - id: customers",
        "    trigger:",
        "      kind: webhook",
        "      system: shop",
        "      event: customer.created",
        "    steps:",
        "      - id: create",
        "        mappings:",
        "          - target: body.name",
        "            sources: [trigger:name]",
        "          - target: body.kind",
        "            sources: [trigger:type]",
        "            transform:",
        "              name: enum_map",
        "              values:",
    ]


MAPPINGS = "$.flows[0].steps[0].mappings"
TRIGGER_KINDS = "One of: webhook, poll, schedule, manual, stream, file."
AS_A_LIST = "Write a list: `- trigger:name` on a line of its own, or `[trigger:name]`."
TARGETS = "`body.<path>`, `path.<name>`, `query.<name>` or `header.<name>`."


def test_all_faults_are_told_at_once_with_line_place_and_remedy() -> None:
    """Misspelt keys, values and transforms, missing members, wrong types: each with what would be right."""
    text = (
        "name: shop\n"
        "style: apy\n"
        "systms: []\n"
        "flows:\n"
        "  - id: a\n"
        "    trigger:\n"
        "      knd: webhook\n"
        "    steps:\n"
        "      - id: b\n"
        "        mappings:\n"
        "          - target: body.x\n"
        "            sources: trigger:name\n"
        "            transform: {name: tmplate, text: '{0}'}\n"
        "          - target: 5\n"
        "            transform: {name: template, txt: '{0}'}\n"
        "          - transform: copy\n"
        "            confidence: high\n"
        "          - target: body.y\n"
        "            transform: {text: x}\n"
    )
    assert refused(text).fact.splitlines() == [
        "is no design, 12 faults:",
        '  design.yaml:2: $.style: "apy" is not taken. Did you mean "api"?',
        '  design.yaml:3: $.systms: there is no property "systms" here. Did you mean "systems"?',
        f'  design.yaml:6: $.flows[0].trigger: "kind" is missing. It holds: what kind of start. {TRIGGER_KINDS}',
        '  design.yaml:7: $.flows[0].trigger.knd: there is no property "knd" here. Did you mean "kind"?',
        f'  design.yaml:12: {MAPPINGS}[0].sources: "trigger:name" is a text. {AS_A_LIST}',
        f'  design.yaml:13: {MAPPINGS}[0].transform.name: "tmplate" is not taken. Did you mean "template"?',
        f"  design.yaml:14: {MAPPINGS}[1].target: 5 is a number. Write a text: put it in quotes.",
        f'  design.yaml:15: {MAPPINGS}[1].transform.txt: there is no property "txt" here. Did you mean "text"?',
        f'  design.yaml:16: {MAPPINGS}[2]: "target" is missing. It holds: {TARGETS}',
        f'  design.yaml:16: {MAPPINGS}[2].transform: "copy" is a text. Write a group of `key: value` lines.',
        f'  design.yaml:17: {MAPPINGS}[2].confidence: "high" is a text. Write a number.',
        f'  design.yaml:19: {MAPPINGS}[3].transform: "name" is missing. It says which one is meant: {", ".join(transform_names())}.',
    ]


def transform_names() -> list[str]:
    """Return the names of all transforms, as the schema has them."""
    definitions: Any = design_schema()["$defs"]
    options = definitions["Mapping"]["properties"]["transform"]["oneOf"]
    return [definitions[option["$ref"].rsplit("/", 1)[-1]]["properties"]["name"]["const"] for option in options]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "design.yaml", "is empty"),
        ("# only a comment\n", "design.yaml", "is empty"),
        ("- a\n", "design.yaml", "is no design"),
        ("just words\n", "design.yaml", "is no design"),
        ("name: a\n\tstyle: api\n", "design.yaml:2:1", "a tab indents"),
        ("name: a\nflows:\n  - id: x\n  \t trigger: y\n", "design.yaml:4:3", "a tab indents"),
        ("name: a\nname: b\n", "design.yaml:2:1", "stands here twice, first in line 1"),
        ("name: 'a\n", "design.yaml:2:1", "the file ends in the middle"),
        ("name: [a\n", "design.yaml:2:1", "the file ends in the middle"),
        ("name: a\n  style: api\n", "design.yaml:2:8", "is no YAML here"),
        ("name: &x a\ntitle: *x\n", "design.yaml:1:7", "anchor"),
        ("name: !!python/object:os.system x\n", "design.yaml:1:7", "tag"),
        ("name: a\ntitle: .inf\n", "design.yaml:2:8", "no number"),
        ("name: a\ntitle: 1e999\n", "design.yaml:2:8", "no number"),
        ("name: a\x07\n", "design.yaml", "control characters"),
        ("name: a\n---\nname: b\n", "design.yaml:2:1", "another document"),
        ("a: " + "[" * 100_000, "design.yaml:1:1003", "nesting depth"),
        ("name: a\n<<<<<<< yours\ntitle: b\n=======\ntitle: c\n>>>>>>> new\n", "design.yaml:2", "conflict"),
        ("? [a]\n: b\n", "design.yaml:1:3", "must be a word"),
        ("name: " + "[" * 70 + "]" * 70 + "\n", "design.yaml:1:71", "nested"),
    ],
)
def test_yaml_that_is_none_is_told_with_line_and_column(text: str, place: str, words: str) -> None:
    """And with a next step."""
    error = refused(text)
    assert error.place == place
    assert words in error.fact
    assert error.next_step


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_half_a_file_is_a_clear_refusal_or_a_smaller_design(share: float) -> None:
    """A copy that broke off never raises anything but the one error."""
    text = design_text(a_design())
    with contextlib.suppress(DesignFileError):
        parse_design(text[: int(len(text) * share)], path=Path("design.yaml"))


def test_a_place_has_its_line_and_one_without_takes_the_nearest_above() -> None:
    """Findings point at defaults, which stand in no line."""
    file = parse_design(design_text(a_design()), path=Path("design.yaml"))
    lines = file.text.splitlines()
    assert lines[file.line("$.flows[0].steps[0].mappings[1]") - 1].strip() == "- target: body.kind"
    assert lines[file.line("$.flows[0].steps[0].mappings[2].transform.text") - 1].strip() == 'text: "{0} {1}"'
    assert file.line("$.flows[0].trigger.cursor.path") == file.line("$.flows[0].trigger")
    assert file.line("$.flows[7].steps[0]") == file.line("$.flows")
    assert file.line("$") == 2
    assert file.line("") == 0


def test_values_are_read_as_yaml_1_2_has_them() -> None:
    """Norway's code stays a text, as editors show it."""
    text = "name: a\nstyle: api\nsettings:\n  - {id: a, value: no}\n  - {id: b, value: 1e3}\n  - {id: c, value: 0x10}\n"
    design = parse_design(text, path=Path("design.yaml")).design
    assert [setting.value for setting in design.settings] == ["no", 1000.0, 16]


def test_a_missing_file_is_told_with_its_likeness(tmp_path: Path) -> None:
    """A misspelt name is the commonest fault of all."""
    (tmp_path / "design.yaml").write_text("x")
    with pytest.raises(DesignerError) as raised:
        read_design(tmp_path / "desing.yaml")
    assert "no such file" in raised.value.fact
    assert raised.value.next_step.endswith("design.yaml?")


COMMENTED = """\
# Our integration, agreed with sales.
style: api   # not nocode: volume
name: shop-to-crm
systems:
- id: shop
  name: Shop
  kind: http
# the CRM of the Berlin office
- id: crm
  name: 'CRM'
settings:
- id: tenant   # ask Jo
  value: 7
- id: region
  value: eu
"""


def test_a_rewritten_design_keeps_comments_order_and_quotes() -> None:
    """Only what differs is touched."""
    design = parse_design(COMMENTED, path=Path("design.yaml")).design
    changed = dataclasses.replace(
        design, title="New", settings=(dataclasses.replace(design.settings[0], value=8), design.settings[1], Setting(id="last"))
    )
    expected = COMMENTED.replace("value: 7", "value: 8") + "- id: last\ntitle: New\n"
    assert update_design(COMMENTED, changed) == expected


def test_a_design_that_is_the_same_leaves_the_text_as_it_is() -> None:
    """To the byte, spelled-out defaults and all."""
    assert update_design(COMMENTED, parse_design(COMMENTED, path=Path("design.yaml")).design) == COMMENTED


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DESIGNS, DESIGNS)
def test_a_rewritten_design_always_holds_what_it_should(before: Design, after: Design) -> None:
    """However far the two are apart."""
    text = update_design(design_text(before), after)
    assert encode(parse_design(text, path=Path("design.yaml")).design) == encode(after)
