"""Which fields of a call matter to a design: what it fills and reads, what is required, what the brief or the other side speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.meaning.profile import meaning_of
from designer.names.path import containers, leaf, lies_in, parent, parse_path
from designer.names.text import singular, singulars, words
from designer.plan.claude.context.described import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.spec import Field
    from designer.plan.claude.context.surfaces import Surface

USED, REQUIRED, RIVAL, NAMED, SHARED = 100, 90, 80, 60, 40
WITHIN = 50
"""What a field gains that lies in an object or list of which the brief speaks."""
FEW_SIBLINGS, SIBLING = 5, 110
"""Fields of an object of which those beside a used one matter, and how much they do."""
WRAPPING = frozenset({"object", "data", "value", "metadata", "meta", "system", "record", "result", "response", "body", "content"})
"""Names of objects that hold anything."""
ALIKE = 2
"""So many fields that are the same count as shared: a billing and a shipping city, not each currency of each amount."""
STATES = frozenset({"status", "state", "stage"})
"""What conditions are made of."""
DEPTH = 8
"""So much less a field matters for each container above it."""
LISTED = 8
"""So much less for each list."""
UNUSABLE = 70
"""So much less if it cannot be set by who writes, or is on its way out."""
SAYS_NOTHING = frozenset(
    {
        "object",
        "type",
        "id",
        "url",
        "name",
        "value",
        "status",
        "data",
        "metadata",
        "meta",
        "key",
        "label",
        "created_at",
        "updated_at",
        "system",
    }
)
"""What stands in every brief and every record."""
SMALL_WORDS = frozenset(
    {
        *(
            "the",
            "and",
            "for",
            "with",
            "from",
            "into",
            "onto",
            "not",
            "nor",
            "but",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "been",
            "being",
        ),
        *(
            "will",
            "shall",
            "should",
            "must",
            "can",
            "may",
            "our",
            "their",
            "its",
            "your",
            "his",
            "her",
            "them",
            "they",
            "this",
            "that",
            "these",
        ),
        *(
            "those",
            "when",
            "then",
            "than",
            "there",
            "where",
            "which",
            "who",
            "what",
            "how",
            "each",
            "every",
            "all",
            "any",
            "some",
            "one",
            "two",
        ),
        *(
            "new",
            "old",
            "same",
            "other",
            "only",
            "also",
            "per",
            "via",
            "about",
            "out",
            "off",
            "over",
            "under",
            "between",
            "before",
            "after",
        ),
    }
)
"""Words of any sentence; some are parts of names too (`ShipFromAddr`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the fields of a surface are held against."""

    said: frozenset[str]
    """Words of the brief, singular."""
    shared: frozenset[str]
    """What fields of the other sides are, by their concept."""
    rivals: frozenset[str] = frozenset()
    """Paths that are likely sources or targets beside those that the design has."""
    sure: frozenset[str] = frozenset()
    """Paths that the design fills or reads surely."""


def said_in(text: str) -> frozenset[str]:
    """Return the words of a brief by which a field may be meant."""
    return frozenset(singular(word) for word in words(text) if len(word) > 2) - SMALL_WORDS


def heads(fields: Iterable[Field]) -> frozenset[str]:
    """Return what fields are, near the top of their record."""
    near = (head_of(field.path) for field in fields if field.is_leaf and field.path.count(".") <= 3)
    return frozenset(head for head in near if head) - SAYS_NOTHING


def head_of(path: str) -> str:
    """Return what a field is: a concept of the trade, or the last word of its name."""
    keys = tuple(segment.key for segment in parse_path(path) if segment.kind == "key")
    return meaning_of(keys).head if keys else ""


def weights_of(surface: Surface, scene: Scene) -> dict[str, int]:
    """Return how much each field matters, by its path."""
    sent = sent_by(surface)
    spoken = _spoken_of(surface, scene)
    shared = _shared_by(surface, scene)
    weights = {
        field.path: _weight(field, surface, scene, sent, shared) + WITHIN * (parent(field.path) in spoken) for field in surface.fields
    }
    return _with_kinds(_with_siblings(_without_extras(weights, surface), surface), surface)


def _with_siblings(weights: dict[str, int], surface: Surface) -> dict[str, int]:
    """Let what stands beside a used field in a small object matter too: `dateTime` beside the `date` that a draft fills."""
    held: dict[str, list[str]] = {}
    for field in surface.fields:
        if field.is_leaf and "@" not in field.path and (owner := parent(field.path)):
            held.setdefault(owner, []).append(field.path)
    beside = {
        path
        for paths in held.values()
        if len(paths) <= FEW_SIBLINGS and surface.used & set(paths)
        for path in paths
        if path not in surface.used
    }
    return weights | {path: max(weights[path], SIBLING) for path in beside}


def _with_kinds(weights: dict[str, int], surface: Surface) -> dict[str, int]:
    """Let a member that tells the items of a list apart matter as much as what of them matters most."""
    kinds = {parent(field.path): field.path for field in told_apart(surface.fields)}
    most: dict[str, int] = {}
    for path, weight in weights.items():
        if parent(path) in kinds:
            most[parent(path)] = max(weight, most.get(parent(path), weight))
    return weights | {path: most[owner] for owner, path in kinds.items()}


def _without_extras(weights: dict[str, int], surface: Surface) -> dict[str, int]:
    """Let objects matter less that come in the place of an id only if they are asked for, unless the design reads them."""
    places = {field.path for field in surface.fields if not field.is_leaf and set(field.types) - {"object", "array"}}
    extras = {
        field.path
        for field in surface.fields
        if field.only_on_request and field.path not in surface.used and any(above in places for above in containers(field.path))
    }
    return {path: weight - UNUSABLE * (path in extras) for path, weight in weights.items()}


def _weight(field: Field, surface: Surface, scene: Scene, sent: set[str], shared: set[str]) -> int:
    depth = _depth(field.path, surface)
    weight = 20 - DEPTH * depth - LISTED * field.path.count("[]")
    if field.path in surface.used or field.path in sent:
        return USED + weight
    if is_asked_for(field, surface, sent):
        weight += REQUIRED
    elif field.path in scene.rivals:
        weight += RIVAL
    elif field.is_leaf:
        named = leaf(field.path)
        own = singulars(named) - SAYS_NOTHING
        weight += NAMED if own and own <= scene.said else 0
        weight += SHARED if field.path in shared else 0
        weight += NAMED if depth <= 1 and named.lower() in STATES and "[]" not in field.path else 0
        weight += NAMED if not depth and field.free_form and "object" in field.types else 0
    is_fixed = field.read_only if surface.side == "write" else field.write_only
    return weight - UNUSABLE * (is_fixed or field.deprecated)


def _depth(path: str, surface: Surface) -> int:
    """Return how many objects deep a field stands in its record."""
    inside = path[len(surface.root) + 1 :] if surface.root and lies_in(path, surface.root) else path
    return inside.count(".")


def _shared_by(surface: Surface, scene: Scene) -> set[str]:
    """Return the fields that are what the other side has too: of those that are the same, the few nearest to the record's top."""
    alike: dict[str, list[str]] = {}
    for field in sorted(surface.fields, key=lambda field: _depth(field.path, surface)):
        if field.is_leaf and (head := head_of(field.path)) in scene.shared:
            alike.setdefault(head, []).append(field.path)
    return {path for paths in alike.values() for path in paths[:ALIKE]}


def _spoken_of(surface: Surface, scene: Scene) -> set[str]:
    """Return the objects and items whose name shares a word with the brief (`shipping_lines[]`), the record's own noun left aside."""
    said = scene.said - WRAPPING - set(words(surface.noun))
    holders = {parent(field.path) for field in surface.fields}
    return {path for path in holders if path and path.count(".") <= 2 and singulars(leaf(path)) & said}


def is_asked_for(field: Field, surface: Surface, sent: set[str]) -> bool:
    """Tell whether a body must hold a field: it is required, and so is what it lies in, or that is sent anyway."""
    return surface.side == "write" and field.required and not field.read_only and _is_sent(field.path, sent)


def sent_by(surface: Surface) -> set[str]:
    """Return the objects and lists that are there: what is filled lies in them, or the document requires them."""
    sent = {above for path in surface.used for above in containers(path)}
    if surface.side == "write":
        for field in surface.fields:
            if not field.is_leaf and not field.read_only and field.required and _is_sent(field.path, sent):
                sent |= {field.path, f"{field.path}[]"}
    return sent


def _is_sent(path: str, sent: set[str]) -> bool:
    """Tell whether the object that holds a field is sent, or has no optional object above it."""
    above = containers(path)
    return not above or above[-1] in sent
