"""What a person wrote beside a field pair, as a transform."""

from __future__ import annotations

import pytest

from designer.model.transform import Default, EnumMap, Lower, Scale, Transform, Upper, ValuePair
from designer.plan.offline.notes import noted_transform
from tests.builders import a_field

SOURCE = (a_field("priority", enum=("urgent", "high", "normal")),)
TARGET = a_field("fields.priority.name", enum=("Highest", "High", "Medium"))


def test_a_value_table_takes_the_documents_spelling() -> None:
    """The person writes `Urgent = highest`; the documents say `urgent` and `Highest`."""
    found = noted_transform("Urgent/high = highest, normal → medium", SOURCE, TARGET)
    rows = (("urgent", "Highest"), ("high", "Highest"), ("normal", "Medium"))
    assert found == EnumMap(values=tuple(ValuePair(source=a, target=b) for a, b in rows), unmapped="omit")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("upper case", Upper()),
        ("in lower-case please", Lower()),
        ("cents to euros", Scale(factor="0.01", places=2)),
        ("default: Unknown", Default(value="Unknown")),
        ("so that we find it again", None),
        ("", None),
    ],
)
def test_words_of_a_note_ask_for_a_transform(note: str, expected: Transform | None) -> None:
    """What is no known wish is no transform: nothing is invented from a remark."""
    assert noted_transform(note, (a_field("a"),), a_field("b")) == expected
