"""SARIF 2.1.0: valid by its schema, stable when lines move, suppressed where waived, and no link that a vendor writes."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema

from designer.check.reporting.baseline import against, baseline_text, read_baseline
from designer.pipeline.fixing import text_edits
from designer.show.sarif import Run, sarif_log
from tests.unit.check.written import file_of_text, report_of_text, with_piece

if TYPE_CHECKING:
    import pytest

SCHEMA = Path(__file__).parent / "sarif/sarif-schema-2.1.0.json"
WRONG = "- target: body.refrence\n  sources: [trigger:data.emial]\n"
COLOUR = "- target: body.custom.colour\n  sources: [trigger:data.extra.colour]\n"


@functools.cache
def validator() -> Any:
    """Return the standard's own judge."""
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker())


def run_of(text: str) -> dict[str, Any]:
    """Return the one run in the log of a design's text, which must be valid."""
    file, report = file_of_text(text), report_of_text(text)
    log = sarif_log(report, Run(file=file, exit_code=1, edits=text_edits(file, report)))
    assert [error.message for error in validator().iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def test_a_finding_is_a_result_at_its_line() -> None:
    """With rule, level, place in words, and the document's place as a related location that the message links to."""
    text = with_piece(WRONG)
    run = run_of(text)
    result = next(one for one in run["results"] if one["ruleId"] == "MAP302")
    line = next(number for number, written in enumerate(text.splitlines(), 1) if "refrence" in written)
    assert result["level"] == "error"
    assert result["message"]["text"].startswith('CRM\'s POST /contacts has no "refrence". Did you mean "reference"?')
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "design.yaml", "uriBaseId": "%SRCROOT%", "index": 0}
    assert physical["region"] == {"startLine": line, "startColumn": 11, "endLine": line, "endColumn": 34}
    logical = {"fullyQualifiedName": "$.flows[0].steps[0].mappings[0].target", "name": "flow customers > step write > body.refrence"}
    assert result["locations"][0]["logicalLocations"] == [logical]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "crm.yaml"
    assert result["message"]["text"].endswith("](1).")
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["defaultConfiguration"]) == ("MAP302", {"level": "error"})
    assert "```yaml\ntarget: body.last_nam\n" in rule["help"]["markdown"]


def test_fingerprints_stay_when_lines_and_mappings_move() -> None:
    """And two findings never share one."""
    before = {one["ruleId"]: one["partialFingerprints"] for one in run_of(with_piece(WRONG))["results"]}
    after = [*run_of("# new\n\n" + with_piece(COLOUR + WRONG))["results"]]
    assert {one["ruleId"]: one["partialFingerprints"] for one in after if one["ruleId"] != "MAP309"} == before
    assert len({json.dumps(one["partialFingerprints"]) for one in after}) == len(after)


def test_waived_findings_are_suppressed_in_the_source() -> None:
    """With the reason, and the place of the comment."""
    text = with_piece("# designer: ignore MAP309 seen in the sandbox\n" + COLOUR)
    result = run_of(text)["results"][0]
    line = next(number for number, written in enumerate(text.splitlines(), 1) if "designer: ignore" in written)
    suppression = result["suppressions"][0]
    assert (suppression["kind"], suppression["status"], suppression["justification"]) == ("inSource", "accepted", "seen in the sandbox")
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == line
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == line + 1


def test_known_findings_are_suppressed_from_outside(tmp_path: Path) -> None:
    """And told from new ones by their state."""
    old, new = with_piece(COLOUR), with_piece(COLOUR + WRONG)
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(report_of_text(old).findings, file_of_text(old).design))
    file = file_of_text(new)
    log: Any = sarif_log(against(report_of_text(new), read_baseline(path), file.design), Run(file=file, exit_code=1))
    assert list(validator().iter_errors(log)) == []
    told = [(one["ruleId"], one["baselineState"], "suppressions" in one) for one in log["runs"][0]["results"]]
    assert told == [("MAP301", "new", False), ("MAP302", "new", False), ("MAP309", "unchanged", True)]


def test_a_certain_fix_is_an_edit_of_the_text() -> None:
    """Applied, it mends the finding and nothing else."""
    text = with_piece("").replace("operation: POST /contacts", "operation: post /contacts  # as the manual says", 1)
    result = next(one for one in run_of(text)["results"] if one["ruleId"] == "OP204")
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    lines = text.splitlines(keepends=True)
    region = replacement["deletedRegion"]
    lines[region["startLine"] - 1 : region["endLine"] - 1] = [replacement["insertedContent"]["text"]]
    mended = "".join(lines)
    assert mended == text.replace("post /contacts", "POST /contacts")
    assert "OP204" not in {finding.code for finding in report_of_text(mended).findings}


def test_addresses_are_seen_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never absolute; blanks are escaped; documents are seen from there too."""
    folder = tmp_path / "my designs"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    file = file_of_text(with_piece(WRONG))
    moved = type(file)(design=file.design, path=folder / "design.yaml", text=file.text, lines=file.lines)
    log: Any = sarif_log(report_of_text(file.text), Run(file=moved, exit_code=1))
    assert list(validator().iter_errors(log)) == []
    uris = [one["location"]["uri"] for one in log["runs"][0]["artifacts"]]
    assert uris == ["my%20designs/design.yaml", "my%20designs/shop.yaml", "my%20designs/crm.yaml"]
    assert str(tmp_path) not in json.dumps(log)


def test_a_design_without_findings_is_a_run_without_results() -> None:
    """An empty list, not a missing one: code scanning closes what was open."""
    run = run_of(with_piece(""))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_two_designs_of_one_repository_are_told_apart() -> None:
    """By the name of the design: what is found in one does not replace what is found in the other."""
    assert run_of(with_piece(""))["automationDetails"] == {"id": "designer/good/"}
