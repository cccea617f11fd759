"""Where the turns come from: a list, a folder of files, or a rule that looks at the request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tests.standin.refused import RefusedError
from tests.standin.turns import ScriptedTurn, read_turn, read_turn_file

Rule = Callable[[dict[str, Any]], Any]
"""From a request's body to a turn."""
Script = Sequence[Any] | Path | str | Rule
"""A list of turns (each may be a rule), the folder of their files, or one rule for all requests."""
SUFFIXES = (".json", ".yaml", ".yml")


class Answers(Protocol):
    """Whoever knows the next turn."""

    @property
    def unspent(self) -> int:
        """Return how many turns wait for their request."""
        ...

    def turn(self, body: dict[str, Any], number: int, *, waiting: Callable[[], None]) -> ScriptedTurn:
        """Return the turn for request *number*; *waiting* is called now and then by who must wait for it."""
        ...


@dataclass(slots=True)
class Listed:
    """Turns one after the other."""

    turns: Sequence[Any]
    _place: int = 0
    _current: ScriptedTurn | None = None
    """The turn that answered last, while it shall answer again."""
    _left: int = 0
    """How often it still shall."""

    def turn(self, body: dict[str, Any], number: int, *, waiting: Callable[[], None]) -> ScriptedTurn:  # noqa: ARG002 - nobody waits here
        """Return the next turn; one that stands for several requests is returned as often."""
        if self._current is None or not self._left:
            if not self.unspent:
                raise RefusedError(f"stand-in: the script has {len(self.turns)} turns and all are spent; this is request {number}")
            wanted = self.turns[self._place]
            self._current = read_turn(wanted(body) if callable(wanted) else wanted)
            self._place += 1
            self._left = self._current.times
        self._left -= 1
        return self._current

    @property
    def unspent(self) -> int:
        """Return how many turns no request has come for."""
        return len(self.turns) - self._place


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule for all requests."""

    rule: Rule

    def turn(self, body: dict[str, Any], number: int, *, waiting: Callable[[], None]) -> ScriptedTurn:  # noqa: ARG002 - a rule sees the body alone
        """Return what the rule says."""
        return read_turn(self.rule(body))

    @property
    def unspent(self) -> int:
        """Return none: a rule has no end."""
        return 0


def answers(script: Script) -> Answers:
    """Return who answers by this script. Raises BadTurnError for a turn that cannot be sent."""
    if isinstance(script, str | Path):
        files = sorted(file for file in Path(script).iterdir() if file.suffix in SUFFIXES)
        return Listed([read_turn_file(file) for file in files])
    if callable(script):
        return Ruled(script)
    return Listed([wanted if callable(wanted) else read_turn(wanted) for wanted in script])


def hold_against_expectation(body: dict[str, Any], turn: ScriptedTurn) -> None:
    """Refuse a request that lacks a text which its turn expects in a part of the body."""
    for part, wanted in turn.expect.items():
        there = _all_text(body.get(part))
        for text in wanted if isinstance(wanted, list) else [wanted]:
            if str(text) not in there:
                raise RefusedError(f"stand-in: expected {part} to hold {text!r}")


def _all_text(value: Any) -> str:
    """Return every key and value in one text, as it is read and not as JSON escapes it."""
    match value:
        case dict():
            return "\n".join(f"{key}: {_all_text(one)}" for key, one in value.items())
        case list():
            return "\n".join(_all_text(one) for one in value)
        case _:
            return str(value)
