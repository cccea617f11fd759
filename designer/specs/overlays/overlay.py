"""An OpenAPI Overlay, read: its actions in order, or what makes it none (Overlay Specification 1.0 and 1.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError

if TYPE_CHECKING:
    from designer.model.scalars import Json

VERSION = re.compile(r"1\.[01](\.\d+)?$")
MOST_ACTIONS = 10_000
EXAMPLE = "Write for example: target: $.components.schemas.Customer, update: {required: [email]}."
ABSENT = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One change: what the target's nodes are merged with, replaced by a copy of, or that they are removed."""

    number: int
    target: str
    """A JSONPath (RFC 9535)."""
    removes: bool = False
    update: Json = None
    copy: str = ""
    """A JSONPath that selects the one node whose value is merged; empty: `update` is."""

    @property
    def pointer(self) -> str:
        """Return where it stands in its file."""
        return f"#/actions/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """An overlay and the file it was read from."""

    file: str
    actions: tuple[Action, ...]
    extends: str = ""
    """The document that it was written for: an address, or a path seen from the overlay's folder."""


def is_overlay(root: Any) -> bool:
    """Tell whether a document says that it is an overlay."""
    return isinstance(root, dict) and "overlay" in root and "openapi" not in root and "swagger" not in root


def overlay_of(root: Any, *, file: str) -> Overlay:
    """Return the overlay that a document holds. Raises DescriptionError where it is none or not written as the specification asks."""
    if not is_overlay(root):
        raise DescriptionError(file, "is no OpenAPI Overlay: it lacks `overlay: 1.0.0`", next_step="Give a document of that kind.")
    version = str(root["overlay"])
    if not VERSION.match(version):
        step = "Write `overlay: 1.0.0` or `overlay: 1.1.0`, if that is what it is."
        raise DescriptionError(file, f"is an overlay of version {version[:40]!r}; 1.0 and 1.1 are read", next_step=step)
    actions = root.get("actions")
    if not isinstance(actions, list) or not actions:
        raise DescriptionError(file, "holds no `actions`, so it changes nothing", next_step=EXAMPLE)
    if len(actions) > MOST_ACTIONS:
        raise DescriptionError(file, f"holds {len(actions):,} actions; {MOST_ACTIONS:,} are read", next_step="Part it into several files.")
    extends = root.get("extends")
    return Overlay(
        file=file,
        actions=tuple(_action(one, number, file) for number, one in enumerate(actions)),
        extends=extends.strip() if isinstance(extends, str) else "",
    )


def _action(value: Any, number: int, file: str) -> Action:
    place = f"{file}#/actions/{number}"
    target = value.get("target") if isinstance(value, dict) else None
    if not isinstance(target, str) or not target.startswith("$"):
        raise DescriptionError(place, "has no `target` that begins with `$`", next_step=EXAMPLE)
    removes = value.get("remove", False)
    if not isinstance(removes, bool):
        raise DescriptionError(place, "`remove` is neither true nor false", next_step="Write `remove: true`.")
    update, copy = value.get("update", ABSENT), value.get("copy")
    if removes:
        return Action(number=number, target=target, removes=True)
    if isinstance(copy, str) and update is ABSENT:
        return Action(number=number, target=target, copy=copy)
    if update is ABSENT or copy is not None:
        fact = "says neither `update` nor `remove` nor `copy`" if update is ABSENT else "says both `update` and `copy`"
        raise DescriptionError(place, fact, next_step="Give each action one of them.")
    return Action(number=number, target=target, update=update)
