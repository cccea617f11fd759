"""The tool calls of a reply, who answers them, and the answers as blocks of the next message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject


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
    return bench.use(str(call.get("name", "")), arguments if isinstance(arguments, dict) else {})


def result_of(call: JsonObject, answer: Answer) -> JsonObject:
    """Return the answer to a call as a block of the next message."""
    result: dict[str, Any] = {"type": "tool_result", "tool_use_id": call["id"], "content": answer.text}
    return {**result, "is_error": True} if answer.is_error else result
