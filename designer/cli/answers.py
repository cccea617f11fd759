"""The JSON documents that commands print (`--format json`): their members are a contract with the programs that read them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from designer.cli.check_answers import findings_answer, repaired_answer
from designer.model.codec import encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.match.fields.matches import FieldMatches
    from designer.model.design import Design, Mapping
    from designer.model.scalars import JsonObject
    from designer.model.spec import RankedOperation
    from designer.pipeline.designing import Outcome

CANDIDATES = 10


def print_json(answer: object) -> None:
    """Print one JSON document on standard output."""
    from designer.show.console import show_raw  # noqa: PLC0415 - beside its only use
    from designer.show.safe import escaped  # noqa: PLC0415 - the same

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    show_raw(escaped(json.dumps(answer, indent=2, ensure_ascii=not is_unicode)))


def match_answer(matches: FieldMatches) -> JsonObject:
    """Return the answer of `map`."""
    return {
        "mappings": [
            {
                "target": mapping.target,
                "source": list(mapping.sources),
                "transform": encode(mapping.transform),
                "confidence": round(mapping.confidence, 4),
                "reason": mapping.reason,
                **({"unmapped": list(mapping.unmapped)} if mapping.unmapped else {}),
            }
            for mapping in matches.mappings
        ],
        "candidates": [
            {
                "target": candidates.target,
                "sources": [{"path": scored.path, "score": round(scored.score, 4)} for scored in candidates.sources[:CANDIDATES]],
            }
            for candidates in matches.candidates
        ],
        "unmapped_required": list(matches.unmapped_required),
        "open_sources": list(matches.open_sources),
        "open_targets": list(matches.open_targets),
    }


def search_answer(found: Sequence[RankedOperation]) -> list[JsonObject]:
    """Return the answer of `search`."""
    return [
        {
            "method": ranked.operation.method,
            "path": ranked.operation.path,
            "operation_id": ranked.operation.operation_id,
            "summary": ranked.operation.summary,
            "score": round(ranked.score, 4),
        }
        for ranked in found
    ]


def design_answer(outcome: Outcome) -> JsonObject:
    """Return the answer of `design`."""
    design, folder = outcome.design, outcome.changes.folder
    return {
        "style": design.style,
        "reasons": list(design.architecture.reasons),
        "planner": design.planner,
        "design": str(folder / "design.yaml"),
        "repository": str(folder),
        "operations": [*_operations(design)],
        "operation_candidates": [
            {
                "system": found.system,
                "role": found.role,
                "candidates": [
                    {"method": ranked.operation.method, "path": ranked.operation.path, "score": round(ranked.score, 4)}
                    for ranked in found.candidates
                ],
            }
            for found in outcome.candidates
        ],
        "mappings": [{"flow": flow.id, "step": step.id, **_mapping(mapping)} for _, flow, step, mapping in design.mappings()],
        "left_out": [{"step": step, **_mapping(mapping)} for step, mapping in outcome.left_out],
        "findings": findings_answer(outcome.report, design),
        "questions": [*_questions(design)],
        "brief": [*_account(outcome)],
        "repaired": repaired_answer(outcome.report),
        "cost_usd": round(outcome.run.usd, 6) if outcome.run else 0.0,
        "run": _run(outcome) if outcome.run else None,
    }


def _questions(design: Design) -> Iterator[JsonObject]:
    for question in design.questions:
        yield {
            "about": question.about,
            "text": question.text,
            "why": question.why,
            "candidates": list(question.candidates),
            "fills": question.fills,
        }


def _account(outcome: Outcome) -> Iterator[JsonObject]:
    for one in outcome.account:
        yield {"line": one.line, "text": one.text, "asks": one.asks, "facts": list(one.facts), "unused": list(one.unused)}


def _run(outcome: Outcome) -> JsonObject:
    from designer.cli.runs import usage_answer  # noqa: PLC0415 - only where Claude was asked

    run, stopped = outcome.run, outcome.stopped
    if run is None:
        return {}
    return {
        "id": run.id,
        "model": run.start.model,
        "rounds": len(run.rounds),
        "usage": usage_answer(run),
        "ending": stopped.ending if stopped else run.ending,
        "message": stopped.message if stopped else run.message,
        "resume": stopped.resume if stopped else "",
    }


def _mapping(mapping: Mapping) -> JsonObject:
    return {
        "target": mapping.target,
        "source": list(mapping.sources),
        "transform": encode(mapping.transform),
        "confidence": round(mapping.confidence, 4),
        "reason": mapping.reason,
        "agreement": mapping.agreement,
        "rivals": list(mapping.rivals),
    }


def _operations(design: Design) -> Iterator[JsonObject]:
    """Yield what is called, in the order of the design; a backfill by the trigger's own operation is not told twice."""
    told = {(system, key) for _, system, key, purpose in design.operations() if purpose == "trigger"}
    for _, system, key, purpose in design.operations():
        if key and not (purpose == "backfill" and (system, key) in told):
            yield _operation(design, system, key, "read" if purpose == "backfill" else purpose)


def _operation(design: Design, system: str, key: str, role: str) -> JsonObject:
    method, _, path = key.partition(" ")
    found = design.system(system)
    return {"system": found.name if found else system, "method": method, "path": path, "role": role}
