"""WH: extracts that can be read, tables that rest on them, access and cost."""

from designer.check.rules.warehouse import model

__all__ = ["model"]
