"""The tool calls of a reply, who answers them, and the answers as blocks of the next message."""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from designer.errors import DesignerError
from designer.plan.claude.hearing import DOING
from designer.secrecy.looking import masked

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject

LONGEST_BUG = 200
"""Characters of what a bug says."""


class Answer(Protocol):
    """What a tool answers; `design` and `report` where the call changed the design."""

    @property
    def text(self) -> str:
        """For the model."""
        ...

    @property
    def is_error(self) -> bool:
        """The call could not be made."""
        ...

    @property
    def design(self) -> Design | None:
        """After the certain fixes."""
        ...

    @property
    def report(self) -> Report | None:
        """Of that design."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The answer to a call that the designer itself could not make: a bug of ours, which must not cost the run."""

    bug: str
    is_error: bool = True
    design: Design | None = None
    report: Report | None = None

    @property
    def text(self) -> str:
        """Return what the model is told."""
        return f"Nothing was done: the designer itself failed at this call ({self.bug}). Go on in another way."


class Bench(Protocol):
    """Where the tools lie."""

    def use(self, name: str, arguments: JsonObject) -> Answer:
        """Call a tool; never raises for what the model did wrong."""
        ...


def calls_of(content: tuple[JsonObject, ...]) -> tuple[JsonObject, ...]:
    """Return the tool calls of a reply, in order."""
    return tuple(block for block in content if block.get("type") == "tool_use")


def names_of(calls: tuple[JsonObject, ...]) -> tuple[str, ...]:
    """Return the names of the tools that are called."""
    return tuple(str(call.get("name", "")) for call in calls)


def answer_of(bench: Bench, call: JsonObject) -> Answer:
    """Return what a tool answers to a call; arguments that are no object are answered like none."""
    arguments = call.get("input")
    try:
        return bench.use(str(call.get("name", "")), arguments if isinstance(arguments, dict) else {})
    except DesignerError:
        raise
    except Exception as bug:  # noqa: BLE001 - whatever is wrong in us, what the run has come to is not lost
        return Broken(bug=bug_of(bug))


def signature(calls: tuple[JsonObject, ...]) -> tuple[str, ...]:
    """Return by what the same calls are known again; of a tool that is not there the name is all that counts."""
    return tuple(
        f"{call.get('name')} {json.dumps(call.get('input'), sort_keys=True) if call.get('name') in DOING else ''}" for call in calls
    )


def bug_of(bug: BaseException) -> str:
    """Return a bug in one line: what was raised, and the line of ours that it came from."""
    frames = traceback.extract_tb(bug.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    told = " ".join(masked(str(bug)).split())
    said = f": {told[:LONGEST_BUG]}" if told else ""
    return f"{type(bug).__name__}{said}{place}"


def result_of(call: JsonObject, answer: Answer) -> JsonObject:
    """Return the answer to a call as a block of the next message."""
    result: dict[str, Any] = {"type": "tool_result", "tool_use_id": call["id"], "content": answer.text}
    return {**result, "is_error": True} if answer.is_error else result
