"""A transport that answers from a list in memory, and a planner over the small shop and the small CRM."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from designer.model.finding import Finding
from designer.model.run import Usage
from designer.pipeline import checker_of
from designer.pipeline.described import brief_of
from designer.plan.claude.planner import ClaudePlanner
from designer.plan.claude.settings import ClaudeSettings
from designer.plan.claude.turn import Reply
from designer.repair import with_certain_fixes
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Checker, Report, Severity
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog
    from designer.plan.claude.replaying import EarlierRun
    from designer.plan.claude.turn import Hear, Transport, Turn

BRIEF = """---
style: api
systems:
  - {name: Shop, spec: shop.json}
  - {name: CRM, spec: crm.json}
---

# New customers become contacts

When a customer is created in Shop, create a contact in CRM.

Volume: 100 customers a day
"""
USAGE = Usage(input_tokens=100, cache_write_tokens=9_000, cache_read_tokens=1_000, output_tokens=500)


@dataclass(slots=True)
class Scripted:
    """Answers each turn with the next entry: a reply, or an exception that is raised."""

    script: list[Reply | BaseException]
    turns: list[Turn] = field(default_factory=list)

    def send(self, turn: Turn, *, hear: Hear) -> Reply:
        """Return the next reply, or raise."""
        self.turns.append(turn)
        assert len(self.turns) <= len(self.script), "the script has no more replies"
        entry = self.script[len(self.turns) - 1]
        hear("thinking", "It ponders. ")
        if isinstance(entry, BaseException):
            raise entry
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A brief with its documents."""

    brief: Brief
    catalog: Catalog
    checker: Checker

    def mend(self, design: Design) -> tuple[Design, Report]:
        """Make the certain fixes."""
        return with_certain_fixes(design, self.checker)

    def planner(
        self, transport: Transport, *, earlier: EarlierRun | None = None, tell: Callable[[str], None] = lambda _: None, **settings: Any
    ) -> ClaudePlanner:
        """Return a planner whose clock goes on by one second at each look."""
        ticks = itertools.count()
        return ClaudePlanner(
            ClaudeSettings(**{"narrative": False, "command": "designer design --from brief.md", **settings}),
            transport=transport,
            mend=self.mend,
            tell=tell,
            earlier=earlier,
            clock=lambda: float(next(ticks)),
        )

    def plan(self, planner: ClaudePlanner) -> Design:
        """Plan with it."""
        return planner.plan(self.brief, self.catalog, checker=self.checker)


def a_case(folder: Path, *, brief: str = BRIEF) -> Case:
    """Return the small shop, whose new customers become contacts of the small CRM."""
    for name, document in (("shop", a_shop_document()), ("crm", a_crm_document())):
        (folder / f"{name}.json").write_text(json.dumps(document))
    (folder / "brief.md").write_text(brief)
    read = brief_of(folder / "brief.md", systems=(), style="auto")
    catalog = load_catalog(read.systems, base=folder)
    return Case(brief=read, catalog=catalog, checker=checker_of(catalog))


def calls(*told: tuple[str, JsonObject], reason: str = "tool_use", usage: Usage = USAGE) -> Reply:
    """Return a reply that calls tools; ids are toolu_1, toolu_2 ..."""
    blocks = tuple(
        {"type": "tool_use", "id": f"toolu_{number}", "name": name, "input": arguments}
        for number, (name, arguments) in enumerate(told, start=1)
    )
    thinking: JsonObject = {"type": "thinking", "thinking": "It ponders.", "signature": "c2lnbmVk"}
    return Reply(content=(thinking, *blocks), stop_reason=reason, usage=usage, request_id="req_1")


def says(text: str, reason: str = "end_turn", **details: Any) -> Reply:
    """Return a reply of words."""
    content = ({"type": "text", "text": text},) if text else ()
    return Reply(content=content, stop_reason=reason, usage=USAGE, request_id="req_2", stop_details=details)


def patch(*patches: JsonObject) -> tuple[str, JsonObject]:
    """Return a call of patch_design."""
    return "patch_design", {"patches": list(patches)}


FLOW = "$.flows[id=shop_customer_to_crm]"
STEP = f"{FLOW}.steps[id=write_contact]"
REGISTRATION: JsonObject = {"kind": "ui", "steps": ["Open Settings, then Webhooks.", "Add the connector's address."]}
CLEAN = patch(
    {"op": "set", "at": f"{FLOW}.trigger.registration", "value": REGISTRATION},
    {"op": "set", "at": f"{FLOW}.trigger.verification", "value": {"scheme": "token", "header": "X-Token"}},
)
"""Leaves nothing that could be mended."""
LOOK: tuple[str, JsonObject] = ("search_operations", {"system": "CRM", "words": "create a contact", "limit": 3})
"""Changes nothing."""
FINE = patch({"op": "set", "at": "$.architecture.reasons", "value": ["Customers must arrive within a minute."]})
"""Leaves the draft's two warnings."""

WEAKER = patch({"op": "set", "at": f"{FLOW}.trigger.verification", "value": {"scheme": "none"}})
"""Brings a warning back."""


def bad(number: int = 1) -> tuple[str, JsonObject]:
    """Return a call of patch_design that reads a field which is not there; each number makes another finding."""
    value: JsonObject = {"target": "body.name", "sources": [f"trigger:customer.nothing{number}"]}
    return patch({"op": "set", "at": f"{STEP}.mappings[target=body.name]", "value": value})


def worse(number: int = 1) -> tuple[str, JsonObject]:
    """Return a call of patch_design that makes two errors."""
    wrong: JsonObject = {"target": "body.phone_number", "sources": [f"trigger:customer.nowhere{number}"]}
    patches: Any = bad(number)[1]["patches"]
    return patch(*patches, {"op": "set", "at": f"{STEP}.mappings[target=body.phone_number]", "value": wrong})


MENDED = patch(
    *CLEAN[1]["patches"],  # type: ignore[misc]
    {"op": "set", "at": f"{STEP}.mappings[target=body.name]", "value": {"target": "body.name", "sources": ["trigger:customer.full_name"]}},
    {
        "op": "set",
        "at": f"{STEP}.mappings[target=body.phone_number]",
        "value": {"target": "body.phone_number", "sources": ["trigger:customer.phone"]},
    },
)
"""Mends what `bad` and `worse` made, and leaves nothing that could be mended."""


def with_finding(case: Case, where: str, severity: Severity = "error", *, message: str = "It is not what was read.") -> Case:
    """Return the case with a check that finds something at a place, whatever the design is."""
    found = Finding(code="TST001", severity=severity, where=where, message=message)

    def checker(design: Design) -> Report:
        report = case.checker(design)
        return replace(report, findings=(*report.findings, found))

    return replace(case, checker=checker)
