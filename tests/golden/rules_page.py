"""Write docs/RULES.md anew from the rules in the code."""

from __future__ import annotations

from pathlib import Path

from designer.show.rules_page import rules_page

PAGE = Path(__file__).resolve().parent.parent.parent / "docs/RULES.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(rules_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
