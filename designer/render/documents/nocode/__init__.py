"""The documents that only a no-code starter has: the workflow for each platform, the mapping as CSV, the cost."""
