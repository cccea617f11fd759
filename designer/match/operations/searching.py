"""Operations for a person's own words: keywords, a sentence, or how the trade says it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

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
LITERAL = 4.0
"""What it counts that an operation holds the very words."""


def search_operations(catalog: Catalog, system: str, *, text: str, limit: int) -> tuple[RankedOperation, ...]:
    """Return the operations of one system that a text may mean, best first; an operation that shares no word with it is none."""
    wanted = asked(text, system="", others=())
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


def _roles(text: str, wanted: Asked) -> tuple[Role, ...]:
    """Return what the text may ask for: who says neither reading nor writing may mean both."""
    first = next(iter(words(text)), "")
    if first in business().reading:
        return ("read",)
    return ("write",) if wanted.actions or wanted.verbs else ("read", "write")
