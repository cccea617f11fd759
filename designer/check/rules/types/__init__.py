"""TYPE: what leaves a transform is what the target takes."""

from designer.check.rules.types import amounts, counts, currencies, moments, notations, quoting, types, values

__all__ = ["amounts", "counts", "currencies", "moments", "notations", "quoting", "types", "values"]
