"""Credentials and settings: each in an environment variable of its own, each answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from designer.check.evidence.near import listed
from designer.check.evidence.rights import rights_of
from designer.check.lookup.view import sources_of_step
from designer.check.rule import Fault, rule
from designer.model.design import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Design

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@rule("AUTH606", severity="open")
def settings_are_answered(view: View) -> Iterator[Fault]:
    """Answer the settings that the account alone knows; the connector refuses to start without them.

    Settings that a question asks for, or that fill a required field, are told at their mapping.
    """
    asked = {question.fills for question in view.design.questions}
    told = {
        source_parts(source)[1]
        for _, mapping in view.mappings
        for source in mapping.mapping.sources
        if source.startswith("setting:")
        and (source in asked or mapping.target.field.required or mapping.mapping.target.startswith("path."))
    }
    told |= {f"{system.id}_base_url" for system in view.design.systems}
    for i, setting in enumerate(view.design.settings):
        if setting.value is None and setting.id not in told:
            ending = "" if f"setting:{setting.id}" in asked else " No question asks for it yet."
            yield Fault(where=f"$.settings[{i}].value", message=f'The setting "{setting.id}" has no value yet.{ending}')


@rule("AUTH607", severity="warning")
def credentials_have_a_home(view: View) -> Iterator[Fault]:
    """Name the environment variables that hold a system's credentials, so that they never stand in a file."""
    for rights in rights_of(view):
        system = rights.system
        if system.auth.kind not in {"none", "other"} and not system.auth.environment:
            message = f"The design does not say which environment variables hold the credentials of {system.name}."
            yield Fault(where=f"{rights.where}.auth.environment", message=message)


@rule("AUTH616")
def variables_are_names(view: View) -> Iterator[Fault]:
    """Name environment variables by letters, digits and `_`: what holds anything else is no name, and perhaps the secret itself.

    The message does not show what stands there.
    """
    for where, name, _ in _variables(view.design):
        if not VARIABLE.fullmatch(name):
            message = "This is no name of an environment variable (letters, digits, `_`). Write the name; the value never stands in a file."
            yield Fault(where=where, message=message)


@rule("AUTH617", severity="warning")
def variables_are_not_shared(view: View) -> Iterator[Fault]:
    """Keep each system's credentials in variables of its own: one that two systems share sends the secret of one to the other.

    Systems of one vendor, called at the same domain, may share. What a call sends in its fields is no credential at all.
    """
    yield from _sent(view)
    first: dict[str, tuple[str, str]] = {}
    for where, name, owner in _variables(view.design):
        held = first.setdefault(name.upper(), (owner, where))
        if held[0] != owner and not _is_one_vendor(view.design, held[0], owner):
            told = f"The variable {name} already holds a credential of {_name(view.design, held[0])}"
            message = f"{told}, and {_name(view.design, owner)} would be sent it. Give each its own."
            yield Fault(where=where, message=message)


def _variables(design: Design) -> Iterator[tuple[str, str, str]]:
    """Yield each environment variable that holds a credential, with its place and whose it is."""
    for i, system in enumerate(design.systems):
        for number, name in enumerate(system.auth.environment):
            yield f"$.systems[{i}].auth.environment[{number}]", name, system.id
    for i, flow in enumerate(design.flows):
        verification = flow.trigger.verification
        if verification and verification.environment:
            yield f"$.flows[{i}].trigger.verification.environment", verification.environment, flow.trigger.system
    for i, setting in enumerate(design.settings):
        if setting.environment:
            yield f"$.settings[{i}].environment", setting.environment, setting.system


def _sent(view: View) -> Iterator[Fault]:
    """Yield each value of a call that is read from the variable of a credential."""
    held = {name.upper(): owner for where, name, owner in _variables(view.design) if not where.startswith("$.settings")}
    for step in view.steps:
        for below, source in sources_of_step(step.step):
            origin, identifier = source_parts(source)
            setting = view.design.setting(identifier) if origin == "setting" else None
            owner = held.get((setting.environment or setting.id).upper()) if setting else None
            if setting and owner is not None:
                told = f"The setting {listed([setting.id])} is read from {setting.environment or setting.id.upper()}"
                message = (
                    f"{told}, which holds a credential of {_name(view.design, owner)}: this call would send it as data. Read another one."
                )
                yield Fault(where=f"{step.where}{below}", message=message, severity="error")


def _is_one_vendor(design: Design, one: str, other: str) -> bool:
    hosts = [urlsplit(system.base_url).netloc.lower().split(".")[-2:] for name in (one, other) if (system := design.system(name))]
    return len(hosts) < 2 or (hosts[0] == hosts[1] and hosts[0] != [""])


def _name(design: Design, identifier: str) -> str:
    system = design.system(identifier)
    return system.name if system else listed([identifier])
