"""SAFE: nothing doubled, wiped, echoed, lost or told to whom it does not concern."""

from designer.check.rules.safety import calls, doubles, echo, failing, failures, headers, lifecycle, owners, personal, replacing

__all__ = ["calls", "doubles", "echo", "failing", "failures", "headers", "lifecycle", "owners", "personal", "replacing"]
