"""What a field rests on beside the vendor's document: marks in schemas that were made here, and places that an overlay has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from designer.model.spec import FieldProof

if TYPE_CHECKING:
    from designer.specs.documents.library import Document, Overlaid

PROOF_MARK = "x-designer-proof"
"""Says of a schema what it rests on; a slice keeps it, so that the check in a starter names the same proof."""
PLACE_MARK = "x-designer-place"
"""Says of a schema made of account metadata where in the saved file it is told of."""
LAID_MARK = "x-designer-laid"
"""Says of a schema that it was not in the vendor's document: it holds together what that says and what was laid over it."""
PROOFS = frozenset(get_args(FieldProof)) - {""}
HOLDERS = frozenset({"properties", "items", "prefixItems", "allOf", "oneOf", "anyOf", "additionalProperties", "patternProperties", "not"})
"""Words of a schema below which other schemas stand."""


def marked_proof(schema: dict[str, Any]) -> FieldProof:
    """Return what a schema says that it rests on."""
    return next((proof for proof in get_args(FieldProof) if proof and schema.get(PROOF_MARK) == proof), "")


def is_laid(schema: Any) -> bool:
    """Tell whether a schema is only there to lay another one over the vendor's."""
    return isinstance(schema, dict) and LAID_MARK in schema


def proof_of(document: Document, pointer: str) -> FieldProof:
    """Return what the schema at *pointer* rests on: the kind of its document, or an overlay that has changed it."""
    return document.proof or ("overlay" if document.overlaid and overlaid_at(document, pointer) else "")


def overlaid_at(document: Document, pointer: str) -> Overlaid | None:
    """Return what changed the schema at *pointer* last."""
    return next((one for one in reversed(document.overlaid) if _is_about(one.pointer, pointer)), None)


def _is_about(changed: str, pointer: str) -> bool:
    """Tell whether a changed place is the schema at *pointer*, lies around it, or is one of its own words."""
    if pointer == changed or pointer.startswith(f"{changed}/"):
        return True
    if not changed.startswith(f"{pointer}/"):
        return False
    return changed[len(pointer) + 1 :].partition("/")[0] not in HOLDERS
