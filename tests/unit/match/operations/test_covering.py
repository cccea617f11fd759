"""A second look at the first operations: how well the fields of both ends cover each other."""

from __future__ import annotations

import pytest

from designer.match.operations.covering import LOOKED_AT, covering, first_of, heads_of, looked_again
from designer.model.spec import Field

CONTACT = heads_of([Field(path=path, types=("string",)) for path in ("id", "first_name", "last_name", "email", "phone")])
LEAD = heads_of([Field(path=path, types=("string",)) for path in ("id", "email", "given_name", "family_name", "mobile")])
INVOICE = heads_of([Field(path=path, types=("string",)) for path in ("id", "due_date", "currency", "total")])


def test_what_shares_fields_with_the_other_end_is_covered() -> None:
    """A contact covers a lead better than an invoice does, whatever the fields are called."""
    (contact, *_), (invoice, *_) = covering([CONTACT, INVOICE], [LEAD], [0.0])
    assert contact > invoice
    assert invoice == 0.0


def test_the_likely_ones_of_the_other_end_count_most() -> None:
    """What covers an operation that is hardly meant is covered little."""
    likely, unlikely = (covering([CONTACT], [LEAD, INVOICE], scores)[0][0] for scores in ([4.0, 0.0], [0.0, 4.0]))
    assert likely > unlikely > 0


def test_fields_deep_inside_say_nothing_of_a_record() -> None:
    """Only what stands near the top tells what a record is."""
    deep = heads_of([Field(path="a.b.c.email", types=("string",))])
    assert "email" not in deep
    assert not deep


def test_only_the_first_are_looked_at_again_and_stay_first() -> None:
    """However much is covered, what was not looked at stays behind; the order of those looked at may change."""
    scores = [float(-at) for at in range(LOOKED_AT + 2)]
    first = first_of(scores)
    seen = {at: (1.0 if at == first[-1] else 0.0, 0.0) for at in first}
    again = looked_again(scores, seen, (1.0, 20.0, 0.0))
    assert max(range(len(again)), key=again.__getitem__) == first[-1]
    assert max(again[LOOKED_AT:]) <= min(again[at] for at in first)


def test_without_anything_to_look_at_scores_stay() -> None:
    """No operation, no second look."""
    assert looked_again([], {}, (1.0, 1.0, 1.0)) == []
    assert covering([], [], []) == []


@pytest.mark.parametrize("scores", [[], [1.0]])
def test_an_end_without_operations_covers_nothing(scores: list[float]) -> None:
    """The other end may have no operation at all."""
    others = [{} for _ in scores]
    assert covering([CONTACT], others, scores)[0][0] == 0.0
