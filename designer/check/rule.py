"""What a rule is, and the register of all rules."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.check.lookup.view import View
    from designer.model.finding import Fix, Severity, SpecPlace

    Check = Callable[[View], Iterator["Fault"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a rule found; it becomes a Finding under the rule's code, with the rule's severity unless it names its own."""

    where: str
    message: str
    spec: SpecPlace | None = None
    fix: Fix | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that a design must keep to."""

    code: str
    severity: Severity
    check: Check
    advice: str
    """What to do and why: the function's docstring; its first line is the title."""

    @property
    def title(self) -> str:
        """Return the advice in one line."""
        return self.advice.splitlines()[0]


RULES: dict[str, Rule] = {}
"""All rules by code, in the order in which `designer.check.run` loads them."""


def rule(code: str, *, severity: Severity = "error") -> Callable[[Check], Check]:
    """Register a function as the rule *code*."""

    def register(check: Check) -> Check:
        RULES[code] = Rule(code=code, severity=severity, check=check, advice=inspect.cleandoc(check.__doc__ or ""))
        return check

    return register
