"""OP: calls that exist, and what a design names inside itself."""

from designer.check.rules.operations import calls, references

__all__ = ["calls", "references"]
