"""What a look-up finds is changed or left alone, never made once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.view import sources_of_step
from designer.check.rule import Fault, rule
from designer.model.design import source_parts
from designer.model.transform import Template
from designer.names.text import singulars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View
    from designer.model.design import Step

STOPPING = frozenset({"stop", "fail", "ask"})
"""What ends a flow where nothing is found: what follows is then about what was found."""
MAKING = frozenset({"create", "upsert", ""})


@rule("OP251", severity="warning")
def what_is_found_is_not_made_again(view: View) -> Iterator[Fault]:
    """Let the id of a found record reach the write that follows, or run the write only where nothing was found.

    A create-or-update that is not given the id of what the look-up found makes another record each time.
    """
    for step in view.steps:
        before = step.flow.steps[: step.flow.steps.index(step.step)]
        if not _makes(step):
            continue
        for looked in before:
            if _looks_for_it(looked, step) and not _reaches(looked, step) and not _told_elsewhere(looked, step):
                message = (
                    f'What "{looked.id}" finds reaches neither a field nor the condition of this step, which makes the record once more.'
                )
                cure = "Map the found id to the field by which the call knows its record, or run this step only where nothing was found."
                yield Fault(where=step.where, message=f"{message} {cure}", spec=step.place)
                break


def _makes(step: StepView) -> bool:
    """Tell whether a step calls what makes a record: a POST to a collection."""
    method, _, path = step.step.operation.partition(" ")
    is_call = step.step.action == "call" and step.step.role == "write"
    return is_call and method == "POST" and not path.rstrip("/").endswith("}") and step.step.semantics in MAKING


def _looks_for_it(looked: Step, step: StepView) -> bool:
    """Tell whether a look-up is for the record that a step makes: in the same system, for what its address names last."""
    if looked.role != "lookup" or looked.action != "call" or looked.system != step.step.system or looked.on_none in STOPPING:
        return False
    collection = step.step.operation.rstrip("/").rpartition("/")[2]
    texts = [mapping.transform.text for mapping in looked.mappings if isinstance(mapping.transform, Template)]
    return bool(singulars(collection) & singulars(" ".join((looked.operation.partition(" ")[2], looked.id, *texts))))


def _reaches(looked: Step, step: StepView) -> bool:
    """Tell whether what a look-up found decides anything of a step, at once or through steps between: what it sends, whether it runs."""
    steps = step.flow.steps
    carrying = {looked.id}
    for one in steps[steps.index(looked) + 1 : steps.index(step.step) + 1]:
        if any(source_parts(source)[0] in carrying for _, source in sources_of_step(one)):
            carrying.add(one.id)
    return step.step.id in carrying


def _told_elsewhere(looked: Step, step: StepView) -> bool:
    """Tell whether another write changes what was found, or stands in for it: of making one beside that other rules tell."""
    writes = [one for one in step.flow.steps if one.role == "write" and one is not step.step]
    return any(source_parts(source)[0] == looked.id for one in writes for mapping in one.mappings for source in mapping.sources)
