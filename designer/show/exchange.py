"""One round of a run for a person: what was sent that was new, and what Claude thought, said and asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.files.runs import MASKED
from designer.show.console import Line
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.files.runs import Exchange

HEADS = {
    "text": "text",
    "thinking": "thinks (a summary)",
    "redacted_thinking": "thinks (not shown by the service)",
    "tool_use": "calls",
    "tool_result": "answer of a tool",
}


def exchange_lines(told: Exchange) -> Iterator[Line]:
    """Yield the last message that was sent, the first time with the system's text, then the reply."""
    messages = _list(told.request.get("messages"))
    if len(messages) <= 1:
        yield Line("System", "title")
        yield from _blocks(told.request.get("system"))
    yield Line(f"Request {told.number}" + (f", with {len(messages) - 1} messages before" if len(messages) > 1 else ""), "title")
    yield from _blocks(messages[-1].get("content") if messages and isinstance(messages[-1], dict) else None)
    if told.response is None:
        yield Line("No reply came.", "warning")
        return
    yield Line(f"Reply {told.number}", "title")
    if not told.response:
        yield Line("It cannot be read: its file was cut off, or edited.", "warning")
        return
    yield from _blocks(told.response.get("content"))
    if told.response.get(MASKED):
        yield Line("A secret was left out of this reply (***): a run that is gone on with asks for it again.", "warning")
    yield Line(f"stopped: {one_line(str(told.response.get('stop_reason', '')))}", "quiet")


def _blocks(content: Any) -> Iterator[Line]:
    for block in [{"type": "text", "text": content}] if isinstance(content, str) else _list(content):
        if isinstance(block, dict):
            kind = str(block.get("type", ""))
            name = f" {one_line(str(block['name']))}" if block.get("name") else ""
            yield Line(f"[{HEADS.get(kind, one_line(kind))}{name}{': an error' if block.get('is_error') else ''}]", "type")
            yield from (Line(f"  {line}", hang=2) for line in _text(block).splitlines())
            yield Line("")


def _text(block: dict[str, Any]) -> str:
    """Return what a block says; a tool's input and what is not known as JSON."""
    for name in ("text", "thinking", "content"):
        if isinstance(block.get(name), str):
            return str(block[name])
    if isinstance(block.get("content"), list):
        return "\n".join(_text(inner) for inner in block["content"] if isinstance(inner, dict))
    return "" if block.get("type") == "redacted_thinking" else json.dumps(block.get("input", {}), indent=2, ensure_ascii=False)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
