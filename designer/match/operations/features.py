"""What speaks for an operation and against it, in numbers that weights are fitted on."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.match.operations.business import business, stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.match.operations.index import OperationIndex, Told
    from designer.match.operations.wording import Asked
    from designer.model.scalars import Role
    from designer.model.spec import Operation

SUBSCRIBING = frozenset({"webhook", "hook", "subscription", "subscribe", "notification", "callback", "listener"})
SEARCHING = frozenset({"search", "query", "find", "lookup", "list", "filter"})
FETCHING = frozenset({"get", "retrieve", "fetch", "read"})
"""Words of calls that read by POST: `/transactions/get`."""
LISTING = re.compile(r"[/.:]list$", re.IGNORECASE)
ASKING = SEARCHING - {"list"}
"""Words of calls that write nothing, whatever their method."""
OF_A_FAMILY = 0.6
"""What a word counts for another of its stem: `fulfilled` for `fulfillment`."""
BY_BEGINNING = 0.45
"""What a word that a system lacks counts for one of its words that begins alike: `exempt` for `exemption`, `timesheets` for `time`."""
LIKELY = 0.7
"""How surely an action comes to a plain change or removal."""
SURELY = 0.6
"""So much a word must count that names a field as a rule, to ask for a resource of that name."""
ANY_RECORD = 0.5
"""How likely a call is meant whose path leaves the kind of record open."""
PLACES = ("resource", "others", "tag", "name", "summary", "description", "schema", "parameter")

WORDS = (
    *(f"{place}_said" for place in PLACES), *(f"{place}_meant" for place in PLACES),
    "resource_filled", "head", "made", "placed", "below_place", "pair", "both", "strange", "unasked", "central",
)  # fmt: skip
SHAPES = (
    "parameters",
    "parts",
    "deprecated",
    "generic",
    "many",
    "named_by_verb",
    "action_asked",
    "action_below",
    "action_unasked",
    "has_words",
)
WRITING = (
    "collection_made", "record_changed", "post_record_changed", "whole_collection", "property", "removed", "removed_instead", "no_body",
    "post_record", "searches", "acts", "deed_asked", "deed_unasked", "place_made", "below_made", "many_asked",
)  # fmt: skip
READING = ("list", "one", "list_below", "post", "one_below", "nothing_returned", "list_scheduled")
FEATURES = {"write": (*WORDS, *SHAPES, *WRITING), "read": (*WORDS, *SHAPES, *READING)}
"""Names of the numbers of an operation that writes, and of one that reads."""
GROUPS: dict[str, Literal["read", "write"]] = {"write": "write", "register": "write"}
"""The numbers that a role is weighed by; of all others: those of reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is asked, weighed by how rare each word is in a system."""

    said: dict[str, float]
    meant: dict[str, float]
    either: dict[str, float]
    most: float
    """The greatest sum that an operation's few words could reach."""


def scale_of(asked: Asked, index: OperationIndex, role: Role) -> Scale:
    """Return the weights of all words that stand in a system, those of a family that is asked for among them."""
    said, meant = dict(asked.said), dict(asked.meant)
    if role == "register":
        said |= dict.fromkeys(SUBSCRIBING, 1.0)
    for word, weight in asked.said.items():
        for other in index.families.get(stem(word), ()):
            if other != word:
                meant[other] = max(meant.get(other, 0.0), weight * OF_A_FAMILY)
        if word not in index.rarity and stem(word) not in index.families:
            for other in index.beginning_alike(word):
                meant[other] = max(meant.get(other, 0.0), weight * BY_BEGINNING)
    rare = {word: 0.3 + 0.7 * index.rarity[word] for word in {*said, *meant} if word in index.rarity}
    said = {word: min(weight, 1.0) * rare[word] for word, weight in said.items() if word in rare}
    meant = {word: min(weight, 1.0) * rare[word] for word, weight in meant.items() if word in rare and word not in said}
    either = {word: max(asked.said.get(word, 0.0), asked.meant.get(word, 0.0), meant.get(word, 0.0)) for word in {*said, *meant}}
    most = sum(sorted({**meant, **said}.values(), reverse=True)[:2]) or 1.0
    return Scale(said=said, meant=meant, either=either, most=most)


def features(told: Told, asked: Asked, scale: Scale, index: OperationIndex, role: Role) -> tuple[float, ...] | None:
    """Return the numbers of one operation in a role, in the order of FEATURES; `None` if the role cannot use it."""
    shape = _writing(told, asked) if GROUPS.get(role) == "write" else _reading(told, asked)
    if shape is None:
        return None
    return (*_words(told, asked, scale, index, role), *_shape(told, asked), *shape)


def _words(told: Told, asked: Asked, scale: Scale, index: OperationIndex, role: Role) -> tuple[float, ...]:
    said, meant = [], []
    for place in PLACES:
        found = getattr(told, place)
        said.append(min(sum(scale.said.get(word, 0.0) for word in found) / scale.most, 1.0))
        meant.append(min(sum(scale.meant.get(word, 0.0) for word in found) / scale.most, 1.0))
    hits = [scale.either.get(word, 0.0) for word in told.resource]
    if told.is_generic and sum(hits) < ANY_RECORD * max(len(hits), 1):
        hits = [ANY_RECORD]
    filled = sum(hits) / len(hits) if hits else 0.0
    made = max((asked.made.get(word, 0.0) for word in told.resource), default=0.0)
    placed = max((asked.place.get(word, 0.0) for word in told.resource), default=0.0)
    below_place = max((asked.place.get(word, 0.0) for word in told.others), default=0.0)
    above = max((scale.either.get(word, 0.0) for word in told.others), default=0.0)
    asked_pairs = sum(1 for pair in told.pairs if pair in asked.pairs)
    fields = business().fields
    known = {word for word, weight in scale.either.items() if word not in fields or weight > SURELY} | _expected(role)
    resource = frozenset(told.resource) - (business().generic if told.is_generic else frozenset())
    unasked = (resource | told.others) - known - index.common
    strange = len(unasked & business().aside)
    return (
        *said, *meant, filled, hits[-1] if hits else 0.0, made, placed, below_place, min(asked_pairs, 2) / 2,
        min(max(hits, default=0.0), above),
        min(strange, 3) / 3, min(len(unasked) - strange, 4) / 4,
        max((index.central.get(word, 0.0) for word in told.resource), default=0.0),
    )  # fmt: skip


def _expected(role: Role) -> frozenset[str]:
    if role == "register":
        return SUBSCRIBING
    return SEARCHING if role == "lookup" else frozenset()


def _shape(told: Told, asked: Asked) -> tuple[float, ...]:
    by_verb = bool(told.done & asked.done & business().doing)
    is_asked = _asked_action(told, asked)
    return (
        min(told.parameters, 3) / 3,
        math.log1p(told.parts) / 2,
        float(told.operation.deprecated),
        float(told.is_generic),
        float(told.many),
        float(by_verb),
        float(is_asked),
        float(is_asked) if told.parameters else 0.0,
        float(told.is_acting and not is_asked and not by_verb),
        float(bool(told.words)),
    )


def _asked_action(told: Told, asked: Asked) -> float:
    """Return how surely a call does one of the things that are asked of a record."""
    return max((asked.actions.get(action, 0.0) * share for action, share in told.actions.items()), default=0.0)


def _writing(told: Told, asked: Asked) -> tuple[float, ...] | None:
    """Return the shape of a call that writes; what a removal comes to where no call removes is left to its actions."""
    operation, method = told.operation, told.operation.method
    if method not in {"POST", "PUT", "PATCH", "DELETE"} or (told.asks and method == "POST"):
        return None
    makes, changes, removes = _intents(asked)
    if method == "DELETE" and not removes:
        return None
    acts = told.is_acting
    on_record = told.ends_in_id and not acts
    shares = {"create": makes, "update": changes, "delete": removes}
    deeds = max((shares[deed] for deed in told.deeds), default=0.0)
    return (
        makes if method == "POST" and not told.ends_in_id and not acts else 0.0,
        changes if method in {"PUT", "PATCH"} and on_record else 0.0,
        changes if method == "POST" and on_record else 0.0,
        float(method in {"PUT", "PATCH"} and not told.ends_in_id and not acts and not told.parameters),
        float(method in {"PUT", "PATCH"} and not told.ends_in_id and not acts and bool(told.parameters)),
        removes if method == "DELETE" else 0.0,
        max(makes, changes) if method == "DELETE" else 0.0,
        float(operation.body is None and method != "DELETE"),
        float(method == "POST" and on_record),
        float(bool(told.done & _stems(ASKING))),
        float(acts),
        deeds,
        float(bool(told.deeds) and not deeds) * (1 - min(_asked_action(told, asked), 1.0)),
        makes if method == "POST" and not told.ends_in_id and not acts and _is_place(told, asked) else 0.0,
        makes * _below_made(told, asked) if method == "POST" and told.parameters and not told.ends_in_id and not acts else 0.0,
        float(told.many and asked.is_bulk),
    )


def _is_place(told: Told, asked: Asked) -> bool:
    """Tell whether a call's record is only where something is put: who is added to a team makes no team."""
    placed, made = (max((group.get(word, 0.0) for word in told.resource), default=0.0) for group in (asked.place, asked.made))
    return placed > made


def _below_made(told: Told, asked: Asked) -> float:
    """Return how much the record above a call's own is the one to be made: what is not there yet has nothing below it."""
    return max((asked.made.get(word, 0.0) - asked.place.get(word, 0.0) for word in told.others), default=0.0)


def _intents(asked: Asked) -> tuple[float, float, float]:
    """Return the shares of making, changing and removing in what is asked; they add up to 1."""
    known = business()
    by_action: dict[str, float] = {}
    for action, weight in asked.actions.items():
        for rank, intent in enumerate(known.action_intents[action]):
            by_action[intent] = max(by_action.get(intent, 0.0), LIKELY * weight / (1 + rank))
    makes = max(asked.verbs.get("create", 0.0), asked.verbs.get("upsert", 0.0), by_action.get("create", 0.0))
    changes = max(asked.verbs.get("update", 0.0), 0.5 * asked.verbs.get("upsert", 0.0), by_action.get("update", 0.0))
    removes = max(asked.verbs.get("delete", 0.0), by_action.get("delete", 0.0))
    if "update" in by_action and "create" not in by_action:
        makes *= 1 - by_action["update"]
    total = makes + changes + removes
    return (makes / total, changes / total, removes / total) if total else (1.0, 0.0, 0.0)


def _reading(told: Told, asked: Asked) -> tuple[float, ...] | None:
    operation = told.operation
    posts = operation.method == "POST" and (_lists(operation) or bool((told.done | _stems(told.resource)) & _stems(ASKING | FETCHING)))
    if operation.method != "GET" and not posts:
        return None
    one = told.ends_in_id and not posts
    below = told.parameters > 0
    return (
        float(not one and not posts),
        float(one),
        float(not one and below),
        float(posts),
        float(one and below),
        float(operation.success is None),
        float(asked.is_scheduled and not one),
    )


def _lists(operation: Operation) -> bool:
    """Tell whether a call lists by its name (`files.list`, `listFiles`); a `contact_list` is a record."""
    return LISTING.search(operation.path) is not None or operation.operation_id.lower().startswith("list")


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
