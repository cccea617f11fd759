"""Requests to start from, small, whole and accepted, and how to send one that no SDK has touched."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from anthropic._constants import ANTHROPIC_API_VERSION as VERSION

MODEL = "claude-opus-5-5"


def a_body(**changes: Any) -> dict[str, Any]:
    """Return a request that the service takes, with these parts changed."""
    return {"model": MODEL, "max_tokens": 1000, "stream": True, "messages": [says("Design this.")], **changes}


def says(*content: Any, role: str = "user") -> dict[str, Any]:
    """Return a message; a string among its content is a block of text."""
    blocks = [{"type": "text", "text": one} if isinstance(one, str) else one for one in content]
    return {"role": role, "content": blocks}


def calls(*ids: str) -> dict[str, Any]:
    """Return a message of the model that calls a tool under each id."""
    return says(*({"type": "tool_use", "id": one, "name": "look", "input": {}} for one in ids), role="assistant")


def result(of: str, **changes: Any) -> dict[str, Any]:
    """Return a tool's result."""
    return {"type": "tool_result", "tool_use_id": of, "content": "found", **changes}


def a_tool(name: str = "look", **changes: Any) -> dict[str, Any]:
    """Return a tool without parameters."""
    return {"name": name, "description": "Looks.", "input_schema": closed({}), **changes}


def strict(properties: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a strict tool with these parameters, all required."""
    return a_tool(strict=True, input_schema={**closed(properties), **changes})


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with just these properties, all required."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def marked(text: str, **control: str) -> dict[str, Any]:
    """Return a block of text with a cache breakpoint."""
    return {"type": "text", "text": text, "cache_control": {"type": "ephemeral", **control}}


def posted(url: str, body: dict[str, Any], **headers: str) -> tuple[int, str]:
    """Return status and text of the answer to a body that no SDK has touched."""
    known = {"content-type": "application/json", "anthropic-version": VERSION, "authorization": "Bearer any", **headers}
    request = urllib.request.Request(f"{url}/v1/messages", json.dumps(body).encode(), known)  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
