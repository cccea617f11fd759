"""The ways in which the service can fail, by name."""

from __future__ import annotations

STATUSES: dict[str, int] = {str(status): status for status in (400, 401, 402, 403, 404, 413, 429, 500, 529)}
"""Faults that are an answer with an error status."""
BREAKS = ("drop", "eof", "sse_error", "hang", "disconnect")
"""Faults of the connection: cut in the stream, ended too early but cleanly, an error in the stream, silence, closed without an answer."""
ENDINGS: dict[str, str] = {
    "max_tokens": "max_tokens",
    "refusal": "refusal",
    "pause_turn": "pause_turn",
    "context_window": "model_context_window_exceeded",
}
"""Faults that are a whole reply with an unwelcome stop reason."""
FAULTS: tuple[str, ...] = (*STATUSES, *BREAKS, *ENDINGS, "bad_tool_input")
"""All: the last one is a whole reply whose tool input is no JSON."""
