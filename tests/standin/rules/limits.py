"""What a model takes: length of the reply, kinds of thinking, choice of tools, length of the input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.standin.prefix import input_tokens
from tests.standin.refused import RefusedError

if TYPE_CHECKING:
    from tests.standin.models import Model
    from tests.standin.sent import Sent

WITHOUT_STREAM = 21_333
"""Tokens of output at most where the reply is not streamed: ten minutes at the slowest."""
LEAST_BUDGET = 1024


def length_of_the_reply(body: dict[str, Any], model: Model, _sent: Sent) -> None:
    """Ask for 1 token at least and for no more than the model can give; for fewer without a stream."""
    wanted = body["max_tokens"]
    if wanted < 1:
        raise RefusedError("max_tokens: must be greater than or equal to 1")
    if wanted > model.max_tokens:
        raise RefusedError(
            f"max_tokens: {wanted} > {model.max_tokens}, which is the maximum allowed number of output tokens for {model.id}"
        )
    if not body.get("stream") and wanted > WITHOUT_STREAM:
        raise RefusedError(
            f"max_tokens: {wanted} > {WITHOUT_STREAM}: streaming is required for operations that may take longer than 10 minutes"
        )


def kind_of_thinking(body: dict[str, Any], model: Model, _sent: Sent) -> None:
    """Ask for a kind of thinking that the model has; a budget is 1,024 tokens at least and leaves room for the reply."""
    thinking = body.get("thinking")
    if not thinking:
        return
    if thinking["type"] not in model.thinking:
        raise RefusedError(f"thinking.type: '{thinking['type']}' is not supported on {model.id}; use {' or '.join(model.thinking)}")
    budget = thinking.get("budget_tokens")
    if budget is not None and not LEAST_BUDGET <= budget < body["max_tokens"]:
        raise RefusedError("thinking.budget_tokens: must be at least 1024 and less than max_tokens")


def no_forced_tool(body: dict[str, Any], model: Model, _sent: Sent) -> None:
    """Leave the choice of the tool to the models of 5.5."""
    choice = body.get("tool_choice", {}).get("type")
    if choice in ("any", "tool") and not model.forces_tools:
        raise RefusedError(f"tool_choice: forced tool use ('{choice}') is not supported on {model.id}")
    if choice in ("any", "tool") and not body.get("tools"):
        raise RefusedError("tool_choice: may only be specified while providing tools")


def fits_the_window(body: dict[str, Any], model: Model, _sent: Sent) -> None:
    """Send no more than the model reads. The count is an estimate."""
    tokens = input_tokens(body)
    if tokens > model.max_input_tokens:
        raise RefusedError(f"prompt is too long: {tokens} tokens > {model.max_input_tokens} maximum")
