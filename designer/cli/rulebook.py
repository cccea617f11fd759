"""What `designer rules` answers: all rules, a family, or one rule, as text or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.check.rulebook import Entry
    from designer.model.scalars import JsonObject
    from designer.show.console import Line


def rules_text(code: str) -> Iterable[Line]:
    """Return the lines for a code, the beginning of codes, or all (an empty text). Raises UsageError for what is neither."""
    from designer.check.rulebook import rulebook  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.rules import family_lines, rule_lines  # noqa: PLC0415 - the same

    wanted = code.strip().upper()
    if wanted in rulebook():
        return rule_lines(rulebook()[wanted])
    _refuse_unknown(code, wanted)
    return family_lines(wanted)


def rules_answer(code: str) -> list[JsonObject]:
    """Return the same rules as JSON. Raises UsageError."""
    from designer.check.rulebook import rulebook  # noqa: PLC0415 - lazy, as in all commands

    wanted = code.strip().upper()
    _refuse_unknown(code, wanted)
    return [
        _answer(entry)
        for entry in rulebook().values()
        if entry.code == wanted or (wanted not in rulebook() and entry.code.startswith(wanted))
    ]


def _refuse_unknown(code: str, wanted: str) -> None:
    from designer.check.reporting.choosing import matching, suggestion  # noqa: PLC0415 - lazy, as in all commands

    if wanted and not matching(wanted):
        raise UsageError(code, "there is no such rule", next_step=suggestion(code))


def _answer(entry: Entry) -> JsonObject:
    from designer.check.examples import example_of  # noqa: PLC0415 - lazy, as in all commands
    from designer.check.rulebook import family_title  # noqa: PLC0415 - the same

    example = example_of(entry.code)
    return {
        "code": entry.code,
        "family": entry.family,
        "family_title": family_title(entry.family),
        "severity": entry.severity,
        "title": entry.title,
        "advice": entry.advice,
        "example": {
            "at": example.at,
            "bad": example.bad,
            "good": example.good,
            "says": example.says,
            "document": example.document,
        }
        if example
        else None,
    }
