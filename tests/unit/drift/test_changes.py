"""Each kind of change that touches a design is told with its exact words; the same beside what the design uses is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from designer.check.run import check
from designer.drift.compare import compare
from designer.drift.judging import judged
from designer.drift.locking import lock_of
from designer.model.drift import ChangeKind
from designer.model.finding import Finding
from tests.unit.drift.cases import CASES
from tests.unit.drift.pair import DESIGN, Documents, before, catalog_of, drifted

if TYPE_CHECKING:
    from designer.model.drift import DriftReport
    from designer.model.spec import SystemSpec
    from designer.specs.catalog import LoadedCatalog
    from tests.unit.drift.cases import Case

WITH_TWIN = [case for case in CASES if case.twin]


def _told(report: DriftReport) -> tuple[tuple[str, str, str, str, tuple[str, ...]], ...]:
    return tuple((one.kind, one.severity, one.subject, one.message, one.codes) for one in report.changes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_is_told(case: Case) -> None:
    """With kind, severity, subject, words and the rules that it breaks; at the place of the design that it touches."""
    report = drifted(case.change)
    assert _told(report) == case.told
    assert case.where in {one.where for change in report.changes for one in change.affects}
    assert report.breaks == any(severity == "error" for _, severity, *_ in case.told)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_lock_alone_suffices(case: Case) -> None:
    """Without the old document the same is told."""
    assert _told(drifted(case.change, is_at_hand=False)) == case.told


@pytest.mark.parametrize("case", WITH_TWIN, ids=lambda case: case.name)
def test_the_same_beside_what_is_used_is_silent(case: Case) -> None:
    """Nothing of it is told one by one."""
    assert case.twin is not None
    assert _told(drifted(case.twin)) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_drift_and_check_agree(case: Case) -> None:
    """Where drift sees an error the check sees one with the new documents, and the other way round; at the same places."""
    documents = Documents()
    case.change(documents)
    errors = [one for one in check(DESIGN, catalog_of(documents)).findings if one.severity == "error"]
    report = drifted(case.change)
    assert report.breaks == bool(errors)
    assert {code for change in report.of("error") for code in change.codes} >= {one.code for one in errors}


def test_the_untouched_design_is_good() -> None:
    """The check finds no error, and nothing has changed."""
    assert not check(DESIGN, before()).has_errors
    report = drifted(lambda documents: documents)
    assert (report.changes, report.things) == ((), 34)


def test_every_kind_is_known_to_a_case_or_told_elsewhere() -> None:
    """A kind that no case brings about is one of those below, which other tests do."""
    elsewhere = {"system-undescribed", "operation-restored", "field-told", "check-error"}
    assert {kind for case in CASES for kind, *_ in case.told} | elsewhere == set(get_args(ChangeKind))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("an operation is deprecated, with a day", ("operation-restored", "CRM's POST /v1/deals is no longer marked as deprecated.")),
        (
            "anything may stand in a list",
            ("field-told", "`order.lines[].sku` in Shop's event order.paid is described now: string, required."),
        ),
        ("a field is now read-only", ("read-only", "`body.title` of CRM's POST /v1/deals is no longer read-only.")),
        ("a text must be shorter", None),
    ],
)
def test_what_is_taken_back_is_a_note(name: str, told: tuple[str, str] | None) -> None:
    """The other way round nothing fails."""
    documents = Documents()
    next(case for case in CASES if case.name == name).change(documents)
    changed = catalog_of(documents)
    report = compare(lock_of(DESIGN, changed), DESIGN, before(), changed)
    assert {change.severity for change in report.changes} == {"info"}
    assert told is None or [(change.kind, change.message) for change in report.changes] == [told]


def test_a_system_without_a_document_is_told() -> None:
    """Its calls cannot be checked any more, which is one change."""
    alone = OneSystem(before(), "Shop")
    report = compare(lock_of(DESIGN, before()), DESIGN, alone, before(), systems=("crm",))  # type: ignore[arg-type]
    assert [(one.kind, one.severity, one.message) for one in report.changes if one.kind == "system-undescribed"] == [
        ("system-undescribed", "warning", "No document describes CRM any more, so nothing about it can be checked.")
    ]


class OneSystem:
    """A catalog that knows one of its systems alone."""

    def __init__(self, catalog: LoadedCatalog, name: str) -> None:
        """Leave out all others."""
        self._catalog, self._name = catalog, name

    def system(self, name: str) -> SystemSpec | None:
        """Return the one system, if it is asked for."""
        return self._catalog.system(name) if name.lower() == self._name.lower() else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalog, name)


def test_a_change_that_only_the_check_sees_is_told_in_its_words() -> None:
    """An error that no change of a used part explains is never left out."""
    changes = judged((), (Finding(code="MAP301", severity="error", where="$.flows[0]", message="It is gone."),), ())
    assert [(one.kind, one.severity, one.message, one.codes) for one in changes] == [("check-error", "error", "It is gone.", ("MAP301",))]
