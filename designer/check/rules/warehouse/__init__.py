"""Rules of the family WH, by what they look at."""

from designer.check.rules.warehouse import agreement, columns, extracts, people, running, sending, tables, values

__all__ = ["agreement", "columns", "extracts", "people", "running", "sending", "tables", "values"]
