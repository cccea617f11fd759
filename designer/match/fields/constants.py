"""Values for required targets that no source fills: what the document itself fixes, and what is likely, as a suggestion only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from designer.match.fields.matches import FieldMapping
from designer.match.fields.required import unmapped_required
from designer.match.inference.moments import is_local
from designer.match.inference.prose import labels, listed, told
from designer.match.inference.units import spelled_unit, unit_of
from designer.match.inference.values import spoken
from designer.match.meaning.data_files import data
from designer.match.meaning.lexicon import spelled
from designer.match.meaning.profile import meaning_of, profile
from designer.model.transform import Constant, DateFormat
from designer.names.path import containers, leaf, normal, parent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from designer.match.meaning.profile import Profile
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

FIXED: Final = 0.95
"""The document allows one value only."""
BY_DEFAULT: Final = 0.85
"""The document's own default of a field that it requires."""
TOLD: Final = 0.7
NAMED: Final = 0.65
SHOWN: Final = 0.5
LIKELY: Final = 0.4
SURE: Final = 0.8
"""From here on a constant is a fact of the document; below it is a suggestion that a person must confirm."""
SUGGESTED: Final = 0.79
"""The surest of suggestions."""
TEXT_TYPES: Final = frozenset({"content type", "text type", "format", "body type", "mime type", "content format"})
DISCRIMINATORS: Final = frozenset({"type", "object", "kind", "resource type", "object type", "detail type", "record type", "entity type"})
DEFAULT: Final = re.compile(
    r"(?:by default,? (?:it |this )?(?:is|will be)(?: set to)?|defaults? (?:is|to|value is|value:|value)|default:|\bset to)"
    r"\s*[`\"']?([\w.-]{1,40})[`\"']?",
    re.IGNORECASE,
)
FLAGS: Final = {"active": True, "disabled": False, "deleted": False, "test_mode": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A value for a target without a source."""

    value: Scalar
    confidence: float
    reason: str

    @property
    def is_fact(self) -> bool:
        """Tell whether the document itself gives the value."""
        return self.confidence >= SURE


def fixed_value(field: Field) -> Suggestion | None:
    """Return the value that the document itself gives a required field: the only one that it allows, or its default."""
    only = _only(field)
    if only is not None:
        return Suggestion(value=only, confidence=FIXED, reason="the only value that the document allows")
    if isinstance(field.default, str | int | float | bool):
        return Suggestion(value=field.default, confidence=BY_DEFAULT, reason="the document's own default; the field is required")
    return None


def _only(field: Field) -> Scalar:
    allowed = [value for value in field.enum if value not in {None, ""}]
    return allowed[0] if len(allowed) == 1 else None


def likely_value(field: Field, *, about: Collection[str] = ()) -> Suggestion | None:
    """Return a value that a person may confirm; *about* are words that say what is written (`billing`, `customer`)."""
    allowed = tuple(value for value in listed(field) if value is not None)
    return (
        _told_default(field, allowed)
        or _named_after(allowed, about)
        or _shown(field, allowed)
        or _usual(allowed, labels(field))
        or _flag(field)
    )


def fills(mapping: FieldMapping) -> bool:
    """Tell whether a mapping fills its target: a value that is only a suggestion leaves it open."""
    return bool(mapping.sources) or mapping.confidence >= SURE


def with_constants(
    found: Sequence[FieldMapping], targets: Sequence[Field], sources: Mapping[str, Profile], *, entities: frozenset[str]
) -> tuple[FieldMapping, ...]:
    """Return the mappings with a constant for each required target that nothing fills and that has an honest suggestion.

    Where one value alone is allowed no source can decide: a mapping of such a field gives way to the constant.
    """
    writable = {field.path: field for field in targets if not field.read_only}
    fixed = {path for path, field in writable.items() if _only(field) is not None}
    kept = {mapping.target: mapping for mapping in found if mapping.target not in fixed}
    sent = frozenset(above for path in kept for above in containers(path)) | {""}
    open_paths = set(unmapped_required(targets, frozenset(kept)))
    for path, field in writable.items():
        if path in kept or not field.is_leaf or path.endswith("[]"):
            continue
        suggestion = _suggested(field, kept, sources, entities=entities, required=path in open_paths, sent=sent)
        if suggestion is not None:
            kept[path] = FieldMapping(
                target=path,
                sources=(),
                transform=Constant(value=suggestion.value),
                confidence=suggestion.confidence,
                reason=suggestion.reason if suggestion.is_fact else f"a suggestion: {suggestion.reason}",
            )
    order = {field.path: number for number, field in enumerate(targets)}
    return tuple(sorted(kept.values(), key=lambda mapping: order.get(mapping.target, len(order))))


def _suggested(
    field: Field,
    kept: Mapping[str, FieldMapping],
    sources: Mapping[str, Profile],
    *,
    entities: frozenset[str],
    required: bool,
    sent: frozenset[str],
) -> Suggestion | None:
    container = parent(field.path)
    if not required:
        return _beside(field, kept, sources) if container in sent else None
    fixed = fixed_value(field)
    if fixed is not None:
        return fixed
    around = {path: mapping for path, mapping in kept.items() if parent(path) == container or path.startswith(f"{container}.")}
    about = _about(around, sources) or (entities if _is_of_the_record(container) else frozenset(spelled(leaf(container))))
    return _companion(field, around, sources) or likely_value(field, about=about)


def _beside(field: Field, kept: Mapping[str, FieldMapping], sources: Mapping[str, Profile]) -> Suggestion | None:
    """Return the value of an optional field without which its neighbours would not be understood: a kind, a unit."""
    around = {path: mapping for path, mapping in kept.items() if parent(path) == parent(field.path)}
    if spoken(leaf(field.path)) in DISCRIMINATORS and (fixed := fixed_value(field)) is not None and fixed.confidence == FIXED:
        return replace(fixed, confidence=SUGGESTED, reason="the only value that the document allows; its neighbours are sent")
    return _companion(field, around, sources)


def _companion(field: Field, around: Mapping[str, FieldMapping], sources: Mapping[str, Profile]) -> Suggestion | None:
    """Return what tells how a value beside the field is to be read: its unit, its time zone, its type of text."""
    return _unit(field, around, sources) or _zone(field, around) or _text_type(field, around, sources)


def _zone(field: Field, around: Mapping[str, FieldMapping]) -> Suggestion | None:
    """Return the time zone beside a point in time that is told in it."""
    if profile(field, 0).kind != "timezone" or field.enum:
        return None
    zones = {one.transform.timezone for one in around.values() if isinstance(one.transform, DateFormat) and is_local(one.transform.target)}
    if len(zones) != 1:
        return None
    return Suggestion(value=zones.pop(), confidence=SUGGESTED, reason="the time zone in which the time beside it is told")


def _text_type(field: Field, around: Mapping[str, FieldMapping], sources: Mapping[str, Profile]) -> Suggestion | None:
    """Return whether the text beside the field is plain or HTML: plain, if the source's document does not say otherwise."""
    if spoken(leaf(field.path)) not in TEXT_TYPES or not around:
        return None
    is_html = any("html" in told(sources[path].field).lower() for one in around.values() for path in one.sources if path in sources)
    names = ("html", "text html") if is_html else ("text", "plain", "text plain", "plain text", "plaintext")
    value = next((value for name in names for value in listed(field) if spoken(value) == name), None)
    return None if value is None else Suggestion(value=value, confidence=NAMED, reason="what the text beside it is")


def _about(around: Mapping[str, FieldMapping], sources: Mapping[str, Profile]) -> frozenset[str]:
    """Return the words that all sources of the neighbours share around their own names: `billing` of `billing.city`."""
    groups = [
        sources[path].meaning.words - set(sources[path].meaning.leaf) for one in around.values() for path in one.sources if path in sources
    ]
    return frozenset.intersection(*map(frozenset, groups)) if groups else frozenset()


def _is_of_the_record(container: str) -> bool:
    return not normal(container) or "[]" not in container


def _unit(field: Field, around: Mapping[str, FieldMapping], sources: Mapping[str, Profile]) -> Suggestion | None:
    """Return the unit in which a neighbour is counted, where the source's name or description tells it."""
    if not {"unit", "units", "uom"} & set(spelled(leaf(field.path))):
        return None
    units = {unit for one in around.values() for path in one.sources if path in sources and (unit := unit_of(sources[path].field))}
    spelled_out = spelled_unit(units.pop(), listed(field), example=field.example) if len(units) == 1 else None
    if spelled_out is None:
        return None
    return Suggestion(value=spelled_out, confidence=TOLD, reason="the unit in which the source counts the value beside it")


def _told_default(field: Field, allowed: tuple[Scalar, ...]) -> Suggestion | None:
    found = DEFAULT.search(told(field))
    if found is None:
        return None
    value = next((value for value in allowed if spoken(value) == spoken(found[1])), None)
    if value is None and "boolean" in field.types and found[1].lower() in {"true", "false"}:
        value = found[1].lower() == "true"
    return None if value is None else Suggestion(value=value, confidence=TOLD, reason="the description calls it the default")


def _named_after(allowed: tuple[Scalar, ...], about: Collection[str]) -> Suggestion | None:
    """Return the one value that says what the record, or the part of it that is sent, is called itself."""
    said = [value for value in allowed if set(spelled(str(value))) & set(about)]
    whole = [value for value in said if set(spelled(str(value))) <= set(about)] or said
    if len(whole) != 1:
        return None
    return Suggestion(value=whole[0], confidence=NAMED, reason=f"it names what is sent ({spoken(whole[0])})")


def _shown(field: Field, allowed: tuple[Scalar, ...]) -> Suggestion | None:
    if field.example not in allowed or not isinstance(field.example, str | int | float | bool):
        return None
    return Suggestion(value=field.example, confidence=SHOWN, reason="the document's own example, one of the values allowed")


def _usual(allowed: tuple[Scalar, ...], meant: Mapping[str, str]) -> Suggestion | None:
    """Return the value that a new record mostly has, whatever the list is about."""
    by_words = {spoken(meant.get(str(value), value)): value for value in reversed(allowed)}
    usual = next((by_words[word] for word in _usual_words() if word in by_words), None)
    if usual is None:
        usual = next((value for words, value in by_words.items() if words.endswith(" 1") and f"{words[:-1]}2" in by_words), None)
    if usual is None:
        return None
    return Suggestion(value=usual, confidence=LIKELY, reason=f"{spoken(usual)} is what a new record mostly has")


def _flag(field: Field) -> Suggestion | None:
    # A parameter's name is no path, so the words alone are asked.
    value = FLAGS.get(meaning_of((field.path.rpartition(".")[2],)).head)
    if value is None or "boolean" not in field.types:
        return None
    return Suggestion(value=value, confidence=SHOWN, reason="what a new record mostly has")


@cache
def _usual_words() -> tuple[str, ...]:
    return tuple(data("values.toml")["usual"]["words"])
