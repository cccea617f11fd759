"""How messages must follow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.standin.prefix import content_of
from tests.standin.refused import RefusedError
from tests.standin.sent import signature_of, thinking_of

if TYPE_CHECKING:
    from tests.standin.models import Model
    from tests.standin.sent import Sent


def user_first(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Let the user speak first."""
    if not body["messages"]:
        raise RefusedError("messages: at least one message is required")
    if body["messages"][0]["role"] != "user":
        raise RefusedError('messages: first message must use the "user" role')


def no_prefill(body: dict[str, Any], model: Model, sent: Sent) -> None:
    """Do not put words into the model's mouth; a reply that was paused may be sent back."""
    last = body["messages"][-1]
    if last["role"] == "assistant" and not sent.was_paused(content_of(last)):
        raise RefusedError(
            f"This model ({model.id}) does not support assistant message prefill. The conversation must end with a user message."
        )


def answered_tools(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Answer every tool call in the next message, before any text, and answer nothing that was not called."""
    called: list[str] = []
    seen: set[str] = set()
    for place, message in enumerate(body["messages"]):
        blocks = content_of(message)
        kinds = [block["type"] for block in blocks]
        answered = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
        if missing := [one for one in called if one not in answered]:
            raise RefusedError(
                f"messages.{place - 1}: `tool_use` ids were found without `tool_result` blocks immediately after: {', '.join(missing)}. "
                "Each `tool_use` block must have a corresponding `tool_result` block in the next message."
            )
        if unexpected := [one for one in answered if one not in called]:
            raise RefusedError(
                f"messages.{place}.content: unexpected `tool_use_id` found in `tool_result` blocks: {', '.join(unexpected)}. "
                "Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
            )
        if len(set(answered)) < len(answered):
            raise RefusedError(f"messages.{place}.content: each tool_use must have a single result. Found multiple `tool_result` blocks")
        if any(kind != "tool_result" for kind in kinds[: len(answered)]):
            raise RefusedError(f"messages.{place}.content: `tool_result` blocks must come before other content")
        called = [block["id"] for block in blocks if block["type"] == "tool_use"]
        if len({*called, *seen}) < len(called) + len(seen):
            raise RefusedError(f"messages.{place}: `tool_use` ids must be unique")
        seen.update(called)
    if called:
        raise RefusedError(
            f"messages.{len(body['messages']) - 1}: `tool_use` ids were found without `tool_result` blocks immediately after: "
            f"{', '.join(called)}."
        )


def unchanged_thinking(body: dict[str, Any], _model: Model, sent: Sent) -> None:
    """Give thinking back as it was sent: bound to this model and this conversation, none left out beside its tool calls."""
    for place, message in enumerate(body["messages"]):
        blocks = content_of(message)
        thinking = thinking_of(blocks)
        for block in thinking:
            if block["type"] == "thinking" and block["signature"] != signature_of(block["thinking"], body):
                raise RefusedError(f"messages.{place}.content: Invalid `signature` in `thinking` block")
        for block in blocks:
            came = sent.thinking_with(block["id"]) if block["type"] == "tool_use" else None
            if came is not None and came != thinking:
                raise RefusedError(
                    f"messages.{place}.content: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be "
                    "modified. These blocks must remain as they were in the original response."
                )
