"""Rules of the family RATE, by what they look at."""

from designer.check.rules.rates import budget, limits, polling

__all__ = ["budget", "limits", "polling"]
