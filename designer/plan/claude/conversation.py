"""The conversation with the model: it only grows, and marks for the service how far it shall be kept in its cache."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from designer.plan.claude.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import JsonObject
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.turn import Reply

MARK: dict[str, Any] = {"cache_control": {"type": "ephemeral"}}
"""Kept for five minutes from its last use. Marks are no part of what is compared with the cache, so they may move."""
TAILS = 2
"""Ends of the conversation that are marked: the last one, and the one before it, which the service surely finds again.

It looks back over 20 blocks alone, and one reply can call more tools than that. With the marks of the system and of the
context that makes four, which is all that the service takes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that was said, unmarked."""

    system: tuple[JsonObject, ...]
    tools: tuple[JsonObject, ...]
    messages: tuple[JsonObject, ...]

    def with_reply(self, reply: Reply) -> Conversation:
        """Return the conversation with a reply, unchanged: its thinking is bound to it. One that says nothing is left out.

        So is a text of nothing but white space, which the service gives at times and never takes.
        """
        said: list[Any] = [block for block in reply.content if block.get("type") != "text" or str(block.get("text", "")).strip()]
        return self._with({"role": "assistant", "content": said}) if said else self

    def with_user(self, blocks: Sequence[JsonObject]) -> Conversation:
        """Return the conversation with one message of ours: all answers to a reply's tools, or some words."""
        return self._with({"role": "user", "content": list(blocks)})

    def turn(self, settings: ClaudeSettings, *, max_tokens: int) -> Turn:
        """Return the request that asks for the next reply."""
        return Turn(
            model=settings.model,
            system=_marked(self.system),
            tools=self.tools,
            messages=_with_tails(self.messages),
            max_tokens=max_tokens,
            effort=settings.effort,
        )

    def _with(self, message: JsonObject) -> Conversation:
        return replace(self, messages=(*self.messages, message))


def begun(system: Sequence[str], tools: Sequence[JsonObject], blocks: Sequence[str]) -> Conversation:
    """Return a new conversation. The first of *blocks* is the context, which stays the same and is marked for the cache."""
    first: JsonObject = {"role": "user", "content": [text_block(block) for block in blocks]}
    return Conversation(system=tuple(map(text_block, system)), tools=tuple(tools), messages=(first,))


def text_block(text: str) -> JsonObject:
    """Return a text as a block of a message."""
    return {"type": "text", "text": text}


def _marked(blocks: Sequence[JsonObject], at: int = -1) -> tuple[JsonObject, ...]:
    """Return the blocks, one of them marked."""
    marked = list(blocks)
    if marked:
        marked[at] = {**marked[at], **MARK}
    return tuple(marked)


def _with_tails(messages: Sequence[JsonObject]) -> tuple[JsonObject, ...]:
    """Return the messages with the context, which is the very first block, and the last ends of ours marked."""
    ours = [number for number, message in enumerate(messages) if message["role"] == "user"]
    places = {(number, -1) for number in ours[-TAILS:]} | {(0, 0)}
    told = list(messages)
    for number, block in sorted(places):
        content: Any = told[number]["content"]
        told[number] = {**told[number], "content": list(_marked(content, block))}
    return tuple(told)
