"""Two states of what a design uses of one system, held against each other part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.drift.differences import Handling, differences
from designer.drift.facts import field_words
from designer.drift.successors import likely_event, likely_field, likely_operation
from designer.drift.uses import EVENT
from designer.drift.whole import address_changes, event_changes, operation_changes, sign_in_changes
from designer.model.design import target_parts
from designer.model.drift import Affected, Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.check.view import View
    from designer.drift.locking import Snapshot
    from designer.drift.uses import FieldUse, Uses
    from designer.drift.whole import Finding
    from designer.model.design import System
    from designer.model.drift import ChangeKind, ChangeSeverity, LockedEvent, LockedField, LockedOperation, LockedSystem
    from designer.model.finding import SpecPlace
    from designer.model.spec import Field, Operation, SystemSpec

KEYS = ("record_id", "event_id", "cursor.path", "cursor", "ordering_key", "primary_key")
"""Ends of places that name what records, deliveries or what is new are known by."""


def changes_of(system: str, was: Snapshot, now: Snapshot, uses: Uses, view: View) -> Iterator[Change]:
    """Yield what has changed of one system, in the order of the lock."""
    old = next(one for one in was.lock.systems if one.id == system)
    new = next((one for one in now.lock.systems if one.id == system), None)
    designed, spec = view.design.system(system), view.spec(system)
    if designed is None:
        return
    if new is None or spec is None:
        words = f"No document describes {old.name} any more, so nothing about it can be checked."
        yield Change(
            kind="system-undescribed",
            severity="warning",
            system=system,
            subject=old.name,
            message=words,
            next_step="Give its document with --spec.",
        )
        return
    yield from _Comparison(designed, spec, was, now, uses, view).changes(old, new)


class _Comparison:
    """One system, and all that is needed to tell of its changes."""

    def __init__(self, system: System, spec: SystemSpec, was: Snapshot, now: Snapshot, uses: Uses, view: View) -> None:
        self.system, self.spec, self.view = system, spec, view
        self.old_places, self.new_places = was.places, now.places
        self.operations = [(key, where) for name, key, where in uses.operations if name == system.id]
        self.events = [(name, where) for owner, name, where in uses.events if owner == system.id]
        self.fields = [use for use in uses.fields if use.system == system.id]
        self.number = [one.id for one in view.design.systems].index(system.id)

    def changes(self, old: LockedSystem, new: LockedSystem) -> Iterator[Change]:
        here = f"$.systems[{self.number}]"
        yield from (self._whole("address", one, [f"{here}.base_url"], "") for one in address_changes(old, new, self.system))
        name = f"sign-in {old.sign_in.scheme}" if old.sign_in else "sign-in"
        yield from (self._whole(name, one, [f"{here}.auth"], "") for one in sign_in_changes(old.sign_in, new.sign_in, self.system))
        operations = {one.key: one for one in new.operations}
        used = {key for key, _ in self.operations}
        for operation in old.operations:
            if operation.key in used:
                yield from self._operation(operation, operations.get(operation.key))
        events = {one.name: one for one in new.events}
        named = {name for name, _ in self.events}
        for event in old.events:
            if event.name in named:
                yield from self._event(event, events.get(event.name))

    def _operation(self, old: LockedOperation, new: LockedOperation | None) -> Iterator[Change]:
        places = [where for key, where in self.operations if key == old.key]
        if new is None:
            yield self._removed(old, places)
            return
        operation = self.view.operation(self.system.id, old.key)
        for one in operation_changes(old, new, self.system, description=operation.description if operation else ""):
            at = [f"$.systems[{self.number}].auth"] if one.kind in {"sign-in-changed", "scopes-changed"} else []
            yield self._whole(old.key, one, [*places, *at, *self._around(old.key, one.kind)], old.key)
        yield from self._fields(old.key, old.fields, new.fields, lambda use: _told(self.view, operation, use))
        yield from self._required(old, new, places)

    def _around(self, key: str, kind: ChangeKind) -> list[str]:
        """Return the steps that call an operation, for what the check says of a step as a whole."""
        if kind not in {"idempotency-changed", "media-type-changed"}:
            return []
        return [where.removesuffix(".operation") for name, where in self.operations if name == key and ".steps[" in where]

    def _removed(self, old: LockedOperation, places: list[str]) -> Change:
        near, why = likely_operation(self.spec, old.key, old.operation_id)
        count = sum(1 for use in self.fields if use.part == old.key)
        tail = f" {count} {'place' if count == 1 else 'places'} of the design {'rests' if count == 1 else 'rest'} on it." if count else ""
        step = (
            f"Likely {near} takes its place ({why}): try it, and write it into the design."
            if near
            else "`designer search` finds what may take its place."
        )
        return self._change(
            "operation-removed",
            "warning",
            old.key,
            f"{self.system.name} no longer has {old.key}.{tail}",
            step,
            old.says,
            near or "gone",
            places,
            (old.key, "", ""),
        )

    def _event(self, old: LockedEvent, new: LockedEvent | None) -> Iterator[Change]:
        part = EVENT + old.name
        places = [where for name, where in self.events if name == old.name]
        if new is None:
            near = likely_event(self.spec, old.name)
            step = (
                f'Likely "{near}" takes its place.'
                if near
                else "Poll a list instead, or look for another event with `designer specs show`."
            )
            message = f'{self.system.name} no longer tells of the event "{old.name}".'
            yield self._change("event-removed", "warning", part, message, step, old.says, near or "gone", places, (part, "", ""))
            return
        around = [where.removesuffix(".event") for where in places]
        yield from (self._whole(part, one, around, part) for one in event_changes(old, new, self.system))
        event = self.view.catalog.event(self.spec.name, old.name)
        yield from self._fields(part, old.fields, new.fields, lambda _: self.view.catalog.event_fields(event) if event else ())

    def _fields(self, part: str, old: Sequence[LockedField], new: Sequence[LockedField], told: object) -> Iterator[Change]:
        now = {(one.use, one.at): one for one in new}
        for field in old:
            uses = [use for use in self.fields if use.part == part and use.side == field.use and use.at == field.at]
            if field.use == "required" or not uses:
                continue
            after = now.get((field.use, field.at))
            places = [use.where for use in uses]
            subject = f"{part} {field.at}"
            if after is None:
                yield self._gone(part, field, uses, told(uses[0]))  # type: ignore[operator]
                continue
            handling = _handling(uses)
            for one in differences(field, after, handling):
                message = f"{self._named(part, field)} {one.words}"
                before, says = field_words(field.facts, field.values), field_words(after.facts, after.values)
                yield self._change(
                    one.kind, one.severity, subject, message, one.next_step, before, says, places, (part, field.use, field.at)
                )

    def _gone(self, part: str, field: LockedField, uses: Sequence[FieldUse], told: Iterable[Field]) -> Change:
        near = likely_field(field, told, frozenset())
        written = f"body.{near}" if near and field.at.startswith("body.") else near
        step = f"Likely `{written}` takes its place: look at it, and map it." if near else "Map another field, or take the mapping out."
        message = f"{self._named(part, field)} is gone."
        places = [use.where for use in uses]
        return self._change(
            "field-removed",
            "warning",
            f"{part} {field.at}",
            message,
            step,
            field.says,
            written or "gone",
            places,
            (part, field.use, field.at),
        )

    def _required(self, old: LockedOperation, new: LockedOperation, places: list[str]) -> Iterator[Change]:
        """Yield what the call asks for now and nothing fills, and what it no longer asks for."""
        before = {one.at: one for one in old.fields if one.use == "required"}
        after = {one.at: one for one in new.fields if one.use == "required"}
        steps = [where.removesuffix(".operation") for where in places]
        for at in sorted(after.keys() - before.keys()):
            field = after[at]
            message = f"{self._named(old.key, field)} is now required, and nothing fills it: {field_words(field.facts, field.values)}."
            step = "Map a source to it, set a constant, or ask for it with a setting and a question."
            yield self._change(
                "field-required", "warning", f"{old.key} {at}", message, step, "not required", field.says, steps, (old.key, "required", at)
            )
        for at in sorted(before.keys() - after.keys()):
            if any(use.part == old.key and use.at == at for use in self.fields):
                continue
            message = f"{self._named(old.key, before[at])} is no longer required."
            yield self._change(
                "field-optional", "info", f"{old.key} {at}", message, "", before[at].says, "not required", steps, (old.key, "required", at)
            )
        for at in sorted(before.keys() & after.keys()):
            for one in differences(before[at], after[at], Handling(())):
                message = f"{self._named(old.key, after[at])} {one.words}"
                yield self._change(
                    one.kind,
                    "info",
                    f"{old.key} {at}",
                    message,
                    one.next_step,
                    before[at].says,
                    after[at].says,
                    steps,
                    (old.key, "required", at),
                )

    def _named(self, part: str, field: LockedField) -> str:
        location = target_parts(field.at)[0]
        if field.use != "read":
            return f"`{field.at}` of {self.system.name}'s {part}" if location in {"body", "path", "query", "header"} else f"`{field.at}`"
        return f"`{field.at}` in {self.system.name}'s {part}"

    def _whole(self, subject: str, one: Finding, places: Sequence[str], part: str) -> Change:
        return self._change(one.kind, one.severity, subject, one.message, one.next_step, one.before, one.after, places, (part, "", ""))

    def _change(  # noqa: PLR0913, PLR0917 - all that a change holds
        self,
        kind: ChangeKind,
        severity: ChangeSeverity,
        subject: str,
        message: str,
        step: str,
        before: str,
        after: str,
        places: Sequence[str],
        key: tuple[str, str, str],
    ) -> Change:
        return Change(
            kind=kind,
            severity=severity,
            system=self.system.id,
            subject=subject,
            message=message,
            next_step=step,
            before=before,
            after=after,
            affects=tuple(Affected(where=where) for where in dict.fromkeys(places)),
            old=self._place(self.old_places, key),
            new=self._place(self.new_places, key),
        )

    def _place(self, places: dict[tuple[str, str, str, str], SpecPlace], key: tuple[str, str, str]) -> SpecPlace | None:
        return places.get((self.system.id, *key))


def _handling(uses: Sequence[FieldUse]) -> Handling:
    mappings = {id(use.mapping): use.mapping for use in uses if use.mapping}
    return Handling(
        tuple(mappings.values()),
        is_compared=any(".condition." in use.where for use in uses),
        is_key=any(
            use.where.rpartition("]")[2].strip(".") in KEYS or ".primary_key[" in use.where or ".keys[" in use.where for use in uses
        ),
    )


def _told(view: View, operation: Operation | None, use: FieldUse) -> Iterable[Field]:
    """Return the fields that stand now beside one that is gone."""
    if operation is None:
        return ()
    if use.side == "read":
        return view.catalog.fields(operation.success, access="read") if operation.success else ()
    location = target_parts(use.at)[0]
    if location == "body":
        return view.catalog.fields(operation.body, access="write") if operation.body else ()
    return [parameter.field for parameter in operation.parameters if parameter.location == location]
