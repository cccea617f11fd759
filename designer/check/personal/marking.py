"""The change that marks a column of the warehouse as personal."""

from __future__ import annotations

from designer.model.finding import Fix


def mark_as_personal(where: str, *, table: str, column: str) -> Fix:
    """Return the fix for the column at *where* that holds personal data and does not say so."""
    return Fix(where=f"{where}.personal", words=f"mark {table}.{column} as personal", value=True)
