"""The index of a system: its documents in parts, its operations and their words, kept for the next run."""
