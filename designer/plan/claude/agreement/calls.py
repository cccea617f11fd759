"""A call as the matcher sees it: what can be read, what can be filled, and what it would fill from what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from designer.check.lookup.targets import body_of
from designer.model.design import source_parts, target_parts
from designer.names.path import PathError, child, join, normal
from designer.plan.claude.agreement.identities import identified
from designer.plan.claude.agreement.offers import Offer, Targets, offers
from designer.plan.claude.agreement.persons import asked
from designer.plan.claude.agreement.records import meant, plain, records_at, whole_path
from designer.plan.claude.agreement.verdict import Choice
from designer.plan.offline.calls import noun_of
from designer.plan.offline.records import first_item
from designer.plan.offline.writing import open_to_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.brief import Wish
    from designer.model.design import Flow, Mapping, Step
    from designer.model.spec import Operation
    from designer.plan.claude.agreement.offers import Found
    from designer.plan.claude.agreement.records import Record


@dataclass(frozen=True, kw_only=True)
class Call:
    """A step that calls something described."""

    view: View
    flow: Flow
    step: Step
    operation: Operation
    wish: Wish

    @cached_property
    def records(self) -> dict[str, Record]:
        """Return what it can read, by origin."""
        return records_at(self.view, self.flow, self.step)

    @cached_property
    def main(self) -> tuple[str, ...]:
        """Return the origins that the offline planner would fill it from: the record as read back, else as delivered; and the item.

        A call that writes back to the kind of record that it reads has none: to copy a record onto itself tells nothing new.
        """
        earlier = self.flow.steps[: self.flow.steps.index(self.step)]
        read = [one.id for one in earlier if one.role == "read" and one.id in self.records]
        found = read[-1:] or [origin for origin in ("trigger",) if origin in self.records]
        found = [*found, *(["item"] if "item" in self.records else [])]
        return tuple(origin for origin in found if not self._is_itself(self.records[origin]))

    def _is_itself(self, record: Record) -> bool:
        return (record.system, record.noun) == (self.step.system, noun_of(self.operation))

    @cached_property
    def own_id(self) -> str:
        """Return where the body names the record itself, which no field of another record fills; empty where it does not."""
        given = {field.path for field in open_to_match(self.operation, self.body.fields)}
        return next((field.path for field in self.body.fields if field.path not in given), "")

    @cached_property
    def body(self) -> Targets:
        """Return what the body takes."""
        content = body_of(self.operation, self.step)
        fields = self.view.catalog.fields(content, access="write") if content is not None else ()
        return Targets.of(fields, noun=noun_of(self.operation))

    @cached_property
    def parameters(self) -> Targets:
        """Return what the parameters take."""
        own = (one for one in self.operation.parameters if one.location != "cookie")
        fields = tuple(replace(one.field, path=child("", one.name), read_only=False) for one in own)
        return Targets.of(fields, noun=noun_of(self.operation))

    @cached_property
    def identities(self) -> tuple[tuple[str, Offer], ...]:
        """Return what may tell which record is meant."""
        return identified(self.view, self.flow, self.step, self.operation, self.records, own_id=self.own_id)

    def means(self, source: str) -> tuple[str, ...]:
        """Return what a source names, wherever it is read and however its items are written."""
        return meant(plain(source, self.step), self.records)

    def choice(self, mapping: Mapping) -> Choice:
        """Return what a mapping takes; settings beside what is read do not count."""
        read = tuple(source for source in mapping.sources if source_parts(source)[0] != "setting")
        return Choice(
            sources=read, transform=mapping.transform, chance=min((self._chance(mapping, source) for source in read), default=0.0)
        )

    def filled(self, mapping: Mapping) -> str:
        """Return what a mapping fills, as the body or the parameters name it."""
        return self._end(mapping.target)[1]

    def offered(self, mapping: Mapping) -> tuple[Offer, ...]:
        """Return what would fill the target of a mapping.

        From elsewhere than its main record an offer only confirms, and so it does for a parameter: the matcher was fitted to bodies, and
        takes a filter (`where`) for a field.
        """
        used = {source_parts(source)[0] for source in mapping.sources}
        targets, path = self._end(mapping.target)
        end = f"body.{path}" if targets is self.body else mapping.target
        found = [offer for target, offer in self.identities if target == end]
        for origin in dict.fromkeys((*self.main, *sorted(used & set(self.records)))):
            here = offers(self.records[origin], targets).by_target.get(path)
            if here is not None:
                found.append(self._offer(origin, here, counts=origin in self.main and targets is self.body and path != self.own_id))
        return (*found, *(offer for offer in self._asked(mapping, self.main)))

    def is_asked(self, mapping: Mapping) -> Offer | None:
        """Return the person's own word for a mapping: a pair or field that the brief names, with these sources."""
        origins = [*self.main, *sorted({source_parts(source)[0] for source in mapping.sources} & set(self.records))]
        mine = {self.means(source) for source in mapping.sources}
        own = (offer for offer in self._asked(mapping, origins) if {self.means(source) for source in offer.sources} == mine)
        return next(own, None)

    def _asked(self, mapping: Mapping, origins: tuple[str, ...] | list[str]) -> Iterator[Offer]:
        targets, path = self._end(mapping.target)
        if targets is not self.body:
            return
        for origin in dict.fromkeys(origins):
            for one in asked(self.records[origin], targets, self.wish):
                if _normal(one.target) == path:
                    sources = tuple(self._full(origin, source.removeprefix(":")) for source in one.sources)
                    yield Offer(sources=sources, transform=one.transform, confidence=one.confidence, reason=one.reason)

    def _end(self, target: str) -> tuple[Targets, str]:
        location, path = target_parts(target)
        if location != "body":
            return self.parameters, child("", path)  # a parameter's name is no path: brackets in `page[size]` are its own
        try:
            return self.body, normal(join(self.step.items, path))
        except PathError:
            return self.body, path

    def _chance(self, mapping: Mapping, source: str) -> float:
        origin, path = source_parts(source)
        record = self.records.get(origin)
        if record is None:
            return 0.0
        targets, target = self._end(mapping.target)
        return offers(record, targets).chances.get((target, whole_path(record, _normal(path))), 0.0)

    def _offer(self, origin: str, found: Found, *, counts: bool) -> Offer:
        sources = tuple(self._full(origin, source) for source in found.sources)
        return Offer(
            sources=sources,
            transform=found.transform,
            confidence=found.confidence,
            reason=found.reason,
            would_fill=found.would_fill and counts,
        )

    def _full(self, origin: str, path: str) -> str:
        """Return a source as a design names it: of an envelope's records the first."""
        return f"{origin}:{join(first_item(self.records[origin].inside), path)}"


def _normal(path: str) -> str:
    try:
        return normal(path)
    except PathError:
        return path
