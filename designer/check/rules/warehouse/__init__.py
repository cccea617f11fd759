"""Rules of the family WH, by what they look at."""

from designer.check.rules.warehouse import columns, extracts, people, running, sending, tables, values

__all__ = ["columns", "extracts", "people", "running", "sending", "tables", "values"]
