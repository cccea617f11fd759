"""The rules of the check, listed or one at a time."""

from __future__ import annotations

import difflib
import inspect
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.show.console import Line

if TYPE_CHECKING:
    from collections.abc import Iterator


def rule_lines(code: str) -> Iterator[Line]:
    """Yield each rule with the first line of its advice, or the whole advice of one. Raises UsageError."""
    advice = _advice()
    if not code:
        for known, text in advice.items():
            yield Line(f"{known}  {text.splitlines()[0]}", hang=8)
        return
    wanted = code.upper()
    if wanted not in advice:
        close = difflib.get_close_matches(wanted, advice, n=1)
        step = f"Did you mean {close[0]}?" if close else "`designer rules` lists all."
        raise UsageError(code, "there is no such rule", next_step=step)
    yield Line(wanted, "title")
    yield from (Line(line) for line in advice[wanted].splitlines())


def _advice() -> dict[str, str]:
    import designer.check.run  # noqa: F401, PLC0415 - loads every rule
    from designer.check.rule import RULES  # noqa: PLC0415 - the same

    return {code: inspect.cleandoc(RULES[code].advice) for code in sorted(RULES)}
