"""AUTH: signing in, with the least rights, and no secret in a file."""

from designer.check.rules.access import secrets, signin

__all__ = ["secrets", "signin"]
