"""The examples that a person is shown for a rule are true: the wrong piece gives the message, the right one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from designer.check.examples import FOLDER, Example, example_of, family_of
from designer.check.reporting.waivers import REMARKS
from designer.check.rule import RULES
from designer.check.run import check
from designer.files.yaml_reading import read_yaml
from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check import designs
from tests.unit.check.cases import CASES
from tests.unit.check.others import OTHERS
from tests.unit.check.written import report_of_text, with_piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design

BASES = {"webhook": "GOOD", "poll": "POLLING", "warehouse": "WAREHOUSE"}
EXAMPLES = [example for code in sorted(RULES) if (example := example_of(code))]
PLANTED = [example for example in EXAMPLES if example.at]


def planted(example: Example, piece: str) -> Design:
    """Return the base of an example with a piece put where it belongs; an empty piece takes away what stands there."""
    good = cast("Design", getattr(designs, BASES.get(example.base, example.base)))
    return apply_fixes(good, _fixes(example, piece))


def _fixes(example: Example, piece: str) -> Iterator[Fix]:
    yield from (Fix(where=where, words="", value=value) for where, value in example.also)
    if not piece:
        yield Fix(where=example.at, words="", remove=True)
        return
    value, _ = read_yaml(piece, place=example.code)
    if example.keeps_rest and isinstance(value, dict):
        yield from (Fix(where=f"{example.at}.{name}", words="", value=member) for name, member in value.items())
    else:
        yield Fix(where=example.at, words="", value=value)


@pytest.mark.parametrize("example", PLANTED, ids=lambda example: example.code)
def test_the_wrong_piece_gives_the_message(example: Example) -> None:
    """The rule tells of the wrong piece in exactly the words that are shown."""
    found = check(planted(example, example.bad), designs.catalog()).findings
    told = [finding.message for finding in found if finding.code == example.code]
    assert example.says in told


@pytest.mark.parametrize("example", PLANTED, ids=lambda example: example.code)
def test_the_right_piece_gives_none(example: Example) -> None:
    """The rule has nothing to say of the right piece."""
    found = check(planted(example, example.good), designs.catalog()).findings
    assert [finding.message for finding in found if finding.code == example.code] == []


@pytest.mark.parametrize("code", list(REMARKS))
def test_the_wrong_comment_gives_the_message_and_the_right_one_none(code: str) -> None:
    """What is said of a comment that silences a rule is shown by a mapping with one."""
    example = example_of(code)
    assert example is not None
    found = [report_of_text(with_piece(piece)).findings for piece in (example.bad, example.good)]
    assert example.says in [finding.message for finding in found[0] if finding.code == code]
    assert code not in {finding.code for finding in found[1]}


@pytest.mark.parametrize("example", [one for one in EXAMPLES if not one.has_pieces], ids=lambda example: example.code)
def test_what_only_documents_break_is_shown_and_proved(example: Example) -> None:
    """Where no change of a design breaks a rule, a piece of a document is shown, and a case of the rule has its message."""
    assert example.document
    of_designs = {case.message for case in CASES if case.code == example.code}
    assert example.says in of_designs | {other.message for other in OTHERS if other.code == example.code}


def test_every_rule_has_an_example() -> None:
    """A rule without an example, or an example without its rule, is named here."""
    written = {code: path.stem for path in FOLDER.glob("*.yaml") for code in _codes(path.read_text(encoding="utf-8"))}
    assert written == {code: family_of(code) for code in (*RULES, *REMARKS)}


def _codes(text: str) -> list[str]:
    value, _ = read_yaml(text, place="examples")
    return list(value) if isinstance(value, dict) else []
