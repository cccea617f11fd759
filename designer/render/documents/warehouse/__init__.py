"""The documents that only a warehouse starter has: extracts, model, identities, access, BI, roadmap, cost."""
