"""What is laid over a document: an account's fields whose names and texts break out, too many of them, and overlays that take all day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.hostile.cases.case import Case, designed, things
from tests.hostile.cases.texts import NAMES, NASTY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPEN = {
    "type": "object",
    "required": ["properties"],
    "properties": {"properties": {"type": "object", "additionalProperties": {"type": "string"}}},
}
SAVED = "saved.json"
DESIGN = designed("s.json", "--object", f"Things={SAVED}")
ENRICH = (("specs", "add", "Things", "s.json"), ("specs", "enrich", "Things", SAVED), ("specs", "show", "Things", "POST /things"))
CORRECT = (designed("s.json", "--spec", f"Things={SAVED}"), ("specs", "add", "Things", "s.json"), ("specs", "enrich", "Things", SAVED))


def beside(saved: Any) -> Callable[[Path, int], dict[str, Any]]:
    """Return what lays a saved file beside a document with an open object."""

    def lay(folder: Path, _: int) -> dict[str, Any]:
        (folder / SAVED).write_text(saved if isinstance(saved, str) else json.dumps(saved), encoding="utf-8")
        return things(OPEN)

    return lay


def a_property(name: str, **more: Any) -> dict[str, Any]:
    """Return one property of an account."""
    return {"name": name, "label": name, "description": name, "type": "string", "fieldType": "text", "options": [], **more}


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    """Return an overlay of these actions."""
    return {"overlay": "1.1.0", "info": {"title": "x", "version": "1"}, "actions": list(actions)}


BREAKING = (*NASTY.values(), *NAMES)
CHOICES = [{"label": text, "value": text} for text in BREAKING]
EVIL = [a_property(text) for text in ("email", "name", *BREAKING)] + [
    a_property("kind", type="enumeration", fieldType="select", options=CHOICES)
]
HOME = {"DESIGNER_HOME": "home"}
CASES = (
    Case(name="an account's names break out", file=beside({"results": EVIL}), commands=(DESIGN, *ENRICH), environment=HOME),
    Case(
        name="an account of 40,000 fields",
        file=beside({"results": [a_property(f"p{number}") for number in range(40_000)]}),
        commands=(DESIGN,),
        refused="names 40,000 fields of one object",
    ),
    Case(name="a login page for metadata", file=beside("<html>Log in</html>"), commands=ENRICH[1:2], environment=HOME),
    Case(
        name="an overlay that multiplies",
        file=beside(overlay({"target": "$" + "..*" * 12, "update": {"x": 1}})),
        commands=CORRECT[:1],
    ),
    Case(
        name="an overlay whose expression never ends",
        file=beside(overlay({"target": "$..[?search(@, '" + "(.*a)*" * 30 + "c')]", "update": {"x": 1}})),
        commands=CORRECT,
        environment=HOME,
    ),
    Case(
        name="an overlay that grows what it copies",
        file=beside(overlay(*({"target": "$.components", "copy": "$"} for _ in range(40)))),
        commands=CORRECT[:1],
        refused="writes more than any document holds",
    ),
    Case(
        name="an overlay that writes bad words",
        file=beside(overlay(*({"target": "$.info", "update": {text: text, "title": text}} for text in BREAKING))),
        commands=CORRECT,
        environment=HOME,
    ),
)
