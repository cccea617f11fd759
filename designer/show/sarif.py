"""Findings as SARIF 2.1.0, the form in which code scanning and editors take them."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from designer import __version__
from designer.check.reporting.baseline import known
from designer.check.reporting.places import place_words
from designer.check.rulebook import family_title, rulebook
from designer.show.report import ADDRESS
from designer.show.rule_texts import rule_markdown
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.check.rulebook import Entry
    from designer.files.design_file import DesignFile
    from designer.model.finding import Finding, Report, Severity, SpecPlace, TextEdit, Waived

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "open": "warning", "warning": "warning", "unverified": "note", "info": "note"}
URGENCY: dict[str, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
"""Levels as code scanning names them in a rule's `problem.severity`."""
BASE = "%SRCROOT%"
FINGERPRINT = "designFinding/v1"
LINK = re.compile(r"\](?=\()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was checked, how it ended, and the edits that make certain fixes, by the number of the finding."""

    file: DesignFile
    exit_code: int
    edits: Mapping[int, tuple[TextEdit, ...]] = field(default_factory=dict)


def sarif_log(report: Report, run: Run) -> dict[str, Any]:
    """Return the report as a SARIF log; addresses are as seen from the working folder."""
    results = _Results(report, run)
    told = [results.of(finding, run.edits.get(number, ())) for number, finding in enumerate(report.findings)]
    told += [results.of_waived(one) for one in report.waived]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, results, told)]}


def _run(run: Run, results: _Results, told: list[dict[str, Any]]) -> dict[str, Any]:
    described = {"text": "The folder in which the check was run: paths are as seen from it."}
    return {
        "tool": {
            "driver": {
                "name": "designer",
                "fullName": "Integration designer: check",
                "version": __version__,
                "informationUri": "urn:integration-designer",
                "rules": [_rule(rulebook()[code]) for code in results.rules],
            }
        },
        "automationDetails": {"id": f"designer/{run.file.design.name}/"},
        "invocations": [{"executionSuccessful": True, "exitCode": run.exit_code}],
        "originalUriBaseIds": {BASE: {"description": described}},
        "artifacts": [{"location": _location(address)} for address in results.artifacts],
        "columnKind": "unicodeCodePoints",
        "results": told,
    }


class _Results:
    """The results of one run, and the rules and files that they refer to by number."""

    def __init__(self, report: Report, run: Run) -> None:
        self.run = run
        self.has_baseline = bool(report.gone) or any(one.by == "baseline" for one in report.waived)
        codes = {finding.code for finding in report.findings} | {one.finding.code for one in report.waived}
        self.rules = [code for code in rulebook() if code in codes]
        self.design_address = _address(run.file.path)
        self.artifacts = [self.design_address]
        self.lines = run.file.text.split("\n")

    def of(self, finding: Finding, edits: tuple[TextEdit, ...] = ()) -> dict[str, Any]:
        """Return a finding as a result."""
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self.rules.index(finding.code),
            "level": LEVELS[finding.severity],
            "message": {"text": self._message(finding)},
            "locations": [self._place(finding)],
            "partialFingerprints": {FINGERPRINT: self._fingerprint(finding)},
            "properties": {"severity": finding.severity},
        }
        if finding.spec:
            result["relatedLocations"] = [self._related(finding.spec)]
        if finding.fix and edits:
            result["fixes"] = [self._fix(finding.fix.words, edits)]
        if self.has_baseline:
            result["baselineState"] = "new"
        return result

    def of_waived(self, one: Waived) -> dict[str, Any]:
        """Return a finding that does not count, as a suppressed result."""
        result = self.of(one.finding)
        suppression: dict[str, Any] = {"kind": "inSource" if one.by == "comment" else "external", "status": "accepted"}
        if one.reason:
            suppression["justification"] = one_line(one.reason)
        if one.by == "comment":
            suppression["location"] = {"physicalLocation": self._physical(one.line)}
        elif self.has_baseline:
            result["baselineState"] = "unchanged"
        return {**result, "suppressions": [suppression]}

    def _message(self, finding: Finding) -> str:
        """Return the message with what to do, and a link to the document's place; what looks like a link in it is none."""
        parts = [_unlinked(finding.message)]
        if finding.fix:
            parts.append(_unlinked(f"{'Fix' if finding.fix.certain else 'Likely fix'}: {finding.fix.words.rstrip('.')}."))
        if finding.spec:
            shown = re.sub(r"[\[\]\\]", "", one_line(f"{finding.spec.file}{_fragment(finding.spec.pointer)}"))
            parts.append(f"See [{shown}](1).")
        return " ".join(parts)

    def _place(self, finding: Finding) -> dict[str, Any]:
        words = " > ".join(place_words(self.run.file.design, finding.where))
        logical = {"fullyQualifiedName": finding.where, **({"name": one_line(words)} if words else {})}
        return {"physicalLocation": self._physical(finding.line), "logicalLocations": [logical]}

    def _physical(self, line: int) -> dict[str, Any]:
        return {"artifactLocation": self._artifact(self.design_address), "region": self._region(line)}

    def _region(self, line: int) -> dict[str, Any]:
        """Return what stands on the line, without the blanks around it."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if not text.strip():
            return {"startLine": max(line, 1)}
        start = len(text) - len(text.lstrip()) + 1
        return {"startLine": line, "startColumn": start, "endLine": line, "endColumn": len(text.rstrip()) + 1}

    def _related(self, spec: SpecPlace) -> dict[str, Any]:
        address = spec.file if ADDRESS.match(spec.file) else _address(self.run.file.path.parent / spec.file)
        pointer = _fragment(one_line(spec.pointer)) or "#"
        return {
            "id": 1,
            "message": {"text": _unlinked(f"What the document says at {pointer}")},
            # The pointer says where; code scanning refuses a place without a line.
            "physicalLocation": {"artifactLocation": self._artifact(address), "region": {"startLine": 1}},
            "logicalLocations": [{"fullyQualifiedName": pointer}],
        }

    def _artifact(self, address: str) -> dict[str, Any]:
        if address not in self.artifacts:
            self.artifacts.append(address)
        return {**_location(address), "index": self.artifacts.index(address)}

    def _fingerprint(self, finding: Finding) -> str:
        one = known(finding, self.run.file.design)
        return hashlib.sha256(f"{one.code}\n{one.place}\n{one.subject}".encode()).hexdigest()[:32]

    def _fix(self, words: str, edits: tuple[TextEdit, ...]) -> dict[str, Any]:
        replaced = [
            {"deletedRegion": {"startLine": edit.first, "startColumn": 1, "endLine": edit.end, "endColumn": 1}, **_inserted(edit.text)}
            for edit in edits
        ]
        change = {"artifactLocation": self._artifact(self.design_address), "replacements": replaced}
        return {"description": {"text": _unlinked(words)}, "artifactChanges": [change]}


def _inserted(text: str) -> dict[str, Any]:
    return {"insertedContent": {"text": text}} if text else {}


def _rule(entry: Entry) -> dict[str, Any]:
    level = LEVELS[entry.severity]
    return {
        "id": entry.code,
        "name": entry.code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": " ".join(entry.advice.split())},
        "help": {"text": entry.advice, "markdown": rule_markdown(entry)},
        "helpUri": f"urn:integration-designer:rule:{entry.code}",
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [family_title(entry.family)], "precision": "very-high", "problem.severity": URGENCY[level]},
    }


def _location(address: str) -> dict[str, Any]:
    return {"uri": address} if ADDRESS.match(address) else {"uri": address, "uriBaseId": BASE}


def _address(path: Path) -> str:
    """Return a path as a relative address, as seen from the working folder."""
    return quote(Path(os.path.relpath(path)).as_posix())


def _fragment(pointer: str) -> str:
    return pointer if pointer.startswith("#") or not pointer else f"#{pointer}"


def _unlinked(text: str) -> str:
    """Return a text in which nothing is taken for a link: a message may quote a vendor's document."""
    return LINK.sub("] ", one_line(text))
