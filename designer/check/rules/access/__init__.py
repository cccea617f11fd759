"""AUTH: signing in, with the least rights, and no secret in a file."""

from designer.check.rules.access import addresses, credentials, scopes, secrets, signin

__all__ = ["addresses", "credentials", "scopes", "secrets", "signin"]
