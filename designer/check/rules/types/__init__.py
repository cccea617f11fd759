"""TYPE: what leaves a transform is what the target takes."""

from designer.check.rules.types import types, values

__all__ = ["types", "values"]
