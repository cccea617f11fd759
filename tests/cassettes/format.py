"""How a cassette is written: a comment on how it was made, bodies as YAML that a person can read, what repeats written once."""

from __future__ import annotations

import json
from typing import Any, cast

import yaml

WIDTH = 140
LEAST = 60
"""Characters of what is worth being written once and referred to."""


class StaleFormatError(ValueError):
    """A body that this form could not give back to the byte."""


class Readable:
    """A serializer for vcrpy."""

    def __init__(self, comment: str = "") -> None:
        """Keep the comment that stands above what is written."""
        self.comment = comment

    def serialize(self, cassette: dict[str, Any]) -> str:
        """Return the text. Raises StaleFormatError if a request's body would come back as other bytes."""
        seen: dict[str, Any] = {}
        interactions = [
            {
                "request": {**one["request"], "body": _shared(_parsed(one["request"]["body"]), seen)},
                "response": {**one["response"], "body": one["response"]["body"]["string"]},
            }
            for one in cassette["interactions"]
        ]
        text = yaml.dump({**cassette, "interactions": interactions}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
        return "".join(f"# {line}".rstrip() + "\n" for line in self.comment.splitlines()) + text

    def deserialize(self, text: str) -> dict[str, Any]:
        """Return what vcrpy wrote."""
        cassette = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
        for one in cassette["interactions"]:
            one["request"]["body"] = as_sent(one["request"]["body"])
            one["response"]["body"] = {"string": one["response"]["body"]}
        return cast("dict[str, Any]", cassette)


def as_sent(body: Any) -> str:
    """Return a parsed body as the SDK writes it."""
    return "" if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _parsed(body: str | None) -> Any:
    parsed = json.loads(body) if body else None
    if as_sent(parsed) != (body or ""):
        raise StaleFormatError("The SDK writes its bodies in another way than `as_sent` does; mend that.")
    return parsed


def _shared(value: Any, seen: dict[str, Any]) -> Any:
    """Return the value with one object for all equal parts of some length: YAML then writes a part once and refers to it."""
    if not isinstance(value, dict | list):
        return value
    key = json.dumps(value)
    if len(key) >= LEAST and key in seen:
        return seen[key]
    made = {name: _shared(one, seen) for name, one in value.items()} if isinstance(value, dict) else [_shared(one, seen) for one in value]
    if len(key) >= LEAST:
        seen[key] = made
    return made


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as lines."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
