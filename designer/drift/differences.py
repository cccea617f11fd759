"""Two statements about one field held against each other: what has changed, and how much that matters by itself.

A warning here is what may fail; whether the design does fail is the check's to say (`judging`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.drift.facts import field_words, limit_words, value_words
from designer.model.transform import BoolMap, Constant, EnumMap, Present

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Mapping
    from designer.model.drift import ChangeKind, ChangeSeverity, FieldFacts, LockedField
    from designer.model.scalars import Scalar

LOWEST = ("minimum", "min_length", "min_items")
HIGHEST = ("maximum", "max_length", "max_items")


class Difference(NamedTuple):
    """One change of a field, in words that follow its name: `is now required.`; `next_step` is empty where there is nothing to do."""

    kind: ChangeKind
    severity: ChangeSeverity
    words: str
    next_step: str = ""


class Handling(NamedTuple):
    """What the design does with a field."""

    mappings: tuple[Mapping, ...]
    is_compared: bool = False
    """A condition reads it."""
    is_key: bool = False
    """Records, deliveries or what is new are known by it."""


def differences(old: LockedField, new: LockedField, handling: Handling) -> Iterator[Difference]:
    """Yield what has changed, most telling first; nothing where both hashes are the same."""
    if (old.hash, old.values_hash) == (new.hash, new.values_hash):
        return
    was, now = old.facts, new.facts
    if was.untold != now.untold:
        yield _told(now)
        return
    is_sent = old.use != "read"
    yield from _types(was, now, is_sent=is_sent)
    yield from _formats(was, now)
    yield from _marks(was, now, handling, is_sent=is_sent)
    if (was.read_only, was.write_only) == (now.read_only, now.write_only):
        yield from _presence(was, now, handling, is_sent=is_sent)
    yield from _values(old.values, new.values, handling, is_sent=is_sent)
    if was.types == now.types:
        yield from _limits(was, now, is_sent=is_sent)
    if was.default != now.default:
        yield _default(was, now, handling)


def _told(now: FieldFacts) -> Difference:
    if now.untold:
        step = "What is sent or read there cannot be checked any more; look at a real record, and give its schema with --object."
        return Difference("field-untold", "warning", "is no longer described: anything may stand there.", step)
    return Difference("field-told", "info", f"is described now: {field_words(now)}.")


def _types(was: FieldFacts, now: FieldFacts, *, is_sent: bool) -> Iterator[Difference]:
    if was.types == now.types:
        return
    before, after = _widened(was.types), _widened(now.types)
    is_safe = bool(before and after) and (before <= after if is_sent else after <= before)
    words = f"is now {_named(now.types)}, and was {_named(was.types)}."
    step = "" if is_safe else "Give the mapping a transform that makes the new type, such as `cast`, or map another field."
    yield Difference("type-changed", "info" if is_safe else "warning", words, step)


def _widened(types: Sequence[str]) -> frozenset[str]:
    return frozenset(types) | ({"integer"} if "number" in types else set())


def _named(types: Sequence[str]) -> str:
    return " or ".join(types) or "of no told type"


def _formats(was: FieldFacts, now: FieldFacts) -> Iterator[Difference]:
    for name, what in (("format", "format"), ("content_encoding", "encoding"), ("content_media_type", "media type")):
        before, after = getattr(was, name), getattr(now, name)
        if before == after:
            continue
        words = f"has the {what} {after} now" if after else f"has no told {what} any more"
        told = f"{words}, and had {before}." if before else f"{words}, and had none."
        step = (
            "Look at a real value; `date_format` rewrites a date." if {before, after} & {"date", "date-time"} else "Look at a real value."
        )
        yield Difference("format-changed", "warning" if after and before else "info", told, step if after and before else "")


def _marks(was: FieldFacts, now: FieldFacts, handling: Handling, *, is_sent: bool) -> Iterator[Difference]:
    if was.deprecated != now.deprecated:
        words = "is now marked as deprecated." if now.deprecated else "is no longer marked as deprecated."
        step = "Map the field that takes its place." if now.deprecated else ""
        yield Difference("field-deprecated", "warning" if now.deprecated else "info", words, step)
    if is_sent and was.read_only != now.read_only:
        words = "is now read-only: what is sent there is refused or lost." if now.read_only else "is no longer read-only."
        step = "Leave the field out, or fill the one that the vendor names for it." if now.read_only else ""
        yield Difference("read-only", "warning" if now.read_only and handling.mappings else "info", words, step)
    if not is_sent and was.write_only != now.write_only:
        words = "is now write-only: it is not returned any more." if now.write_only else "is no longer write-only."
        yield Difference("write-only", "warning" if now.write_only else "info", words, "Map another source." if now.write_only else "")
    if not is_sent and was.only_on_request != now.only_on_request:
        parameter = now.only_on_request
        words = f"is now returned only if `{parameter}` asks for it." if parameter else "is now returned without being asked for."
        step = f"Fill `query.{parameter.removeprefix('query.')}` in the step that reads." if parameter else ""
        yield Difference("on-request", "warning" if parameter else "info", words, step)


def _presence(was: FieldFacts, now: FieldFacts, handling: Handling, *, is_sent: bool) -> Iterator[Difference]:
    if was.required != now.required:
        yield _required(now, handling, is_sent=is_sent)
    if was.nullable == now.nullable:
        return
    if is_sent and not now.nullable:
        clears = any(mapping.when_empty == "clear" for mapping in handling.mappings)
        step = "Use `when_empty: omit`." if clears else ""
        yield Difference("null-refused", "warning" if clears else "info", "may no longer be null.", step)
    elif is_sent:
        yield Difference("null-allowed", "info", "may now be null.")
    else:
        words = "may now be null." if now.nullable else "is no longer ever null."
        kind: ChangeKind = "null-allowed" if now.nullable else "null-refused"
        severity, step = _if_missing(handling, is_missing=now.nullable)
        yield Difference(kind, severity, words, step)


def _required(now: FieldFacts, handling: Handling, *, is_sent: bool) -> Difference:
    if is_sent:
        if now.required:
            step = "See that the mapping always has a value: a default, or `when_empty: default`."
            return Difference("field-required", "info", "is now required.", step)
        return Difference("field-optional", "info", "is no longer required.")
    if now.required:
        return Difference("field-required", "info", "is now always there.")
    severity, step = _if_missing(handling, is_missing=True)
    return Difference("field-optional", severity, "may now be missing.", step)


def _if_missing(handling: Handling, *, is_missing: bool) -> tuple[ChangeSeverity, str]:
    """Return how bad it is that a value that was always there may be missing."""
    if not is_missing:
        return "info", ""
    if handling.is_key or handling.is_compared or any(one.target.startswith("path.") for one in handling.mappings):
        return "warning", "See what the flow does with a record that has none."
    return "info", "Where it is missing, the mapping leaves its target out."


def _values(was: Sequence[Scalar], now: Sequence[Scalar], handling: Handling, *, is_sent: bool) -> Iterator[Difference]:
    if bool(was) != bool(now):
        yield _list_itself(now, is_sent=is_sent)
        return
    gone = [value for value in was if value not in now]
    added = [value for value in now if value not in was]
    if gone:
        yield _gone(gone, now, handling, is_sent=is_sent)
    if added:
        yield _added(added, handling, is_sent=is_sent)


def _list_itself(now: Sequence[Scalar], *, is_sent: bool) -> Difference:
    if now and is_sent:
        return Difference("value-removed", "warning", f"now takes only {value_words(now)}.", "Give each value a row with `enum_map`.")
    if now:
        return Difference("value-removed", "info", f"is now {value_words(now)}.")
    return Difference("value-added", "info", "may now hold any value, and had a list.")


def _gone(gone: Sequence[Scalar], now: Sequence[Scalar], handling: Handling, *, is_sent: bool) -> Difference:
    if is_sent:
        sent = [_sent(mapping) for mapping in handling.mappings]
        is_never_sent = bool(sent) and all(values is not None and not any(value in gone for value in values) for values in sent)
        words = f"no longer takes {_listed(gone)}."
        if is_never_sent:
            return Difference("value-removed", "info", words, "The design never sends it.")
        return Difference("value-removed", "warning", words, f"Send {value_words(now)} instead; `enum_map` gives each value a row.")
    step = "A condition that waits for it never holds again." if handling.is_compared else ""
    return Difference("value-removed", "warning" if handling.is_compared else "info", f"is no longer {_listed(gone)}.", step)


def _sent(mapping: Mapping) -> tuple[Scalar, ...] | None:
    """Return the values that a mapping can send, `None` where it may send any."""
    transform = mapping.transform
    extra = (mapping.default,) if mapping.when_empty == "default" else ()
    if isinstance(transform, Constant):
        return (transform.value, *extra)
    if isinstance(transform, BoolMap | Present):
        return (transform.when_true, transform.when_false, *extra)
    if isinstance(transform, EnumMap) and transform.unmapped != "keep":
        return (*(pair.target for pair in transform.values), *([transform.default] if transform.unmapped == "default" else []), *extra)
    return None


def _added(added: Sequence[Scalar], handling: Handling, *, is_sent: bool) -> Difference:
    if is_sent:
        return Difference("value-added", "info", f"now takes {_listed(added)} too.")
    words = f"may now be {_listed(added)}."
    tables = [mapping.transform for mapping in handling.mappings if isinstance(mapping.transform, EnumMap)]
    if any(value not in {pair.source for pair in table.values} for table in tables for value in added):
        return Difference("value-added", "warning", words, "Give it a row in `enum_map`, or say what becomes of it (`unmapped`).")
    if handling.is_compared or any(isinstance(mapping.transform, BoolMap) for mapping in handling.mappings):
        return Difference("value-added", "warning", words, "See whether the condition or value list shall count it.")
    return Difference("value-added", "info", words)


def _listed(values: Sequence[Scalar]) -> str:
    return value_words(values).removeprefix("one of ")


def _limits(was: FieldFacts, now: FieldFacts, *, is_sent: bool) -> Iterator[Difference]:
    tighter, looser = _compared(was, now)
    before = ", ".join(limit_words(was)) or "without limits"
    after = ", ".join(limit_words(now)) or "without limits"
    words = f"is now {after}, and was {before}."
    if tighter:
        step = "Shorten or round what is sent, with `truncate` or `scale`, or map a source that fits." if is_sent else ""
        yield Difference("limit-tightened", "warning" if is_sent else "info", words, step)
    elif looser:
        yield Difference("limit-loosened", "info", words)


def _compared(was: FieldFacts, now: FieldFacts) -> tuple[bool, bool]:
    """Return whether a limit has become tighter, and whether one has become looser."""
    moves = [_move(getattr(was, name), getattr(now, name)) for name in LOWEST]
    moves += [-_move(getattr(was, name), getattr(now, name), missing=float("inf")) for name in HIGHEST]
    moves += [now.excludes_minimum - was.excludes_minimum, now.excludes_maximum - was.excludes_maximum]
    if was.multiple_of != now.multiple_of:
        moves.append(1 if now.multiple_of else -1)
    if was.pattern != now.pattern:
        moves.append(1 if now.pattern else -1)
    return any(move > 0 for move in moves), any(move < 0 for move in moves)


def _move(was: float | None, now: float | None, *, missing: float = float("-inf")) -> int:
    before, after = (missing if value is None else value for value in (was, now))
    return (after > before) - (after < before)


def _default(was: FieldFacts, now: FieldFacts, handling: Handling) -> Difference:
    told = f"is now {now.default}" if now.default else "is gone"
    before = f", and was {was.default}" if was.default else ""
    is_left_out = (
        any(one.when_empty == "omit" and not isinstance(one.transform, Constant) for one in handling.mappings) and not now.required
    )
    words = f"has another default, which is taken where nothing is sent: it {told}{before}."
    step = "Send the value that is meant, with `when_empty: default`." if is_left_out else ""
    return Difference("default-changed", "warning" if is_left_out else "info", words, step)
