"""SAFE: nothing doubled, wiped, echoed, lost or told to whom it does not concern."""

from designer.check.rules.safety import personal, writing

__all__ = ["personal", "writing"]
