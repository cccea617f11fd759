"""Texts as they surely look that leave a transform: by its pattern, its format, or an example of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.transforms.numbers import DECIMAL, WHOLE
from designer.transforms.scalars import fits_format

if TYPE_CHECKING:
    from designer.model.spec import Field

BY_PATTERN = {
    r"^[A-Z]{2}$": ("DE", "US"),
    r"^[A-Z]{3}$": ("DEU", "USA"),
    r"^\+[1-9]\d{6,14}$": ("+4930123456", "+12025550123"),
    WHOLE: ("7", "12", "1200"),
    DECIMAL: ("7", "1200.5"),
    **{rf"^-?\d+\.\d{{{places}}}$": (f"7.{'0' * places}", f"1200.{'5' * places}") for places in range(1, 7)},
}
"""What the transforms of a design write."""
BY_FORMAT = {
    "date": ("2026-01-31", "1999-12-01"),
    "date-time": ("2026-01-31T14:05:09Z", "2026-01-31T14:05:09.120Z", "2026-01-31T14:05:09+01:00"),
    "email": ("jo@example.com", "A.Doe+1@mail.example.co.uk"),
    "uuid": ("0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E"),
    "uri": ("https://example.com/a?b=c", "http://example.com"),
    "ipv4": ("192.0.2.1",),
}
LEAST_LENGTH = {"date": 10, "date-time": 20, "uuid": 32}
"""Characters that a value of a format has at least."""


def samples_of(field: Field) -> tuple[str, ...]:
    """Return texts that a field of this kind may hold, alike enough to stand for all of them; none where nothing tells how they look."""
    if field.types != ("string",) or field.enum:
        return ()
    known = BY_PATTERN.get(field.pattern) or BY_FORMAT.get(field.format)
    if known:
        return known
    example = field.example
    is_sound = isinstance(example, str) and example and fits_format(example, field.format) and _fits_length(example, field)
    return (example,) if is_sound and isinstance(example, str) else ()


def least_length(field: Field) -> int:
    """Return how many characters a text has at least, by its schema or its format."""
    return max(field.min_length or 0, LEAST_LENGTH.get(field.format, 0))


def _fits_length(text: str, field: Field) -> bool:
    return (field.max_length is None or len(text) <= field.max_length) and len(text) >= (field.min_length or 0)
