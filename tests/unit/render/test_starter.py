"""What is printed for a design made by hand: code that reads well, documents that describe it, nothing that a vendor could slip in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.errors import RenderError
from designer.files.design_file import parse_design
from designer.model.brief import SystemRef
from designer.model.design import AllOf, Comparison, Condition, Mapping, Setting, System
from designer.model.finding import Finding, Report
from designer.model.transform import Constant
from designer.render.code.flows import condition_code
from designer.render.run import render
from designer.render.view import view_document
from designer.specs.catalog import load_catalog
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Style
    from designer.model.spec import Catalog

EVIL = '"""\nimport os; os.system("x")\n\'\'\' {{ 7 * 7 }} {% raw %} \\'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Design, Catalog]:
    """Return the design of orders to invoices, and its catalog."""
    return an_order_design(tmp_path_factory.mktemp("orders"))


@pytest.fixture(scope="module")
def files(made: tuple[Design, Catalog]) -> dict[str, str]:
    """Return the starter's files by path."""
    return {artifact.path: artifact.text for artifact in render(*made, Report())}


def _function(text: str, name: str) -> str:
    """Return one function's source."""
    start = text.index(f"def {name}(")
    end = text.find("\n\n\n", start)
    return text[start : end if end > 0 else None].rstrip()


@pytest.mark.parametrize("style", ["api", "nocode"])
@pytest.mark.parametrize("target", ["body.tags[3000000]", "body.tags[999999999].id", "body..name"])
def test_a_path_that_cannot_be_read_is_no_starter(made: tuple[Design, Catalog], style: Style, target: str) -> None:
    """Rendered by force, such a design is refused with the path; nothing grows with a number in it."""
    design, catalog = made
    (flow, *rest) = design.flows
    *before, step = flow.steps
    step = replace(step, mappings=(*step.mappings, Mapping(target=target, transform=Constant(value="x"))))
    broken = replace(design, style=style, flows=(replace(flow, steps=(*before, step)), *rest))
    with pytest.raises(RenderError, match="cannot be read"):
        render(broken, catalog, Report())


def test_a_mapping_reads_like_its_body(files: dict[str, str]) -> None:
    """Objects, arrays level by level, scalars repeated in each item, transforms and defaults in their places."""
    text = _function(files["src/orders_to_books/mappings.py"], "write_invoice")
    assert text.startswith('def write_invoice(trigger: Record, settings: Settings) -> Content:\n    """Create the invoice in Books."""')
    assert (
        """"items": filled(
                        compact({
                            "code": get(line, "sku"),
                            "text": or_else(get(line, "title"), "no title"),
                            "quantity": get(line, "quantity"),
                            "unit_amount": transforms.scale(get(line, "price_cents"), "0.01", get(trigger, "order", "currency"), places=2),
                            "tags": transforms.join(get(line, "tags"), " "),
                        })
                        for line in each(trigger, "order", "lines")
                    ),"""
        in text
    )
    assert 'labelled({"type": "delivery"}, {"city": get(trigger, "order", "addresses", where("type", "shipping"), "city")})' in text


def test_an_update_leaves_creation_fields_alone(files: dict[str, str]) -> None:
    """A mapping that is written on creation only is not sent by an update; a cleared field is."""
    assert (
        _function(files["src/orders_to_books/mappings.py"], "update_invoice")
        == '''def update_invoice(trigger: Record, find_invoice: Record) -> Content:
    """Update the invoice that was found."""
    return Content(path={"id": get(find_invoice, "invoices", 0, "id")}, body=compact({"note": cleared(get(trigger, "order", "last_name"))}))'''  # noqa: E501
    )


def test_a_client_is_one_function_for_each_operation(files: dict[str, str]) -> None:
    """Method, path and media type as the document has them; a summary stays a docstring."""
    assert (
        _function(files["src/orders_to_books/clients.py"], "create_invoice")
        == r'''def create_invoice(content: Content) -> Request:
    """POST /invoices: Create an \"\"\"invoice\"\"\"."""
    return request("books", "POST", "/invoices", content, media_type="application/json")'''
    )


def test_a_flow_reads_top_to_bottom(files: dict[str, str]) -> None:
    """Condition, look-up, create or update, keys: in order, and nothing is sent."""
    assert (
        _function(files["src/orders_to_books/flows.py"], "paid_orders")
        == '''def paid_orders(incoming: Incoming, settings: Settings) -> Steps:
    """When an order is paid in the "Shop", write an invoice."""
    trigger = incoming.record
    run = incoming.run
    if not equals(get(trigger, "order", "status"), "paid"):
        return
    find_invoice = yield clients.find_invoices(mappings.find_invoice(trigger)).of_step("find_invoice", optional=True)
    if count(find_invoice, "invoices") > 1:
        raise Failed("Look for the invoice: several found")
    if not present(get(find_invoice, "invoices", 0, "id")):
        yield clients.create_invoice(mappings.write_invoice(trigger, settings)).of_step(
            "write_invoice",
            remember=once("link:order_invoice", get(trigger, "order", "id")),
            headers={"Idempotency-Key": key_of("write_invoice", run.event_id)},
        )
    if present(get(find_invoice, "invoices", 0, "id")):
        yield clients.update_invoice(mappings.update_invoice(trigger, find_invoice)).of_step("update_invoice")
    yield clients.add_note(mappings.add_note(trigger)).of_step(
        "add_note", once=once("step:add_note", get(trigger, "order", "id")), on_error="skip"
    )'''
    )


def test_the_starter_describes_itself(files: dict[str, str], tmp_path: Path) -> None:
    """design.yaml names the slices beside it, by their hash and the document that they were cut from."""
    design = parse_design(files["design.yaml"], path=tmp_path / "design.yaml").design
    books = design.system("books")
    assert books is not None
    assert books.descriptions[0].path == "specs/books.json"
    assert books.descriptions[0].origin == "Books.json"
    assert books.descriptions[0].sha256 == hashlib.sha256(files["specs/books.json"].encode()).hexdigest()
    assert sorted(json.loads(files["specs/books.json"])["paths"]) == ["/invoices", "/invoices/{id}"]
    assert list(json.loads(files["specs/shop.json"])["webhooks"]) == ["order.paid"]


def test_the_same_design_gives_the_same_bytes(made: tuple[Design, Catalog], files: dict[str, str]) -> None:
    """No clock, no chance, sorted paths."""
    again = render(*made, Report())
    assert {artifact.path: artifact.text for artifact in again} == files
    assert [artifact.path for artifact in again] == sorted(files)


def test_the_expected_values_are_not_the_code_s_own(files: dict[str, str]) -> None:
    """The tests of a starter hold what the design says for the sample event."""
    text = _function(files["tests/test_mappings.py"], "test_write_invoice")
    for value in (
        '"series_id": 7',
        '"country_id": 49',
        '"country": "DEU"',
        '"unit_amount": 0.12',
        '"issued": "2026-01-31"',
        '"priority": "high"',
    ):
        assert value in text


def test_the_sample_event_meets_the_flow_s_condition(files: dict[str, str]) -> None:
    """The event is one that the flow acts on, and its table finds a row."""
    order = json.loads(files["events/paid_orders.json"])["order"]
    assert order["status"] == "paid"
    assert order["addresses"][0]["country"] in {"DE", "FR"}
    assert {address["type"] for address in order["addresses"]} == {"billing", "shipping"}


@pytest.mark.parametrize("place", ["title", "flow", "step", "setting", "constant", "reason"])
def test_vendor_text_stays_text(made: tuple[Design, Catalog], place: str) -> None:
    """Hostile text anywhere in a design stays a literal, a docstring or a comment: the code parses and runs nothing of it."""
    design, catalog = made
    flow = design.flows[0]
    hostile = {
        "title": replace(design, title=EVIL),
        "flow": replace(design, flows=(replace(flow, title=EVIL),)),
        "step": replace(design, flows=(replace(flow, steps=(replace(flow.steps[0], title=EVIL), *flow.steps[1:])),)),
        "setting": replace(
            design, settings=(Setting(id="books_series", title=EVIL, found=EVIL, environment="X", type="integer", sample=7),)
        ),
        "constant": replace(design, flows=(_with(flow, Mapping(target="body.text", transform=Constant(value=EVIL))),)),
        "reason": replace(design, flows=(_with(flow, Mapping(target=f"body.{json.dumps(EVIL)}", sources=("trigger:id",))),)),
    }[place]
    for artifact in render(hostile, catalog, Report()):
        if artifact.path.endswith(".py") and "/runtime/" not in artifact.path:
            assert not [line for line in artifact.text.splitlines() if line.lstrip().startswith("import os")]


def _with(flow: object, mapping: Mapping) -> object:
    from designer.model.design import Flow

    assert isinstance(flow, Flow)
    note = flow.steps[3]
    kept = tuple(one for one in note.mappings if one.target != mapping.target)
    return replace(flow, steps=(*flow.steps[:3], replace(note, mappings=(*kept, mapping))))


def test_a_table_is_no_source(made: tuple[Design, Catalog]) -> None:
    """What no code can read stops the rendering with the source's name."""
    design, catalog = made
    broken = replace(design, flows=(_with(design.flows[0], Mapping(target="body.text", sources=("table:countries",))),))
    with pytest.raises(RenderError, match="table:countries"):
        render(broken, catalog, Report())


@pytest.mark.parametrize(
    ("op", "values", "code"),
    [
        ("equals", ("a",), 'equals(get(trigger, "x"), "a")'),
        ("equals", ("a", "b"), 'one_of(get(trigger, "x"), "a", "b")'),
        ("not_equals", (1,), 'not equals(get(trigger, "x"), 1)'),
        ("in", (1, 2), 'one_of(get(trigger, "x"), 1, 2)'),
        ("greater", (5,), 'greater(get(trigger, "x"), 5)'),
        ("contains", ("a",), 'contains(get(trigger, "x"), "a")'),
        ("empty", (), 'not present(get(trigger, "x"))'),
        ("present", (), 'present(get(trigger, "x"))'),
        ("changed", (), 'changed(get(trigger, "x"))'),
    ],
)
def test_a_comparison_is_one_call(op: str, values: tuple[object, ...], code: str) -> None:
    """Each comparison of a condition has its own function."""
    comparison = Comparison(source="trigger:x", op=op, values=values)  # type: ignore[arg-type]
    assert condition_code(Condition(any=(AllOf(all=(comparison,)),))).replace("'", '"') == code


def test_a_condition_keeps_its_groups() -> None:
    """Any of all: the groups stand in brackets."""
    one, two = Comparison(source="trigger:a", op="present"), Comparison(source="trigger:b", op="present")
    code = condition_code(Condition(any=(AllOf(all=(one, two)), AllOf(all=(two,)))))
    assert code.replace("'", '"') == '(present(get(trigger, "a")) and present(get(trigger, "b"))) or present(get(trigger, "b"))'


def test_the_view_can_be_shown(made: tuple[Design, Catalog]) -> None:
    """Whoever writes a template sees every name that it may print, as JSON."""
    view = view_document(*made, Report())
    assert view["package"] == "orders_to_books"
    assert {"documents", "code", "name", "style"} <= set(view)
    json.dumps(view)


def test_a_sample_event_holds_what_tells_it_from_others(tmp_path: Path) -> None:
    """The sample of a large schema ends before it has every field; without its key a repeat would not be known as one."""
    design, catalog = an_order_design(tmp_path)
    keyed = replace(design, flows=(replace(design.flows[0], ordering_key="trigger:order.batch.key"), *design.flows[1:]))
    files = {artifact.path: artifact.text for artifact in render(keyed, catalog, Report())}
    assert json.loads(files["events/paid_orders.json"])["order"]["batch"] == {"key": "sample"}


def test_a_system_without_a_document_ships_none(made: tuple[Design, Catalog]) -> None:
    """No file stands for what no document tells, and the starter knows that there is none."""
    design, _ = made
    told = load_catalog([SystemRef(name="Depot")], base=Path())
    alone = replace(design, systems=(System(id="depot", name="Depot"),), flows=(), links=(), questions=())
    files = {artifact.path: artifact.text for artifact in render(alone, told, Report())}
    assert [path for path in files if path.startswith("specs/")] == []
    assert 'document=""' in files["src/orders_to_books/settings.py"]


def test_that_a_document_changed_is_past_once_it_is_rendered(made: tuple[Design, Catalog]) -> None:
    """The rendering writes the new hash, so its README would tell what the next check does not find."""
    changed = Finding(code="SPEC104", severity="warning", where="$.systems[0].descriptions[0].sha256", message="It has changed.")
    assert render(*made, Report(findings=(changed,))) == render(*made, Report())
