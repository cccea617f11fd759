"""Rules of the family NC, by what they look at."""

from designer.check.rules.nocode import keeping, plans, shape, starting

__all__ = ["keeping", "plans", "shape", "starting"]
