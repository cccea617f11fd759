"""Values known beforehand, and what is known of others: enums, lengths, bounds, patterns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from designer.check.evidence.codes import spelling
from designer.check.evidence.near import listed, nearest
from designer.check.evidence.passing import leaf_words
from designer.check.evidence.sampling import least_length
from designer.check.lookup.view import is_setting
from designer.check.rule import Fault, rule
from designer.model.transform import BoolMap, Default, EnumMap, Lookup
from designer.specs.schemas.pattern import matches
from designer.transforms.scalars import cast, fits_format, is_empty, json_type, same, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import MappingView, View
    from designer.model.finding import Severity
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

GENERAL_NUMBER = 2**31 - 1
"""From here on a bound is that of a type of a programming language."""
LONG_LIST = 20
"""Values from which a list is one of codes that the whole world uses, of which a record holds one of the common ones."""
ADDRESSES = frozenset({"email", "idn-email", "uri", "url", "uuid", "hostname"})
WHOLE_OR_NOTHING = frozenset({"email", "mail", "url", "website", "link", "id", "number", "code", "sku", "phone", "mobile", "zip", "iban"})
GENERAL_LENGTH = 1000
"""A source's bound from which it is a vendor's limit for any text, and says nothing of this one."""


@rule("TYPE407")
def enum_values_are_allowed(view: View) -> Iterator[Fault]:
    """Send only values of the target's list; `enum_map` turns the source's values into them.

    Of two long lists that are mostly alike, such as those of currencies, the few values that only one of them has are a warning.
    """
    for _, mapping in view.mappings:
        allowed = mapping.target.field.enum
        if mapping.target.state != "known" or not allowed:
            continue
        wrong = [value for value in mapping.output.enum if not _is_among(value, allowed, is_text=mapping.is_text_on_wire)]
        if wrong:
            is_rare = min(len(mapping.output.enum), len(allowed)) >= LONG_LIST and 2 * len(wrong) < len(mapping.output.enum)
            near = "" if is_rare else _near(wrong[0], allowed)
            message = f"`{mapping.mapping.target}` does not take {_listed(wrong)}; it takes {_listed(allowed)}.{near}"
            severity: Severity | None = "warning" if is_rare else None
            yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity=severity)


@rule("TYPE408", severity="warning")
def free_text_meets_a_list(view: View) -> Iterator[Fault]:
    """Map a free text to the target's list value by value: what is not in the list is refused.

    Codes of one standard at both ends (ISO 4217, ISO 3166, ISO 639) are one list already, if they are written in the same letters.
    """
    for _, mapping in view.mappings:
        output, target = mapping.output, mapping.target
        if target.state == "known" and target.field.enum and output.types and not output.enum and mapping.sources:
            if all(map(is_setting, mapping.mapping.sources)):
                continue
            if "boolean" in output.types and set(map(json_type, target.field.enum)) == {"boolean"}:
                continue
            if any(kind in {"object", "array"} for kind in output.types):
                continue
            respelled = spelling(mapping)
            if respelled == "same":
                continue
            told = f"`{mapping.mapping.target}` takes only {_listed(target.field.enum)}, and its source may hold any {output.types[0]}."
            message = f"{told} Use `{respelled}`." if respelled else f"{told} Use `enum_map`."
            yield Fault(where=mapping.where, message=message, spec=target.place)


@rule("TYPE409", severity="warning")
def every_source_value_is_mapped(view: View) -> Iterator[Fault]:
    """Give each value of the source's list a row, or say what becomes of the others (`unmapped`).

    Of a long list, such as that of all currencies, most often only a few values come: then this is no more than to be known.
    """
    for _, mapping in view.mappings:
        if not mapping.sources or mapping.sources[0].state != "known" or not mapping.sources[0].field.enum:
            continue
        told = mapping.sources[0].field.enum
        rows, is_closed, is_text = _rows(view, mapping)
        without = [value for value in told if not _is_among(value, rows, is_text=is_text)] if is_closed else []
        if without:
            message = (
                f"`{mapping.mapping.sources[0]}` can be {_listed(without)}, for which there is no row: such a record stops with an error."
            )
            severity: Severity | None = "info" if 2 * len(without) > len(told) >= LONG_LIST else None
            yield Fault(where=f"{mapping.where}.transform", message=message, spec=mapping.sources[0].place, severity=severity)
        never = [value for value in rows if value is not None and not _is_among(value, told, is_text=is_text)]
        if never:
            message = f"`{mapping.mapping.sources[0]}` is never {_listed(never)}; it is one of {_listed(told)}.{_near(never[0], told)}"
            yield Fault(where=f"{mapping.where}.transform", message=message, spec=mapping.sources[0].place)


def _rows(view: View, mapping: MappingView) -> tuple[list[Scalar], bool, bool]:
    """Return the source values that a transform names, whether every other one is an error, and whether 7 finds "7" among them."""
    transform = mapping.mapping.transform
    if isinstance(transform, EnumMap):
        return [row.source for row in transform.values], transform.unmapped == "error", False
    if isinstance(transform, BoolMap):
        return list(transform.truthy), False, False
    if isinstance(transform, Lookup) and transform.using.startswith("table:"):
        table = view.design.table(transform.using.partition(":")[2])
        if table is not None and table.rows:
            return [row.key for row in table.rows], transform.missing == "error", True
    return [], False, False


@rule("TYPE410")
def values_keep_the_bounds(view: View) -> Iterator[Fault]:
    """Send values within the target's type, length, bounds, pattern and format.

    This looks at what is known beforehand: constants, defaults, rows of value lists and look-up tables, answered settings.
    """
    for _, mapping in view.mappings:
        if mapping.target.state != "known":
            continue
        for value, is_untyped in _known_values(mapping):
            problem = _problem(value, mapping, is_untyped=is_untyped)
            if problem:
                message = f"`{mapping.mapping.target}` {problem}: {text(value)[:40]!r}."
                yield Fault(where=mapping.where, message=message, spec=mapping.target.place)


@rule("TYPE411", severity="warning")
def lengths_and_ranges_fit(view: View) -> Iterator[Fault]:
    """Keep within the target's length and range; `truncate` cuts a text.

    It is an error where no value of the source can fit, a warning where the source's own bounds are wider than the target's.
    """
    for _, mapping in view.mappings:
        given, taken = mapping.output, mapping.target.field
        if mapping.target.state != "known" or given.enum:
            continue
        yield from _lengths(mapping)
        if _is_apart(given, taken):
            message = f"`{mapping.mapping.target}` takes no number that its source can hold: their ranges do not meet."
            yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="error")
        elif beyond := _beyond(given, taken):
            yield Fault(where=mapping.where, message=f"`{mapping.mapping.target}` {beyond}.", spec=mapping.target.place)


def _lengths(mapping: MappingView) -> Iterator[Fault]:
    given, taken = mapping.output, mapping.target.field
    if "string" not in given.types or "string" not in taken.types:
        return
    if taken.max_length == 0:
        return  # a document that lets a text hold nothing has a slip there: no limit is what is meant
    least = least_length(given)
    if taken.max_length is not None and least > taken.max_length:
        message = f"`{mapping.mapping.target}` takes {taken.max_length} characters, and its source has {least} at least."
        yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="error")
    elif given.max_length is not None and taken.min_length is not None and given.max_length < taken.min_length:
        message = f"`{mapping.mapping.target}` takes {taken.min_length} characters at least, and its source has {given.max_length} at most."
        yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="error")
    elif given.max_length is not None and taken.max_length is not None and given.max_length > taken.max_length:
        told = f"`{mapping.mapping.target}` takes {taken.max_length} characters, and its source may have {given.max_length}."
        severity: Severity | None = "info" if given.max_length >= GENERAL_LENGTH else None
        cure = "A longer one is refused." if _is_spoilt_by_cutting(given, mapping) else "Use `truncate`."
        yield Fault(where=mapping.where, message=f"{told} {cure}", spec=mapping.target.place, severity=severity)


def _is_spoilt_by_cutting(given: Field, mapping: MappingView) -> bool:
    """Tell whether a cut value would be a wrong one: an address, an id, a number."""
    return given.format in ADDRESSES or not WHOLE_OR_NOTHING.isdisjoint(leaf_words(mapping.target.path))


def _known_values(mapping: MappingView) -> Iterator[tuple[Scalar, bool]]:
    """Yield the values that may be sent, and whether their type is still to be looked at; lists are held against lists elsewhere."""
    if not mapping.target.field.enum:
        yield from ((value, len(mapping.output.types) > 1) for value in mapping.output.enum)
    transform = mapping.mapping.transform
    if isinstance(transform, Default) and not mapping.output.enum and not is_empty(transform.value):
        yield transform.value, True
    if mapping.mapping.when_empty == "default" and mapping.mapping.default is not None:
        yield mapping.mapping.default, True


def _problem(value: Scalar, mapping: MappingView, *, is_untyped: bool) -> str:
    """Say what of the target a value breaks, in words that follow it; nothing if it fits."""
    field, is_text = mapping.target.field, mapping.is_text_on_wire
    if is_untyped and field.types and not _has_type(value, field.types, is_text=is_text):
        return f"takes {' or '.join(field.types)}, not this"
    if field.enum and not _is_among(value, field.enum, is_text=is_text):
        return f"takes only {_listed(field.enum)}"
    if isinstance(value, str) and "string" in field.types:
        return _text_problem(value, field)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_problem(value, field)
    return ""


def _text_problem(value: str, field: Field) -> str:
    if field.max_length is not None and len(value) > field.max_length:
        return f"takes {field.max_length} characters at most"
    if field.min_length is not None and len(value) < field.min_length:
        return f"takes {field.min_length} characters at least"
    if field.types == ("string",) and not fits_format(value, field.format):
        return f"takes the format {field.format}"
    if field.pattern and not matches(field.pattern, value):
        return f"takes what matches {field.pattern}"
    return ""


def _number_problem(value: float, field: Field) -> str:
    low, high = field.minimum, field.maximum
    if low is not None and (value < low or (value == low and field.excludes_minimum)):
        return f"takes {'more' if field.excludes_minimum else 'no less'} than {low:g}"
    if high is not None and (value > high or (value == high and field.excludes_maximum)):
        return f"takes {'less' if field.excludes_maximum else 'no more'} than {high:g}"
    if field.multiple_of is not None and Decimal(repr(value)) % Decimal(repr(field.multiple_of)) != 0:
        return f"takes multiples of {field.multiple_of:g}"
    return ""


def _has_type(value: Scalar, types: tuple[str, ...], *, is_text: bool) -> bool:
    kind = json_type(value)
    if kind in types or (kind == "integer" and "number" in types):
        return True
    if not is_text:
        return False
    for wanted in types:
        try:
            cast(value, wanted)
        except ValueError:
            continue
        return True
    return "array" in types


def _is_among(value: Scalar, allowed: Sequence[Scalar], *, is_text: bool) -> bool:
    return any(same(value, one) or (is_text and text(value) == text(one)) for one in allowed)


def _is_apart(given: Field, taken: Field) -> bool:
    return _ends_before(given.maximum, taken.minimum, is_open=given.excludes_maximum or taken.excludes_minimum) or _ends_before(
        taken.maximum, given.minimum, is_open=taken.excludes_maximum or given.excludes_minimum
    )


def _ends_before(end: float | None, start: float | None, *, is_open: bool) -> bool:
    return end is not None and start is not None and (end < start or (end == start and is_open))


def _beyond(given: Field, taken: Field) -> str:
    """Say which values of the source's own range the target refuses; bounds of a computer's numbers say nothing."""
    if given.maximum is not None and taken.maximum is not None and taken.maximum < given.maximum < GENERAL_NUMBER:
        return f"takes no more than {taken.maximum:g}, and its source may hold {given.maximum:g}"
    if given.minimum is not None and taken.minimum is not None and taken.minimum > given.minimum > -GENERAL_NUMBER:
        return f"takes no less than {taken.minimum:g}, and its source may hold {given.minimum:g}"
    return ""


def _near(wrong: Scalar, allowed: tuple[Scalar, ...]) -> str:
    near = nearest(text(wrong), [text(value) for value in allowed]) if isinstance(wrong, str) else ""
    return f' Did you mean "{near}"?' if near else ""


def _listed(values: Sequence[Scalar]) -> str:
    return listed(repr(value) if isinstance(value, str) else text(value) or "null" for value in values)
