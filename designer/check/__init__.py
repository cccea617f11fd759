"""A design held against the documents of its systems: rules that yield findings."""
