"""Baselines on the command line: `--baseline` takes what is known off a report, `--write-baseline` writes what is found now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.finding import Report
    from designer.pipeline import Checked


def compared(checked: Checked, path: Path | None) -> Report:
    """Return the report without what a baseline knows. Raises UsageError."""
    from designer.check.reporting.baseline import against, read_baseline  # noqa: PLC0415 - lazy, as in all commands

    return against(checked.report, read_baseline(path), checked.file.design) if path else checked.report


def written(checked: Checked, path: Path) -> int:
    """Write the baseline and return 0; 1 if a secret stands in the design, which no baseline takes. Raises WritingError."""
    from designer.check.reporting.baseline import baseline_text  # noqa: PLC0415 - lazy, as in all commands
    from designer.check.reporting.waivers import NEVER_WAIVED  # noqa: PLC0415 - the same
    from designer.files.replacing import replace_file  # noqa: PLC0415 - the same
    from designer.show.console import Line, show  # noqa: PLC0415 - the same

    findings = checked.report.findings
    secrets = [finding for finding in findings if finding.code in NEVER_WAIVED]
    replace_file(path, baseline_text(findings, checked.file.design).encode())
    kept = len(findings) - len(secrets)
    counted = f"{kept} {'finding' if kept == 1 else 'findings'}"
    show([Line(f"Written: {path} ({counted}). From now on `--baseline {path}` counts only what is new.", "good")])
    for secret in secrets:
        place = f"{checked.file.path}:{secret.line}"
        show([Line(f"{secret.code}  {place}  is in no baseline. {NEVER_WAIVED[secret.code]}", "error")])
    return 1 if secrets else 0
