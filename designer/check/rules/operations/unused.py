"""What a design holds and nothing uses, what it asks about and does not have, and what no starter can do yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import all_sources
from designer.model.design import source_parts
from designer.model.transform import Lookup
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Setting

PLACE = re.compile(r"\.(\w+)|\[(\d+)\]")
IN_BRACES = re.compile(r"\{([^{}]+)\}")
DOINGS = {"publish": "publish to a channel", "write_file": "write a file", "table": "write a table"}


@rule("OP237", severity="warning")
def starters_can_do_it(view: View) -> Iterator[Fault]:
    """Know which steps a starter leaves to a person: it calls systems, and stops with a message where a step is anything else."""
    for where, _, step in view.design.steps():
        if step.action in DOINGS:
            message = f"The starter does not {DOINGS[step.action]} by itself: the flow stops at this step and tells a person."
            yield Fault(where=f"{where}.action", message=f"{message} Call a system's operation, or do this part by hand.")
        elif step.action == "ask_person" and not (step.title or step.channel):
            yield Fault(where=where, message="A person is asked, and nothing says what. Write it as the `title`.", severity="info")


@rule("OP238", severity="info")
def settings_are_used(view: View) -> Iterator[Fault]:
    """Keep a setting only while something reads it."""
    if view.design.warehouse is not None:
        return
    read = {source_parts(place.source)[1] for place in all_sources(view) if source_parts(place.source)[0] == "setting"}
    for number, setting in enumerate(view.design.settings):
        if setting.id not in read and not _is_read_by_the_client(view, setting):
            message = f'Nothing reads the setting "{setting.id}". Map it to a field, or take it out.'
            yield Fault(where=f"$.settings[{number}]", message=message)


@rule("OP239", severity="info")
def tables_are_used(view: View) -> Iterator[Fault]:
    """Keep a table only while something is looked up in it."""
    if view.design.warehouse is not None:
        return
    transforms = [mapping.mapping.transform for _, mapping in view.mappings]
    transforms += [mapping.transform for flow in view.design.flows for mapping in flow.trigger.mappings]
    used = {one.using for one in transforms if isinstance(one, Lookup)}
    used |= {place.source for place in all_sources(view)}
    for number, table in enumerate(view.design.tables):
        if f"table:{table.id}" not in used:
            message = f'Nothing is looked up in the table "{table.id}". Use it in a `lookup`, or take it out.'
            yield Fault(where=f"$.tables[{number}]", message=message)


@rule("OP240", severity="info")
def questions_are_about_something(view: View) -> Iterator[Fault]:
    """Ask about places and flows that the design has; an answer to any other leads nowhere."""
    flows = [flow.id for flow in view.design.flows]
    for number, question in enumerate(view.design.questions):
        for name in ("about", "fills"):
            told = getattr(question, name)
            kind, _, rest = told.partition(":")
            if told.startswith("$") and not _stands(view.design, told):
                message = f"The design has no place `{told}` any more. Point to the one that is meant, or take the question out."
                yield Fault(where=f"$.questions[{number}].{name}", message=message)
            elif name == "fills" and kind in {"lifecycle", "condition"} and rest not in flows:
                message = f'The design has no flow "{rest}" whose {kind} an answer could decide.{did_you_mean(rest, flows)}'
                yield Fault(where=f"$.questions[{number}].{name}", message=message)


def _is_read_by_the_client(view: View, setting: Setting) -> bool:
    """Tell whether a setting is read without a mapping: a system's address, a part of it, or a parameter of a polled list."""
    for system in view.design.systems:
        spec = view.spec(system.id)
        addresses = [system.base_url, *(spec.base_urls if spec else ())]
        names = {"base_url", *(name for address in addresses for name in IN_BRACES.findall(address))}
        for flow in view.design.flows:
            operation = view.operation(flow.trigger.system, flow.trigger.operation) if flow.trigger.system == system.id else None
            names |= {parameter.name for parameter in operation.parameters} if operation else set()
        if setting.id in {identifier(f"{system.id}_{name}") for name in names} or setting.environment in system.auth.environment:
            return True
    return False


def _stands(design: object, place: str) -> bool:
    """Tell whether a place such as `$.flows[0].steps[1]` is there."""
    at: object = design
    for name, index in PLACE.findall(place.removeprefix("$")):
        items = at if isinstance(at, tuple) else ()
        at = getattr(at, name, None) if name else next(iter(items[int(index) :]), None)
        if at is None:
            return False
    return True
