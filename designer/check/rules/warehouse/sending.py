"""What the calls of an extract send: each parameter that they need, and only settings that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.evidence.taking import not_taken
from designer.check.lookup.targets import parameter_of
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import extract_operation, extracts, likely
from designer.model.design import target_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

SENT_ANYWAY = frozenset({"accept", "content-type", "user-agent"})
"""Headers that a client sends by itself."""


@rule("WH935", severity="warning")
def needed_parameters_are_sent(view: View) -> Iterator[Fault]:
    """Send with an extract each parameter without which its call is refused: a value, or a setting that asks for it."""
    for where, extract in extracts(view):
        operation, system = extract_operation(view, extract), view.design.system(extract.system)
        if operation is None or system is None:
            continue
        paging = operation.paging
        by_others = {extract.cursor_parameter.partition("[")[0], system.auth.parameter, "Authorization"}
        by_others |= {paging.parameter, paging.size_parameter} if paging else set()
        sent = {parameter.target.lower() for parameter in extract.parameters}
        for parameter in operation.parameters:
            is_needed = parameter.location == "path" or (parameter.location in {"query", "header"} and parameter.field.required)
            is_sent = parameter.target.lower() in sent or parameter.name in by_others or parameter.name.lower() in SENT_ANYWAY
            if is_needed and not is_sent and parameter.field.default is None:
                message = f"{operation.key} needs `{parameter.target}`, and nothing fills it. Add it to the parameters of {extract.id}."
                yield Fault(where=f"{where}.parameters", message=message, spec=place_of(operation))


@rule("WH936")
def settings_of_extracts_exist(view: View) -> Iterator[Fault]:
    """Send only settings that the design has."""
    known = [setting.id for setting in view.design.settings]
    for where, extract in extracts(view):
        for i, parameter in enumerate(extract.parameters):
            if parameter.setting and parameter.setting not in known:
                message = f'The design has no setting "{parameter.setting}".{did_you_mean(parameter.setting, known)}'
                place = f"{where}.parameters[{i}].setting"
                yield Fault(where=place, message=message, fix=likely(place, parameter.setting, known))


@rule("WH938")
def parameters_of_extracts_are_taken(view: View) -> Iterator[Fault]:
    """Send with an extract only values that its parameters take."""
    for where, extract in extracts(view):
        operation = extract_operation(view, extract)
        for i, parameter in enumerate(extract.parameters if operation else ()):
            location, name = target_parts(parameter.target)
            found = parameter_of(operation, location, name) if operation else None
            problem = not_taken(found, parameter.value) if found and not parameter.setting and parameter.value is not None else ""
            if problem:
                message = f"`{parameter.target}` {problem}"
                yield Fault(where=f"{where}.parameters[{i}].value", message=message, spec=place_of(operation))
