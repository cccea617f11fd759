"""A design with everything that it names looked up once: what each step calls, each source reads, each target fills."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from designer.check.lookup.plain_paths import in_plain_paths
from designer.check.lookup.presence import gaps
from designer.model.design import source_parts
from designer.model.finding import SpecPlace
from designer.model.spec import Field
from designer.model.transform import First, Join, Lookup
from designer.names.path import parent
from designer.transforms.types import output_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.check.budget.uses import Use
    from designer.check.lookup.needs import Demands
    from designer.model.design import Design, Flow, Mapping, OperationUse, Step, System
    from designer.model.finding import PersonalFlow
    from designer.model.spec import Catalog, Content, Operation, SystemSpec
    from designer.model.transform import Transform

State = Literal["known", "unknown", "missing", "nowhere"]
"""What stands at a path: a field; the documents cannot tell; nothing; or what it names is itself at fault (told elsewhere)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a source or target path leads to."""

    path: str
    state: State
    field: Field = Field(path="")
    owner: str = ""
    """Whose field it is, in words: `Stripe's customer.created`."""
    why: str = ""
    """Why it is missing or cannot be told."""
    content: Content | None = None
    given: str = ""
    """Where the record stands in the content: what it lies in is there whenever the record is."""
    known: Callable[[], list[str]] = list
    """The paths that would have been right, for a suggestion."""

    @property
    def place(self) -> SpecPlace | None:
        """Return where the document tells of it."""
        if self.content is None:
            return None
        return SpecPlace(file=self.field.file or self.content.file, pointer=self.field.pointer or self.content.pointer)


def spot_at(
    path: str,
    found: Field | None,
    *,
    owner: str,
    content: Content | None,
    told: Callable[[], Sequence[Field]],
    untold: str,
    known: Callable[[Sequence[Field]], list[str]],
) -> Spot:
    """Return what was *found* at a path of a content; where that settles nothing, what the document *told* of the content decides.

    *untold* says why nothing can be told where the document told nothing.
    """
    if found is not None and (found.types or not found.free_form):
        return Spot(path=path, state="known", field=found, owner=owner, content=content)
    fields = told()
    state: State = "missing" if found is None and fields else "unknown"
    why = "" if state == "missing" else "the document lets this object hold anything" if found else untold
    here = found or _absent(path, fields)
    return Spot(path=path, state=state, field=here, owner=owner, why=why, content=content, known=lambda: known(fields))


def _absent(path: str, fields: Sequence[Field]) -> Field:
    """Return a field that is not there, with the file that names those which are, if that is not the content's own."""
    known = {field.path for field in fields}
    above = parent(path)
    while above and above not in known:
        above = parent(above)
    told = next((field.file for field in fields if field.file and parent(field.path) == above), "")
    return Field(path=path, file=told, pointer="#" if told else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingView:
    """A mapping with its ends looked up."""

    where: str
    mapping: Mapping
    sources: tuple[Spot, ...]
    target: Spot
    output: Field
    """What leaves the transform."""
    is_text_on_wire: bool
    """The value travels as text (parameters, forms), so numbers and booleans may fill texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step with what it calls."""

    where: str
    flow: Flow
    step: Step
    system: System | None
    spec: SystemSpec | None
    operation: Operation | None
    body: Content | None
    mappings: tuple[MappingView, ...]

    @property
    def place(self) -> SpecPlace | None:
        """Return where the document tells of the operation."""
        return place_of(self.operation)


class View:
    """The design, its catalog, and all that was looked up."""

    def __init__(self, design: Design, catalog: Catalog) -> None:
        """Look things up when they are first asked for."""
        self.design = in_plain_paths(design)
        self.catalog = catalog
        self._specs: dict[str, SystemSpec | None] = {}
        self._operations: dict[tuple[str, str], Operation | None] = {}
        self._used: dict[str, tuple[Operation, ...]] = {}
        self.telling: dict[tuple[Content, str], bool] = {}
        """Whether an object of an answer tells which of its members are always there, once `presence` has looked."""
        self._spots: dict[tuple[int, int, str], Spot] = {}
        self.demands: dict[str, Demands] = {}
        """What each step must send and does not, by its place, once `needs` has looked."""
        self.recorded: dict[tuple[str, str], Spot] = {}
        """What stands at a path of a record, by extract and path, once a rule of the warehouse has looked."""

    @cached_property
    def operations(self) -> tuple[OperationUse, ...]:
        """Return each operation that the design names, with where and what for."""
        return tuple(self.design.operations())

    @cached_property
    def steps(self) -> tuple[StepView, ...]:
        """Return every step, in order."""
        return tuple(self._step(where, flow, step) for where, flow, step in self.design.steps())

    @cached_property
    def mappings(self) -> tuple[tuple[StepView, MappingView], ...]:
        """Return every mapping of the flows with its step."""
        return tuple((step, mapping) for step in self.steps for mapping in step.mappings)

    @cached_property
    def personal(self) -> tuple[PersonalFlow, ...]:
        """Return every way that personal data takes."""
        from designer.check.personal.flows import personal_flows  # noqa: PLC0415 - the two hold each other's nouns

        return personal_flows(self)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Return every known rate limit with the calls that the design makes under it."""
        from designer.check.budget.uses import uses  # noqa: PLC0415 - the two hold each other's nouns

        return uses(self)

    def spec(self, system: str) -> SystemSpec | None:
        """Return what the documents say of the design's system."""
        if system not in self._specs:
            designed = self.design.system(system)
            self._specs[system] = (self.catalog.system(designed.name) or self.catalog.system(designed.id)) if designed else None
        return self._specs[system]

    def operation(self, system: str, key: str) -> Operation | None:
        """Return the operation that a step or trigger names."""
        if (system, key) not in self._operations:
            spec = self.spec(system)
            self._operations[system, key] = self.catalog.operation(spec.name, key) if spec and key else None
        return self._operations[system, key]

    def used(self, system: System) -> tuple[Operation, ...]:
        """Return the operations of a system that the design calls."""
        if system.id not in self._used:
            found = (self.operation(name, key) for _, name, key, _ in self.operations if name == system.id)
            self._used[system.id] = tuple({operation.key: operation for operation in found if operation}.values())
        return self._used[system.id]

    def read(self, source: str, flow: Flow, step: Step | None) -> Spot:
        """Return what a source reads, seen from *step* (None: from the trigger)."""
        from designer.check.lookup.sources import read  # noqa: PLC0415 - the two hold each other's nouns

        key = (id(flow), id(step), source)
        if key not in self._spots:
            self._spots[key] = read(self, source, flow, step)
        return self._spots[key]

    def _step(self, where: str, flow: Flow, step: Step) -> StepView:
        from designer.check.lookup.targets import body_of, write  # noqa: PLC0415 - the two hold each other's nouns

        operation = self.operation(step.system, step.operation)
        body = body_of(operation, step)
        mappings = []
        for number, mapping in enumerate(step.mappings):
            sources = tuple(self.read(source, flow, step) for source in mapping.sources)
            mappings.append(
                MappingView(
                    where=f"{where}.mappings[{number}]",
                    mapping=mapping,
                    sources=sources,
                    target=write(self, mapping.target, step, operation, body),
                    output=self.output(mapping.transform, sources),
                    is_text_on_wire=not mapping.target.startswith("body") or (body is not None and "form" in body.media_type),
                )
            )
        return StepView(
            where=where,
            flow=flow,
            step=step,
            system=self.design.system(step.system),
            spec=self.spec(step.system),
            operation=operation,
            body=body,
            mappings=tuple(mappings),
        )

    def output(self, transform: Transform, sources: tuple[Spot, ...]) -> Field:
        """Return what leaves a transform; unknown as soon as a source is."""
        table = None
        if isinstance(transform, Lookup) and transform.using.startswith("table:"):
            table = self.design.table(transform.using.partition(":")[2])
        fields = tuple(self._entering(transform, spot) for spot in sources)
        return output_type(transform, fields, table=table)

    def _entering(self, transform: Transform, spot: Spot) -> Field:
        """Return the field as the transform sees it: of a plain array the item (`first`, `join`); required only if it is surely there."""
        if isinstance(transform, First | Join) and "array" in spot.field.types and spot.content is not None:
            item = self.catalog.field(spot.content, f"{spot.field.path}[]", access="read")
            if item is not None:
                return item
        return replace(spot.field, required=False) if spot.field.required and gaps(self, spot) else spot.field


def place_of(operation: Operation | None) -> SpecPlace | None:
    """Return where the document tells of an operation."""
    return SpecPlace(file=operation.file, pointer=operation.pointer) if operation and operation.file else None


def sources_of_step(step: Step) -> Iterator[tuple[str, str]]:
    """Yield each source that a step names, with where below the step it stands; mappings first."""
    for number, mapping in enumerate(step.mappings):
        for index, source in enumerate(mapping.sources):
            yield f".mappings[{number}].sources[{index}]", source
    if step.for_each:
        yield ".for_each", step.for_each
    for group, all_of in enumerate(step.condition.any):
        for number, comparison in enumerate(all_of.all):
            yield f".condition.any[{group}].all[{number}].source", comparison.source
    for number, source in enumerate(step.idempotency.sources):
        yield f".idempotency.sources[{number}]", source


def is_setting(source: str) -> bool:
    """Tell whether a source is a setting."""
    return source_parts(source)[0] == "setting"
