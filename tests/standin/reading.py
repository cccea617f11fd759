"""A request as a person reads it: only what is new since the last one of the conversation."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from tests.standin.prefix import content_of, input_tokens

HOW = """\
## How to answer

Write `{name}.reply.yaml` (or `.json`) beside this file; ids may be left out:

```yaml
content:
  - type: text
    text: What you want to say.
  - type: tool_use
    name: {tool}
    input: {{}}
# stop_reason: end_turn   (left out: tool_use if a tool is called, else end_turn)
```
"""
"""Shown once: later requests are answered the same way."""


@dataclass(slots=True)
class Reading:
    """Remembers what was shown: the parts by their hash, and the last conversation."""

    _shown: dict[str, str] = field(default_factory=dict)
    """Name of the request that showed a part in full, by the part's hash."""
    _messages: list[Any] = field(default_factory=list)

    def of(self, body: dict[str, Any], name: str) -> str:
        """Return the request called *name* as Markdown."""
        messages = [_unmarked(message) for message in body["messages"]]
        goes_on = bool(self._messages) and messages[: len(self._messages)] == self._messages
        new = messages[len(self._messages) :] if goes_on else messages
        parts = [
            self._head(body, name, goes_on=goes_on),
            self._part("System prompt", _system(body), name, goes_on=goes_on),
            self._part("Tools", _tools(body), name, goes_on=goes_on),
            *(_message(message) for message in new if not (goes_on and message["role"] == "assistant")),
            *([] if self._messages else [HOW.format(name=name, tool=(body.get("tools") or [{"name": "a_tool"}])[-1]["name"])]),
        ]
        self._messages = messages
        return "\n".join(part for part in parts if part)

    def _head(self, body: dict[str, Any], name: str, *, goes_on: bool) -> str:
        effort = (body.get("output_config") or {}).get("effort", "the default")
        settings = f"{body['model']}, effort {effort}, at most {body['max_tokens']:,} tokens of reply"
        state = (
            "It goes on with the conversation; shown is what is new." if goes_on else "A conversation begins, or goes on from another past."
        )
        return f"# Request {name}\n\n{settings}; about {input_tokens(body):,} tokens of input (estimate). {state}\n"

    def _part(self, title: str, text: str, name: str, *, goes_on: bool) -> str:
        """Return a part in full once; later it is named where a conversation begins, and left out where one goes on."""
        first = self._shown.setdefault(hashlib.sha256(f"{title}{text}".encode()).hexdigest(), name)
        if first == name:
            return f"## {title}\n\n{text}\n"
        return "" if goes_on else f"{title}: as in {first}.request.md\n"


def _system(body: dict[str, Any]) -> str:
    system = body.get("system", "")
    return system if isinstance(system, str) else "\n\n".join(block["text"] for block in system)


def _tools(body: dict[str, Any]) -> str:
    return "\n".join(
        f"### {tool['name']}{' (strict)' if tool.get('strict') else ''}\n\n{tool.get('description', '')}\n\n"
        f"{fenced(yaml.safe_dump(tool.get('input_schema', {}), sort_keys=False, allow_unicode=True, width=110), 'yaml')}"
        for tool in body.get("tools", [])
    )


def _message(message: dict[str, Any]) -> str:
    return f"## From the {message['role']}\n\n" + "\n".join(_block(block) for block in content_of(message))


def _block(block: dict[str, Any]) -> str:
    match block["type"]:
        case "text":
            return f"{block['text']}\n"
        case "tool_result":
            inner = block.get("content", "")
            text = inner if isinstance(inner, str) else "\n".join(one.get("text", "") for one in inner)
            return f"### Result of {block['tool_use_id']}{' (an error)' if block.get('is_error') else ''}\n\n{fenced(text)}"
        case "tool_use":
            arguments = json.dumps(block["input"], indent=1, ensure_ascii=False)
            return f"### Call of {block['name']} ({block['id']})\n\n{fenced(arguments, 'json')}"
        case "thinking":
            return f"> {block['thinking']}\n"
        case other:
            return f"(a block of type {other})\n"


def fenced(text: str, language: str = "") -> str:
    """Return the text in a fence that is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _unmarked(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message without breakpoints, and its string content as a block: neither changes what was said."""
    blocks = [{key: one for key, one in block.items() if key != "cache_control"} for block in content_of(message)]
    return {"role": message["role"], "content": blocks}
