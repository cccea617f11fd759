"""Drift over vendors' own documents: written otherwise they say the same; what is changed in one is told where the design uses it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from designer.drift.compare import compare
from designer.drift.locking import lock_of, snapshot
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.pipeline.designing import Wanted, design
from designer.specs.catalog import load_catalog
from designer.specs.documents.library import escape, steps_of
from designer.specs.documents.parse import parsed
from tests.unit.drift.rewriting import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.specs.catalog import LoadedCatalog

pytestmark = pytest.mark.corpus
CASES = (
    "bamboohr-employee-to-okta-user",
    "freshdesk-contact-to-hubspot-contact",
    "hubspot-contact-to-salesforce-contact",
    "intercom-contact-to-salesforce-contact",
    "lago-customer-to-hubspot-company",
    "outlook-event-to-google-calendar-event",
    "salesforce-task-to-hubspot-task",
    "woocommerce-order-to-mailchimp-order",
    "xero-invoice-to-quickbooks-invoice",
    "zendesk-ticket-to-front-conversation",
)
AS_YAML = 600_000
"""Bytes up to which a document is written as YAML too: writing it takes longer than all else."""


class Planned(NamedTuple):
    """A design over vendors' documents, and these as parsed, by system id."""

    design: Design
    catalog: LoadedCatalog
    documents: dict[str, Any]


@pytest.fixture(scope="module", params=CASES)
def planned(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Return a case of the corpus, planned."""
    case = yaml.safe_load((corpus / "cases" / f"{request.param}.yaml").read_text(encoding="utf-8"))
    brief = tmp_path_factory.mktemp("case") / "brief.md"
    brief.write_text(case["brief"], encoding="utf-8")
    systems = tuple(_described(corpus, case[side]) for side in ("source", "target"))
    outcome = design(Wanted(brief=brief, systems=systems, out=brief.parent / "out"), tell=lambda _: None)
    documents = {one.id: _parsed(Path(one.descriptions[0].path)) for one in outcome.catalog.systems}
    return Planned(outcome.design, outcome.catalog, documents)


def _described(corpus: Path, side: dict[str, Any]) -> SystemRef:
    is_told = side.get("spec") and any(one.get("in_spec", True) for one in side["operations"])
    path = str(corpus / (side["spec"] if is_told else side["object_schema"]))
    return SystemRef(name=side["system"], descriptions=(DescriptionRef(kind="openapi", path=path),))


def _parsed(path: Path) -> Any:
    return json.loads(json.dumps(parsed(path.read_bytes(), file=str(path)).root, default=str))


def _catalog(planned: Planned, documents: dict[str, Any], folder: Path) -> LoadedCatalog:
    """Return what other documents say; as YAML where they are small."""
    refs = []
    for system in planned.design.systems:
        text = json.dumps(documents[system.id])
        path = folder / f"{system.id}.json"
        if len(text) < AS_YAML:
            path = path.with_suffix(".yaml")
            text = yaml.dump(documents[system.id], sort_keys=False, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))
        path.write_text(text, encoding="utf-8")
        refs.append(SystemRef(name=system.name, descriptions=(DescriptionRef(kind="openapi", path=str(path)),)))
    return load_catalog(refs, base=Path())


def _records(planned: Planned) -> frozenset[str]:
    """Return the names of schemas by which the records of vendors' events are found: those must stay."""
    found = (planned.catalog.event(flow.trigger.system, flow.trigger.event) for flow in planned.design.flows)
    return frozenset(event.content.name for event in found if event and event.content)


@pytest.mark.parametrize("seed", [1])
def test_a_document_written_otherwise_drifts_nowhere(planned: Planned, tmp_path: Path, seed: int) -> None:
    """Not in what the design uses, nor in what is counted beside it."""
    kept = _records(planned)
    documents = {name: rewritten(document, seed=seed, kept=kept) for name, document in planned.documents.items()}
    catalog = _catalog(planned, documents, tmp_path)
    report = compare(lock_of(planned.design, planned.catalog), planned.design, catalog, planned.catalog)
    assert [change.message for change in report.changes] == []
    assert [(one.added, one.removed, one.changed) for one in report.unused] == [(0, 0, 0)] * len(report.unused)


def test_each_field_that_goes_is_told(planned: Planned, tmp_path: Path) -> None:
    """A property taken out of a document is told at each field that stood there, and at no other."""
    known = snapshot(planned.design, planned.catalog)
    for system, pointer in _some(_properties(known.places)):
        documents = {**planned.documents, system: _without(planned.documents[system], pointer)}
        catalog = _catalog(planned, documents, tmp_path)
        gone = known.lock, lock_of(planned.design, catalog)
        report = compare(known.lock, planned.design, catalog, planned.catalog, systems=(system,))
        assert bool(report.changes) == (gone[0] != gone[1]), pointer
        assert all(change.old is None or _is_about(change.old.pointer, pointer) for change in report.changes), pointer


def _is_about(place: str, pointer: str) -> bool:
    return place.startswith(pointer) or steps_of(place)[-1] == steps_of(pointer)[-1] or pointer.startswith(place)


def _properties(places: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    for (system, _, use, _), place in sorted(places.items()):
        if use in {"sent", "read"} and steps_of(place.pointer)[-2:-1] == ["properties"]:
            yield system, place.pointer


def _some(places: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the first and the last of each system's places."""
    found = list(dict.fromkeys(places))
    return [found[0], found[-1]] if found else []


def _without(document: Any, pointer: str) -> Any:
    made = copy.deepcopy(document)
    *outer, last = steps_of(pointer)
    _at(made, "#" + "".join(f"/{escape(step)}" for step in outer)).pop(last, None)
    return made


def _at(document: Any, pointer: str) -> Any:
    value = document
    for step in steps_of(pointer):
        while isinstance(value, dict) and step not in value and "$ref" in value:
            value = _at(document, value["$ref"])
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
