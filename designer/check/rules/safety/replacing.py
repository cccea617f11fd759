"""Replacing: what is left out of a write stays as it is, or it is known that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.safety.changes import is_on_record, method_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View

PARTIAL = ("partial", "only the fields", "only the attributes", "only the properties", "only fields", "omitted", "unchanged",
    "not provided", "not included", "sparse", "any parameters not", "fields you", "only update", "only send", "optional")  # fmt: skip
"""Phrases of a document that say that a call changes only what is sent."""
MERGING = ("upsert", "create or update", "creates or updates", "update or create", "add or update", "adds or updates", "insert or update")
DEEP = "[]"


@rule("SAFE705", severity="warning")
def replace_does_not_wipe(view: View) -> Iterator[Fault]:
    """Send the whole record where a call replaces it: fields that are left out are emptied."""
    for step in view.steps:
        if step.step.semantics != "replace" or step.body is None:
            continue
        filled = {mapping.target.field.path.split(".", maxsplit=1)[0].removesuffix("[]") for mapping in step.mappings}
        fields = view.catalog.members(step.body, access="write")
        left_out = [field.path for field in fields if "." not in field.path and "[]" not in field.path and not field.read_only]
        left_out = [path for path in left_out if path not in filled]
        if left_out:
            told = f"{step.step.operation} replaces the record, and would empty {listed(left_out)}."
            yield Fault(where=step.where, message=f"{told} Read it first and send all, or use a patch.", spec=step.place)


@rule("SAFE720", severity="warning")
def semantics_are_those_of_the_call(view: View) -> Iterator[Fault]:
    """Say what a write does to a record that is there, as its method has it: a PUT replaces unless its document says otherwise."""
    for step in view.steps:
        method, semantics, where = method_of(step.step), step.step.semantics, f"{step.where}.semantics"
        if step.step.role != "write" or step.step.action != "call" or step.operation is None:
            continue
        if method == "PUT" and is_on_record(step.step) and semantics in {"", "patch"} and step.body is not None and not _is_partial(step):
            fact = "says that" if semantics else "does not say whether"
            message = (
                f"The design {fact} {step.step.operation} changes only what is sent; the document does not. By its method it replaces all."
            )
            yield Fault(where=where, message=message, spec=step.place, severity="unverified" if semantics else "warning")
        elif method == "PUT" and semantics == "create" and _is_merging(step):
            message = f"{step.step.operation} changes a record that is there, as its document says, so it is no `create`. Write `upsert`."
            yield Fault(where=where, message=message, spec=step.place)
        elif method == "PATCH" and semantics in {"replace", "create"}:
            message = f"{step.step.operation} changes what is sent and nothing else, so it is no `{semantics}`. Write `patch`."
            yield Fault(where=where, message=message, spec=step.place)
        elif method == "DELETE" and semantics:
            message = f"{step.step.operation} deletes, so it is no `{semantics}`. Leave `semantics` out."
            yield Fault(where=where, message=message, spec=step.place)
        elif method == "POST" and semantics in {"patch", "replace"} and not is_on_record(step.step) and not _names_record(step):
            message = f"{step.step.operation} names no record, so it makes one and is no `{semantics}`. Name the record, or write `create`."
            yield Fault(where=where, message=message, spec=step.place)


@rule("SAFE731", severity="info")
def lists_are_sent_whole(view: View) -> Iterator[Fault]:
    """Know that a patch replaces a list as a whole: items that are not sent are gone."""
    for step in view.steps:
        if step.step.role != "write" or method_of(step.step) != "PATCH" or (step.operation and not step.operation.in_spec):
            continue
        lists = {mapping.mapping.target.partition(DEEP)[0] for mapping in step.mappings if DEEP in mapping.mapping.target}
        for target in sorted(lists):
            if target.startswith("body."):
                name = target.removeprefix("body.")
                message = f'A patch most often replaces the list "{name}" as a whole, so items that this flow does not send are lost.'
                number = next(n for n, one in enumerate(step.mappings) if one.mapping.target.startswith(target))
                yield Fault(where=f"{step.where}.mappings[{number}].target", message=message, spec=step.place)


def _is_partial(step: StepView) -> bool:
    operation = step.operation
    told = f"{operation.summary} {operation.description}".lower() if operation else ""
    return any(phrase in told for phrase in PARTIAL)


def _is_merging(step: StepView) -> bool:
    """Tell whether the document says in so many words that a call makes a record or changes the one that is there."""
    operation = step.operation
    told = f"{operation.operation_id} {operation.summary} {operation.description}".lower() if operation else ""
    return any(phrase in told for phrase in MERGING)


def _names_record(step: StepView) -> bool:
    """Tell whether the call names the record that it changes in its path's middle, in its query or in its body."""
    inside = "{" in step.step.operation
    ids = {"id", "key", "uuid", "guid"}
    named = [mapping.mapping.target.rpartition(".")[2].lower() for mapping in step.mappings]
    return inside or any(name in ids or name.endswith(("_id", "ids", "key")) for name in named)
