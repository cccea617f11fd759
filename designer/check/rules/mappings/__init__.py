"""MAP: both ends of a mapping exist, may be read and written, and everything required is filled."""

from designer.check.rules.mappings import agreement, branches, claims, crossed, ends, lists, required

__all__ = ["agreement", "branches", "claims", "crossed", "ends", "lists", "required"]
