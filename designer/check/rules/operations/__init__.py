"""OP: calls that exist, and what a design names inside itself."""

from designer.check.rules.operations import calls, conditions, elsewhere, found, links, lookups, narrated, pairs, reach, references, unused

__all__ = ["calls", "conditions", "elsewhere", "found", "links", "lookups", "narrated", "pairs", "reach", "references", "unused"]
