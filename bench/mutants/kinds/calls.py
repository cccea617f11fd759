"""Faults of what is called, and by which names things are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.ground import misspelt
from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Operation
    from mutants.ground import Ground

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def described(ground: Ground) -> Iterator[tuple[str, str, Operation]]:
    """Yield each operation that a document describes: its place, the system's id, itself."""
    for use in ground.design.operations():
        operation = ground.operation(use.system, use.key)
        if operation and operation.in_spec:
            yield use.where, use.system, operation


def is_unknown(ground: Ground, system: str, key: str) -> bool:
    """Tell whether a system that a document describes has no such operation."""
    return ground.operation(system, key) is None


def _calling(where: str, key: str) -> Mutant:
    return Mutant(where=where, changes={where: key}, note=key)


@kind("OP201", "OP202", "OP204")
def operation_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The path of a call is misspelt."""
    for where, system, operation in described(ground):
        *rest, last = operation.path.split("/")
        at = next((i for i in range(len(rest), -1, -1) if "{" not in [*rest, last][i] and [*rest, last][i]), None)
        if at is not None:
            parts = [*rest, last]
            parts[at] = misspelt(parts[at])
            key = f"{operation.method} {'/'.join(parts)}"
            if is_unknown(ground, system, key):
                yield _calling(where, key)


@kind("OP202", "OP201", "SAFE708")
def operation_wrong_method(ground: Ground) -> Iterator[Mutant]:
    """A path is called by a method that it does not take."""
    for where, system, operation in described(ground):
        for method in METHODS:
            key = f"{method} {operation.path}"
            if is_unknown(ground, system, key):
                yield _calling(where, key)


@kind("OP201", "OP202")
def operation_of_the_other_system(ground: Ground) -> Iterator[Mutant]:
    """A call of one system is sent to the other.

    Left out: where the other has the same call, and where no document describes it.
    """
    for where, system, operation in described(ground):
        for other in ground.design.systems:
            if (
                other.id != system
                and other.kind == "http"
                and is_unknown(ground, other.id, operation.key)
                and _is_described(ground, other.id)
            ):
                holder = where.removesuffix(".operation")
                if holder.endswith(("registration", "backfill")):
                    continue
                yield Mutant(where=where, changes={f"{holder}.system": other.id}, places=(holder,), note=other.id)


@kind("OP201", "OP204")
def operation_of_another_version(ground: Ground) -> Iterator[Mutant]:
    """A call is written with a version in its path that the document does not have."""
    for where, system, operation in described(ground):
        key = f"{operation.method} /v9{operation.path}"
        if is_unknown(ground, system, key):
            yield _calling(where, key)


@kind("OP201", "OP202", "OP204")
def operation_by_its_id(ground: Ground) -> Iterator[Mutant]:
    """A call is named by its operationId, and not by method and path.

    Left out: operations without an operationId.
    """
    for where, system, operation in described(ground):
        if operation.operation_id and is_unknown(ground, system, operation.operation_id):
            yield _calling(where, operation.operation_id)


@kind("OP204", "OP201")
def operation_written_otherwise(ground: Ground) -> Iterator[Mutant]:
    """A call's parameter bears another name than in the document, so that what fills it is lost."""
    for where, _, operation in described(ground):
        if "{" in operation.path:
            name = operation.path.rpartition("{")[2].partition("}")[0]
            yield _calling(where, f"{operation.method} {operation.path.replace('{' + name + '}', '{' + misspelt(name) + '_x}')}")


@kind("OP201", "OP219", "OP203", "TRG501", "WH901", "OP218", "TRG507")
def operation_lost(ground: Ground) -> Iterator[Mutant]:
    """A step that shall call names no call."""
    for where, _, step, _, called in ((where, i, step, j, called) for where, i, j, step, called in ground.steps()):
        if called:
            yield Mutant(where=where, changes={f"{where}.operation": ""}, note=step.operation)


@kind("OP205")
def media_type_wrong(ground: Ground) -> Iterator[Mutant]:
    """A body is sent in a media type that the call does not take."""
    for where, _, _, _, called in ground.steps():
        if called and called.in_spec and called.bodies:
            taken = {one.media_type for one in called.bodies}
            for wrong in ("application/xml", "text/csv", "application/x-www-form-urlencoded"):
                if wrong not in taken and "*/*" not in taken:
                    yield Mutant(where=where, changes={f"{where}.media_type": wrong}, note=wrong)
                    break


@kind("OP206")
def branch_misspelt(ground: Ground) -> Iterator[Mutant]:
    """An alternative of the body is named that the document does not offer.

    Left out: bodies without alternatives, where the name says nothing.
    """
    for where, _, _, step, called in ground.steps():
        if called and called.in_spec and called.body and step.role == "write":
            wrong = misspelt(step.branch) if step.branch else "NoSuchAlternative"
            if any(field.branch for field in ground.catalog.fields(called.body, access="write")):
                yield Mutant(where=where, changes={f"{where}.branch": wrong}, note=wrong)


@kind("OP211")
def system_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A step, a trigger, an extract, a setting or a limit names a system that the design does not list."""
    known = {one.id for one in ground.design.systems}
    for where, system in _named_systems(ground):
        if misspelt(system) not in known:
            yield Mutant(where=where, changes={where: misspelt(system)}, places=(where.rpartition(".")[0],))


@kind("OP214", "WH933")
def id_twice(ground: Ground) -> Iterator[Mutant]:
    """Two things of one kind bear one id."""
    for where, ids in _lists(ground):
        if len(ids) > 1:
            yield Mutant(where=f"{where}[1]", changes={f"{where}[1].id": ids[0]}, places=(where, f"{where}[0]"))


@kind("OP217")
def question_fills_nothing(ground: Ground) -> Iterator[Mutant]:
    """The answer to a question fills a setting or table that is not there."""
    for at, question in enumerate(ground.design.questions):
        if question.fills.startswith(("setting:", "table:")):
            yield Mutant(where=f"$.questions[{at}]", changes={f"$.questions[{at}].fills": question.fills + "_x"})


@kind("OP218")
def system_unused(ground: Ground) -> Iterator[Mutant]:
    """A system is listed, with credentials, that nothing calls."""
    count = len(ground.design.systems)
    new = {**ground.plain["systems"][0], "id": "left_over", "name": ground.design.systems[0].name}
    yield Mutant(where=f"$.systems[{count}]", changes={f"$.systems[{count}]": new})


@kind("OP219")
def nothing_left(ground: Ground) -> Iterator[Mutant]:
    """A design has no flow and no warehouse: its repository would do nothing."""
    if ground.design.flows or ground.design.warehouse:
        yield Mutant(where="$", changes={"$.flows": [], "$.warehouse": None}, places=("$.flows", "$.warehouse"))


@kind("SPEC105")
def operation_deprecated(ground: Ground) -> Iterator[Mutant]:
    """A call is made that the vendor will switch off."""
    for where, system, operation in described(ground):
        spec = ground.catalog.system(operation.system)
        found = next((one for one in spec.operations if one.deprecated and one.method == operation.method), None) if spec else None
        if found and not is_unknown(ground, system, found.key):
            yield _calling(where, found.key)


@kind("SPEC106", "OP203", "TRG509")
def system_undescribed(ground: Ground) -> Iterator[Mutant]:
    """A system is called that no document describes, so that nothing said of it is checked."""
    for at, system in enumerate(ground.design.systems):
        if system.descriptions:
            yield Mutant(where=f"$.systems[{at}]", changes={f"$.systems[{at}].descriptions": []})


@kind("SPEC104")
def document_changed_since(ground: Ground) -> Iterator[Mutant]:
    """The document is another one than the design was made with.

    Left out: designs that keep no hash of it.
    """
    for at, system in enumerate(ground.design.systems):
        for number, ref in enumerate(system.descriptions):
            if ref.sha256:
                where = f"$.systems[{at}].descriptions[{number}]"
                yield Mutant(where=where, changes={f"{where}.sha256": "0" * 64}, places=(f"$.systems[{at}]",))


def _named_systems(ground: Ground) -> Iterator[tuple[str, str]]:
    for i, flow in enumerate(ground.design.flows):
        if flow.trigger.system:
            yield f"$.flows[{i}].trigger.system", flow.trigger.system
        for j, step in enumerate(flow.steps):
            if step.system:
                yield f"$.flows[{i}].steps[{j}].system", step.system
    for i, extract in enumerate(ground.design.warehouse.extracts if ground.design.warehouse else ()):
        yield f"$.warehouse.extracts[{i}].system", extract.system
    for i, setting in enumerate(ground.design.settings):
        if setting.system:
            yield f"$.settings[{i}].system", setting.system
    for i, limit in enumerate(ground.design.policies.rate_limits):
        yield f"$.policies.rate_limits[{i}].system", limit.system
    for i, link in enumerate(ground.design.links):
        for j, system in enumerate(link.systems):
            yield f"$.links[{i}].systems[{j}]", system


def _lists(ground: Ground) -> Iterator[tuple[str, list[str]]]:
    design = ground.design
    for name in ("systems", "flows", "links", "settings", "tables", "questions"):
        yield f"$.{name}", [one.id for one in getattr(design, name)]
    for i, flow in enumerate(design.flows):
        yield f"$.flows[{i}].steps", [one.id for one in flow.steps]
    if design.warehouse:
        yield "$.warehouse.extracts", [one.id for one in design.warehouse.extracts]
        yield "$.warehouse.tables", [one.id for one in design.warehouse.tables]


def _is_described(ground: Ground, system: str) -> bool:
    found = ground.design.system(system)
    spec = ground.catalog.system(found.name) if found else None
    return bool(spec and any(one.in_spec for one in spec.operations))
