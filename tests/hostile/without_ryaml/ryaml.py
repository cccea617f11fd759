"""Stands in front of the real one, as where that is not installed."""

raise ImportError
