"""Paging: a list is read to its end, whatever it is read for, and its parameters exist and take what they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.evidence.taking import not_taken
from designer.check.lookup.targets import parameter_of
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.operations.comparing import alike
from designer.check.rules.operations.comparing import told as told_of
from designer.check.rules.triggers.each import triggers
from designer.model.design import source_parts, target_parts
from designer.model.transform import Constant
from designer.names.text import identifier, words
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.spec import Operation, Parameter

SIZES = frozenset(
    {"limit", "pagesize", "perpage", "maxresults", "top", "pagelimit", "resultsperpage", "recordsperpage", "itemsperpage", "rows"}
)
"""Plain names of parameters that say how long a page is."""
ALL = frozenset({"all", "any", "both", "either", "everything", "*"})
"""Values by which a list is asked for every record."""
TURNING = frozenset(
    {"skip", "offset", "start", "starting", "page", "cursor", "after", "before", "token", "index", "position", "next", "marker"}
)
"""Words of parameters that may turn the pages."""
MOMENTS = frozenset({"date", "time", "at", "created", "updated", "modified"})
FOLLOWING = frozenset({"next", "links", "link", "paging", "pagination", "cursor", "more", "page", "meta"})
"""Words of what an answer may tell of the next page by."""


@rule("TRG511", severity="warning")
def list_parameters_have_values(view: View) -> Iterator[Fault]:
    """Give a value to each parameter without which the polled list is refused: a mapping, or a setting named `<system>_<parameter>`."""
    for where, _, trigger in triggers(view):
        operation, system = view.operation(trigger.system, trigger.operation), view.design.system(trigger.system)
        if operation is None or system is None:
            continue
        filled = {setting.id for setting in view.design.settings} | {mapping.target for mapping in trigger.mappings}
        for parameter in operation.parameters:
            is_needed = parameter.location == "path" or (parameter.location == "query" and parameter.field.required)
            wanted = identifier(f"{system.id}_{parameter.name}")
            named = {trigger.cursor.parameter if trigger.cursor else "", system.auth.parameter}
            is_filled = {wanted, parameter.target} & filled or parameter.name in named
            if is_needed and parameter.field.default is None and not is_filled:
                message = f"{operation.key} needs `{parameter.target}`, and nothing fills it. Ask for it with a setting `{wanted}`."
                yield Fault(where=f"{where}.operation", message=message, spec=place_of(operation))


@rule("TRG525", severity="warning")
def lists_are_read_to_their_end(view: View) -> Iterator[Fault]:
    """Read a list page by page: one that has a page size and shows no way to the next page ends after the first."""
    for where, system, key, purpose in view.operations:
        operation = view.operation(system, key)
        if purpose in {"write", "register"} or operation is None or not operation.in_spec or operation.paging is not None:
            continue
        size = next((one for one in operation.parameters if one.location == "query" and "".join(words(one.name)) in SIZES), None)
        if size is None or operation.method != "GET" or operation.success is None or purpose == "read":
            continue
        told = f"{operation.system}'s {operation.key} gives `{size.name}` records at most, and"
        hint = _turns(view, operation, size)
        if hint:
            message = (
                f"{told} `{hint}` seems to lead to the next page; the document does not say how. Try it on a list of more than one page."
            )
            yield Fault(where=where, message=message, spec=place_of(operation), severity="unverified")
        else:
            message = f"{told} the document shows no way to the next page. Records beyond the first page are lost."
            cure = "Ask the vendor, or correct the document with an overlay."
            yield Fault(where=where, message=f"{message} {cure}", spec=place_of(operation))


@rule("TRG526", severity="warning")
def pages_are_not_fixed(view: View) -> Iterator[Fault]:
    """Leave the parameter that turns the pages to the poller: with a fixed value it reads the same page each time."""
    for where, _, trigger in triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        target = operation.paging.target if operation and operation.paging else ""
        for number, mapping in enumerate(trigger.mappings):
            if target and mapping.target == target:
                message = f"`{target}` turns the pages of the list. With a value of its own the same page is read each time; take it out."
                yield Fault(where=f"{where}.mappings[{number}]", message=message, spec=place_of(operation))
    for step in view.steps:
        operation = step.operation
        loops = [one for one in step.flow.steps if one.for_each and source_parts(one.for_each)[0] == step.step.id]
        if operation is not None and operation.paging is not None and step.step.role != "write" and loops:
            message = f'{operation.key} answers page by page, and "{loops[0].id}" goes through the first page alone.'
            yield Fault(where=f"{step.where}.operation", message=f"{message} Start the flow by polling it.", spec=step.place)


@rule("TRG527")
def list_parameters_are_taken(view: View) -> Iterator[Fault]:
    """Fill only parameters that the polled list takes, with values that they take."""
    for where, _, trigger in triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        if operation is None or not operation.in_spec:
            continue
        for number, mapping in enumerate(trigger.mappings):
            location, name = target_parts(mapping.target)
            found = parameter_of(operation, location, name) if location in {"path", "query", "header"} else None
            place = f"{where}.mappings[{number}]"
            if found is None and location not in {"header", "body"}:
                near = did_you_mean(mapping.target, [one.target for one in operation.parameters])
                yield Fault(
                    where=f"{place}.target", message=f"{operation.key} takes no `{mapping.target}`.{near}", spec=place_of(operation)
                )
            elif found is not None and isinstance(mapping.transform, Constant):
                problem = not_taken(found, mapping.transform.value)
                if problem:
                    yield Fault(where=f"{place}.transform.value", message=f"`{mapping.target}` {problem}", spec=place_of(operation))


@rule("TRG532", severity="warning")
def list_holds_what_is_waited_for(view: View) -> Iterator[Fault]:
    """Ask the polled list for the records that the trigger's condition waits for, not for those that it leaves alone."""
    for where, _, trigger in triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        asked = {
            mapping.target.partition(".")[2]: mapping.transform.value
            for mapping in trigger.mappings
            if isinstance(mapping.transform, Constant) and mapping.target.startswith("query.")
        }
        for g, group in enumerate(trigger.condition.any if operation and asked else ()):
            for n, one in enumerate(group.all):
                name = one.source.removeprefix("trigger:")
                value = asked.get(name)
                if operation is None or value is None or one.op not in {"equals", "in"} or text(value).lower() in ALL:
                    continue
                listed_in = parameter_of(operation, "query", name)
                told = [text(known) for known in listed_in.field.enum] if listed_in else []
                if one.values and all(text(wanted) in told and not alike(wanted, value) for wanted in one.values):
                    message = f'The list is asked for `{name}` "{text(value)}", and {told_of(one)} waits for another: nothing meets it.'
                    place = f"{where}.condition.any[{g}].all[{n}]"
                    yield Fault(where=place, message=f"{message} Ask for what is waited for.", spec=place_of(operation))


def _turns(view: View, operation: Operation, size: Parameter) -> str:
    """Return the parameter, or the member of the answer, by which the pages of a list may be turned though nothing says so; or nothing."""
    members = view.catalog.members(operation.success, access="read") if operation.success else ()
    told = next((field.path for field in members if "[" not in field.path and FOLLOWING & set(words(field.path))), "")
    asked = [(one.name, set(words(one.name))) for one in operation.parameters if one.location == "query" and one.name != size.name]
    return told or next((name for name, named in asked if named & TURNING and not named & MOMENTS), "")
