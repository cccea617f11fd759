"""Which source field fills which target field, and how sure that is."""
