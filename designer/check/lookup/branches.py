"""Which alternative of a `oneOf` or `anyOf` a step sends, as far as its branch, its constants and what it fills tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.check.lookup.sent import below
from designer.model.transform import Constant
from designer.names.path import normal, parent
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.sent import Sent
    from designer.check.lookup.view import MappingView, StepView
    from designer.model.scalars import Scalar
    from designer.model.spec import Field


class Unclear(NamedTuple):
    """An object that may be several alternatives and is complete as none."""

    target: str
    """As a mapping writes it; empty for the body itself."""
    lacking: tuple[tuple[str, tuple[str, ...]], ...]
    """Each alternative with the targets that it lacks."""


class Stray(NamedTuple):
    """A target in another alternative than the one that is named."""

    mapping: MappingView
    why: str
    """What names the other one."""


def names_of(branch: str) -> tuple[str, ...]:
    """Return the alternatives that a field's `branch` or a step's lists."""
    return tuple(branch.split(" | ")) if branch else ()


class Alternatives:
    """The objects of a body that have alternatives, and which of these are still possible by what a step says and fills."""

    def __init__(self, step: StepView, fields: Sequence[Field], sent: Sent) -> None:
        """Look at all fields of the body at once."""
        self._step, self._sent = step, sent
        self._branch = {field.path: field.branch for field in fields if field.branch}
        self._members: dict[str, list[Field]] = {}
        self._left: dict[str, tuple[str, ...]] = {}
        for field in fields:
            if (field.branch and not self._branch.get(parent(field.path))) or field.required_in or field.choices:
                self._members.setdefault(parent(field.path), []).append(field)

    def names(self, container: str) -> tuple[str, ...]:
        """Return the alternatives that an object of the body has."""
        members = self._members.get(normal(container), ())
        told = (name for field in members for name in (*names_of(field.branch), *(choice.branch for choice in field.choices)))
        return tuple(dict.fromkeys(told))

    def left(self, container: str) -> tuple[str, ...]:
        """Return the alternatives of an object that are still possible; none where what is filled fits none of them."""
        if container not in self._left:
            self._left[container] = self._possible(container)
        return self._left[container]

    def requires(self, field: Field, container: str) -> bool:
        """Tell whether a member is surely required by all alternatives that its object may still be."""
        if not field.branch and not field.required_in:
            return field.required
        among = names_of(field.branch) if field.required else names_of(field.required_in)
        left = self.left(self.chooser(field, container))
        return bool(left) and set(left) <= set(among)

    def chooser(self, field: Field, container: str) -> str:
        """Return the object whose alternatives decide on a field that lies in *container*."""
        while field.branch and self._branch.get(normal(container)) == field.branch:
            container = parent(container)
        return container

    def told(self, container: str) -> tuple[str, set[str]] | None:
        """Return the member that tells an object's alternatives apart, with those that the constant means which is sent in it."""
        for field in self._members.get(normal(container), ()):
            path = below(container, field.path)
            values = self._constants(path) if field.choices else ()
            if values:
                spoken = {text(value) for value in values}
                return path, {choice.branch for choice in field.choices if spoken & set(map(text, choice.values))}
        return None

    def required_members(self, container: str, name: str) -> list[Field]:
        """Return the members that one alternative of an object requires beyond what all of them do."""
        return [
            field
            for field in self._members[normal(container)]
            if not field.read_only and ((field.required and name in names_of(field.branch)) or name in names_of(field.required_in))
        ]

    def _possible(self, container: str) -> tuple[str, ...]:
        every = self.names(container)
        members = self._members.get(normal(container), [])
        left = set(every)
        told = self.told(container)
        for narrowing in (set(names_of(self._step.step.branch)), told[1] if told else set()):
            left &= (narrowing & left) or left
        for field in members:
            if field.branch and self._sent.reaches(below(container, field.path)):
                left &= set(names_of(field.branch))
        return tuple(name for name in every if name in left)

    def _constants(self, path: str) -> tuple[Scalar, ...]:
        selected = self._sent.selected(path)
        if selected is not None:
            return (selected,)
        transforms = (mapping.mapping.transform for mapping in self._step.mappings if self._sent.path_of(mapping.mapping.target) == path)
        return tuple(one.value for one in transforms if isinstance(one, Constant))


def unclear(sent: Sent, alternatives: Alternatives) -> Iterator[Unclear]:
    """Yield each object that may still be several alternatives and lacks something of each; one that is complete needs no name."""
    for container in sorted(sent.containers):
        left = alternatives.left(container) if alternatives.names(container) else ()
        lacking = tuple((name, _lacking(container, name, sent, alternatives)) for name in left)
        if len(left) > 1 and all(lack for _, lack in lacking):
            yield Unclear(f"body.{sent.relative(container)}" if sent.relative(container) else "", lacking)


def _lacking(container: str, name: str, sent: Sent, alternatives: Alternatives) -> tuple[str, ...]:
    paths = (below(container, field.path) for field in alternatives.required_members(container, name))
    return tuple(f"body.{sent.relative(path)}" for path in paths if not sent.reaches(path))


def strays(step: StepView, sent: Sent, alternatives: Alternatives) -> Iterator[Stray]:
    """Yield each target that lies in another alternative than the one which the step's branch or a telling constant names."""
    for mapping in step.mappings:
        path = sent.path_of(mapping.mapping.target)
        if not path or not mapping.target.field.branch or mapping.target.state != "known":
            continue
        container = alternatives.chooser(mapping.target.field, parent(path))
        among = set(names_of(mapping.target.field.branch))
        said = set(names_of(step.step.branch)).intersection(alternatives.names(container))
        told = alternatives.told(container)
        if said and not said & among:
            yield Stray(mapping, f"the step's `branch` is {step.step.branch}")
        elif told is not None and told[1] and not told[1] & among:
            yield Stray(mapping, f"`body.{sent.relative(told[0])}` says that it is {' or '.join(sorted(told[1]))}")
