"""What a reader must know first: questions that wait for an answer, and what only an account can prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.answering import LIFECYCLE, is_answered
from designer.render.documents.flows import writes
from designer.render.documents.grid import Grid
from designer.render.documents.places import system_name
from designer.render.documents.used import used_operations
from designer.render.documents.words import code, codes, counted, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Finding, Report, Severity
    from designer.model.question import Question
    from designer.model.spec import Catalog

MESSAGES_SHOWN = 4
CANDIDATES_SHOWN = 6
PLACES = {
    "setting": "`value` of setting",
    "table": "`rows` of table",
    "lifecycle": "`lifecycle` of flow",
    "condition": "`condition` of flow",
    "link": "link",
    "extract": "extract",
}
"""What an answer fills, by the kind that `Question.fills` begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One open question."""

    text: str
    why: str
    candidates: str
    answer: str
    """Where the answer goes."""


def question_views(design: Design) -> tuple[QuestionView, ...]:
    """Return the questions that are not answered yet; one whose setting has a value is."""
    return tuple(
        QuestionView(
            text=prose(question.text, limit=400),
            why=sentence(prose(question.why, limit=300)),
            candidates="; ".join(prose(candidate, limit=120) for candidate in question.candidates[:CANDIDATES_SHOWN]),
            answer=_answer(design, question),
        )
        for question in design.questions
        if not is_answered(design, question)
    )


def _answer(design: Design, question: Question) -> str:
    """Return where in design.yaml an answer goes."""
    kind, _, identifier = question.fills.partition(":")
    setting = design.setting(identifier) if kind == "setting" else None
    if setting and setting.environment and design.style == "api":
        return f"the environment variable {code(setting.environment)}, or {PLACES[kind]} {code(identifier)} in design.yaml"
    if kind == "lifecycle" and identifier:
        return f"{PLACES[kind]} {code(identifier)} in design.yaml, where {LIFECYCLE}"
    if kind in PLACES and identifier:
        return f"{PLACES[kind]} {code(identifier)} in design.yaml"
    place = question.fills or question.about
    return f"{code(place)} in design.yaml" if place.startswith("$") else f"design.yaml ({prose(question.about) or 'a new part of it'})"


def not_verified(design: Design, catalog: Catalog, report: Report) -> tuple[str, ...]:
    """Return what no document can prove: what the check marked so, and what the first real calls must show."""
    messages = " ".join(finding.message for finding in report.of("unverified"))
    found = [_finding_words(finding) for finding in report.of("unverified")]
    found += [words for name, words in (*_first_deliveries(design, catalog), *_untold(design, catalog)) if name not in messages]
    found += [*_first_writes(design), *_first_loads(design)]
    return tuple(dict.fromkeys(found))


def finding_rows(report: Report, severity: Severity) -> Grid:
    """Return the findings of one severity as a table, those of one rule in one row."""
    rules: dict[str, list[str]] = {}
    for finding in report.of(severity):
        message = sentence(prose(finding.message, limit=400))
        if message not in rules.setdefault(finding.code, []):
            rules[finding.code].append(message)
    return Grid(header=("Rule", "What"), rows=tuple((code(rule), _messages(messages)) for rule, messages in rules.items()))


def waived_rows(report: Report) -> Grid:
    """Return the findings that a comment in the design silences, each with the person's reason."""
    rows = [
        (code(one.finding.code), sentence(prose(one.finding.message, limit=400)), sentence(prose(one.reason, limit=200)))
        for one in report.waived
        if one.by == "comment"
    ]
    return Grid(header=("Rule", "What", "Why it stands"), rows=tuple(dict.fromkeys(rows)))


def _messages(messages: list[str]) -> str:
    more = len(messages) - MESSAGES_SHOWN
    return "<br>".join([*messages[:MESSAGES_SHOWN], *([f"and {more} more"] if more > 0 else [])])


def _finding_words(finding: Finding) -> str:
    return f"{sentence(prose(finding.message, limit=400))} ({code(finding.code)})"


def _first_deliveries(design: Design, catalog: Catalog) -> list[tuple[str, str]]:
    """Return each event that no document describes, with what must be seen of it."""
    found = []
    for flow in design.flows:
        system = design.system(flow.trigger.system)
        if flow.trigger.kind != "webhook" or system is None:
            continue
        event = catalog.event(system.name, flow.trigger.event)
        if event is None or event.origin in {"vendor_data", "brief"}:
            name = prose(system.name)
            words = f"That {name} sends {code(flow.trigger.event)} and what it holds: its document does not describe the event."
            found.append((flow.trigger.event, words))
    return found


def _first_writes(design: Design) -> list[str]:
    found = []
    for flow in design.flows:
        for step in writes(flow):
            if step.action == "call" and any(mapping.proof != "sandbox" for mapping in step.mappings):
                fields = counted(sum(mapping.proof != "sandbox" for mapping in step.mappings), "field")
                found.append(
                    f"That {system_name(design, step.system)} takes {code(step.operation)} with {fields} as mapped: "
                    "account rules (own required fields, closed lists, permissions) are in no document."
                )
    return found


def _first_loads(design: Design) -> list[str]:
    found = []
    extracts = design.warehouse.extracts if design.warehouse else ()
    for system in design.systems:
        read = [extract for extract in extracts if extract.system == system.id and extract.operation]
        if read:
            cursors = codes(dict.fromkeys(extract.cursor for extract in read if extract.cursor))
            new = f", and everything new by {cursors}" if cursors else ""
            found.append(f"That {prose(system.name)} shows this account every record of {codes(e.operation for e in read)}{new}.")
    return found


def _untold(design: Design, catalog: Catalog) -> list[tuple[str, str]]:
    """Return each operation that no document describes, with what must be seen of it."""
    return [
        (used.key, f"That {prose(used.system.name)} has {code(used.key)}: no document describes it.")
        for used in used_operations(design, catalog)
        if used.operation is None or not used.operation.in_spec
    ]
