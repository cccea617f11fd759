"""What `designer map --format json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.codec import encode

if TYPE_CHECKING:
    from designer.match.matches import FieldMatches
    from designer.model.scalars import JsonObject


def map_document(matches: FieldMatches) -> JsonObject:
    """Return mappings, candidates and required targets left empty; paths are whole, without origin or `body.`."""
    return {
        "mappings": [
            {
                "target": mapping.target,
                "source": list(mapping.sources),
                "transform": encode(mapping.transform),
                "confidence": mapping.confidence,
                "reason": mapping.reason,
            }
            for mapping in matches.mappings
        ],
        "candidates": [
            {"target": one.target, "sources": [{"path": source.path, "score": source.score} for source in one.sources]}
            for one in matches.candidates
        ],
        "unmapped_required": list(matches.unmapped_required),
    }
