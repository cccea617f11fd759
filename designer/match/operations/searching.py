"""Operations for a person's own words: keywords, a sentence, or how the trade says it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import singular
from designer.match.operations.business import business
from designer.match.operations.index import OperationIndex
from designer.match.operations.ranking import scores_of, weigh
from designer.match.operations.wording import asked
from designer.model.spec import RankedOperation
from designer.names.text import words

if TYPE_CHECKING:
    from designer.match.operations.wording import Asked
    from designer.model.scalars import Role
    from designer.model.spec import Catalog

CLOSELY = 120
"""So many operations that share words are weighed, however large the document is."""
OTHER_WORDS = 12
"""So many words that may be meant are looked for besides those that are said."""
OF = "of"
COUNTING = frozenset({"list", "lists", "all", "number", "set", "details", "copy", "kind", "type"})
"""Words before an `of` that name no record."""
WHERE = 0.65
"""What a noun counts behind an `of`: of the participants of a meeting the participants are wanted."""
LITERAL = 4.0
"""What it counts that an operation holds the very words."""


def search_operations(catalog: Catalog, system: str, *, text: str, limit: int) -> tuple[RankedOperation, ...]:
    """Return the operations of one system that a text may mean, best first; an operation that shares no word with it is none."""
    wanted = _asked(text)
    if not (wanted.said or wanted.meant or wanted.actions or wanted.verbs):
        return ()
    meant = sorted(wanted.meant, key=lambda word: (-wanted.meant[word], word))[:OTHER_WORDS]
    literal = {found.operation.key: found.score for found in catalog.search(system, text, limit=CLOSELY)}
    named = (name for action in sorted(wanted.actions) for name in sorted(business().action_names[action]))
    others = catalog.search(system, " ".join((*wanted.said, *meant, *named)), limit=CLOSELY)
    keys = dict.fromkeys((*literal, *(found.operation.key for found in others)))
    operations = [operation for key in keys if (operation := catalog.operation(system, key)) is not None]
    index = OperationIndex(operations)
    best: dict[str, float] = {}
    for role in _roles(text, wanted):
        found = weigh(index, wanted, role)
        for told, score in zip(found.told, scores_of(found, role), strict=True):
            key = told.operation.key
            best[key] = max(best.get(key, -math.inf), score + LITERAL * literal.get(key, 0.0))
    known = {operation.key: operation for operation in operations}
    most = max(best.values(), default=0.0)
    total = sum(math.exp(score - most) for score in best.values())
    order = sorted(best, key=lambda key: (-round(best[key], 6), len(key), key))[:limit]
    return tuple(RankedOperation(operation=known[key], score=round(math.exp(best[key] - most) / total, 4)) for key in order)


def _asked(text: str) -> Asked:
    """Read a text; of two nouns about an `of` the first is what is wanted, the second is where it stands."""
    whole = asked(text, system="", others=())
    said = text.lower().split()
    at = said.index(OF) if OF in said[1:-1] else 0
    first, second = (asked(" ".join(part), system="", others=()) for part in (said[:at], said[at + 1 :]))
    if not at or whole.verbs or not first.said or not second.said or said[at - 1] in COUNTING:
        return whole
    made, place = {**first.meant, **first.said}, {**second.meant, **second.said}
    return replace(
        whole,
        said={**{word: weight * WHERE for word, weight in second.said.items()}, **first.said},
        meant={**{word: weight * WHERE for word, weight in second.meant.items()}, **first.meant},
        made=made,
        place={word: weight for word, weight in place.items() if word not in made},
    )


def _roles(text: str, wanted: Asked) -> tuple[Role, ...]:
    """Return what the text may ask for: who says neither reading nor writing may mean both; who names many wants a list of them."""
    said = tuple(words(text))
    is_read = said[:1] != () and said[0] in business().reading
    before, many = _before_many(said)
    ordering = _asked(" ".join(before)) if many else wanted  # `posts`, `refunds`: the plural itself orders nothing
    is_done = bool(ordering.verbs or ordering.actions)
    if not is_read and is_done:
        return ("write",)
    if many:
        return ("extract",)
    return ("read",) if is_read else ("read", "write")


def _before_many(said: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Tell whether a text asks for many (`all`, `list`, a plural as its head: `overdue invoices`), with the words before their name."""
    head = said[: said.index(OF)] if OF in said[1:] else said
    last = head[-1] if head else ""
    is_pair = " ".join(map(singular, head[-2:])) in business().synonyms
    plural = last != singular(last) and last not in business().unsaid
    return head[: -2 if is_pair else -1], bool({"all", "list"} & set(head[:1])) or plural
