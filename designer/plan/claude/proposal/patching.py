"""Patches of a proposal: values set, added and removed at places, all of them or none, each fault told.

What a patch removes that is not there is no fault, since it is as the patch wants it; it is told, for a name may be misspelt.
"""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.files.faults import Fault
from designer.plan.claude.proposal.addressing import PlaceError, Selector, is_named, named_place, place_of, steps_of
from designer.plan.claude.proposal.kinds import entry_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.proposal.addressing import Step

CLOSE = 0.66
"""Likeness from which another record is what was meant."""
OPS = ("set", "add", "remove")
PATCH = re.compile(r"\$\.patches\[(\d+)\]")
FORM = "A patch holds `op` (set, add, remove), `at` (a place) and, to set or add, `value`."


class Item:
    """An item of a list while it is patched: numbers go by the list as it was, whatever is added or removed before."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        """Hold a value."""
        self.value = value


class Items:
    """A list while it is patched."""

    __slots__ = ("before", "now")

    def __init__(self, items: list[Item]) -> None:
        """Hold the items that are there before the patches."""
        self.before = tuple(items)
        self.now = items

    def find(self, step: Step) -> Item | None:
        """Return the item of this number or name, if it is still there."""
        if isinstance(step, int):
            found = self.before[step] if step < len(self.before) else None
            return found if found in self.now else None
        if isinstance(step, str):
            return None
        return next((item for item in self.now if is_named(_plain_members(item.value), step)), None)

    def known(self, key: str) -> list[str]:
        """Return what the items are called by a member."""
        members = (_plain_members(item.value).get(key) for item in self.now)
        return [value for value in members if isinstance(value, str)]


class PatchError(ValueError):
    """A patch that cannot be made."""


class AbsentError(PatchError):
    """A patch that removes what is not there, at a place where it might be."""


class Patched(NamedTuple):
    """The proposal with all patches made, or as it was with any fault."""

    proposal: JsonObject
    faults: tuple[Fault, ...] = ()
    absent: tuple[Fault, ...] = ()
    """What was to be removed and is not there, each with what is there in its place."""


def patched(proposal: JsonObject, patches: Json, *, left_out: Container[int] = ()) -> Patched:
    """Return the proposal with all patches made in order but those of these numbers; with any fault, the proposal as it was."""
    if not isinstance(patches, list) or not patches:
        fault = Fault("$.patches", 'a list of patches is expected, such as [{"op": "remove", "at": "$.flows[id=x]"}].')
        return Patched(proposal, (fault,))
    tree = _opened(proposal)
    faults, absent = [], []
    for number, patch in enumerate(patches):
        if number in left_out:
            continue
        try:
            _make(tree, patch)
        except AbsentError as nothing:
            absent.append(Fault(f"$.patches[{number}]", str(nothing)))
        except (PatchError, PlaceError) as wrong:
            faults.append(Fault(f"$.patches[{number}]", str(wrong)))
    return Patched(proposal, tuple(faults)) if faults else Patched(_closed(tree), absent=tuple(absent))


def faults_by_patch(patches: Json, faults: Iterable[Fault], *, tree: JsonObject, left_out: Container[int]) -> dict[int, tuple[Fault, ...]]:
    """Return the faults of each patch by its number, told of the patch itself or of a place that it wrote; none where one is nobody's.

    *tree* is the proposal as it was, by which places with numbers are read; patches that are *left_out* have no faults.
    """
    numbered = enumerate(patches if isinstance(patches, list) else ())
    written = {number: _place(tree, patch) for number, patch in numbered if number not in left_out}
    found: dict[int, tuple[Fault, ...]] = {}
    for fault in faults:
        numbers = _culprits(written, fault.where)
        if not numbers:
            return {}
        for number in numbers:
            found[number] = (*found.get(number, ()), fault)
    return found


def _culprits(written: dict[int, tuple[Step, ...]], where: str) -> list[int]:
    """Return the patch that a place names, or those that wrote what is nearest around it."""
    if told := PATCH.match(where):
        return [number for number in (int(told[1]),) if number in written]
    fault = _steps(where)
    holding = [number for number, steps in written.items() if steps and steps == fault[: len(steps)]]
    deepest = max((len(written[number]) for number in holding), default=0)
    return [number for number in holding if len(written[number]) == deepest]


def _place(tree: JsonObject, patch: Json) -> tuple[Step, ...]:
    return _steps(named_place(tree, str(patch.get("at", "")))) if isinstance(patch, dict) else ()


def _steps(place: str) -> tuple[Step, ...]:
    try:
        return steps_of(place)
    except PlaceError:
        return ()


def _make(tree: dict[str, Any], patch: Json) -> None:
    if not isinstance(patch, dict):
        raise PatchError(FORM)
    if patch.get("op") not in OPS:
        raise PatchError(f"`op` is {json.dumps(patch.get('op'))[:40]}. It is one of: {', '.join(OPS)}.")
    if not isinstance(patch.get("at"), str):
        raise PatchError(f"`at` is missing. {FORM}")
    op, steps = patch["op"], steps_of(str(patch["at"]))
    if not steps:
        raise PatchError("`at` names the whole design. Name a place below it, or use submit_design.")
    if op != "remove" and "value" not in patch:
        raise PatchError("`value` is missing.")
    if op == "remove":
        _remove(tree, steps)
    else:
        _put(_parent(tree, steps, making=True), steps, _opened(patch["value"]), is_new=op == "add")


def _parent(tree: dict[str, Any], steps: tuple[Step, ...], *, making: bool) -> Any:
    """Return what holds the last step; members that are left out because they are empty come into being where something is put."""
    at: Any = tree
    for number, step in enumerate(steps[:-1]):
        following = steps[number + 1]
        if isinstance(at, dict) and isinstance(step, str):
            if making and at.get(step) is None:
                at[step] = {} if isinstance(following, str) else Items([])
            inner = at.get(step)
        elif isinstance(at, Items) and not isinstance(step, str):
            item = at.find(step)
            inner = item.value if item else None
        else:
            inner = None
        if inner is None:
            raise PatchError(_missing(at, steps[: number + 1]))
        at = inner
    return at


def _remove(tree: dict[str, Any], steps: tuple[Step, ...]) -> None:
    try:
        _take(_parent(tree, steps, making=False), steps)
    except PatchError as missing:
        if entry_at(steps) is None:
            raise
        raise AbsentError(str(missing)) from None


def _take(parent: Any, steps: tuple[Step, ...]) -> None:
    last = steps[-1]
    if isinstance(parent, dict) and isinstance(last, str) and last in parent:
        del parent[last]
    elif isinstance(parent, Items) and (item := parent.find(last)) is not None:
        parent.now.remove(item)
    else:
        raise PatchError(_missing(parent, steps))


def _put(parent: Any, steps: tuple[Step, ...], value: Any, *, is_new: bool) -> None:
    last = steps[-1]
    if isinstance(parent, dict) and isinstance(last, str):
        if is_new and isinstance(parent.get(last), Items):
            parent[last].now.append(Item(value))
        elif is_new and parent.get(last) is None and last.endswith("s"):
            parent[last] = value if isinstance(value, Items) else Items([Item(value)])
        else:
            parent[last] = value
    elif isinstance(parent, Items) and isinstance(last, int):
        _put_at(parent, last, value, steps, is_new=is_new)
    elif isinstance(parent, Items) and isinstance(last, Selector):
        _put_named(parent, last, value, steps, is_new=is_new)
    else:
        raise PatchError(_missing(parent, steps))


def _put_at(items: Items, number: int, value: Any, steps: tuple[Step, ...], *, is_new: bool) -> None:
    found = items.find(number)
    if found is None and number < len(items.before):
        raise PatchError(f"`{place_of(steps)}` was removed by a patch before.")
    if found is None and number > len(items.before):
        raise PatchError(_missing(items, steps))
    if found is None:
        items.now.append(Item(value))
    elif is_new:
        items.now.insert(items.now.index(found), Item(value))
    else:
        found.value = value


def _put_named(items: Items, name: Selector, value: Any, steps: tuple[Step, ...], *, is_new: bool) -> None:
    if isinstance(value, dict):
        value.setdefault(name.key, name.value)
    found = items.find(name)
    if found is not None and is_new:
        raise PatchError(f"`{place_of(steps)}` is there already. Use `set` to replace it.")
    if found is not None:
        found.value = value
    elif is_named(_plain_members(value), name):
        items.now.append(Item(value))
    else:
        raise PatchError(_missing(items, steps))


def _missing(parent: Any, steps: tuple[Step, ...]) -> str:
    fact, last = f"nothing stands at `{place_of(steps)}`", steps[-1]
    if isinstance(parent, Items) and isinstance(last, Selector):
        known = parent.known(last.key)
        close = difflib.get_close_matches(last.value, known, n=1, cutoff=CLOSE)
        told = f' Did you mean "{close[0]}"?' if close else f" There are: {', '.join(known[:20])}." if known else " The list is empty."
        return f"{fact}.{told}"
    if isinstance(parent, Items):
        wanted = f" A record of a list is named as in `{place_of((*steps[:-1], Selector('id', last)))}`." if isinstance(last, str) else ""
        return f"{fact}: the list has {len(parent.before)}, counted from 0.{wanted}"
    if isinstance(parent, dict):
        return f"{fact}. There are: {', '.join(sorted(parent)[:20])}."
    return f"{fact}."


def _plain_members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _opened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _opened(item) for key, item in value.items()}
    return Items([Item(_opened(item)) for item in value]) if isinstance(value, list) else value


def _closed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _closed(item) for key, item in value.items()}
    return [_closed(item.value) for item in value.now] if isinstance(value, Items) else value
