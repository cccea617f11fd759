"""The rules, one function each: a folder for each family, named by what it looks at. Importing this loads them all."""

from designer.check.rules import access, descriptions, mappings, nocode, operations, rates, safety, triggers, types, warehouse

__all__ = ["access", "descriptions", "mappings", "nocode", "operations", "rates", "safety", "triggers", "types", "warehouse"]
