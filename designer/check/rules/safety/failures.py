"""Failures: what an answer with status 2xx says of what failed, or is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.sources import in_content
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import sources_in_flow
from designer.model.design import source_parts
from designer.names.path import PathError, parse_path
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View
    from designer.model.spec import Content, Field, Operation

SUCCESS_NAMES = frozenset({"ok", "success", "succeeded", "issuccess", "successful", "issuccessful"})
FAILED_NAMES = frozenset({"haserrors", "haserror", "iserror"})
ERROR_NAMES = frozenset(
    {
        *("errors", "failures", "failed", "validationerrors", "usererrors", "itemerrors", "failedrecords", "erroritems"),
        *("rejected", "rejections", "rejecteditems", "rejectedrecords"),
    }
)
MULTI_STATUS = "207"
MANY = frozenset({"batch", "bulk", "composite", "collections", "multiple", "mass"})
"""Words of a call that takes many records at once."""
ITEM_FAILURES = ("errors", "error", "success", "failed", "status_code", "statusCode")


@rule("SAFE707", severity="warning")
def failures_inside_a_success_are_read(view: View) -> Iterator[Fault]:
    """Read the failures that an answer with status 2xx can hold: `success` or `item_errors` of the step."""
    for step in view.steps:
        operation = step.operation
        if step.step.role != "write" or step.step.success or step.step.item_errors or operation is None:
            continue
        root = [field for answer in _answers(operation) for field in _root(view, answer)]
        told = next((field for field in root if _tells_failure(field.path, field.types)), None)
        if told is not None:
            is_flag = "boolean" in told.types and _plain(told.path) not in FAILED_NAMES
            name = "success" if is_flag else "item_errors"
            fact = f'{operation.system}\'s {operation.key} tells of failures in "{told.path}" of a 2xx answer.'
            yield Fault(where=step.where, message=f"{fact} Set `{name}: {told.path}`.", spec=step.place)
        elif below := _told_by_item(view, operation, [field.path for field in root if "array" in field.types]):
            fact = (
                f"{operation.system}'s {operation.key} takes several records, and tells of each one's failure in `{below}` of a 2xx answer."
            )
            yield Fault(where=step.where, message=f"{fact} Set `item_errors`.", spec=step.place)
        elif any(response.status == MULTI_STATUS for response in operation.responses):
            fact = f"{operation.system}'s {operation.key} answers 207, where each item has a status of its own and some may have failed."
            way = "Its document names no list of those that failed, so nothing can be set: try it with one that must fail."
            yield Fault(where=step.where, message=f"{fact} {way}", spec=step.place, severity="unverified")


@rule("SAFE732")
def success_can_be_read(view: View) -> Iterator[Fault]:
    """Test for success by a boolean of the answer, and for failed items by a list of it."""
    for step in view.steps:
        for name in ("success", "item_errors"):
            source = getattr(step.step, name)
            operation = step.operation
            if not source or operation is None or operation.success is None:
                continue
            path = _answer_path(source)
            if not _can_be_read(path):
                continue
            owner = f"{operation.system}'s {operation.key}"
            spots = [in_content(view, answer, path, owner=owner, is_told=operation.in_spec) for answer in _answers(operation)]
            spot = next((one for one in spots if one.state != "missing"), spots[0])
            problem = _unreadable(name, path, spot)
            if problem:
                yield Fault(where=f"{step.where}.{name}", message=problem, spec=spot.place or step.place)


@rule("SAFE733", severity="info")
def accepted_is_not_done(view: View) -> Iterator[Fault]:
    """Know which calls answer that they have only taken a job: whether it was done is told later, and elsewhere."""
    for step in view.steps:
        operation = step.operation
        statuses = {response.status for response in operation.responses if response.is_success} if operation else set()
        if step.step.role != "write" or operation is None or statuses != {"202"}:
            continue
        read = {source_parts(source)[0] for _, source in sources_in_flow(step.flow)}
        read |= {source_parts(key)[0] for link in view.design.links for key in link.keys}
        message = f"{operation.system}'s {operation.key} answers 202: it has taken the job, and may fail later without a word."
        if step.step.id in read:
            told = f"{message} What is read from its answer may not be there yet. Ask for the job's state."
            yield Fault(where=step.where, message=told, spec=step.place, severity="warning")
        else:
            yield Fault(where=step.where, message=f"{message} Look for its result now and then.", spec=step.place)


def _answers(operation: Operation) -> list[Content]:
    """Return what each 2xx answer holds: a call for many records often answers 207 with another body than 200."""
    return [response.content for response in operation.responses if response.is_success and response.content]


def _root(view: View, answer: Content) -> list[Field]:
    return [field for field in view.catalog.members(answer, access="read") if "." not in field.path and "[" not in field.path]


def _answer_path(source: str) -> str:
    """Return the path in the answer, whether or not the step's own id stands before it."""
    origin, path = source_parts(source)
    return path if path or source.endswith(":") else origin


def _can_be_read(path: str) -> bool:
    try:
        parse_path(path)
    except PathError:
        return False
    return True


def _unreadable(name: str, path: str, spot: Spot) -> str:
    """Return why a test of the answer cannot work, empty if it can or nothing tells."""
    if name == "success" and any(segment.kind == "each" for segment in parse_path(path)):
        return f"`{path}` reads one value for each item, and such a list counts as success whatever it holds. Use `item_errors`."
    if spot.state == "missing":
        return f'{spot.owner} answers with no "{path}".{did_you_mean(path, spot.known())}'
    types = set(spot.field.types)
    if spot.state != "known" or not types:
        return ""
    if name == "success" and not types & {"boolean", "integer"}:
        return (
            f'"{path}" is of type {", ".join(spot.field.types)}, and any value of it counts as success. Name a field that is true or false.'
        )
    if name == "item_errors" and not types & {"array", "object", "boolean"}:
        return f'"{path}" is of type {", ".join(spot.field.types)}, and no list of failures. Name the list that holds them.'
    return ""


def _told_by_item(view: View, operation: Operation, lists: list[str]) -> str:
    """Return where a call for many records tells of the failure of one, empty if it is no such call or tells nothing."""
    if operation.success is None or not MANY & set(words(f"{operation.path} {operation.operation_id}")):
        return ""
    for path in lists[:4]:
        for name in ITEM_FAILURES:
            field = view.catalog.field(operation.success, f"{path}[].{name}", access="read")
            if field is not None and field.types:
                return field.path
    return ""


def _tells_failure(path: str, types: tuple[str, ...]) -> bool:
    name = _plain(path)
    return (name in SUCCESS_NAMES | FAILED_NAMES and types == ("boolean",)) or (name in ERROR_NAMES and "array" in types)


def _plain(path: str) -> str:
    return path.lower().replace("_", "")
