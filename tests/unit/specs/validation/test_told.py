"""What the full validation once found is told by every command that uses the document, until the document changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.cli.running import run
from tests.unit.test_registered import BRIEF, described

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_design_and_check_tell_a_kept_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before the document was validated, only of the system it describes, and not once it was mended."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    good = described("person", "people")
    wrong = json.loads(json.dumps(good))
    wrong["paths"]["/people/{id}"] = {"get": {"responses": {"200": {"description": "the parameter id is told nowhere"}}}}
    (tmp_path / "alpha.json").write_text(json.dumps(described("contact", "contacts")))
    (tmp_path / "brief.md").write_text(BRIEF)

    def told(document: object) -> list[str]:
        (tmp_path / "beta.json").write_text(json.dumps(document))
        command = [
            "design",
            "--from",
            "brief.md",
            "--out",
            "made",
            "--format",
            "json",
            "--spec",
            "Alpha=alpha.json",
            "--spec",
            "Beta=beta.json",
        ]
        assert run([*command, "--dry-run"], "designer") == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        return [one["where"] for one in findings if one["code"] == "SPEC108"]

    assert told(wrong) == []
    assert run(["specs", "validate", "beta.json"], "designer") == 1
    capsys.readouterr()
    assert told(wrong) == ["$.systems[1]"]
    assert told(good) == []
