"""Whole designs by Claude, as requests and replies that are replayed; README.md tells how they came about."""
