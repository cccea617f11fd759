"""Systems known by an object alone: JSON Schemas, sample records, tables."""
