"""Two states of what a design uses of one system, held against each other part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from designer.drift.fields import required_fields, used_fields
from designer.drift.standing import stands
from designer.drift.successors import likely_event, likely_operation
from designer.drift.told import Told
from designer.drift.uses import EVENT
from designer.drift.whole import address_changes, event_changes, operation_changes, sign_in_changes
from designer.model.design import target_parts
from designer.model.drift import Affected, Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.drift.fields import Beside
    from designer.drift.locking import Key, Snapshot
    from designer.drift.uses import FieldUse, Uses
    from designer.model.design import System
    from designer.model.drift import LockedEvent, LockedField, LockedOperation, LockedSystem, Use
    from designer.model.finding import SpecPlace
    from designer.model.spec import Field, SystemSpec

    Part = tuple[str, Use | Literal[""], str]
    """An operation's key or an event, and the use and path of one of its fields; empty texts stand for the whole."""

SIGNING = frozenset({"sign-in-changed", "scopes-changed"})
OF_THE_STEP = frozenset({"idempotency-changed", "media-type-changed"})
"""What the check tells at the step as a whole, not at the call that it names."""


def changes_of(system: str, was: Snapshot, now: Snapshot, uses: Uses, view: View, *, before: View | None) -> Iterator[Change]:
    """Yield what has changed of one system, in the order of the lock; *before* is the design over the old documents."""
    old = next(one for one in was.lock.systems if one.id == system)
    new = next((one for one in now.lock.systems if one.id == system), None)
    designed, spec = view.design.system(system), view.spec(system)
    if designed is None:
        return
    if new is None or spec is None:
        message = f"No document describes {old.name} any more, so nothing about it can be checked."
        step = "Give its document with --spec."
        yield Change(kind="system-undescribed", severity="warning", system=system, subject=old.name, message=message, next_step=step)
        return
    comparison = _Comparison(designed, spec, uses, view, before)
    comparison.old_places, comparison.new_places = was.places, now.places
    yield from comparison.changes(old, new)


class _Comparison:
    """One system, and all that is needed to tell of its changes."""

    def __init__(self, system: System, spec: SystemSpec, uses: Uses, view: View, before: View | None) -> None:
        """Look at what *system* is used for."""
        self._system, self._spec, self._view, self._before = system, spec, view, before
        self._operations = [(key, where) for owner, key, where in uses.operations if owner == system.id]
        self._events = [(name, where) for owner, name, where in uses.events if owner == system.id]
        self._fields = [use for use in uses.fields if use.system == system.id]
        self._here = f"$.systems[{[one.id for one in view.design.systems].index(system.id)}]"
        self.old_places: dict[Key, SpecPlace] = {}
        self.new_places: dict[Key, SpecPlace] = {}
        self._can_sign_in = True

    def changes(self, old: LockedSystem, new: LockedSystem) -> Iterator[Change]:
        """Yield the changes of addresses, sign-in, calls and events that the design still uses."""
        for told in address_changes(old, new, self._system):
            yield self._change("address", told, [f"{self._here}.base_url"], ("", "", ""))
        for told in sign_in_changes(old.sign_in, new.sign_in, self._system):
            yield self._change(f"sign-in {old.sign_in.scheme if old.sign_in else ''}", told, [f"{self._here}.auth"], ("", "", ""))
        self._can_sign_in = old.sign_in is None or new.sign_in is not None
        operations, events = {one.key: one for one in new.operations}, {one.name: one for one in new.events}
        for operation in old.operations:
            places = [where for key, where in self._operations if key == operation.key]
            if places:
                yield from self._operation(operation, operations.get(operation.key), places)
        for event in old.events:
            places = [where for name, where in self._events if name == event.name]
            if places:
                yield from self._event(event, events.get(event.name), places)

    def _operation(self, old: LockedOperation, new: LockedOperation | None, places: list[str]) -> Iterator[Change]:
        part: Part = (old.key, "", "")
        if new is None:
            yield self._change(old.key, self._removed(old), places, part)
            return
        steps = [where.removesuffix(".operation") for where in places]
        uses = [use for use in self._fields if use.part == old.key]
        is_untold = bool(old.facts.gives) and not new.facts.gives
        description = operation.description if (operation := self._view.operation(self._system.id, old.key)) else ""
        for told in operation_changes(old, new, self._system, description=description, can_sign_in=self._can_sign_in):
            more = [f"{self._here}.auth"] if told.kind in SIGNING else steps if told.kind in OF_THE_STEP else []
            more += [use.where for use in uses if use.side == "read"] if is_untold and told.kind == "media-type-changed" else []
            yield self._change(old.key, told, [*places, *more], part)
        owner = f"{self._system.name}'s {old.key}"
        told_of = [field for field in old.fields if not is_untold or field.use != "read"]
        yield from self._of_fields(old.key, used_fields(owner, told_of, new.fields, uses, self._beside(_of_operation), self._stands))
        for field, told in required_fields(owner, old.fields, new.fields, uses):
            yield self._change(f"{old.key} {field.at}", told, steps, (old.key, "required", field.at))

    def _removed(self, old: LockedOperation) -> Told:
        earlier = self._before.spec(self._system.id) if self._before else None
        known = frozenset(one.key for one in earlier.operations) if earlier else frozenset()
        near, why = likely_operation(self._spec.operations, old.key, old.operation_id, known=known)
        count = sum(1 for use in self._fields if use.part == old.key)
        rests = f" {count} {'place' if count == 1 else 'places'} of the design {'rests' if count == 1 else 'rest'} on it." if count else ""
        step = f"Likely {near} takes its place ({why}): try it, and write it into the design." if near else ""
        return Told(
            "operation-removed",
            "warning",
            f"{self._system.name} no longer has {old.key}.{rests}",
            step or "`designer search` finds what may take its place.",
            old.says,
            f"likely {near}" if near else "gone",
        )

    def _event(self, old: LockedEvent, new: LockedEvent | None, places: list[str]) -> Iterator[Change]:
        name = EVENT + old.name
        if new is None:
            near = likely_event(self._spec, old.name)
            step = f'Likely "{near}" takes its place.' if near else "Look for another event with `designer specs show`, or poll a list."
            message = f'{self._system.name} no longer tells of the event "{old.name}".'
            told = Told("event-removed", "warning", message, step, old.says, f"likely {near}" if near else "gone")
            yield self._change(name, told, places, (name, "", ""))
            return
        uses = [use for use in self._fields if use.part == name]
        around = [where.removesuffix(".event") for where in places]
        is_untold = old.is_described and not new.is_described
        around += [use.where for use in uses] if is_untold else []
        yield from (self._change(name, told, around, (name, "", "")) for told in event_changes(old, new, self._system))
        told_of = () if is_untold else old.fields
        found = used_fields(f"{self._system.name}'s {name}", told_of, new.fields, uses, self._beside(_of_event), self._stands)
        yield from self._of_fields(name, found)

    def _stands(self, use: FieldUse, path: str) -> bool:
        return stands(self._view, self._system.id, use, path)

    def _of_fields(self, part: str, found: Iterable[tuple[LockedField, Told, list[FieldUse]]]) -> Iterator[Change]:
        for field, told, uses in found:
            # What went with its container has no place of its own: that of the first field in it is near enough.
            is_known = (self._system.id, part, field.use, field.at) in self.old_places
            key: Part = (part, field.use, field.at if is_known else uses[0].at)
            yield self._change(f"{part} {field.at}", told, [use.where for use in uses], key)

    def _beside(self, fields_of: Callable[[View, FieldUse], Iterable[Field]]) -> Beside:
        """Return what finds the fields that stand now where one was, and the paths that stood there before."""

        def find(use: FieldUse) -> tuple[Iterable[Field], frozenset[str]]:
            before = fields_of(self._before, use) if self._before else ()
            return fields_of(self._view, use), frozenset(field.path for field in before)

        return find

    def _change(self, subject: str, told: Told, places: Sequence[str], key: Part) -> Change:
        part, use, at = key
        return Change(
            kind=told.kind,
            severity=told.severity,
            system=self._system.id,
            subject=subject,
            message=told.message,
            next_step=told.next_step,
            use=use,
            before=told.before,
            after=told.after,
            affects=tuple(Affected(where=where) for where in dict.fromkeys(places)),
            old=self.old_places.get((self._system.id, part, use, at)),
            new=self.new_places.get((self._system.id, part, use, at)),
        )


def _of_operation(view: View, use: FieldUse) -> Iterable[Field]:
    """Return the fields of a call's body or answer, or its parameters of one location."""
    operation = view.operation(use.system, use.part)
    if operation is None:
        return ()
    if use.side == "read":
        return view.catalog.fields(operation.success, access="read") if operation.success else ()
    location = target_parts(use.at)[0]
    if location == "body":
        return view.catalog.fields(operation.body, access="write") if operation.body else ()
    return [parameter.field for parameter in operation.parameters if parameter.location == location]


def _of_event(view: View, use: FieldUse) -> Iterable[Field]:
    spec = view.spec(use.system)
    event = view.catalog.event(spec.name, use.part.removeprefix(EVENT)) if spec else None
    return view.catalog.event_fields(event) if event else ()
