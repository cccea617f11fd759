"""Reach: every step can run, and does so only where it should."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from designer.check.rule import Fault, rule
from designer.check.rules.operations.comparing import contradiction, told
from designer.model.design import source_parts
from designer.model.transform import Cast, Coalesce, Copy, First, Lookup, Trim
from designer.names.path import PathError, parent, parse_path
from designer.names.text import singular, singulars, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import MappingView, StepView, View
    from designer.model.design import Comparison, Condition, Flow, Step
    from designer.model.finding import Severity
    from designer.names.path import Segment

STOPPING = frozenset({"stop", "fail", "ask"})
"""What ends a flow where nothing is found."""
KEEPING = (Copy, Cast, First, Trim)
"""Transforms that make nothing of nothing."""
WRAPPERS = frozenset({"data", "result", "item", "record", "response", "value", "entity", "object", "query"})
"""What a record lies in, whatever it is, in the singular."""
IDENTITIES = frozenset({"id", "key", "guid", "uuid", "gid", "sid"})
MOST_GROUPS = 64
"""Groups of a condition, multiplied out, beyond which reach is not looked into."""

Group: TypeAlias = "tuple[Comparison, ...]"


@rule("OP226")
def condition_can_hold(view: View) -> Iterator[Fault]:
    """Let the comparisons of a group be such that one record can meet them all."""
    for place, condition in _conditions(view):
        dead = {number: clash for number, group in enumerate(condition.any) if (clash := contradiction(group.all))}
        for number, (one, other) in dead.items():
            never = "Nothing meets this condition" if len(dead) == len(condition.any) else "Nothing meets this group"
            message = f"{never}: {told(one)} and {told(other)} exclude each other. Put one of them into a group of its own."
            yield Fault(
                where=f"{place}.condition.any[{number}]", message=message, severity="error" if never.endswith("condition") else "warning"
            )


@rule("OP227", severity="warning")
def groups_differ(view: View) -> Iterator[Fault]:
    """Write no group that another one makes needless: what meets the longer group meets the shorter one already."""
    for place, condition in _conditions(view):
        for number, group in enumerate(condition.any):
            where = f"{place}.condition.any[{number}]"
            if not group.all:
                yield Fault(where=where, message="This group compares nothing. Write a comparison into it, or take it out.")
                continue
            others = [(n, other) for n, other in enumerate(condition.any) if n != number and other.all]
            wider = next(
                (n for n, other in others if set(other.all) < set(group.all) or (set(other.all) == set(group.all) and n < number)), None
            )
            if wider is not None:
                yield Fault(where=where, message=f"What meets this group meets group {wider + 1} already. Take one of the two out.")


@rule("OP228")
def step_can_run(view: View) -> Iterator[Fault]:
    """Let each step be reached by some record: past the trigger's condition, the look-ups that stop the flow, and its own."""
    for where, flow, step in view.design.steps():
        own = _groups(step.condition)
        before = _groups(flow.trigger.condition)
        alive = [group for group in own if not contradiction(group)]
        if not step.condition.any or not alive or len(own) * len(before) > MOST_GROUPS:
            continue
        clashes = [_clash((*first, *second), flow, step) for first, second in product(before, alive)]
        if all(clashes) and clashes[0]:
            yield Fault(where=f"{where}.condition", message=f"This step never runs: {clashes[0]}")


@rule("OP229")
def answers_are_there(view: View) -> Iterator[Fault]:
    """Read the answer of a step only where that step has run: under its condition, or beside another source.

    What a step's own condition says to be empty is nothing to read either.
    """
    for step in view.steps:
        yield from _empty_by_condition(step)
        earlier = {one.id: one for one in step.flow.steps if one.condition.any}
        own = _groups(step.step.condition)
        for mapping in step.mappings:
            for number, source in enumerate(mapping.mapping.sources):
                other = earlier.get(source_parts(source)[0])
                if other is None or other is step.step or len(own) * len(other.condition.any) > MOST_GROUPS:
                    continue
                never = all(contradiction((*first, *second)) for first, second in product(own, _groups(other.condition)))
                yield from _unread(f"{mapping.where}.sources[{number}]", mapping, other, never=never, always=_implies(own, other))


@rule("OP230", severity="info")
def both_outcomes_are_decided(view: View) -> Iterator[Fault]:
    """Say what happens when a look-up finds nothing: `on_none`, or a step whose condition is that it found nothing."""
    for where, flow, step in view.design.steps():
        if step.role != "lookup" or step.on_none != "continue":
            continue
        asked = [comparison for later in flow.steps for group in later.condition.any for comparison in group.all]
        ops = {comparison.op for comparison in asked if source_parts(comparison.source)[0] == step.id}
        behind = [later for later in flow.steps[flow.steps.index(step) + 1 :] if later.role == "write"]
        goes_on = any(not _asks(later, step) for later in behind)
        if ops and not goes_on and not ops & {"empty", "not_equals"}:
            message = f'What follows waits for "{step.id}" to find something; where it finds nothing, the flow ends without a word.'
            yield Fault(where=f"{where}.on_none", message=f"{message} Say so with `on_none: stop`, or ask a person.")


@rule("OP231", severity="warning")
def one_of_two_writes_runs(view: View) -> Iterator[Fault]:
    """Create or update a record, never both: give the two writes conditions that exclude each other.

    A step that reads the id from a look-up, else from a create, tells that the create is meant for what was not found.
    """
    yield from _made_though_found(view)
    for create in view.steps:
        collection = create.step.operation.partition(" ")[2].rstrip("/")
        if not create.step.operation.startswith("POST ") or collection.endswith("}"):
            continue
        for change in view.steps:
            is_record = change.step.operation.partition(" ")[2].rstrip("/").rpartition("/")[0] == collection
            changes = change.step.operation.split(" ")[0] in {"PATCH", "PUT", "POST"} and change.step.operation.endswith("}")
            if change.flow is not create.flow or change.step.system != create.step.system or not (is_record and changes):
                continue
            reads = any(source_parts(source)[0] == create.step.id for mapping in change.step.mappings for source in mapping.sources)
            pairs = list(product(_groups(create.step.condition), _groups(change.step.condition)))
            if (
                not reads
                and _is_of_the_record(change)
                and len(pairs) <= MOST_GROUPS
                and not all(_clash((*one, *two), create.flow, create.step) for one, two in pairs)
            ):
                message = f'Both this step and "{change.step.id}" can run for one record: it would be changed and made once more.'
                yield Fault(where=f"{create.where}.condition", message=f"{message} Run this one only where nothing was found.")


def _asks(step: Step, other: Step) -> bool:
    """Tell whether a step's condition looks at the answer of another."""
    return any(source_parts(one.source)[0] == other.id for group in step.condition.any for one in group.all)


def _made_though_found(view: View) -> Iterator[Fault]:
    """Yield the creates without a condition whose answer stands in for what an earlier look-up finds."""
    told: set[str] = set()
    for step, mapping in view.mappings:
        if not isinstance(mapping.mapping.transform, Coalesce) or len(mapping.mapping.sources) < 2:
            continue
        read = [source_parts(source)[0] for source in mapping.mapping.sources]
        before = [one for one in view.steps if one.flow is step.flow and one.step.id in read]
        for at, create in enumerate(before):
            found = next((one.step for one in before[:at] if one.step.role == "lookup" and one.step.system == create.step.system), None)
            is_create = (
                create.step.role == "write" and create.step.operation.startswith("POST ") and create.step.semantics in {"", "create"}
            )
            asks = {source_parts(one.source)[0] for group in create.step.condition.any for one in group.all}
            if found is None or not is_create or found.id in asks or create.where in told or found.on_none in STOPPING:
                continue
            told.add(create.where)
            message = f'This step runs also where "{found.id}" has found the record, which is then made once more.'
            yield Fault(where=f"{create.where}.condition", message=f"{message} Run it only where nothing was found.", spec=create.place)


def _is_of_the_record(change: StepView) -> bool:
    """Tell whether a change is of the record at hand: named by its own id, by a look-up or a link, not by another id that comes along."""
    own = f"trigger:{change.flow.trigger.record_id}"
    for mapping in change.mappings:
        plain = not isinstance(mapping.mapping.transform, Lookup) and mapping.mapping.target.startswith("path.")
        if plain and any(source.startswith("trigger:") and source != own for source in mapping.mapping.sources):
            return False
    return True


def _conditions(view: View) -> Iterator[tuple[str, Condition]]:
    for i, flow in enumerate(view.design.flows):
        yield f"$.flows[{i}].trigger", flow.trigger.condition
        for j, step in enumerate(flow.steps):
            yield f"$.flows[{i}].steps[{j}]", step.condition


def _groups(condition: Condition) -> list[Group]:
    """Return the groups of a condition, one that always holds where there is none."""
    return [group.all for group in condition.any if group.all] or [()]


def _clash(group: Group, flow: Flow, step: Step) -> str:
    """Return why no record meets the comparisons where the step stands, empty if one can."""
    found = contradiction(group)
    if found:
        return f"{told(found[0])} and {told(found[1])} exclude each other."
    for looked in flow.steps[: flow.steps.index(step)]:
        asked = next((one for one in group if source_parts(one.source)[0] == looked.id and _asks_for_nothing(one, looked)), None)
        if looked.role in {"lookup", "read"} and looked.on_none in STOPPING and asked is not None and not looked.condition.any:
            return f'where "{looked.id}" finds nothing the flow ends there (`on_none: {looked.on_none}`), and {told(asked)} waits for that.'
    return ""


def _asks_for_nothing(comparison: Comparison, looked: Step) -> bool:
    """Tell whether a comparison holds only where a look-up found nothing: its records, or the own id of one, are missing."""
    _, path = source_parts(comparison.source)
    try:
        segments = parse_path(path)
    except PathError:
        return False
    is_record = not segments or segments[-1].is_item
    return comparison.op == "empty" and (is_record or _is_own_id(segments, looked))


def _is_own_id(segments: Sequence[Segment], looked: Step) -> bool:
    """Tell whether a path names the id of what a call answers with: `id` or `contact_id` of a contact, no `external_id` or `owner.id`.

    What lies around the record (`data`, `contact`, a list) is named by the call's address, or holds nothing else.
    """
    nouns = singulars(f"{looked.operation} {looked.id}") | WRAPPERS
    names = [words(segment.key) for segment in segments if segment.kind == "key"]
    if not names or not names[-1] or names[-1][-1] not in IDENTITIES:
        return False
    around = {singular(word) for name in names[:-1] for word in name} | {singular(word) for word in names[-1][:-1]}
    return around <= nouns


def _implies(own: Sequence[Group], other: Step) -> bool:
    """Tell whether wherever one of these groups holds the other step has run."""
    return all(any(set(group) <= set(one) for group in _groups(other.condition)) for one in own)


def _unread(where: str, mapping: MappingView, other: Step, *, never: bool, always: bool) -> Iterator[Fault]:
    alone = len(mapping.mapping.sources) == 1 or not isinstance(mapping.mapping.transform, Coalesce)
    if never and alone:
        message = f'"{other.id}" has never run where this step does: their conditions exclude each other. There is nothing to read.'
        yield Fault(where=where, message=message)
    elif not always and alone and (mapping.mapping.target.startswith("path.") or _is_needed(mapping)):
        message = f'"{other.id}" runs only under its condition, and without it `{mapping.mapping.target}` is empty.'
        cure = "Name beside it, with `coalesce`, what is there otherwise, or give this step the same condition."
        yield Fault(where=where, message=f"{message} {cure}", severity="warning")


def _empty_by_condition(step: StepView) -> Iterator[Fault]:
    """Yield the sources that are empty wherever the step runs."""
    groups = [{one.source for one in group.all if one.op == "empty"} for group in step.step.condition.any]
    empty = set.intersection(*groups) if groups else set()
    for mapping in step.mappings if empty else ():
        one = mapping.mapping
        if len(one.sources) == 1 and one.sources[0] in empty and one.when_empty == "omit" and isinstance(one.transform, KEEPING):
            message = f"`{one.sources[0]}` is empty wherever this step runs, by its own condition. There is nothing to read."
            severity: Severity | None = None if one.target.startswith("path.") else "warning"
            yield Fault(where=f"{mapping.where}.sources[0]", message=message, severity=severity)


def _is_needed(mapping: MappingView) -> bool:
    """Tell whether the call asks for the field at the root of its body, and nothing is sent in its place."""
    target = mapping.target
    return target.state == "known" and target.field.required and not parent(target.field.path) and mapping.mapping.when_empty != "default"
