"""Schemas to fields: shapes read lazily, trees of fields, self-contained schemas."""
