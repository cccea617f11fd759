"""Why a source was proposed, in words that a person understands."""

from __future__ import annotations

import pytest

from designer.match.fields.matching import match_fields
from tests.builders import a_field


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("email", "email", "same name; both strings"),
        ("zip_code", "postal_code", "same concept: postal code"),
        ("mobile_phone", "phone", "related: mobile phone and phone"),
        ("probability", "confidence", "same concept: probability"),
        ("fax_cover_blurb", "fax_cover_greeting", "shared words: cover, fax"),
    ],
)
def test_a_reason_names_what_ties_both(source: str, target: str, reason: str) -> None:
    """A reason begins with the strongest tie: name, concept, relation, words."""
    (mapping,) = match_fields([a_field(source)], [a_field(target)]).mappings
    assert mapping.reason.startswith(reason)


def test_a_reason_names_words_of_one_sense() -> None:
    """Words that stand for each other are both named."""
    (mapping,) = match_fields([a_field("enterprise")], [a_field("firm")]).mappings
    assert mapping.reason == "often the same: enterprise and firm; both strings"
