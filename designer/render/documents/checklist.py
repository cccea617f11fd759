"""The test checklist: one box per mapping with a worked value, per closed value, per failure, per case of a record's life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.transform import BoolMap, EnumMap, Present
from designer.render.documents.conditions import condition_words
from designer.render.documents.examples import worked_example
from designer.render.documents.failures import failures
from designer.render.documents.flows import CASES, flow_title, step_call, writes
from designer.render.documents.grid import Section
from designer.render.documents.narrative import test_cases
from designer.render.documents.openpoints import question_views
from designer.render.documents.places import source_words, system_name, target_words
from designer.render.documents.practice import practice
from designer.render.documents.warehouse.checks import warehouse_checks
from designer.render.documents.words import code, codes, sentence, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.spec import Catalog

EXPECTED = {"act": "the other system shows it", "ignore": "nothing is written", "ask": "decide first (open question)"}


def checklist(design: Design, catalog: Catalog) -> tuple[Section, ...]:
    """Return the sections of the checklist that have a box."""
    sections = (
        Section(title="Ready", words="Before the first run.", items=tuple(_ready(design))),
        *_mapping_sections(design, catalog),
        *(warehouse_checks(design, design.warehouse) if design.warehouse else ()),
        Section(title="Values", words="Each row of each value table, and one value that no row has.", items=tuple(_values(design))),
        *(_life(design, flow) for flow in design.flows),
        Section(
            title="Failures", words="Make each happen once, in the sandbox or with a stand-in.", items=tuple(_failures(design, catalog))
        ),
        test_cases(design),
        Section(title="Success figures", items=tuple(f"{title}: {how}" for title, how in practice(design).figures)),
    )
    return tuple(section for section in sections if section.items)


def _ready(design: Design) -> Iterator[str]:
    for question in question_views(design):
        yield f"Answered: {question.text}"
    for system in design.systems:
        if system.auth.environment:
            verb = "is" if len(system.auth.environment) == 1 else "are"
            yield f"{system_name(design, system.id)}: {codes(system.auth.environment)} {verb} stored and a read call succeeds"
    for flow in design.flows:
        if flow.trigger.kind == "webhook":
            yield f"{system_name(design, flow.trigger.system)} is subscribed to {code(flow.trigger.event)} and a test delivery arrives"


def _mapping_sections(design: Design, catalog: Catalog) -> Iterator[Section]:
    for flow in design.flows:
        for step in flow.steps:
            if step.mappings:
                items = tuple(_mapping_item(m, design=design, catalog=catalog, flow=flow, step=step) for m in step.mappings)
                yield Section(title=f"Fields of {step_call(design, step)}", words=_mapping_words(flow, step), items=items)


def _mapping_words(flow: Flow, step: Step) -> str:
    condition = condition_words(step.condition)
    runs = f" The step runs only if {condition}." if condition else ""
    return f"Flow: {flow_title(flow)}.{runs}"


def _mapping_item(mapping: Mapping, *, design: Design, catalog: Catalog, flow: Flow, step: Step) -> str:
    target = target_words(mapping.target)
    sources = " and ".join(source_words(source, design=design, flow=flow, step=step) for source in mapping.sources)
    example = worked_example(mapping, design=design, catalog=catalog, flow=flow, step=step)
    if not sources:
        return f"{target} holds {example.result}" if example else f"{target} holds its constant"
    arrives = "unchanged" if example and example.given == example.result else f"as {example.result}" if example else ""
    shown = f": {example.given} arrives {arrives}" if example else ""
    return f"{target} from {sources}{shown}" + (" (to review)" if mapping.status == "proposed" else "")


def _values(design: Design) -> Iterator[str]:
    for _, _, _, mapping in design.mappings():
        transform = mapping.transform
        target = target_words(mapping.target)
        if isinstance(transform, EnumMap):
            for pair in transform.values:
                yield f"{target}: {value(pair.source)} arrives as {value(pair.target)}"
            rest = {"error": "is kept as a failure", "omit": "sends nothing", "keep": "arrives unchanged"}
            yield f"{target}: a value without a row {rest.get(transform.unmapped, f'arrives as {value(transform.default)}')}"
        if isinstance(transform, BoolMap):
            for item in transform.truthy:
                yield f"{target}: {value(item)} arrives as {value(transform.when_true)}"
            yield f"{target}: any other value arrives as {value(transform.when_false)}"
        if isinstance(transform, Present):
            yield f"{target}: a value arrives as {value(transform.when_true)}, none as {value(transform.when_false)}"
    for table in design.tables:
        for row in table.rows:
            yield f"table {code(table.id)}: {value(row.key)} arrives as {value(row.value)}"


def _life(design: Design, flow: Flow) -> Section:
    lead = f"Flow: {flow_title(flow)}." if len(design.flows) > 1 else ""
    return Section(
        title=f"Life of a record, {code(flow.id)}" if lead else "Life of a record", words=lead, items=tuple(_lives(design, flow))
    )


def _lives(design: Design, flow: Flow) -> Iterator[str]:
    for row in flow.lifecycle:
        yield f"{CASES[row.case]}: {EXPECTED[row.action]}"
    if flow.trigger.condition.any:
        yield f"A record for which it does not hold that {condition_words(flow.trigger.condition)}: nothing is written"
    if flow.trigger.kind == "webhook":
        yield f"The same delivery twice: one record in {_targets(design, flow)}"
    if flow.ordering_key:
        yield f"Two changes of one {code(source_parts(flow.ordering_key)[1])} within a second: the later one stands"
    if flow.backfill and flow.backfill.operation:
        yield "The backfill ran twice: no record is there twice"


def _targets(design: Design, flow: Flow) -> str:
    return " and ".join(dict.fromkeys(system_name(design, step.system) for step in writes(flow))) or "the target"


def _failures(design: Design, catalog: Catalog) -> Iterator[str]:
    for failure in failures(design, catalog):
        told = f" ({failure.told})" if failure.told else ""
        where = codes(failure.operations, limit=3) or "any call"
        yield f"{failure.system} answers {code(failure.status)}{told} to {where}: {_expected(failure.status, design)}"
    for flow in design.flows:
        verification = flow.trigger.verification
        if verification and verification.scheme not in {"none", "unknown"}:
            yield f"A delivery of {code(flow.trigger.event)} with a wrong signature: refused, nothing is written"
        for step in flow.steps:
            yield from _lookup_failures(design, step)


def _expected(status: str, design: Design) -> str:
    again = {
        "api": "repeated, arrives once when it is over",
        "nocode": "the run is marked failed and can be replayed",
        "warehouse": "the next load fetches it",
    }
    passing = status.startswith("5") or status in {"408", "429"}
    return again[design.style] if passing else practice(design).kept


def _lookup_failures(design: Design, step: Step) -> Iterator[str]:
    if step.role != "lookup":
        return
    none = {
        "stop": "the flow stops",
        "continue": "the flow goes on and creates it",
        "ask": "a person is asked",
        "fail": "the event is kept as a failure",
    }
    many = {"first": "the first is taken", "ask": "a person is asked", "fail": "the event is kept as a failure"}
    name = system_name(design, step.system)
    yield sentence(f"{name} has no such record (step {code(step.id)}): {none[step.on_none]}").removesuffix(".")
    yield sentence(f"{name} has two such records (step {code(step.id)}): {many[step.on_many]}").removesuffix(".")
