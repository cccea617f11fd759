"""A brief that holds a secret is not read: nothing of it may reach a design, a file or a screen."""

from __future__ import annotations

from designer.errors import BriefError
from designer.secrecy.looking import secrets_in

MOST_TOLD = 8
NEXT = (
    "Take it out, have it replaced where it was issued (whoever could read the brief knows it), and name an environment variable instead, "
    "such as SHOP_TOKEN. Nothing was written."
)


def refuse_secrets(text: str, *, place: str) -> None:
    """Raise BriefError where a line looks like a secret; it tells the lines and the kinds, never what stands there."""
    plain = text.replace("\\_", "_")  # Markdown that a program wrote escapes each underscore
    found = {plain.count("\n", 0, secret.start) + 1: secret.name for secret in reversed(secrets_in(plain))}
    if not found:
        return
    told = [f"line {number} ({name})" for number, name in sorted(found.items())]
    rest = f" and {len(told) - MOST_TOLD} more lines" if len(told) > MOST_TOLD else ""
    looks = "looks like it holds a secret" if len(told) == 1 else "look like they hold secrets"
    raise BriefError(f"{place}:{min(found)}", f"{', '.join(told[:MOST_TOLD])}{rest} {looks}.", next_step=NEXT)
