"""What a call must be sent: required parameters and fields, and settings that wait for an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.evidence.passing import plain_source
from designer.check.lookup.needs import Need, demands_of, missing_of
from designer.check.lookup.presence import gaps, is_told
from designer.check.lookup.view import is_setting
from designer.check.rule import Fault, rule
from designer.model.design import source_parts
from designer.model.finding import Fix, SpecPlace
from designer.model.transform import Coalesce, Template
from designer.names.path import containers, format_path, lies_in, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, StepView, View
    from designer.model.scalars import Json

MOST_SETS = 8
GUARDING = frozenset({"present", "equals", "in", "contains", "greater", "less", "changed"})
"""Comparisons that hold only for what has a value."""
ABOUT_FIELD = "body field "
"""How the question about a field of a body begins to say what it is about."""


@rule("OP207")
def required_parameters_are_filled(view: View) -> Iterator[Fault]:
    """Fill every parameter without which the call is refused."""
    for step in view.steps:
        for need in missing_of(view, step):
            if not need.target.startswith("body"):
                yield _unfilled(step, need, f"{step.step.operation} needs `{need.target}`, and nothing fills it.")


@rule("MAP305")
def required_fields_are_filled(view: View) -> Iterator[Fault]:
    """Fill every field that the body must have, also inside objects and lists that are sent.

    What no source holds becomes a constant, or a setting with a question. A field that a question is about is an open point.
    """
    asked = {f"body.{question.about.removeprefix(ABOUT_FIELD)}" for question in view.design.questions}
    for step in view.steps:
        for need in missing_of(view, step):
            if need.target.startswith("body"):
                fault = _unfilled(step, need, f"{step.step.operation} requires `{need.target}`, and nothing fills it.")
                yield _asked(fault) if need.target in asked else fault


@rule("MAP321")
def one_of_several_is_filled(view: View) -> Iterator[Fault]:
    """Fill at least one of the fields of which a body needs one: an e-mail address or an id of your own."""
    for step in view.steps:
        for target, sets in demands_of(view, step).choices:
            where = f"`{target}`" if target else f"The body of {step.step.operation}"
            told = listed((" with ".join(f"`{path}`" for path in names) for names in sets), most=MOST_SETS)
            yield Fault(where=step.where, message=f"{where} needs one of {told}, and none is complete.", spec=step.place)


@rule("MAP314")
def bodies_say_something(view: View) -> Iterator[Fault]:
    """Fill at least one field of the body of a call that writes; an empty one is refused or changes nothing."""
    asked = {question.about for question in view.design.questions}
    for step in view.steps:
        body = step.body
        sends = any(mapping.mapping.target.startswith("body") for mapping in step.mappings)
        if step.step.role != "write" or body is None or sends or any(need.target.startswith("body") for need in missing_of(view, step)):
            continue
        if f"body of {step.step.operation}" in asked:
            message = f"{step.step.operation} would send an empty body, and a question asks what it shall send."
            yield Fault(where=step.where, message=message, spec=step.place, severity="open")
        else:
            message = f"{step.step.operation} would send an empty body. Map a source to one of its fields."
            yield Fault(where=step.where, message=message, spec=step.place, severity=None if body.required else "warning")


@rule("MAP312", severity="open")
def answers_are_there(view: View) -> Iterator[Fault]:
    """Answer the question on which a required field waits.

    The design renders; the connector refuses to start until the setting has a value, or its environment variable. A required field that
    waits for a setting which has neither, and which no question asks for, is an error.
    """
    asked = {question.fills for question in view.design.questions}
    for _, mapping in view.mappings:
        waiting = [source for source in mapping.mapping.sources if is_setting(source) and _is_open(view, source)]
        if not waiting or len(waiting) < len(mapping.sources):
            continue
        needed = mapping.target.field.required or mapping.mapping.target.startswith("path.")
        if waiting[0] in asked:
            yield Fault(where=mapping.where, message=f"`{mapping.mapping.target}` waits for an answer: `{waiting[0]}` has no value yet.")
        elif needed and (variable := _variable(view, waiting[0])):
            told = f"`{mapping.mapping.target}` waits for the environment variable {variable}: `{waiting[0]}` has no value of its own."
            yield Fault(where=mapping.where, message=told)
        elif needed:
            message = f"`{mapping.mapping.target}` is required, and `{waiting[0]}` has no value. Answer it, or let a question ask for it."
            yield Fault(where=mapping.where, message=message, severity="error")


@rule("MAP313", severity="warning")
def required_fields_are_never_empty(view: View) -> Iterator[Fault]:
    """Give a required target a value even when its source is empty.

    A source that may be missing leaves the field out, and the call is refused: add `default`, `coalesce`, `when_empty: default`,
    or a condition on the step. Where a document tells of none of a record's fields that it is always there, it cannot decide.
    """
    for step, mapping in view.mappings:
        target, output = mapping.target, mapping.output
        if target.state != "known" or mapping.mapping.when_empty == "default":
            continue
        if not mapping.mapping.sources and not output.types and (target.field.required or mapping.mapping.when_empty == "omit"):
            yield _given_nothing(mapping)
        if not target.field.required or not mapping.mapping.sources:
            continue
        known = all(spot.state == "known" for spot in mapping.sources)
        if known and output.types and output.nullable and not _is_guarded(view, step, mapping):
            told = _is_told(view, mapping)
            may = "may be empty" if told else "may be empty for all that its document tells"
            message = f"`{mapping.mapping.target}` is required, but its source {may}. Add a default, or a condition that it is present."
            yield Fault(where=mapping.where, message=message, spec=target.place, severity=None if told else "unverified")


def _is_told(view: View, mapping: MappingView) -> bool:
    """Tell whether the document says that the sources may be missing; of several that stand in for one another, each must be."""
    told = (not (open_to := gaps(view, spot)) or any(is_told(view, spot, gap) for gap in open_to) for spot in mapping.sources)
    return all(told) if isinstance(mapping.mapping.transform, Coalesce | Template) else any(told)


def _given_nothing(mapping: MappingView) -> Fault:
    """A constant that is empty: a required target lacks its value, any other is never sent."""
    if mapping.target.field.required:
        message = f"`{mapping.mapping.target}` is required, and what it is given is empty. Give it a value, a source or a setting."
        return Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="error")
    message = f"`{mapping.mapping.target}` is given an empty value, so it is never sent. Give it a value, or remove this mapping."
    return Fault(where=mapping.where, message=message, spec=mapping.target.place)


def _asked(fault: Fault) -> Fault:
    message = fault.message.partition(", and nothing fills it.")[0]
    return replace(fault, message=f"{message}, and a question asks what fills it.", severity="open", fix=None)


def _unfilled(step: StepView, need: Need, message: str) -> Fault:
    field = need.field
    allowed = [value for value in field.enum if value is not None]
    fix = None
    if len(allowed) == 1:
        value: Json = {
            "target": need.target,
            "transform": {"name": "constant", "value": allowed[0]},
            "reason": "the only value that the document allows",
        }
        fix = Fix(where=f"{step.where}.mappings[{len(step.mappings)}]", words=f"send {allowed[0]!r}, the only value allowed", value=value)
        message += f" The only value allowed is {allowed[0]!r}."
    else:
        message += " Map a source to it, set a constant, or ask for it with a setting and a question."
    file = field.file or (need.content.file if need.content else step.operation.file if step.operation else "")
    return Fault(
        where=step.where,
        message=message,
        spec=SpecPlace(file=file, pointer=field.pointer) if file else None,
        fix=fix,
        severity=None if need.is_strict else "warning",
    )


def _is_open(view: View, source: str) -> bool:
    setting = view.design.setting(source_parts(source)[1])
    return setting is not None and setting.value is None


def _variable(view: View, source: str) -> str:
    setting = view.design.setting(source_parts(source)[1])
    return setting.environment if setting is not None else ""


def _is_guarded(view: View, step: StepView, mapping: MappingView) -> bool:
    """Tell whether one of the sources surely has a value: the record's own id, or what the step or flow runs on."""
    return any(
        all(_is_given(step, at) for at in _open_sources(view, source, spot))
        for source, spot in zip(mapping.mapping.sources, mapping.sources, strict=True)
    )


def _open_sources(view: View, source: str, spot: Spot) -> Iterator[str]:
    """Yield what must be given for a source to be there: itself, and each object around it that may be missing, as sources."""
    plain = plain_source(source)
    origin, path = source_parts(plain)
    depth = len(containers(spot.field.path))
    for gap in gaps(view, spot) or (spot.field,):
        segments = parse_path(path)
        yield (
            f"{origin}:{format_path(segments[: len(segments) - depth + len(containers(gap.path))])}"
            if gap.path != spot.field.path
            else plain
        )


def _is_given(step: StepView, source: str) -> bool:
    """Tell whether the record is known by a source or something in it, or the step or flow runs only if that has a value."""
    if _is_or_holds(source, plain_source(f"trigger:{step.flow.trigger.record_id}")):
        return True
    return any(
        condition.any
        and all(any(one.op in GUARDING and _is_or_holds(source, plain_source(one.source)) for one in group.all) for group in condition.any)
        for condition in (step.step.condition, step.flow.trigger.condition)
    )


def _is_or_holds(source: str, other: str) -> bool:
    return source == other or lies_in(other, source)
