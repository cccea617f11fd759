"""Conditions: each comparison can be made, and is made with a value that the field can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed, nearest
from designer.check.rule import Fault, rule
from designer.check.rules.operations.comparing import alike, compared, number
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.path import containers, join, leaf, parse_path
from designer.transforms.scalars import fits_format, json_type, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View
    from designer.check.rules.operations.comparing import Compared
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

MOMENTS = frozenset({"date", "date-time", "time"})
ORDERED_TYPES = frozenset({"integer", "number"})
ONE_VALUE = frozenset({"greater", "less", "contains"})
NO_VALUE = frozenset({"empty", "present", "changed"})
SURE_TYPES = frozenset({"integer", "number", "boolean"})
SURE_FORMATS = frozenset({"date", "date-time", "uuid", "email"})
BEFORE = frozenset({"previous", "previousattributes", "previousvalues", "before", "old", "oldvalue", "oldvalues", "changes", "changelog"})
"""Plain names of what tells the former values in a delivery."""


@rule("OP221")
def comparison_has_its_values(view: View) -> Iterator[Fault]:
    """Give a comparison the values that it needs: one, several for `in`, none for `empty`, `present` and `changed`."""
    for one in compared(view):
        op, count = one.comparison.op, len(one.comparison.values)
        if op in NO_VALUE and count:
            fix = Fix(where=f"{one.where}.values", words="take the values out", remove=True, certain=False)
            message = f"`{op}` compares with nothing, so {listed(_quoted(one))} counts for nothing. Take it out, or use another comparison."
            yield Fault(where=f"{one.where}.values", message=message, severity="warning", fix=fix)
        elif op not in NO_VALUE and not count:
            yield Fault(where=f"{one.where}.values", message=f"`{op}` needs a value to compare with. Write one, or use `empty`.")
        elif op in ONE_VALUE and count > 1:
            message = f"`{op}` compares with one value, and {count} are given. Write one group of `any` for each."
            yield Fault(where=f"{one.where}.values", message=message)
        elif op == "equals" and count > 1:
            fix = Fix(where=f"{one.where}.op", words="use `in`", value="in")
            yield Fault(where=f"{one.where}.op", message="A value equals one other; for one of several use `in`.", severity="info", fix=fix)


@rule("OP222")
def comparison_suits_the_field(view: View) -> Iterator[Fault]:
    """Compare a field in a way that its type allows: order for numbers and dates, `contains` for lists and texts."""
    for one, spot in _known(view):
        problem = _unsuited(one, spot)
        if problem:
            yield Fault(where=one.where, message=problem, spec=spot.place)
        elif one.comparison.op in {"greater", "less"} and _is_plain_text(spot.field) and not _is_ordered(one.comparison.values):
            message = f'"{spot.path}" of {spot.owner} is a text, and would be compared letter by letter with {listed(_quoted(one))}.'
            yield Fault(where=one.where, message=f"{message} Compare a number or a date.", spec=spot.place, severity="warning")


@rule("OP223")
def value_can_occur(view: View) -> Iterator[Fault]:
    """Compare with values that the field can hold: of its list, its type, its format, within its bounds.

    With any other value the comparison never holds, or for `not_equals` always does, and nothing tells of it at run time.
    """
    for one, spot in _known(view):
        if one.comparison.op not in {"equals", "in", "not_equals", "contains"} or source_parts(one.comparison.source)[0] == "setting":
            continue
        field = _compared_field(view, one, spot)
        for number_, value in enumerate(one.comparison.values):
            problem = _impossible(field, value, part=one.comparison.op == "contains" and "string" in spot.field.types)
            if problem:
                certain = one.comparison.op in {"equals", "contains"} or (len(one.comparison.values) == 1 and one.comparison.op == "in")
                where = f"{one.where}.values[{number_}]"
                near = nearest(text(value), map(text, field.enum)) if field.enum else ""
                fix = Fix(where=where, words=f"compare with {near}", value=_as_told(field, near), certain=False) if near else None
                message = f'"{spot.path}" of {spot.owner} {problem}, so "{text(value)}" never occurs.{_suggested(field, value)}'
                yield Fault(where=where, message=message, spec=spot.place, severity="error" if certain else "warning", fix=fix)


@rule("OP224", severity="warning")
def change_can_be_told(view: View) -> Iterator[Fault]:
    """Ask for `changed` only where something tells the former value; a delivery alone tells what is, not what was.

    Until a starter keeps earlier versions, any value that is there counts as changed.
    """
    for one in compared(view):
        if one.comparison.op == "changed":
            former = _former(view, one)
            cure = f"The delivery tells former values in `{former}`: ask for them with `present`." if former else "Compare with a value."
            message = f"Nothing keeps the former value of `{one.comparison.source}`, so any value counts as changed. {cure}"
            yield Fault(where=one.where, message=message)


@rule("OP225", severity="warning")
def presence_can_vary(view: View) -> Iterator[Fault]:
    """Ask whether a field is there only where it can be missing."""
    for one, spot in _known(view):
        op = one.comparison.op
        if op in {"empty", "present"} and _is_always_there(view, one, spot):
            always = f'"{spot.path}" of {spot.owner} is always there'
            if op == "empty":
                yield Fault(where=one.where, message=f"{always}, so this never holds.", spec=spot.place)
            else:
                yield Fault(where=one.where, message=f"{always}, so this always holds.", spec=spot.place, severity="info")


def _known(view: View) -> Iterator[tuple[Compared, Spot]]:
    for one in compared(view):
        spot = view.read(one.comparison.source, one.flow, one.step)
        if spot.state == "known" and spot.field.types:
            yield one, spot


def _quoted(one: Compared) -> list[str]:
    return [f'"{text(value)}"' for value in one.comparison.values]


def _is_list(one: Compared, spot: Spot) -> bool:
    each = any(segment.kind == "each" for segment in parse_path(source_parts(one.comparison.source)[1]))
    return each or spot.field.types == ("array",)


def _unsuited(one: Compared, spot: Spot) -> str:
    """Return why the comparison cannot be made with what stands there, empty if it can."""
    op, types, named = one.comparison.op, set(spot.field.types), f'"{spot.path}" of {spot.owner}'
    if op in {"equals", "in", "not_equals", "greater", "less"} and _is_list(one, spot):
        return f"{named} is a list, which no single value is compared with. Use `contains`, or run the step for each item."
    if op in {"equals", "in", "not_equals", "greater", "less", "contains"} and types == {"object"} and not spot.field.free_form:
        return f"{named} is an object. Compare one of its members."
    if op == "contains" and not _is_list(one, spot) and not types & {"string", "array", "object"}:
        return f"{named} is of type {listed(spot.field.types)}, and only lists and texts contain something. Use `equals` or `in`."
    if op in {"greater", "less"} and types == {"boolean"}:
        return f"{named} is true or false, which has no order. Use `equals`."
    if op in {"greater", "less"} and types == {"string"} and spot.field.format in MOMENTS and _has_plain_number(one.comparison.values):
        return f'{named} is a {spot.field.format}, and {listed(_quoted(one))} is a number. Write "2026-01-31" or the like.'
    if op in {"greater", "less"} and types <= ORDERED_TYPES:
        return _unreached(op, one, spot.field, named)
    return ""


def _unreached(op: str, one: Compared, field: Field, named: str) -> str:
    """Return why a number is never greater or less than the value, empty if it can be."""
    read = [number(value) for value in one.comparison.values]
    if None in read:
        return f"{named} is a number, and {listed(_quoted(one))} is none."
    if op == "greater" and field.maximum is not None and any(value is not None and value >= field.maximum for value in read):
        return f"{named} is {field.maximum:g} at most, so it is never greater."
    if op == "less" and field.minimum is not None and any(value is not None and value <= field.minimum for value in read):
        return f"{named} is {field.minimum:g} at least, so it is never less."
    return ""


def _has_plain_number(values: tuple[Scalar, ...]) -> bool:
    return any(json_type(value) in ORDERED_TYPES for value in values)


def _is_plain_text(field: Field) -> bool:
    return field.types == ("string",) and field.format not in MOMENTS


def _is_ordered(values: tuple[Scalar, ...]) -> bool:
    """Tell whether texts like these sort as what they mean: numbers, and moments as ISO writes them."""
    return all(number(value) is not None or text(value)[:4].isdigit() for value in values)


def _compared_field(view: View, one: Compared, spot: Spot) -> Field:
    """Return the field whose values are compared: for `contains` the item, where a list is named."""
    if one.comparison.op == "contains" and "array" in spot.field.types:
        path = source_parts(one.comparison.source)
        item = view.read(f"{path[0]}:{join(path[1], '[]')}", one.flow, one.step)
        return item.field
    return spot.field


def _impossible(field: Field, value: Scalar, *, part: bool) -> str:
    """Return what the field holds instead, in words, where it can never hold *value*; *part*: the value is a part of a text."""
    types = set(field.types)
    if value is None or value == "" or field.free_form or not types:
        return ""
    if field.enum:
        inside = (
            any(text(value).lower() in text(one).lower() for one in field.enum) if part else any(alike(value, one) for one in field.enum)
        )
        return "" if inside else "holds one of a fixed list of values"
    if part or "string" not in types:
        return "" if part else _not_a_number(field, types, value)
    if types != {"string"}:
        return ""
    if field.format and not fits_format(text(value), field.format):
        return f"is written as {field.format}"
    is_long = field.max_length is not None and len(text(value)) > field.max_length
    return f"holds {field.max_length} characters at most" if is_long else ""


def _not_a_number(field: Field, types: set[str], value: Scalar) -> str:
    if types == {"boolean"}:
        return "" if text(value).lower() in {"true", "false"} else "is true or false"
    read = number(value)
    if not types <= ORDERED_TYPES:
        return ""
    if read is None or (types == {"integer"} and read != read.to_integral_value()):
        return f"is of type {listed(field.types)}"
    if field.minimum is not None and read < field.minimum:
        return f"is {field.minimum:g} at least"
    return f"is {field.maximum:g} at most" if field.maximum is not None and read > field.maximum else ""


def _suggested(field: Field, value: Scalar) -> str:
    if field.types == ("boolean",):
        return ' Write "true" or "false".'
    return (
        did_you_mean(text(value), map(text, field.enum), otherwise=f"It holds {listed(map(text, field.enum), most=8)}.")
        if field.enum
        else ""
    )


def _as_told(field: Field, near: str) -> Scalar:
    return next((value for value in field.enum if text(value) == near), near)


def _former(view: View, one: Compared) -> str:
    """Return the path of the delivery's member that tells former values, if it has one."""
    trigger = one.flow.trigger
    spec = view.spec(trigger.system)
    event = view.catalog.event(spec.name, trigger.event) if spec and trigger.kind == "webhook" else None
    fields = view.catalog.event_fields(event) if event else ()
    return next((f"trigger:{field.path}" for field in fields if leaf(field.path).lower().replace("_", "") in BEFORE), "")


def _is_always_there(view: View, one: Compared, spot: Spot) -> bool:
    """Tell whether the documents promise a value in what is delivered; the answer of a call can always be missing as a whole.

    The field and all that it lies in is required, and it cannot be an empty text.
    """
    field, (origin, path) = spot.field, source_parts(one.comparison.source)
    cannot_be_blank = set(field.types) <= SURE_TYPES or field.format in SURE_FORMATS or (bool(field.enum) and "" not in field.enum)
    if origin != "trigger" or not field.required or field.nullable or not cannot_be_blank or "[" in path:
        return False
    above = [view.read(f"trigger:{outer}", one.flow, one.step).field for outer in containers(path)]
    return all(outer.required and not outer.nullable for outer in above)
