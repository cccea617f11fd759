"""Runs whose replies are written by hand."""
