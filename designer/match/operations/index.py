"""The words of a system's operations, told apart by where they stand, indexed once for each catalog."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from designer.match.meaning.lexicon import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Catalog, Operation

PLACES = {"resource": 3.0, "path": 1.2, "schema": 1.2, "tag": 1.3, "name": 1.1, "summary": 1.3, "description": 0.3}
"""How much a word says of an operation, by where it stands."""
DESCRIPTION_WORDS = 30
PREFIX = re.compile(r"^(?:v?\d+(?:\.\d+)*|api|rest|odata|services?|data|json|beta|latest|public|external|rpc)$", re.IGNORECASE)
PARAMETER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An operation with its words: place by place the best weight of each, its resource, and the other parts of its path."""

    operation: Operation
    weights: dict[str, float]
    resource: frozenset[str]
    others: frozenset[str]
    """Words of fixed path parts above the resource."""
    ends_in_id: bool
    parameters: int
    """Path parameters before the last part."""
    parts: int


class OperationIndex:
    """The operations of one system by word."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Read the words of all operations."""
        picked = _picked(operations)
        self.told = tuple(_told(operation, picked) for operation in operations)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.told):
            for word in one.weights:
                self.by_word[word].append(number)
        total = max(len(self.told), 1)
        self.rarity = {word: math.log(1 + total / len(found)) / math.log(1 + total) for word, found in self.by_word.items()}
        shared = Counter(word for one in self.told for word in one.others)
        self.common = frozenset(word for word, times in shared.items() if times > 0.4 * total)


_INDEXES: WeakKeyDictionary[Catalog, dict[str, OperationIndex]] = WeakKeyDictionary()


def operation_index(catalog: Catalog, system: str) -> OperationIndex | None:
    """Return the index of a system's operations, made at the first call; `None` for an unknown system."""
    spec = catalog.system(system)
    if spec is None:
        return None
    known = _INDEXES.setdefault(catalog, {})
    if spec.name not in known:
        known[spec.name] = OperationIndex(spec.operations)
    return known[spec.name]


def _picked(operations: Sequence[Operation]) -> dict[str, frozenset[str]]:
    """Return, for each collection's path, the words of the parameter that picks one of it: `{dealId}` names a deal."""
    names: dict[str, frozenset[str]] = {}
    for operation in operations:
        collection, _, last = operation.path.rstrip("/").rpartition("/")
        if last.startswith("{") and last.endswith("}"):
            names.setdefault(collection, frozenset(spelled(last)) - {"id", "key", "code"})
    return names


def _told(operation: Operation, picked: dict[str, frozenset[str]]) -> Told:
    parts = [part for part in PARAMETER.sub("{}", operation.path).split("/") if part]
    fixed = [part for part in parts if "{}" not in part.partition("(")[0] and not PREFIX.match(part)]
    resource = frozenset(_part_words(fixed[-1])) if fixed else frozenset()
    if all(word.isdigit() for word in resource):
        path = operation.path.rstrip("/")
        resource = picked.get(path, frozenset()) or picked.get(path.rpartition("/")[0], frozenset())
    others = frozenset(word for part in fixed[:-1] for word in _part_words(part))
    schemas = [content.name for content in (operation.body, operation.success) if content and content.name]
    summary = operation.summary or operation.description.split(". ")[0]
    weights: dict[str, float] = {}
    _add(weights, resource, "resource")
    _add(weights, others, "path")
    _add(weights, (word for name in schemas for word in spelled(name)), "schema")
    _add(weights, (word for tag in operation.tags for word in spelled(tag)), "tag")
    _add(weights, spelled(operation.operation_id), "name")
    _add(weights, spelled(summary), "summary")
    _add(weights, spelled(" ".join(operation.description.split()[:DESCRIPTION_WORDS])), "description")
    last = parts[-1] if parts else ""
    return Told(
        operation=operation,
        weights=weights,
        resource=resource,
        others=others - resource,
        ends_in_id="{}" in last,
        parameters=sum("{}" in part for part in parts[:-1]),
        parts=len(fixed),
    )


def _part_words(part: str) -> tuple[str, ...]:
    return spelled(part.partition("(")[0].partition(".json")[0].replace("{}", " "))


def _add(weights: dict[str, float], found: Iterable[str], place: str) -> None:
    for word in found:
        weights[word] = max(weights.get(word, 0.0), PLACES[place])
