"""Write anew what `designer check` prints of tests/golden/check/design.yaml in each form, and docs/RULES.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from designer.show.rules_page import rules_page

ROOT = Path(__file__).resolve().parent.parent.parent
DESIGN = "tests/golden/check/design.yaml"
FORMS = {"text": "report.txt", "json": "report.json", "sarif": "report.sarif", "github": "annotations.txt"}
"""Form to the file that holds it."""
PAGE = ROOT / "docs/RULES.md"


def printed(form: str) -> str:
    """Return what the command prints, run from the repository's root."""
    command = [sys.executable, "-m", "designer", "check", DESIGN, "--format", form]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def main() -> None:
    """Write all."""
    for form, name in FORMS.items():
        (ROOT / DESIGN).with_name(name).write_text(printed(form), encoding="utf-8")
    PAGE.write_text(rules_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
