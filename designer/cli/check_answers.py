"""The JSON answer of `check`: its members are a contract with the programs that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designer.files.design_file import DesignFile
    from designer.model.design import Design
    from designer.model.finding import Budget, Finding, Known, PersonalFlow, Repaired, Report, Waived
    from designer.model.scalars import JsonObject


def check_answer(file: DesignFile, report: Report) -> JsonObject:
    """Return the answer of `check`."""
    return {
        "design": str(file.path),
        "findings": findings_answer(report, file.design),
        "coverage": coverage_answer(report),
        "agreement": agreement_answer(file.design),
        "waived": [_waived(one, file.design) for one in report.waived],
        "gone": [_known(one) for one in report.gone],
        "unasked": report.unasked,
        "repaired": repaired_answer(report),
        "personal": [_personal(flow) for flow in report.personal],
        "scopes": [{"system": one.system, "needed": list(one.scopes), "asked": list(one.asked)} for one in report.scopes],
        "budget": [_budget(one) for one in report.budget],
    }


def findings_answer(report: Report, design: Design) -> list[Any]:
    """Return the findings of a design as JSON, every member always there."""
    return [{**finding_answer(finding), **_named(finding, design)} for finding in report.findings]


def coverage_answer(report: Report) -> JsonObject:
    """Return the counts of the coverage by name."""
    return {count.name: {"done": count.done, "total": count.total} for count in report.coverage}


def agreement_answer(design: Design) -> list[Any]:
    """Return what the offline matcher says of each mapping and column that another planner has proposed; none where nobody asked it."""
    from designer.show.agreements import judged_fields  # noqa: PLC0415 - loaded for this answer alone

    return [
        {
            "place": one.place,
            "target": one.target,
            "source": list(one.chosen.sources),
            "agreement": one.agreement,
            "rivals": list(one.chosen.rivals),
            "confidence": round(one.chosen.confidence, 4),
            "reason": one.chosen.reason,
            "settled": one.is_settled,
        }
        for one in judged_fields(design)
    ]


def repaired_answer(report: Report) -> list[Any]:
    """Return what repair has changed."""
    return [_repaired(one) for one in report.repaired]


def finding_answer(finding: Finding) -> JsonObject:
    """Return one finding as JSON, every member always there; `fix` is in words, a certain one is made by `--fix`."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": finding.where,
        "line": finding.line,
        "spec": {"file": finding.spec.file, "pointer": finding.spec.pointer} if finding.spec else None,
        "message": finding.message,
        "fix": finding.fix.words if finding.fix else None,
        "fix_is_certain": finding.fix.certain if finding.fix else None,
    }


def _named(finding: Finding, design: Design) -> JsonObject:
    """Return the place in words, and by names, as it stays when other records come and go."""
    from designer.check.reporting.places import place_words, stable_place  # noqa: PLC0415 - `map` and `search` load no check

    return {"place": " > ".join(place_words(design, finding.where)), "stable": stable_place(design, finding.where)}


def _waived(one: Waived, design: Design) -> JsonObject:
    return {**finding_answer(one.finding), **_named(one.finding, design), "by": one.by, "reason": one.reason, "comment_line": one.line}


def _known(one: Known) -> JsonObject:
    return {"code": one.code, "place": one.place, "subject": one.subject, "message": one.message}


def _repaired(one: Repaired) -> JsonObject:
    return {"code": one.code, "where": one.where, "place": one.place, "words": one.words}


def _personal(flow: PersonalFlow) -> JsonObject:
    return {
        "category": flow.category,
        "is_sensitive": flow.is_sensitive,
        "where": flow.where,
        "line": flow.line,
        "source": flow.source,
        "source_path": flow.source_path,
        "target": flow.target,
        "target_path": flow.target_path,
    }


def _budget(one: Budget) -> JsonObject:
    return {
        "system": one.system,
        "calls_per_day": one.calls_per_day,
        "most_per_day": one.most_per_day,
        "arithmetic": one.arithmetic,
        "limits": list(one.limits),
        "catching_up": list(one.catching_up),
    }
