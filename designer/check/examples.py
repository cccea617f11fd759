"""What a rule looks like in a design: a wrong piece, the right one, and the exact message, from `examples/<family>.yaml`.

Members of an entry: `base`, `at`, `bad`, `good`, `says`, `document` as below; `rest: kept` where the pieces are laid over what stands at
the place instead of replacing it; `also`, a map from further places to what the design must hold there in both forms. An empty `bad`
takes away what stands there. The suite plants each example: what a person is shown is what the check tells.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.check.reporting.waivers import REMARKS
from designer.check.rule import RULES
from designer.files.text import read_text
from designer.files.yaml_reading import read_yaml

if TYPE_CHECKING:
    from designer.model.scalars import Json

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A wrong and a right piece of a design for one rule, as YAML texts; or a piece of a document, for rules about those."""

    code: str
    says: str
    """The message of the wrong one."""
    base: str = "webhook"
    """The good design of the tests in which it stands: `webhook`, `poll`, `warehouse`."""
    at: str = ""
    """Where in the design it stands; empty where no change of a design alone shows the rule."""
    bad: str = ""
    good: str = ""
    keeps_rest: bool = False
    """The pieces are members laid over what stands at the place, not the whole of it."""
    also: tuple[tuple[str, Json], ...] = ()
    """What else the design must hold at other places, in the wrong and in the right form."""
    document: str = ""
    """The piece of an API document that the rule is about."""

    @property
    def has_pieces(self) -> bool:
        """Tell whether there is a wrong and a right piece of a design to show."""
        return bool(self.at or self.bad)


def example_of(code: str) -> Example | None:
    """Return the example of a rule."""
    return _family(family_of(code)).get(code) if code in RULES or code in REMARKS else None


def family_of(code: str) -> str:
    """Return the family of a rule: the folder it lies in, or `waivers` for what is said of comments that silence one."""
    return "waivers" if code in REMARKS else RULES[code].check.__module__.split(".")[3]


@functools.cache
def _family(name: str) -> dict[str, Example]:
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        return {}
    value, _ = read_yaml(read_text(path), place=path.name)
    return {code: _example(code, entry) for code, entry in value.items()} if isinstance(value, dict) else {}


def _example(code: str, entry: Any) -> Example:
    texts = {name: str(entry[name]).rstrip("\n") for name in ("says", "base", "at", "bad", "good", "document") if name in entry}
    return Example(code=code, keeps_rest=entry.get("rest") == "kept", also=tuple(entry.get("also", {}).items()), **texts)
