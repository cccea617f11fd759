"""Overlays applied to documents: nodes merged, copied and removed, and where that was, so that a claim can name its proof."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.model.finding import Finding, SpecPlace
from designer.specs.documents.library import Overlaid, escape
from designer.specs.documents.mentions import references_of
from designer.specs.documents.parse import Parsed
from designer.specs.documents.recognise import is_openapi
from designer.specs.overlays.selecting import DEEPEST, Allowance, Keys, TooMuchError, selected
from designer.specs.schemas.keywords import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.specs.documents.library import Document
    from designer.specs.overlays.overlay import Action, Overlay

CODE = "SPEC109"
KINDS = {
    "object": "an object", "array": "a list", "string": "a text", "integer": "a number", "number": "a number", "boolean": "a truth value",
    "null": "nothing (null)",
}  # fmt: skip
MOST_CHANGES = 20_000
"""Places that are remembered of one document; what an overlay changes beyond them is read like the vendor's own words."""


def apply_overlays(overlays: Sequence[Overlay], documents: Sequence[Document]) -> tuple[Finding, ...]:
    """Apply each overlay, in order, to the documents it is for; return what had no effect. Raises DescriptionError."""
    findings: list[Finding] = []
    for document in documents:
        _part(document)
    for overlay in overlays:
        meant = _meant(overlay, documents)
        allowance = Allowance()
        places = [sum(_act(action, overlay, document, allowance) for document in meant) for action in overlay.actions]
        findings += [_idle(action, overlay, meant) for action, count in zip(overlay.actions, places, strict=True) if not count]
    for document in documents:
        if not is_openapi(document.root):
            step = "See that no action removes the version or replaces the root."
            raise DescriptionError(overlays[-1].file, f"leaves no OpenAPI document of {document.file}", next_step=step)
        if document.overlaid:
            _refuse_deep(document, overlays[-1].file)
            # What stood in the text is no longer what is read.
            document.text, document.spans = "", {}
            document.mentions = references_of(Parsed(document.root, "", {}))
    return tuple(findings)


def _part(document: Document) -> None:
    """Make values that YAML names by an alias into values of their own: a change of one is none of the other."""
    if not document.spans:
        document.root = json.loads(json.dumps(document.root))


def _meant(overlay: Overlay, documents: Sequence[Document]) -> Sequence[Document]:
    """Return the documents that an overlay is for: those that it extends, else all."""
    if not documents:
        raise DescriptionError(overlay.file, "corrects a document, and none is given", next_step="Give the OpenAPI document beside it.")
    if not overlay.extends:
        return documents
    wanted = PurePosixPath(overlay.extends.split("#")[0].split("?")[0]).name
    found = [document for document in documents if overlay.extends == document.file or PurePosixPath(document.file).name == wanted]
    if found or len(documents) == 1:  # the only one is a copy of what it extends, under another name
        return found or documents
    raise DescriptionError(
        overlay.file,
        f"extends {overlay.extends[:200]}, which is none of {', '.join(document.file for document in documents[:4])}",
        next_step="Write the name of one of them at `extends`, or leave it out.",
    )


def _idle(action: Action, overlay: Overlay, documents: Sequence[Document]) -> Finding:
    """Return that an action has no effect. Kept in an index, it names files by its place alone: each run sees them from its own folder."""
    what = "removes nothing" if action.removes else "changes nothing"
    corrected = "the document" if len(documents) == 1 else "the documents"
    message = (
        f"This overlay {what} by its action {action.number + 1}: `{action.target[:200]}` selects no place of {corrected}. "
        "See whether the vendor has mended or moved what it corrects."
    )
    return Finding(code=CODE, severity="warning", where="", message=message, spec=SpecPlace(file=overlay.file, pointer=action.pointer))


def _act(action: Action, overlay: Overlay, document: Document, allowance: Allowance) -> int:
    """Do an action; return at how many places it applies."""
    place = f"{overlay.file}{action.pointer}"
    nodes = selected(action.target, document.root, allowance, place=place)
    changes: list[Keys] = []
    try:
        if action.removes:
            changes = _remove(document, nodes, place)
        elif nodes:
            update = _copied(action, document, allowance, place) if action.copy else action.update
            _refuse_mixed([_value_at(document.root, keys) for keys in nodes], place)
            writing = Writing(document, allowance, place)
            changes = [change for keys in nodes for change in writing.update(keys, update)]
    except (TooMuchError, RecursionError):
        step = "Let each action write what is missing, no copies of copies."
        raise DescriptionError(place, "writes more than any document holds", next_step=step) from None
    room = MOST_CHANGES - len(document.overlaid)
    made = (Overlaid(_pointer(keys), overlay.file, action.pointer) for keys in dict.fromkeys(changes[: max(room, 0)]))
    document.overlaid = (*document.overlaid, *made)
    return len(nodes)


def _copied(action: Action, document: Document, allowance: Allowance, place: str) -> Any:
    found = selected(action.copy, document.root, allowance, place=place)
    if len(found) != 1:
        fact = f"`copy` selects {len(found)} places, and must select one: {action.copy[:120]}"
        raise DescriptionError(place, fact, next_step="Name the one place whose value is copied.")
    return allowance.add(_value_at(document.root, found[0]))


def _remove(document: Document, nodes: Sequence[Keys], place: str) -> list[Keys]:
    """Remove nodes, the last of a list first, so that the places of the others stay; what holds one has changed."""
    for keys in sorted(nodes, key=lambda keys: [(isinstance(key, int), key) for key in keys], reverse=True):
        if not keys:
            raise DescriptionError(place, "removes the whole document", next_step="Name a part of it.")
        holder = _value_at(document.root, keys[:-1])
        if isinstance(holder, dict):
            holder.pop(keys[-1], None)
        elif isinstance(holder, list):
            holder.pop(int(keys[-1]))
    return [keys[:-1] if isinstance(keys[-1], int) else keys for keys in nodes]


def _refuse_mixed(values: Sequence[Any], place: str) -> None:
    if len({"value" if not isinstance(value, dict | list) else type_of(value) for value in values}) > 1:
        raise DescriptionError(place, "selects objects, lists and values at once", next_step="Make an action for each kind.")


class Writing:
    """One action that writes into a document."""

    def __init__(self, document: Document, allowance: Allowance, place: str) -> None:
        """Write within what is allowed; *place* is the action's, for messages."""
        self._root, self._allowance, self._place = document.root, allowance, place

    def update(self, keys: Keys, update: Any) -> list[Keys]:
        """Change one node as the specification says, and return what places that has changed."""
        value = _value_at(self._root, keys)
        if isinstance(value, dict):
            if not isinstance(update, dict):
                _refuse(self._place, keys, value, update)
            return list(self._merge(value, update, keys))
        if isinstance(value, list):
            added = self._allowance.add(update)
            value.extend(added if isinstance(added, list) else [added])
            return [keys]
        if isinstance(update, dict | list) or not keys:
            _refuse(self._place, keys, value, update)
        _value_at(self._root, keys[:-1])[keys[-1]] = update
        return [keys]

    def _merge(self, value: dict[str, Any], update: dict[str, Any], keys: Keys) -> Iterator[Keys]:
        for name, new in update.items():
            old, here = value.get(name), (*keys, name)
            if isinstance(old, dict) and isinstance(new, dict):
                yield from self._merge(old, new, here)
            elif isinstance(old, list) and isinstance(new, list):
                old.extend(self._allowance.add(new))
                yield here
            elif name in value and (isinstance(old, dict | list) or isinstance(new, dict | list)):
                _refuse(self._place, here, old, new)
            else:
                value[name] = self._allowance.add(new)
                yield here


def _refuse(place: str, keys: Keys, value: Any, update: Any) -> None:
    fact = f"cannot change {_pointer(keys)}: there stands {KINDS[type_of(value)]}, and the overlay has {KINDS[type_of(update)]}"
    step = "Give a value of the same kind, or remove the old one in an action before."
    raise DescriptionError(place, fact, next_step=step)


def _refuse_deep(document: Document, file: str) -> None:
    """Refuse a document that was made deeper than any reader goes."""
    level, depth = [document.root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise DescriptionError(file, f"makes {document.file} nested too deeply to be read", next_step="Let it copy no copies.")
        values = (value for one in level for value in (one.values() if isinstance(one, dict) else one))
        level = [value for value in values if isinstance(value, dict | list)]


def _value_at(root: Any, keys: Keys) -> Any:
    for key in keys:
        root = root[key]
    return root


def _pointer(keys: Keys) -> str:
    return "#" + "".join(f"/{escape(str(key))}" for key in keys)
