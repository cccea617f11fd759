"""The words of a system's operations, told apart by where they stand, indexed once for each catalog."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from designer.match.operations.business import business, named, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Operation

DESCRIPTION_WORDS = 30
BEGINNING = 5
"""So many letters must be the same for two words to begin alike."""
PREFIX = re.compile(r"^(?:v?\d+(?:\.\d+)*|api|rest|odata|services?|data|json|beta|latest|public|external|rpc)$", re.IGNORECASE)
PARAMETER = re.compile(r"\{[^}]*\}")
BY_OTHER_NAME = 0.85
"""How surely a call does what another word names: `suspend` deactivates."""
LOOKING = frozenset({"search", "query", "find", "lookup", "filter"})
"""First words of names of calls that write nothing, whatever their method."""
MANY = frozenset({"batch", "bulk", "multiple", "many"})
NO_NOUN = frozenset(
    {
        *("get", "list", "create", "add", "update", "delete", "remove", "set", "post", "put", "patch", "new", "retrieve", "read", "fetch"),
        *(
            "all",
            "by",
            "id",
            "life",
            "cycle",
            "action",
            "command",
            "operation",
            "for",
            "of",
            "to",
            "in",
            "on",
            "and",
            "or",
            "the",
            "a",
            "with",
            "from",
        ),
    }
)
"""Words of doing in the name of a call (`conversations.create`): the noun stands beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An operation with its words, place by place, and the shape of its path."""

    operation: Operation
    resource: tuple[str, ...]
    """Words of the last fixed part of the path that names a record."""
    others: frozenset[str]
    """Words of fixed path parts above the resource."""
    tag: frozenset[str]
    name: frozenset[str]
    summary: frozenset[str]
    description: frozenset[str]
    schema: frozenset[str]
    parameter: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Neighbours in the resource, the tags, the name and the summary."""
    actions: dict[str, float]
    """What it does to a record that is there: names of `[actions]`."""
    done: frozenset[str]
    """Stems of the words by which the path's end and the name tell what it does."""
    deeds: frozenset[str]
    """What its own name says that it does: `create`, `update`, `delete`."""
    asks: bool
    """By its name it only looks for records (`searchCatalogItems`), whatever its method."""
    is_acting: bool
    """Its path ends with a verb: it does one thing to a record, it is no plain reading or writing."""
    is_generic: bool
    """A path parameter chooses the kind of record, and no part behind it another one."""
    ends_in_id: bool
    parameters: int
    """Path parameters before the last part."""
    parts: int
    many: bool

    @property
    def words(self) -> frozenset[str]:
        """Return all words, whatever their place."""
        return (
            frozenset(self.resource) | self.others | self.tag | self.name | self.summary | self.description | self.schema | self.parameter
        )


class OperationIndex:
    """The operations of one system by word."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Read the words of all operations."""
        picked = _picked(operations)
        self.told = tuple(_told(operation, picked) for operation in operations)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.told):
            for word in one.words:
                self.by_word[word].append(number)
        total = max(len(self.told), 1)
        self.rarity = {word: math.log(1 + total / len(found)) / math.log(1 + total) for word, found in self.by_word.items()}
        shared = Counter(word for one in self.told for word in one.others)
        self.common = frozenset(word for word, times in shared.items() if times > 0.4 * total)
        held = Counter(word for one in self.told for word in {*one.resource, *one.others} - self.common)
        most = math.log(1 + max(held.values(), default=1))
        self.central = {word: math.log(1 + times) / most for word, times in held.items()}
        """How much of a system is about a word: 1 for the one that stands in most of its paths, but for a part of nearly all."""

    @cached_property
    def families(self) -> dict[str, frozenset[str]]:
        """Return the words of each stem: `fulfillment` and `fulfilled`."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in self.by_word:
            found[stem(word)].add(word)
        return {key: frozenset(family) for key, family in found.items()}

    @cached_property
    def _by_beginning(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.by_word):
            if len(word) >= BEGINNING:
                found[word[:BEGINNING]].append(word)
        return {key: tuple(alike) for key, alike in found.items()}

    def beginning_alike(self, word: str) -> tuple[str, ...]:
        """Return the words that begin like this one, for a word that no operation has: `subscribing`, `subscription`."""
        return self._by_beginning.get(word[:BEGINNING], ()) if len(word) >= BEGINNING else ()


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


def _picked(operations: Sequence[Operation]) -> dict[str, tuple[str, ...]]:
    """Return, for each collection's path, the words of the parameter that picks one of it: `{dealId}` names a deal."""
    names: dict[str, tuple[str, ...]] = {}
    for operation in operations:
        collection, _, last = operation.path.rstrip("/").rpartition("/")
        if last.startswith("{") and last.endswith("}"):
            names.setdefault(collection, tuple(word for word in named(last) if word not in {"id", "key", "code"}))
    return names


def _told(operation: Operation, picked: dict[str, tuple[str, ...]]) -> Told:
    path, _, fragment = operation.path.partition("#")
    parts = [part for whole in PARAMETER.sub("{}", path).split("/") for part in _dotted(whole) if part]
    fixed = [part for part in parts if "{}" not in part.partition("(")[0].partition(":")[0] and not PREFIX.match(part)]
    resource, above = _resource(operation, fixed, picked)
    others = frozenset(word for part in above for word in _part_words(part))
    name, summary = named(operation.operation_id), named(operation.summary or operation.description.split(". ")[0])
    tags = [named(tag) for tag in operation.tags]
    schemas = [content.name for content in (operation.body, operation.success) if content and content.name]
    last = parts[-1] if parts else ""
    ends_in_id = "{}" in last and ":" not in last
    end = _part_words(fixed[-1]) if fixed and not ends_in_id else ()
    below = _part_words(fixed[-1]) if fixed and "{}" in "".join(parts[:-1]) else ()
    done = frozenset(stem(word) for word in (*end, *_part_words(last.partition(":")[2]), *named(fragment), *name[:1]))
    after = path.rpartition(f"/{fixed[-1]}")[2] if fixed else path
    picks = frozenset(word for part in PARAMETER.findall(after) for word in named(part))
    return Told(
        operation=operation,
        resource=resource,
        others=(others | frozenset(named(fragment))) - frozenset(resource),
        tag=frozenset(word for tag in tags for word in tag),
        name=frozenset(name),
        summary=frozenset(summary),
        description=frozenset(named(" ".join(operation.description.split()[:DESCRIPTION_WORDS]))),
        schema=frozenset(word for known in schemas for word in named(known)),
        parameter=frozenset(word for one in operation.parameters if one.location in {"path", "query"} for word in named(one.name)),
        pairs=frozenset(pair for said in (resource, name, summary, *tags) for pair in itertools.pairwise(said)),
        actions=_actions(done | frozenset(map(stem, below))) if operation.method != "GET" else {},
        done=done,
        deeds=frozenset(deed for deed, stems in business().deeds.items() if stems & done),
        asks=bool(LOOKING & {*name[:1], *(end[:1] if len(end) > 1 else ())}),
        is_acting=bool(fragment) or bool(last.partition(":")[2]) or (bool(end) and above != fixed[:-1] and bool(done & business().doing)),
        is_generic=bool(picks & business().generic),
        ends_in_id=ends_in_id,
        parameters=sum("{}" in part for part in parts[:-1]),
        parts=len(fixed),
        many=bool(MANY & {*resource, *end, *name}) or (operation.method != "GET" and "all" in name),
    )


def _resource(operation: Operation, fixed: list[str], picked: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], list[str]]:
    """Return the words that name the record, and the parts of the path above it.

    A part that only tells what is done (`conversations.create`, `/orders/search`) leaves the noun to the part before it.
    """
    above = list(fixed)
    while above:
        name = above.pop()
        part = _part_words(name)
        if above and part[:1] == ("id",):
            continue  # `/cards/{idCard}/idList` sets a field of a card
        if all(word.isdigit() for word in part):
            path = operation.path.rstrip("/")
            return picked.get(path) or picked.get(path.rpartition("/")[0]) or (), above
        nouns = tuple(word for word in part if word not in NO_NOUN and not (above and stem(word) in business().doing))
        if len(part) == 1 and name.lower() == f"{part[0]}s":
            return part, above  # a plural is no verb: `/posts`, `/lists`
        if nouns:
            return nouns, above
    return (), above


def _dotted(part: str) -> list[str]:
    """Return the parts of `conversations.create`, where a call is named instead of a place."""
    is_name = "." in part and "{" not in part and not part.endswith((".json", ".xml"))
    return part.split(".") if is_name else [part]


def _actions(done: frozenset[str]) -> dict[str, float]:
    """Return what the words of a call do; an action's own name says it surest."""
    return {name: 1.0 if stem(name) in done else BY_OTHER_NAME for name, stems in business().action_names.items() if stems & done}


def _part_words(part: str) -> tuple[str, ...]:
    return named(part.partition("(")[0].partition(".json")[0].replace("{}", " "))
