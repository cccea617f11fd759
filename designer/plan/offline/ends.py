"""What a wish reads and what it writes by: the operations of both ends, ranked with an eye on each other's fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.operations.covering import Heads, covering, first_of, heads_of, looked_again
from designer.match.operations.ranking import by_score, scores_of, weigh_operations
from designer.match.operations.weights import operation_weights
from designer.plan.offline.asking import asked_of
from designer.plan.offline.records import envelope, items_path, record_fields, relative

if TYPE_CHECKING:
    from designer.match.operations.ranking import Weighed
    from designer.model.brief import Brief, Wish
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, Operation, RankedOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The operations that may be meant at both ends, best first, with scores from 0 to 1."""

    reads: tuple[RankedOperation, ...]
    writes: tuple[RankedOperation, ...]


def ranked_ends(brief: Brief, wish: Wish, catalog: Catalog, systems: tuple[str, str]) -> Ends:
    """Return what may read and write for a wish between two systems: by the words, then by how well the fields cover each other."""
    reads, writes = weighed_ends(brief, wish, catalog, systems)
    weights = operation_weights()
    scores = (scores_of(reads, "read"), scores_of(writes, "write"))
    first = (first_of(scores[0]), first_of(scores[1]))
    read_heads = [heads_read(catalog, reads.told[at].operation) for at in first[0]]
    write_heads = [heads_written(catalog, writes.told[at].operation) for at in first[1]]
    read_seen = covering(read_heads, write_heads, [scores[1][at] for at in first[1]])
    write_seen = covering(write_heads, read_heads, [scores[0][at] for at in first[0]])
    return Ends(
        reads=by_score(reads, looked_again(scores[0], dict(zip(first[0], read_seen, strict=True)), weights.read_covering)),
        writes=by_score(writes, looked_again(scores[1], dict(zip(first[1], write_seen, strict=True)), weights.write_covering)),
    )


def weighed_ends(brief: Brief, wish: Wish | None, catalog: Catalog, systems: tuple[str, str]) -> tuple[Weighed, Weighed]:
    """Return the operations of both systems that share words with what the brief says of them, with their numbers."""
    return _weighed(brief, wish, catalog, systems[0], "read"), _weighed(brief, wish, catalog, systems[1], "write")


def _weighed(brief: Brief, wish: Wish | None, catalog: Catalog, system: str, role: Role) -> Weighed:
    text, beside = asked_of(brief, wish, role)
    return weigh_operations(catalog, system, text=text, beside=beside, role=role)


def heads_read(catalog: Catalog, operation: Operation) -> Heads:
    """Return what the fields of the record are that an operation answers with."""
    if operation.success is None:
        return {}
    items = items_path(catalog, operation)
    return heads_of(record_fields(catalog, operation, items))


def heads_written(catalog: Catalog, operation: Operation) -> Heads:
    """Return what the fields of the record are that an operation is sent."""
    fields = catalog.fields(operation.body, access="write") if operation.body else ()
    return heads_of(relative(fields, envelope(fields)))
