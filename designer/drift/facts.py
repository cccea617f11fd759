"""What a document says of a field, freed of how it is written; the same in words."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from designer.drift.uses import hashed
from designer.model.codec import encode
from designer.model.drift import FieldFacts, LockedField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.drift import Use
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

COPIED = tuple(one.name for one in dataclasses.fields(FieldFacts) if one.name not in {"types", "required", "default", "untold"})
"""Facts that are a Field's own; words, names and places of a document are none, and values have a hash of their own."""
ONLY_SENT = frozenset({"read_only"})
"""What does not matter to who only reads a field."""
ONLY_READ = frozenset({"write_only", "only_on_request"})
"""What does not matter to who only sends it."""
LONGEST = 160
"""Characters of a default."""
SHOWN = 4
"""So many values are named in a statement."""
MARKS = (
    ("nullable", "may be null"),
    ("read_only", "read-only"),
    ("write_only", "write-only"),
    ("deprecated", "deprecated"),
)


def facts_of(field: Field, use: Use, *, required: bool) -> FieldFacts:
    """Return what counts of a field to who sends it, or to who reads it."""
    foreign = ONLY_SENT if use == "read" else ONLY_READ
    told = {name: _plain(getattr(field, name)) for name in COPIED if name not in foreign}
    default = "" if field.default is None or use == "read" else _shortened(json.dumps(field.default, ensure_ascii=False, sort_keys=True))
    untold = field.free_form and not field.types
    return FieldFacts(types=tuple(sorted(field.types)), required=required, default=default, untold=untold, **told)


def locked_field(at: str, use: Use, field: Field, *, required: bool) -> LockedField:
    """Return the field as the lock holds it."""
    facts = facts_of(field, use, required=required)
    values = tuple(sorted({_key(value): value for value in field.enum if value is not None}.values(), key=_key))
    return LockedField(
        at=at,
        use=use,
        hash=facts_hash(facts),
        says=field_words(facts, values),
        values_hash=hashed(list(values)) if values else "",
        values=values,
        facts=facts,
    )


def facts_hash(facts: object) -> str:
    """Return the hash of facts: of what they say beyond the defaults."""
    return hashed(encode(facts))


def field_words(facts: FieldFacts, values: Sequence[Scalar] = ()) -> str:
    """Return a statement such as `string date-time, required, at most 40 characters`."""
    if facts.untold:
        return ", ".join(["anything", *(["required"] if facts.required else [])])
    kind = " or ".join(facts.types) or "of no told type"
    parts = [f"{kind} {facts.format}" if facts.format else kind]
    parts += ["required"] if facts.required else []
    parts += [words for name, words in MARKS if getattr(facts, name)]
    parts += [f"only with `{facts.only_on_request}`"] if facts.only_on_request else []
    parts += limit_words(facts)
    parts += [f"default {facts.default}"] if facts.default else []
    parts += [one for one in (facts.content_encoding, facts.content_media_type) if one]
    parts += [value_words(values)] if values else []
    return ", ".join(parts)


def limit_words(facts: FieldFacts) -> list[str]:
    """Return the limits in words."""
    told = [
        ("more than" if facts.excludes_minimum else "at least", facts.minimum, ""),
        ("less than" if facts.excludes_maximum else "at most", facts.maximum, ""),
        ("a multiple of", facts.multiple_of, ""),
        ("at least", facts.min_length, " characters"),
        ("at most", facts.max_length, " characters"),
        ("at least", facts.min_items, " items"),
        ("at most", facts.max_items, " items"),
    ]
    words = [f"{before} {value:g}{unit}" for before, value, unit in told if value is not None]
    return [*words, *([f"pattern {facts.pattern}"] if facts.pattern else [])]


def value_words(values: Sequence[Scalar]) -> str:
    """Return a few values in words."""
    rest = len(values) - SHOWN
    return "one of " + ", ".join(_text(value) for value in values[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _shortened(text: str) -> str:
    """Return a text of a document as the lock holds it: of a long one the beginning, and a hash of all."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}... ({hashed(text)})"


def _plain(value: Any) -> Any:
    """Return a whole number as one, whether it was written `100` or `100.0`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value: Scalar) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _key(value: Scalar) -> str:
    return json.dumps(value, ensure_ascii=False)
