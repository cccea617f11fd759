"""SPEC: the documents themselves, read, unchanged, sound where the design uses them."""

from designer.check.rules.descriptions import documents

__all__ = ["documents"]
