"""Members of an object that the document lets hold anything: proposed by the source's own names, and asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import Mapping
from designer.model.question import Question
from designer.names.path import child, leaf
from designer.names.text import identifier, words
from designer.plan.offline.filling import Filling
from designer.plan.offline.selection import REVIEW

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from designer.model.spec import Field


OPEN_MEMBERS = 6
"""So many proposals at most for an object without named members."""


def open_members(sources: Sequence[Field], targets: Sequence[Field], *, filled: Collection[str], at: str) -> Filling:
    """Return proposals for a required object whose members the document does not name, and the question that they are.

    The names are the source's own, so nothing of it is checked: low confidence, no proof, and a Question.
    """
    filling = Filling()
    for target in targets:
        inside = any(path.startswith(f"body.{target.path}.") for path in filled)
        if not (target.required and target.free_form and "object" in target.types) or not _stands_once(target, targets) or inside:
            continue
        chosen = [field for field in sources if field.path.count(".") <= 1 and _is_plain(field)][:OPEN_MEMBERS]
        for field in chosen:
            mapping = Mapping(
                target=f"body.{child(target.path, leaf(field.path))}",
                sources=(f"{at}{field.path}",),
                confidence=REVIEW,
                reason=f"{target.path} must be sent, and the document does not name its members; the source's own name is proposed",
                status="proposed",
            )
            filling += Filling(mappings=(mapping,))
        filling += Filling(questions=(_open_question(target, chosen),))
    return filling


def _stands_once(target: Field, targets: Sequence[Field]) -> bool:
    """Tell whether an object is there once: at the body's root, or in the item of a list that the body must hold."""
    listed, _, rest = target.path.partition("[]")
    return not rest or ("[]" not in rest and any(field.path == listed and field.required for field in targets))


def _is_plain(field: Field) -> bool:
    """Tell whether a field holds a plain text that says something of the record: no list, no id, no date, no flag."""
    last = words(leaf(field.path))[-1:]
    told = field.types == ("string",) and not field.enum and field.format in {"", "email", "phone"} and not field.deprecated
    return told and "[]" not in field.path and last not in {("id",), ("url",), ("at",), ("object",), ("link",), ("uuid",)}


def _open_question(target: Field, chosen: Sequence[Field]) -> Question:
    return Question(
        id=identifier(f"members_{target.path}"),
        about=f"body field {target.path}",
        text=f"Which members of {target.path} shall be filled, and with what?",
        why="The document lets it hold anything, so no name in it can be checked; save the account's own fields: designer specs enrich.",
        candidates=tuple(leaf(field.path) for field in chosen),
    )
