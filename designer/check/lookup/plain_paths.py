"""A design whose paths are written in one way, without the quotation marks that they do not need: rules compare them as texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model import design as d
from designer.model import warehouse as w
from designer.names.path import format_path, is_path, parse_path

if TYPE_CHECKING:
    from designer.model.design import Design

PLACES: dict[type, tuple[str, ...]] = {
    d.Design: ("flows", "links", "warehouse"),
    d.Flow: ("ordering_key", "trigger", "steps"),
    d.Trigger: ("items", "event_id", "record_id", "cursor", "mappings", "condition"),
    d.Cursor: ("path",),
    d.Step: ("items", "for_each", "success", "item_errors", "condition", "mappings", "idempotency"),
    d.Mapping: ("target", "sources"),
    d.Condition: ("any",),
    d.AllOf: ("all",),
    d.Comparison: ("source",),
    d.Idempotency: ("sources",),
    d.Link: ("keys",),
    w.Warehouse: ("extracts", "tables"),
    w.Extract: ("items", "primary_key", "cursor", "nested"),
    w.ModelTable: ("columns",),
    w.Column: ("sources",),
}
"""What holds a path, or leads to it, by the noun that it stands in."""
NAMED = ("query.", "path.", "header.")
"""Targets that name a parameter: its name is no path."""


def in_plain_paths(design: Design) -> Design:
    """Return the design with `trigger:"data"."email"` as `trigger:data.email`; the same one where it has no such path."""
    plain: Design = _plain(design)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value) if '"' in value else value
    if isinstance(value, tuple):
        inner = tuple(map(_plain, value))
        return inner if any(one is not old for one, old in zip(inner, value, strict=True)) else value
    changed = {name: one for name in PLACES.get(type(value), ()) if (one := _plain(old := getattr(value, name))) is not old}
    return replace(value, **changed) if changed else value


def _text(text: str) -> str:
    """Return a path, or a source with its path behind a colon, in its plain form; as it is where it cannot be read."""
    before, colon, path = text.partition(":") if ":" in text.partition('"')[0] else ("", "", text)
    return text if text.startswith(NAMED) or not is_path(path) else f"{before}{colon}{format_path(parse_path(path))}"
