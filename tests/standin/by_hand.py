"""Replies by hand: each request is written to a folder, and a person or a model outside writes the reply beside it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.standin.reading import Reading
from tests.standin.refused import RefusedError
from tests.standin.turns import BadTurnError, ScriptedTurn, read_turn_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".yaml", ".yml", ".json")
LOOK_EVERY = 0.2
"""Seconds between two looks for the reply."""
PING_EVERY = 15.0
"""Seconds between two signs of life: a client gives up on a stream that is silent for ten minutes."""


@dataclass(slots=True, kw_only=True)
class ByHand:
    """A folder of `NNN.request.json` and `NNN.request.md` (what is new in it), answered by `NNN.reply.yaml` or `.json`.

    A reply that cannot be sent is explained in `NNN.problem.txt` and awaited again. Numbers go on where the folder's end.
    """

    folder: Path
    patience: float = 24 * 3600
    """Seconds to wait for one reply."""
    pause: Callable[[float], None] = time.sleep
    _reading: Reading = field(default_factory=Reading)

    def turn(self, body: dict[str, Any], number: int, *, waiting: Callable[[], None]) -> ScriptedTurn:  # noqa: ARG002 - the folder counts by itself
        """Write the request down and return the reply once it is there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{1 + max((int(file.name[:3]) for file in self.folder.glob('[0-9][0-9][0-9].request.json')), default=0):03d}"
        (self.folder / f"{name}.request.json").write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")
        (self.folder / f"{name}.request.md").write_text(self._reading.of(body, name), encoding="utf-8")
        return self._awaited(body, name, waiting)

    @property
    def unspent(self) -> int:
        """Return none: nobody knows what a person will still say."""
        return 0

    def _awaited(self, body: dict[str, Any], name: str, waiting: Callable[[], None]) -> ScriptedTurn:
        """Look for the reply until it is there and can be sent."""
        problem = self.folder / f"{name}.problem.txt"
        looks = int(self.patience / LOOK_EVERY)
        for look in range(looks):
            if look % int(PING_EVERY / LOOK_EVERY) == 1:
                waiting()
            for file in (self.folder / f"{name}.reply{suffix}" for suffix in SUFFIXES):
                if file.exists():
                    try:
                        turn = _fitting(read_turn_file(file), body)
                    except BadTurnError as bad:
                        _explain(problem, file, bad)
                    else:
                        problem.unlink(missing_ok=True)
                        return turn
            self.pause(LOOK_EVERY)
        raise RefusedError(f"stand-in: nobody wrote {name}.reply.yaml in {self.patience:.0f} seconds", status=504)


def _fitting(turn: ScriptedTurn, body: dict[str, Any]) -> ScriptedTurn:
    """Return the turn if the service could give it: the input of a strict tool always fits its schema there."""
    from jsonschema import Draft202012Validator

    strict = {tool["name"]: tool["input_schema"] for tool in body.get("tools", []) if tool.get("strict")}
    problems = [
        f"$.content[{place}].input{fault.json_path[1:]}: {fault.message}"
        for place, block in enumerate(turn.content)
        if block["type"] == "tool_use" and block["name"] in strict
        for fault in Draft202012Validator(strict[block["name"]]).iter_errors(block["input"])
    ]
    if problems:
        raise BadTurnError([*problems, "The tool is strict: the service would never send input that does not fit its schema."])
    return turn


def _explain(problem: Path, file: Path, bad: BadTurnError) -> None:
    """Write down what is wrong with a reply, once for each state of it."""
    text = "\n".join([f"{file.name} cannot be sent:", *bad.problems, "Mend the file; it is read again at once.", ""])
    if not problem.exists() or problem.read_text(encoding="utf-8") != text:
        problem.write_text(text, encoding="utf-8")
