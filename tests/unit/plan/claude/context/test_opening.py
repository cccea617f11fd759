"""The opening: what a model is told of a case, always the same bytes, within its budget."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.design import Design, Flow, Mapping, Step, Trigger
from designer.model.spec import Operation, Parameter
from designer.plan.claude.context.condensing import condensed_text
from designer.plan.claude.context.opening import MOST_TOKENS
from designer.plan.claude.context.relevance import Scene
from designer.plan.claude.context.slices import parameter_line, sliced
from designer.plan.claude.context.surfaces import Surface
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.prompts import prompt
from tests.builders import a_field
from tests.unit.plan.claude.context.openings import TEXT, an_opening, inside, outside

if TYPE_CHECKING:
    from designer.plan.claude.context.opening import Opening

NOBODY = Scene(said=frozenset(), shared=frozenset())
"""Nobody said anything."""
ROOT = Path(__file__).resolve().parents[5]


def test_a_small_case_is_told_whole(tmp_path: Path) -> None:
    """Brief, systems, candidates, draft, findings and every field of what the draft uses are there; nothing is left out."""
    context = an_opening(tmp_path).context
    for told in (
        "3| When a customer is created in Shop, create a contact in CRM.",
        "shop = \"Shop\", http; openapi 'Shop 1'; 2 operations, 1 events",
        "sign-in: token (bearer, draft)",
        "customer.created (payload full, told by webhook)",
        "POST /contacts - Create a contact (draft)",
        "body.email <- trigger:customer.email",
        " trigger:customer.\n",
        " body.\n  also email: string(email), required",
        "name: string max 80",
    ):
        assert told in context
    assert "more fields)" not in context
    assert "more lines" not in context


def test_all_of_others_stands_in_fences(tmp_path: Path) -> None:
    """Outside of them stands our prompt and nothing else."""
    found = an_opening(tmp_path)
    parts = dict.fromkeys(("brief", "systems", "candidates", "draft", "findings", "rivals", "slices"), "x")
    assert outside(found.context) == outside(prompt("context", style="api", **parts).text)
    assert len(inside(found.context)) == 7


def test_the_prompts_that_were_sent_are_told(tmp_path: Path) -> None:
    """The log can say which version of which prompt a run began with."""
    found = an_opening(tmp_path)
    assert [one.id for one in found.prompts] == ["system", "styles/api", "context", "task"]
    texts = (*found.system, found.context, found.task)
    assert [one.sha256 for one in found.prompts] == [hashlib.sha256(text.encode()).hexdigest() for text in texts]


def test_the_system_text_is_the_same_for_all_cases_of_a_style(tmp_path: Path) -> None:
    """So that the service's cache holds it from one design to the next."""
    (tmp_path / "two").mkdir()
    one = an_opening(tmp_path)
    other = an_opening(tmp_path / "two", text="When a customer is created in Shop, create a contact in CRM, only if it has a phone.")
    assert one.system == other.system
    assert one.context != other.context


def test_each_style_has_its_own_prompt(tmp_path: Path) -> None:
    """The style's form and list follow the design's style."""
    for style, words in (("api", "real-time API integration"), ("nocode", "simple no-code sync"), ("warehouse", "data warehouse")):
        folder = tmp_path / style
        folder.mkdir()
        assert words in an_opening(folder, style=style).system[1]  # type: ignore[arg-type]


def test_no_place_of_a_document_is_told(tmp_path: Path) -> None:
    """Where files lie on somebody's machine is nobody's business, and would differ from machine to machine."""
    front = (
        f"---\nsystems:\n  - name: Shop\n    spec: {tmp_path}/shop.json\n  - {{name: CRM, spec: {tmp_path}/crm.json}}\nstyle: api\n---\n"
    )
    found = an_opening(tmp_path, text=front + TEXT)
    assert str(tmp_path) not in found.context
    assert "10| When a customer is created in Shop" in found.context


PROGRAM = """
import sys, tempfile
from pathlib import Path
from tests.unit.plan.claude.context.openings import an_opening
found = an_opening(Path(sys.argv[1]))
sys.stdout.write("\\x00".join((*found.system, found.context, found.task)))
"""


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """No order of a set and no clock gets into what is sent: the cache would lose it, and a resumed run would not know it again."""
    texts = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        made = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, check=True, env=environment, cwd=ROOT)
        texts.append(made.stdout)
    assert texts[0] == texts[1]
    assert len(texts[0]) > 10_000


def test_fields_that_matter_come_before_others(tmp_path: Path) -> None:
    """Of a body with hundreds of fields, those that are required, used or meant by the brief are shown."""

    def change(shop: dict[str, Any], crm: dict[str, Any]) -> None:  # noqa: ARG001 - the shop stays
        contact = crm["components"]["schemas"]["Contact"]
        noise = {f"noise_{number}": {"type": "string", "description": "Nothing that anybody spoke of. " * 4} for number in range(600)}
        contact["properties"] = {**noise, **contact["properties"], "tax_office": {"type": "string"}, "loyalty_tier": {"type": "string"}}
        contact["required"] = ["email", "tax_office"]

    context = an_opening(tmp_path, text=TEXT + "\nCustomers keep their loyalty tier.\n", change=change).context
    fields = context.rpartition("# Fields")[2]
    for told in ("email: string(email), required", "  tax_office: string, required", "  loyalty_tier: string", "phone_number: string"):
        assert told in fields
    assert "more fields)" in fields


def a_giant(shop: dict[str, Any], crm: dict[str, Any]) -> None:
    """Make both documents as large as the largest vendors' in every direction."""
    words = "A description that goes on and on about what this is for, with [links](https://docs.example/x) and <b>markup</b>. " * 20
    for document in (shop, crm):
        for number in range(600):
            operation = {"operationId": f"thing{number}", "summary": words[:300], "responses": {"200": {"description": "ok"}}}
            document["paths"][f"/things_{number}/{{id}}/parts"] = {
                "post": operation,
                "get": {**operation, "operationId": f"get{number}"},
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "description": words}],
            }
        for schema in document["components"]["schemas"].values():
            for number in range(300):
                schema["properties"][f"a_rather_long_name_of_a_field_{number}"] = {
                    "type": "string",
                    "description": words,
                    "enum": [f"a value with number {value} among many" for value in range(80)],
                }
        schemes = document["components"]["securitySchemes"]
        schemes.update({f"scheme_{number}": {"type": "http", "scheme": "basic", "description": words} for number in range(40)})
    crm["components"]["schemas"]["Contact"]["required"] += [f"a_rather_long_name_of_a_field_{number}" for number in range(0, 300, 3)]


@pytest.mark.parametrize("style", ["api", "nocode", "warehouse"])
def test_giants_stay_within_the_budget(tmp_path: Path, style: str) -> None:
    """However large the documents are, tools, system and first message take no more, and the essential is still there."""
    found = an_opening(tmp_path, style=style, change=a_giant)  # type: ignore[arg-type]
    assert found.tokens <= MOST_TOKENS
    assert "When a customer is created in Shop" in found.context
    assert len(inside(found.context)) == 7


def test_a_brief_of_any_length_stays_within_the_budget(tmp_path: Path) -> None:
    """A brief of a hundred pages, or of one line as long, is cut, and what was left out is counted."""
    one_line = an_opening(tmp_path, text=TEXT + "word " * 9_000)
    many_lines = an_opening(tmp_path, text=TEXT + "\nAnd this too must be kept in mind.\n" * 1_000)
    for found in (one_line, many_lines):
        assert found.tokens <= MOST_TOKENS
        assert "more lines)" in found.context
    assert "body.email <- trigger:customer.email" in many_lines.context
    goal = next(line for line in many_lines.context.splitlines() if line.startswith("$.goal: "))
    assert len(goal) < 320


def members_of(shop: dict[str, Any]) -> dict[str, Any]:
    """Return the shop's customer, to be given more members."""
    members: dict[str, Any] = shop["components"]["schemas"]["Customer"]["properties"]
    return members


def fields_of(found: Opening) -> str:
    """Return the slices of an opening."""
    return inside(found.context)[-1]


def test_what_tells_items_apart_stands_by_what_is_taken_of_them(tmp_path: Path) -> None:
    """Whoever takes the city of an address must see that there are several kinds, however many fields there are."""

    def change(shop: dict[str, Any], crm: dict[str, Any]) -> None:
        noise = {f"noise_{number}": {"type": "string", "description": "Nothing that anybody spoke of. " * 4} for number in range(400)}
        kinds = {"AddressType": {"type": "string", "enum": ["HOME", "WORK"]}, "city": {"type": "string"}, "PriceType": {"type": "string"}}
        members_of(shop)["addresses"] = {"type": "array", "items": {"type": "object", "properties": {**noise, **kinds}}}
        crm["components"]["schemas"]["Contact"]["properties"]["city"] = {"type": "string"}

    text = fields_of(an_opening(tmp_path, text=f"{TEXT}- city -> city\n", change=change))
    assert " trigger:customer.addresses[].\n  AddressType: string = HOME|WORK\n  also city: string\n" in text
    assert "noise_399" not in text


def test_what_all_fields_need_is_said_once() -> None:
    """Where an answer holds most fields only on request, each line would say so."""
    fields = tuple(a_field(f"field_{number}", only_on_request="properties") for number in range(9))
    surface = Surface(system="crm", name="GET /contacts", side="read", at="read:", fields=(*fields, a_field("id")))
    text = sliced(surface, NOBODY, tokens=900).text
    assert text.count("properties") == 1
    assert "only with `properties`, but for what says `always`" in text
    assert "id: string, always" in text
    few = Surface(system="crm", name="GET /contacts", side="read", at="read:", fields=(fields[0], a_field("id"), a_field("name")))
    assert "field_0: string, only with properties" in sliced(few, NOBODY, tokens=900).text


def test_descriptions_that_say_nothing_new_are_left_out() -> None:
    """Neither the name in other words nor the bound that is told already."""
    fields = (
        a_field("name", max_length=80, description="Name of the contact (max length = 80)"),
        a_field("phone_number", description="In international notation with a plus sign"),
        a_field("email", description="The email."),
    )
    surface = Surface(
        system="crm", name="POST /contacts", side="write", at="body.", fields=fields, used=frozenset(one.path for one in fields)
    )
    lines = sliced(surface, NOBODY, tokens=900).text.splitlines()
    assert lines[2:] == ["  name: string max 80", "  phone_number: string - In international notation with a plus sign", "  email: string"]


def test_an_answer_that_no_document_describes_is_told() -> None:
    """Nothing at all below a call would read as if it answered with nothing."""
    operation = Operation(system="crm", method="GET", path="/contacts", summary="Find contacts")
    surface = Surface(system="crm", name="GET /contacts", side="read", at="find:", fields=(), operation=operation)
    text = sliced(surface, NOBODY, tokens=900).text
    assert text.splitlines()[1] == "  Find contacts; the document does not describe this answer (free-form)"
    event = sliced(replace(surface, name="changed", operation=None), NOBODY, tokens=900).text
    assert event.splitlines()[1] == "  the document does not describe this delivery (free-form)"


def test_a_header_named_like_a_component_is_told() -> None:
    """Some documents give a header parameter the name of its component."""
    named = [Parameter(name=name, location="header", field=a_field(name)) for name in ("AcceptHeaderParameter", "X-Shop")]
    line = parameter_line(Operation(system="crm", method="GET", path="/contacts", parameters=tuple(named)))
    assert line == "header.AcceptHeaderParameter string (named like a component, not like a header); header.X-Shop string"


def test_lists_of_which_nothing_is_shown_are_named() -> None:
    """Who needs a telephone number must know that there are some."""
    phones = tuple(a_field(f"Phones[].{name}") for name in ("AreaCode", "Extension", "Carrier", "Kept", "Used"))
    noise = tuple(a_field(f"noise_{number}") for number in range(90))
    surface = Surface(system="crm", name="GET /contacts", side="read", at="read:", fields=(a_field("id"), *noise, *phones))
    text = sliced(surface, NOBODY, tokens=300).text
    assert "more fields, among them all of Phones[] 5)" in text


def test_the_drafts_architecture_is_shown(tmp_path: Path) -> None:
    """Pattern, parts and what was weighed: what is kept need not be written again."""
    draft = inside(an_opening(tmp_path).context)[3]
    line = next(line for line in draft.splitlines() if line.startswith("$.architecture: "))
    shown = json.loads(line.partition(": ")[2])
    assert shown["pattern"] == "webhook to API"
    assert {"id": "connector"} in shown["components"]
    assert len(shown["alternatives"]) >= 2
    assert all(one["why_not"] for one in shown["alternatives"])


def test_of_a_draft_that_is_too_long_namesakes_are_named_first() -> None:
    """Where every target has the source of its own name, the names are enough; what is filled otherwise keeps its source."""
    mappings = [Mapping(target=f"body.field_{number}", sources=(f"trigger:field_{number}",)) for number in range(40)]
    mappings += [Mapping(target="body.other", sources=("trigger:name",))]
    flow = Flow(id="f", trigger=Trigger(kind="manual"), steps=(Step(id="s", mappings=tuple(mappings)),))
    design = Design(name="x", style="api", flows=(flow,))
    whole = condensed_text(design, tokens=4_000)
    assert "body.field_39 <- trigger:field_39" in whole
    text = condensed_text(design, tokens=about_tokens(whole) - 100)
    assert "f.s also fills, from fields of the same name: body.field_0, " in text
    assert "body.other <- trigger:name" in text


def test_objects_in_the_place_of_an_id_come_last() -> None:
    """What an API returns only if it is asked for is no part of the record until a design reads it."""
    owner = (a_field("owner", "string", "object"), a_field("owner.name", only_on_request="expand"))
    noise = tuple(a_field(f"noise_{number}") for number in range(90))
    surface = Surface(system="crm", name="GET /contacts", side="read", at="read:", fields=(*owner, *noise))
    said = Scene(said=frozenset({"owner", "name"}), shared=frozenset())
    assert "owner." not in sliced(surface, said, tokens=2_000).text
    used = replace(surface, used=frozenset({"owner.name"}))
    assert " read:owner.\n  name: string, only with expand\n" in sliced(used, said, tokens=2_000).text
