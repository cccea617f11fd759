"""Safety: nothing doubled, nothing wiped, no echo, no failure unread, no case of a record's life undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.check.targets import parameter_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import StepView, View

CHANGING = frozenset({"DELETE", "PATCH", "PUT"})
"""Methods that never only read; many APIs search with a POST."""
CASES = ("create", "update", "delete", "merge")
LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")
SUCCESS_NAMES = frozenset({"ok", "success", "succeeded"})
ERROR_NAMES = frozenset({"errors", "failures", "failed", "validationerrors", "usererrors", "itemerrors"})


@rule("SAFE701", severity="warning")
def create_does_not_double(view: View) -> Iterator[Fault]:
    """Keep a repeated create from doubling the record.

    After a timeout nobody knows whether a create was done. Send an idempotency key where the API takes one, else store the pair of
    ids (`link`).
    """
    for step in view.steps:
        if not _is_create(step) or step.step.idempotency.kind != "none":
            continue
        searched = any(one.role == "lookup" for one in step.flow.steps)
        fact = (
            "Only a search before it guards it, and two deliveries at once both find nothing"
            if searched
            else "A repeat makes the record twice"
        )
        header = step.operation.idempotency_header if step.operation else ""
        cure = f"Send the header {header} that it takes." if header else "Store the pair of ids with a link."
        yield Fault(where=f"{step.where}.idempotency", message=f"{fact}. {cure}", spec=step.place)


@rule("SAFE702")
def idempotency_can_work(view: View) -> Iterator[Fault]:
    """Build an idempotency key from something, and store pairs in a link that the design has."""
    for step in view.steps:
        guard = step.step.idempotency
        links = [link.id for link in view.design.links]
        if guard.kind == "link" and guard.link not in links:
            message = f'The design has no link "{guard.link}".{did_you_mean(guard.link, links)}'
            yield Fault(where=f"{step.where}.idempotency.link", message=message)
        if guard.kind == "header" and (not guard.header or not guard.sources):
            missing = "header" if not guard.header else "sources"
            message = f"An idempotency key needs its {'header' if missing == 'header' else 'sources, such as `run:event_id`'}."
            yield Fault(where=f"{step.where}.idempotency.{missing}", message=message)
        elif guard.kind == "header" and step.operation and not _takes_header(step, guard.header):
            message = f"The document does not say that {step.operation.key} takes the header {guard.header}."
            yield Fault(where=f"{step.where}.idempotency.header", message=message, spec=step.place, severity="unverified")


@rule("SAFE703", severity="warning")
def calls_are_encrypted(view: View) -> Iterator[Fault]:
    """Call systems by https; over http credentials and records can be read on the way."""
    for i, system in enumerate(view.design.systems):
        for name in ("base_url", "auth.token_url"):
            url = system.base_url if name == "base_url" else system.auth.token_url
            if url.startswith("http://") and not url.startswith(LOCAL):
                yield Fault(where=f"$.systems[{i}].{name}", message=f"{system.name} is called by http, in the clear. Use https.")


@rule("SAFE704", severity="warning")
def lifecycle_is_decided(view: View) -> Iterator[Fault]:
    """Decide what happens when a record is created, updated, deleted, merged, or leaves the filter: `act` or `ignore`."""
    asked = {question.fills for question in view.design.questions}
    for i, flow in enumerate(view.design.flows):
        rows: dict[str, str] = {row.case: row.action for row in flow.lifecycle}
        cases = (*CASES, "leaves_filter") if flow.trigger.condition.any else CASES
        undecided = [case for case in cases if rows.get(case, "ask") == "ask"]
        if undecided:
            is_asked = f"lifecycle:{flow.id}" in asked
            message = f"It is not decided what happens on {listed(undecided)}." + (" A question asks for it." if is_asked else "")
            yield Fault(where=f"$.flows[{i}].lifecycle", message=message, severity="open" if is_asked else "warning")


@rule("SAFE705", severity="warning")
def replace_does_not_wipe(view: View) -> Iterator[Fault]:
    """Send the whole record where a call replaces it: fields that are left out are emptied."""
    for step in view.steps:
        if step.step.semantics != "replace" or step.body is None:
            continue
        filled = {mapping.target.field.path.split(".", maxsplit=1)[0].removesuffix("[]") for mapping in step.mappings}
        fields = view.catalog.fields(step.body, access="write")
        left_out = [field.path for field in fields if "." not in field.path and "[]" not in field.path and not field.read_only]
        left_out = [path for path in left_out if path not in filled]
        if left_out:
            told = f"{step.step.operation} replaces the record, and would empty {listed(left_out)}."
            yield Fault(where=step.where, message=f"{told} Read it first and send all, or use a patch.", spec=step.place)


@rule("SAFE706", severity="warning")
def two_way_sync_does_not_echo(view: View) -> Iterator[Fault]:
    """Mark changes of our own in a two-way sync, or each side answers the other for ever."""
    ends = [(flow.trigger.system, {step.system for step in flow.steps if step.role == "write"}) for flow in view.design.flows]
    for i, (source, targets) in enumerate(ends):
        for back, back_targets in ends[:i]:
            pair = {source, back}
            links = [link for link in view.design.links if set(link.systems) == pair]
            if source != back and back in targets and source in back_targets and not any(link.origin_marker for link in links):
                told = "This flow answers another one in the opposite direction, and nothing marks changes of our own."
                yield Fault(where=f"$.flows[{i}]", message=f"{told} Set a link's `origin_marker`.")


@rule("SAFE707", severity="warning")
def failures_inside_a_success_are_read(view: View) -> Iterator[Fault]:
    """Read the failures that an answer with status 2xx can hold: `success` or `item_errors` of the step."""
    for step in view.steps:
        if step.step.role != "write" or step.step.success or step.step.item_errors or not step.operation or not step.operation.success:
            continue
        members = view.catalog.members(step.operation.success, access="read")
        root = [field for field in members if "." not in field.path and "[" not in field.path]
        told = next((field for field in root if _tells_failure(field.path, field.types)), None)
        if told is not None:
            name = "success" if "boolean" in told.types else "item_errors"
            fact = f'{step.operation.system}\'s {step.operation.key} tells of failures in "{told.path}" of a 2xx answer.'
            yield Fault(where=step.where, message=f"{fact} Set `{name}: {told.path}`.", spec=step.place)


@rule("SAFE708")
def reading_changes_nothing(view: View) -> Iterator[Fault]:
    """Read with calls that only read: a trigger, a read or a look-up must not change or delete what it finds."""
    for where, _, key, purpose in view.operations:
        if purpose not in {"write", "register"} and key.partition(" ")[0].upper() in CHANGING:
            yield Fault(where=where, message=f"{key} changes what it should only read. Use the operation that reads, most often a GET.")


def _is_create(step: StepView) -> bool:
    if step.step.action != "call" or step.step.role != "write":
        return False
    if step.step.semantics:
        return step.step.semantics == "create"
    return step.step.operation.startswith("POST ") and not step.step.operation.endswith("}")


def _takes_header(step: StepView, header: str) -> bool:
    operation = step.operation
    if operation is None:
        return False
    return operation.idempotency_header.lower() == header.lower() or parameter_of(operation, "header", header) is not None


def _tells_failure(path: str, types: tuple[str, ...]) -> bool:
    name = path.lower().replace("_", "")
    return (name in SUCCESS_NAMES and types == ("boolean",)) or (name in ERROR_NAMES and "array" in types)
