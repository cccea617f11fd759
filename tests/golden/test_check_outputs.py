"""What `designer check` prints in each form, and the page of the rules, are those in the repository."""

from __future__ import annotations

import pytest

from designer.show.rules_page import rules_page
from tests.golden.check_outputs import DESIGN, FORMS, PAGE, ROOT, printed


@pytest.mark.parametrize("form", FORMS)
def test_the_report_of_a_faulty_design_is_the_golden_one(form: str) -> None:
    """`make docs` writes it anew; read the difference as you read code."""
    assert printed(form) == (ROOT / DESIGN).with_name(FORMS[form]).read_text(encoding="utf-8")


def test_the_page_of_the_rules_is_not_stale() -> None:
    """`make docs` writes it anew."""
    assert rules_page() == PAGE.read_text(encoding="utf-8"), "docs/RULES.md is stale: make docs"
