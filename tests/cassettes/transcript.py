"""A cassette as a person reads it: what Claude thought, said and called in each round, and what it was answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from tests.cassettes.format import Readable
from tests.standin.reading import fenced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cassettes.designs import Recorded

HEAD = """\
# A design by Claude, round by round: {example}

{how}

The command: `designer design --from examples/{example}/brief.md --planner claude`. The brief is
[examples/{example}/brief.md](../../examples/{example}/brief.md); the design that comes of it is
[tests/cassettes/{style}.design.yaml](../../tests/cassettes/{style}.design.yaml). The first request holds the system prompt, the style's
prompt, the tools, the brief, the offline draft, its findings and the fields that matter; the whole of it is in
[tests/cassettes/{style}.yaml](../../tests/cassettes/{style}.yaml).
"""
Y = "yaml"


def transcript(recorded: Recorded) -> str:
    """Return the conversation as Markdown, without the first request."""
    text = recorded.cassette.read_text(encoding="utf-8")
    how = " ".join(line[1:].strip() for line in text.split("version: 1\n")[0].splitlines()[1:-1])
    asked = [one for one in Readable().deserialize(text)["interactions"] if one["request"]["uri"] == "/v1/messages"]
    replies = [_reply(one["response"]["body"]["string"]) for one in asked]
    answers = [json.loads(one["request"]["body"])["messages"][-1]["content"] for one in asked[1:]]
    parts = [HEAD.format(example=recorded.example, style=recorded.style, how=how)]
    for number, (content, usage) in enumerate(replies, 1):
        read, kept, fresh = (usage[f"{name}input_tokens"] for name in ("cache_read_", "cache_creation_", ""))
        counted = f"{read + kept + fresh:,} tokens in, {read:,} of them from the cache; {usage['output_tokens']:,} out"
        parts += [f"## Round {number}\n\n{counted}.\n", *map(_said, content)]
        parts += [_answered(block) for block in (answers[number - 1] if number <= len(answers) else [])]
    return "\n".join(parts)


def _reply(body: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the blocks and the usage of a streamed reply."""
    blocks: list[dict[str, Any]] = []
    usage: dict[str, Any] = {}
    for event in _events(body):
        match event:
            case {"type": "message_start", "message": {"usage": dict(counted)}} | {"type": "message_delta", "usage": dict(counted)}:
                usage.update({name: one for name, one in counted.items() if one is not None})
            case {"type": "content_block_start", "content_block": block}:
                blocks.append({"type": block["type"], "name": block.get("name"), "text": ""})
            case {"type": "content_block_delta", "delta": delta}:
                blocks[-1]["text"] += delta.get("text") or delta.get("thinking") or delta.get("partial_json") or ""
            case _:
                continue
    return blocks, usage


def _events(body: str) -> Iterator[dict[str, Any]]:
    for line in body.splitlines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def _said(block: dict[str, Any]) -> str:
    match block["type"]:
        case "thinking":
            return "*Claude thinks (summary):*\n\n" + "".join(f"> {line}\n" for line in block["text"].strip().splitlines())
        case "tool_use":
            arguments = yaml.safe_dump(json.loads(block["text"] or "{}"), sort_keys=False, allow_unicode=True, width=120)
            return f"*Claude calls* `{block['name']}`:\n\n{fenced(arguments, Y)}"
        case _:
            return f"*Claude says:*\n\n{block['text'].strip()}\n"


def _answered(block: dict[str, Any]) -> str:
    if block["type"] != "tool_result":
        return f"*The designer says:*\n\n{fenced(block['text'], 'text')}"
    content = block["content"]
    text = content if isinstance(content, str) else "\n".join(one["text"] for one in content)
    return f"*The {'refusal' if block.get('is_error') else 'answer'}:*\n\n{fenced(text, 'text')}"
