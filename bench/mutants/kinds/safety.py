"""Faults that double, lose or wipe records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import PathError, containers, normal
from mutants.ground import misspelt, misspelt_path
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Step
    from designer.model.spec import Operation
    from mutants.ground import Ground

CREATED = ("SAFE701", "SAFE702")


def creates(ground: Ground) -> Iterator[tuple[str, int, int, Step, Operation | None]]:
    """Yield the steps that make a new record by a POST, and are kept from doubling it."""
    for where, i, j, step, called in ground.steps():
        if called and step.role == "write" and step.semantics == "create" and step.idempotency.kind != "none" and called.method == "POST":
            yield where, i, j, step, called


@kind(*CREATED)
def repeat_unguarded(ground: Ground) -> Iterator[Mutant]:
    """Nothing keeps a repeated create from making the record twice."""
    for where, _, _, _, _ in creates(ground):
        yield Mutant(where=where, changes={f"{where}.idempotency": DROPPED})


@kind("SAFE701", "SAFE717")
def create_guarded_by_search_alone(ground: Ground) -> Iterator[Mutant]:
    """A create is guarded by a search before it alone, and a search lags behind.

    Left out: calls that take a key of their own as well, which keep it.
    """
    for where, _, _, step, _ in creates(ground):
        if step.idempotency.kind in {"header", "link"}:
            yield Mutant(where=where, changes={f"{where}.idempotency": {"kind": "lookup"}})


@kind("SAFE714")
def key_changes_with_each_attempt(ground: Ground) -> Iterator[Mutant]:
    """An idempotency key is made of the time: each attempt has another one."""
    for where, _, _, step, _ in creates(ground):
        if step.idempotency.kind == "header":
            yield Mutant(where=where, changes={f"{where}.idempotency.sources": ["run:time"]})


@kind("SAFE714")
def key_is_the_same_for_all(ground: Ground) -> Iterator[Mutant]:
    """An idempotency key is made of a setting: every record has the same, and all but the first are refused.

    Left out: designs without a setting.
    """
    for where, _, _, step, _ in creates(ground):
        if step.idempotency.kind == "header" and ground.design.settings:
            yield Mutant(where=where, changes={f"{where}.idempotency.sources": [f"setting:{ground.design.settings[0].id}"]})


@kind("SAFE702")
def key_of_nothing(ground: Ground) -> Iterator[Mutant]:
    """An idempotency key is made of nothing."""
    for where, _, _, step, _ in creates(ground):
        if step.idempotency.kind == "header":
            yield Mutant(where=where, changes={f"{where}.idempotency.sources": DROPPED})


@kind("MAP301", "SAFE702", "OP212")
def key_of_a_missing_field(ground: Ground) -> Iterator[Mutant]:
    """An idempotency key is made of a field that is not there: all keys are alike.

    Left out: sources that no document knows, open objects, and where the misspelt name is a field as well.
    """
    for where, i, j, step, _ in creates(ground):
        for at, source in enumerate(step.idempotency.sources):
            origin, _, path = source.partition(":")
            if origin not in {"run", "setting"} and path and ground.source(i, j, source) is not None:
                wrong = f"{origin}:{misspelt_path(path)}"
                if ground.source(i, j, wrong) is None:
                    yield Mutant(where=where, changes={f"{where}.idempotency.sources[{at}]": wrong}, note=wrong)


@kind("SAFE702", "SAFE701", "OP215")
def pairs_kept_nowhere(ground: Ground) -> Iterator[Mutant]:
    """Pairs of ids are kept in a link that the design does not have."""
    for where, _, _, step, _ in creates(ground):
        if step.idempotency.kind == "link":
            yield Mutant(where=where, changes={f"{where}.idempotency.link": misspelt(step.idempotency.link) + "x"})


@kind("SAFE702", "SAFE701", "MAP302", "SAFE714")
def key_in_a_header_not_taken(ground: Ground) -> Iterator[Mutant]:
    """A key is sent in a header that the call does not know, so that nothing is kept from doubling.

    Left out: calls of which the document tells no header that takes a key.
    """
    for where, _, _, step, called in creates(ground):
        if step.idempotency.kind == "header" and called and called.idempotency_header:
            yield Mutant(where=where, changes={f"{where}.idempotency.header": "X-" + misspelt(step.idempotency.header)})


@kind("SAFE737")
def key_in_a_header_of_the_connection(ground: Ground) -> Iterator[Mutant]:
    """A key is sent in the header that says where a call goes, or under a name that holds a line end and so begins another header."""
    for number, (where, _, _, step, _) in enumerate(creates(ground)):
        if step.idempotency.kind == "header":
            wrong = "Host" if number % 2 else f"{step.idempotency.header}\r\nHost"
            yield Mutant(where=where, changes={f"{where}.idempotency.header": wrong}, note=repr(wrong))


@kind("SAFE707")
def failures_unread(ground: Ground) -> Iterator[Mutant]:
    """A call answers 2xx though some of its items failed, and nobody reads which."""
    for where, _, _, step, _ in ground.steps():
        if step.item_errors or step.success:
            yield Mutant(where=where, changes={f"{where}.item_errors": DROPPED, f"{where}.success": DROPPED})


@kind("SAFE707", "SAFE732", "MAP301")
def failures_read_from_nowhere(ground: Ground) -> Iterator[Mutant]:
    """Failed items are read from a field of the answer that is not there.

    Left out: answers that no document describes, and open ones.
    """
    for where, i, j, step, called in ground.steps():
        for name in ("item_errors", "success"):
            path = getattr(step, name)
            if path and called and called.success and ground.catalog.field(called.success, path, access="read"):
                wrong = misspelt_path(path)
                if ground.catalog.field(called.success, wrong, access="read") is None:
                    yield Mutant(where=where, changes={f"{where}.{name}": wrong}, note=f"{i}.{j} {wrong}")


@kind("SAFE705")
def rest_wiped(ground: Ground) -> Iterator[Mutant]:
    """A call that replaces a whole record sends two of its fields; the others are emptied."""
    for where, _, _, step, called in ground.steps():
        if called and called.in_spec and called.method == "PUT" and called.body and step.semantics == "replace":
            optional = [
                at
                for at, one in enumerate(step.mappings)
                if one.target.startswith("body.") and not _is_required(ground, called, one.target)
            ]
            if optional:
                yield Mutant(where=where, changes={f"{where}.mappings[{at}]": DROPPED for at in optional})


@kind("SAFE708", "OP202", "OP201")
def reading_by_a_call_that_writes(ground: Ground) -> Iterator[Mutant]:
    """A read or look-up calls what deletes or changes."""
    for where, _, _, step, called in ground.steps():
        if called and called.in_spec and step.role in {"read", "lookup"}:
            spec = ground.catalog.system(called.system)
            for method in ("DELETE", "PUT", "PATCH"):
                found = next((one for one in spec.operations if one.method == method), None) if spec else None
                if found:
                    yield Mutant(where=where, changes={f"{where}.operation": found.key}, note=found.key)


@kind("SAFE704")
def lifecycle_undecided(ground: Ground) -> Iterator[Mutant]:
    """Nobody has decided what happens when a record is deleted, changed or merged."""
    for i, flow in enumerate(ground.design.flows):
        if flow.lifecycle:
            where = f"$.flows[{i}]"
            yield Mutant(where=where, changes={f"{where}.lifecycle": DROPPED}, note="all")
        for at, row in enumerate(flow.lifecycle):
            if row.action != "ask" and row.case != "leaves_filter":
                where = f"$.flows[{i}].lifecycle"
                yield Mutant(where=where, changes={f"{where}[{at}]": DROPPED}, places=(f"$.flows[{i}]",), note=row.case)
                yield Mutant(where=where, changes={f"{where}[{at}].action": "ask"}, places=(f"$.flows[{i}]",), note=f"{row.case} asks")


@kind("SAFE735")
def lifecycle_decided_twice(ground: Ground) -> Iterator[Mutant]:
    """One case of a record's life is decided in two ways."""
    for i, flow in enumerate(ground.design.flows):
        if flow.lifecycle:
            where = f"$.flows[{i}].lifecycle[{len(flow.lifecycle)}]"
            first = flow.lifecycle[0]
            row = {"case": first.case, "action": "ignore" if first.action == "act" else "act"}
            yield Mutant(where=where, changes={where: row}, places=(f"$.flows[{i}]", f"$.flows[{i}].lifecycle"))


def _is_required(ground: Ground, called: Operation, target: str) -> bool:
    path = target.removeprefix("body.")
    content = called.body
    names = (*containers(normal(path)), normal(path))
    try:
        fields = [ground.catalog.field(content, name, access="write") for name in names] if content else []
    except PathError:
        return False
    return any(one and one.required for one in fields)
