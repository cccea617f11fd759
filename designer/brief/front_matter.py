"""The YAML front matter of a brief: name, style, platform, systems with their documents, settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.model.brief import GivenSetting, SystemRef, Unread
from designer.model.description import DescriptionRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.lines import Line
    from designer.model.scalars import DescriptionKind

FENCE = re.compile(r"^---\s*$")
END = re.compile(r"^(?:---|\.\.\.)\s*$")
LIST_KEYS = {"systems": "systems", "system": "systems"}
# The order is the order in which documents are laid over each other.
DOCUMENT_KEYS: tuple[tuple[str, DescriptionKind], ...] = (
    ("spec", "openapi"),
    ("specs", "openapi"),
    ("openapi", "openapi"),
    ("schema", "json-schema"),
    ("object", "json-schema"),
    ("objects", "json-schema"),
    ("sample", "sample"),
    ("samples", "sample"),
    ("csv", "sample"),
    ("account", "account"),
    ("overlay", "overlay"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stood before the text, and the lines that remain."""

    body: tuple[Line, ...]
    systems: tuple[SystemRef, ...] = ()
    settings: tuple[GivenSetting, ...] = ()
    answers: tuple[tuple[str, str, int], ...] = ()
    """Key, value and line of every other entry: read like a line of the form."""
    unread: tuple[Unread, ...] = ()


class _Loader(yaml.SafeLoader):
    """Takes no aliases: a few lines of them can stand for millions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias, compose any other node."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="an alias (`*`) is not taken", problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def read_front_matter(lines: tuple[Line, ...]) -> FrontMatter:
    """Take the front matter off; what is no YAML stays unread, and the text is read without it."""
    start = next((index for index, line in enumerate(lines) if line.text.strip()), 0)
    if not lines or not FENCE.match(lines[start].text):
        return FrontMatter(body=lines)
    end = next((index for index in range(start + 1, len(lines)) if END.match(lines[index].text)), None)
    if end is None:
        return FrontMatter(body=lines)
    block, body = lines[start + 1 : end], lines[end + 1 :]
    try:
        root = yaml.load("\n".join(line.text.replace("\t", "  ") for line in block), Loader=_Loader)  # noqa: S506 - a SafeLoader without aliases
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        number = block[min(mark.line, len(block) - 1)].number if mark and block else lines[start].number
        why = f"the front matter is no YAML: {getattr(error, 'problem', None) or 'unreadable'}"
        return FrontMatter(body=body, unread=(Unread(line=number, text="\n".join(line.text for line in block)[:200], why=why),))
    if not isinstance(root, dict):
        return FrontMatter(body=lines)
    return _read(root, block, body)


def _read(root: dict[Any, Any], block: tuple[Line, ...], body: tuple[Line, ...]) -> FrontMatter:
    systems: list[SystemRef] = []
    settings: list[GivenSetting] = []
    answers: list[tuple[str, str, int]] = []
    unread: list[Unread] = []
    for raw, value in root.items():
        key, line = str(raw).strip().lower(), _line_of(str(raw), block)
        if key in LIST_KEYS:
            for entry in _entries(value):
                system = _system(entry, block)
                if system is None:
                    unread.append(
                        Unread(line=line, text=str(entry)[:200], why="a system needs a name, as in `{name: Shop, spec: shop.yaml}`")
                    )
                elif system.name:
                    systems.append(system)
        elif key == "settings" and isinstance(value, dict):
            settings += [
                GivenSetting(id=str(name), value=one, line=_line_of(str(name), block))
                for name, one in value.items()
                if isinstance(one, str | int | float | bool) and not is_placeholder(str(one))
            ]
        elif value is not None and not is_placeholder(str(value)):
            answers.append((key, _flat(value), line))
    return FrontMatter(body=body, systems=tuple(systems), settings=tuple(settings), answers=tuple(answers), unread=tuple(unread))


def _entries(value: Any) -> Iterable[Any]:
    """Return a list of systems however it was written: a list, a map of name to document, a comma list."""
    if isinstance(value, dict) and "name" not in value:
        return [{"name": name, **(entry if isinstance(entry, dict) else {"spec": entry})} for name, entry in value.items()]
    if isinstance(value, str):
        return [name.strip() for name in re.split(r",|→|->|\band\b", value) if name.strip()]
    return value if isinstance(value, list) else [value]


def _system(entry: Any, block: tuple[Line, ...]) -> SystemRef | None:
    """Return the system of an entry; without a name for a placeholder, None for what is no system."""
    if isinstance(entry, str):
        entry = {"name": entry}
    if not isinstance(entry, dict):
        return None
    if "name" not in entry and len(entry) == 1:
        entry = next({"name": name, "spec": value} for name, value in entry.items())
    name = without_placeholders(str(entry.get("name") or ""))
    if not entry.get("name"):
        return None
    found = [ref for key, kind in DOCUMENT_KEYS if key in entry for ref in _documents(entry[key], kind)]
    return SystemRef(name=name, descriptions=tuple(found), line=_line_of(str(entry["name"]), block))


def _documents(value: Any, kind: DescriptionKind) -> list[DescriptionRef]:
    if isinstance(value, list):
        return [ref for one in value for ref in _documents(one, kind)]
    if isinstance(value, dict):
        if "path" in value:
            named = str(value.get("pointer") or value.get("at") or "")
            return [_document(str(value["path"]), kind, pointer=named, name=str(value.get("object") or ""))]
        return [_document(str(path), kind, pointer=str(pointer)) for pointer, path in value.items()]
    if not value or is_placeholder(str(value)):
        return []
    pointer, _, path = str(value).rpartition("=")
    if pointer and not pointer.startswith(("#", "/")) and kind != "account":
        pointer, path = "", str(value)
    return [_document(path.strip(), kind, pointer=pointer.strip())]


def _document(path: str, kind: DescriptionKind, *, pointer: str, name: str = "") -> DescriptionRef:
    if kind == "account":
        is_place = pointer.startswith(("#", "/")) or " /" in pointer
        return DescriptionRef(kind=kind, path=path, pointer=pointer if is_place else "", object=name or ("" if is_place else pointer))
    if kind in {"json-schema", "openapi"} and PurePosixPath(path).suffix.lower() in {".csv", ".tsv", ".jsonl", ".ndjson"}:
        kind = "sample"
    return DescriptionRef(kind=kind, path=path, pointer=pointer)


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(one)}" for key, one in value.items())
    return str(value).strip()


def _line_of(text: str, block: tuple[Line, ...]) -> int:
    return next((line.number for line in block if text in line.text), block[0].number if block else 0)
