"""What a description says of a field that its system keeps: taken at its word, and no more read into it."""

from __future__ import annotations

import pytest

from designer.check.evidence.kept import said_of_keeping
from designer.model.spec import Field


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Link to the event. Read-only", "Read-only"),
        ("Read-only. Nullable.", "Read-only"),
        ("The amounts, not converted (read only)", "read only"),
        ("The id. This property is read-only.", "This property is read-only"),
        ("Open balance. Write-on-create, read-only otherwise.", "read-only"),
        ("Calculated by the ledger; any value you supply is over-written by it.", "Calculated by"),
        ("Sum of all jobs. Cannot be written to.", "Cannot be written"),
        ("Any value you send is ignored.", "Any value you send is ignored"),
        ("The phone number. Read-only for users synced from a directory.", ""),
        ("Read-only after the order is paid.", ""),
        ("Whether readers get a read-only copy of the file.", ""),
        ("A price calculated by you.", ""),
        ("The name.", ""),
    ],
)
def test_said(description: str, said: str) -> None:
    """Read-only for some, or from a moment on, is writable for the rest."""
    assert said_of_keeping(Field(path="x", description=description)) == said


def test_what_the_schema_says_is_told_by_another_rule() -> None:
    """A field that is marked as read-only needs no words."""
    assert said_of_keeping(Field(path="x", description="Read-only.", read_only=True)) == ""
