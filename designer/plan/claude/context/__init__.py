"""The first message: what a model needs to know of two systems, found by retrieval, fenced, and fitted into a budget."""
