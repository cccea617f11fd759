"""Descriptions over https: the only part of the program that opens the network."""

from __future__ import annotations

from designer.specs.fetching.fetched import fetched

__all__ = ["fetched"]
