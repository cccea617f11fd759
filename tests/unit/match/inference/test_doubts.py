"""What a transform takes for granted that no document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.fields.matching import match_fields
from designer.match.inference.doubts import doubt
from designer.match.inference.transform import between
from designer.match.meaning.profile import profile
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

DOUBTS: list[tuple[Field, Field, str]] = [
    (a_field("email"), a_field("email"), ""),
    (a_field("status"), a_field("status", enum=("open", "closed")), "which value belongs to which is not told"),
    (a_field("status", enum=("open", "closed")), a_field("status", enum=("Open", "Closed")), ""),
    (a_field("status", enum=("open", "red", "blue", "green")), a_field("status", enum=("Open", "Shut")), "most values have no counterpart"),
    (a_field("amount", "integer"), a_field("amount", "number"), "whether the whole number counts cents is not told"),
    (a_field("amount", "integer", description="In cents"), a_field("amount", "number"), ""),
    (a_field("optional"), a_field("optional", "boolean"), "which texts mean yes is not told"),
    (a_field("addresses[].city"), a_field("city"), ""),
    (
        a_field("dates[].created_at", "integer"),
        a_field("created_at", format="date-time"),
        "the first of several, which needs date_format besides",
    ),
    (
        a_field("start_at", format="date-time"),
        a_field("start_at", example="2026-01-31T10:00:00"),
        "told in UTC: a time zone that stands beside it must say so",
    ),
]


@pytest.mark.parametrize(("source", "target", "expected"), DOUBTS)
def test_doubts(source: Field, target: Field, expected: str) -> None:
    """What the documents bear out is no doubt; everything else is said."""
    given, wanted = profile(source, 0), profile(target, 0)
    transform = between(given, wanted, entities=frozenset())
    assert transform is not None
    assert doubt(given, wanted, transform) == expected


def test_a_doubt_is_never_accepted() -> None:
    """However well the names agree, a person must look, and is told why; values without a counterpart are named."""
    source, target = a_field("total_amount", "integer"), a_field("total_amount", "number")
    mapping = match_fields([source], [target]).mappings[0]
    assert mapping.confidence < 0.8
    assert mapping.reason.endswith("whether the whole number counts cents is not told")
    listed = a_field("status", enum=("open", "closed", "blue"))
    aligned = match_fields([listed], [a_field("status", enum=("Open", "Closed", "Lost"))]).mappings[0]
    assert aligned.unmapped == ("blue",)
