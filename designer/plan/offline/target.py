"""The target side of a flow: which call writes, what is looked up before, and when it creates or updates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.fields.matching import propose_mappings
from designer.model.design import Condition
from designer.model.question import Question
from designer.names.text import identifier, words
from designer.plan.offline.calls import collection_of, noun_of, takes_one
from designer.plan.offline.filling import Filling
from designer.plan.offline.lifecycle import changes_only, with_article
from designer.plan.offline.lookups import holds, id_mapping, search_step
from designer.plan.offline.writing import link_between, semantics_of, write_step

if TYPE_CHECKING:
    from designer.model.brief import Wish
    from designer.model.design import Link, Step
    from designer.model.spec import Operation, RankedOperation
    from designer.plan.offline.lookups import Found
    from designer.plan.offline.writing import Writing

CLOSE = 0.1
"""Scores of the words that lie so near do not decide; the fields do."""
COVERED = 0.5
WRITES = 5
"""So many calls that may be meant are tried."""
SEARCHING = {"q", "query", "search", "searchterm", "term", "filter", "where", "keyword", "email", "name", "reference", "external", "phone"}
UPDATING = {"update", "updates", "updated", "change", "changed", "changes", "sync", "synced", "keep", "mirror", "upsert", "moves"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The steps that write, and what they rest on."""

    steps: tuple[Step, ...]
    operations: tuple[Operation, ...]
    link: Link | None
    updates: bool
    filling: Filling


def choose_target(writing: Writing) -> Target | Question:
    """Return the write steps for a wish, or the question to ask when the system has no operation that could be meant."""
    operation = _chosen(writing)
    if operation is None:
        return _nothing_to_write(writing)
    found = search_step(writing, operation)
    target = _written(writing, operation, found)
    if _sends_nothing(target, operation):
        return _nothing_to_send(writing, operation)
    if writing.wish.lookups and found is None:
        return replace(target, filling=target.filling + Filling(questions=(_how_to_find(writing, operation),)))
    return target


def _written(writing: Writing, operation: Operation, found: Found | None) -> Target:
    if takes_one(operation) and operation.in_spec:
        return _update_only(writing, operation, found)
    update = _sibling_update(writing, operation) if found and _wants_updates(writing.wish) else None
    return _create(writing, operation, found, update)


def _chosen(writing: Writing) -> Operation | None:
    operations = _by_coverage(writing, writing.ranked[:WRITES])
    if writing.wish.create_only:
        operations = _creating_first(writing, operations)
    if not operations:
        operations = [operation for operation in writing.system.operations if operation.method == "POST" and not operation.in_spec]
    changing = [operation for operation in operations if semantics_of(operation) != "create"]
    if operations and changes_only(writing.wish):
        sibling = _sibling_update(writing, operations[0])
        return next(iter(changing), sibling or operations[0])
    return next(iter(operations), None)


def _creating_first(writing: Writing, operations: list[Operation]) -> list[Operation]:
    """Return the operations, the call that only makes records of its collection first, if the best would change them."""
    if not operations or semantics_of(operations[0]) == "create":
        return operations
    collection = collection_of(operations[0].path)
    making = (one for one in writing.system.operations if one.path.rstrip("/") == collection and semantics_of(one) == "create" and one.body)
    found = next((one for one in making if one.method in {"POST", "PUT"}), None)
    return [found, *operations] if found else operations


def _by_coverage(writing: Writing, ranked: tuple[RankedOperation, ...]) -> list[Operation]:
    """Return the operations, those that the words hardly part ordered by how well the source's fields cover their bodies."""
    close = [found for found in ranked if found.score >= ranked[0].score - CLOSE][:3]
    rest = [found.operation for found in ranked[len(close) :]]
    if len(close) < 2:
        return [found.operation for found in close] + rest
    covered = [_coverage(writing, found.operation) for found in close]
    most = max(*covered, 0.01)
    order = sorted(range(len(close)), key=lambda i: (-(close[i].score + CLOSE * covered[i] / most), i))
    return [close[i].operation for i in order] + rest


def _coverage(writing: Writing, operation: Operation) -> float:
    """Return how much of a body the source's fields fill: the sum of the confidences that a person would look at."""
    if operation.body is None:
        return 0.0
    targets = writing.catalog.fields(operation.body, access="write")
    mappings = propose_mappings(writing.source.fields, targets, source_title=writing.source.noun, target_title=noun_of(operation))
    return sum(found.confidence for found in mappings if found.confidence >= COVERED)


def _create(writing: Writing, operation: Operation, found: Found | None, update: Operation | None) -> Target:
    """Return: look for it, change it if it is there and the wish says so, create it if it is not."""
    name = f"write_{identifier(noun_of(operation))}"
    link = link_between(writing, operation, step=name)
    absent = holds(found.record_id, "empty") if found else Condition()
    step, filling = write_step(writing, operation, prefix="write", known=(), condition=absent, link=link)
    steps, operations = [step], [operation]
    if found is not None:
        known = id_mapping(update, source=found.record_id, link=None) if update else None
        if update is not None and known is not None:
            present = holds(found.record_id, "present")
            changing, more = write_step(writing, update, prefix="update", known=(known,), condition=present, link=None)
            steps.insert(0, changing)
            operations.append(update)
            filling += more
        steps.insert(0, found.step)
        operations.append(found.operation)
        filling += found.filling
    return Target(steps=tuple(steps), operations=tuple(operations), link=link, updates=len(steps) > 2, filling=filling)


def _update_only(writing: Writing, operation: Operation, found: Found | None) -> Target:
    """Return: find it by a search or by the stored pair, and change it."""
    name = f"update_{identifier(noun_of(operation))}"
    link = link_between(writing, operation, step=name)
    source = found.record_id if found else writing.source.record_id
    known = id_mapping(operation, source=source, link=None if found else link)
    present = holds(found.record_id, "present") if found else Condition()
    step, filling = write_step(writing, operation, prefix="update", known=(known,) if known else (), condition=present, link=link)
    steps = (found.step, step) if found else (step,)
    operations = (operation, found.operation) if found else (operation,)
    return Target(steps=steps, operations=operations, link=link, updates=True, filling=filling + (found.filling if found else Filling()))


def _wants_updates(wish: Wish) -> bool:
    return not wish.create_only and (bool(UPDATING & set(words(wish.text))) or wish.two_way)


def _sibling_update(writing: Writing, create: Operation) -> Operation | None:
    """Return the call that changes one record of the collection that is written."""
    collection = collection_of(create.path)
    changing = [
        operation
        for operation in writing.system.operations
        if operation.method in {"PATCH", "PUT", "POST"}
        and takes_one(operation)
        and collection_of(operation.path) == collection
        and operation.body is not None
    ]
    return min(changing, key=lambda operation: ("PATCH", "POST", "PUT").index(operation.method), default=None)


def _how_to_find(writing: Writing, operation: Operation) -> Question:
    """Return the question for a record that the brief wants found again, when no parameter is sure to find it."""
    noun, collection = noun_of(operation), collection_of(operation.path)
    searches = [search for search in writing.system.operations if search.method == "GET" and search.path.rstrip("/") == collection]
    parameters = [p.name for search in searches for p in search.parameters if p.location == "query" and set(words(p.name)) & SEARCHING]
    return Question(
        id=identifier(f"{writing.system.id}_{noun}_search"),
        about=f"{writing.system.name}: {operation.key}",
        text=f"By which search is {with_article(noun)} found again that is already in {writing.system.name}?",
        why=f"The brief asks for it (“{writing.wish.lookups[0][:120]}”), and no search parameter bears the name of a field of the source.",
        candidates=tuple(parameters[:5]),
        line=writing.wish.line,
    )


def _sends_nothing(target: Target, operation: Operation) -> bool:
    """Tell whether a call that changes a record would change nothing: it takes a body, and nothing is known of what it shall hold."""
    if operation.method not in {"PUT", "PATCH"} or operation.body is None:
        return False
    (written, *_) = [step for step in target.steps if step.operation == operation.key]
    return not any(mapping.target.startswith("body.") for mapping in written.mappings)


def _nothing_to_send(writing: Writing, operation: Operation) -> Question:
    others = [found.operation.key for found in writing.ranked if found.operation.key != operation.key]
    return Question(
        id=identifier(f"{writing.system.id}_{operation.key}_sends_nothing"),
        about=f"{writing.system.name}: “{writing.wish.then or writing.wish.text}”",
        text=f"Which call of {writing.system.name} does this, and what shall it send?",
        why=f"{operation.key} fits the words best, but no field of the source fits its body: it would change nothing.",
        candidates=(*others[:WRITES], operation.key),
        line=writing.wish.line,
    )


def _nothing_to_write(writing: Writing) -> Question:
    return Question(
        id=f"{writing.system.id}_write",
        about=f"{writing.system.name}: “{writing.wish.then or writing.wish.text}”",
        text=f"Which call of {writing.system.name} does this?",
        why="No operation in its documents fits the words of the brief.",
        line=writing.wish.line,
    )
