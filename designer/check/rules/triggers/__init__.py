"""TRG: flows start, deliveries are genuine and carry what is read."""

from designer.check.rules.triggers import starts

__all__ = ["starts"]
