"""A design whose mappings and columns say how far the offline matcher agrees with them, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from designer.check.lookup.view import View
from designer.model.design import source_parts
from designer.model.spec import Field
from designer.model.transform import Lookup
from designer.plan.claude.agreement.calls import Call
from designer.plan.claude.agreement.columns import judged_warehouse
from designer.plan.claude.agreement.drafts import drafted
from designer.plan.claude.agreement.likeness import same_kind
from designer.plan.claude.agreement.offers import Offer
from designer.plan.claude.agreement.persons import wish_between
from designer.plan.claude.agreement.records import plain
from designer.plan.claude.agreement.unread import unread
from designer.plan.claude.agreement.verdict import UNDECIDED, Choice, Verdict, verdict
from designer.plan.offline.proofs import proof_of
from designer.plan.offline.selection import REVIEW

if TYPE_CHECKING:
    from designer.check.lookup.view import MappingView, StepView
    from designer.model.brief import Brief
    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.spec import Catalog


def judged(design: Design, brief: Brief, catalog: Catalog, *, draft: Design | None = None) -> Design:
    """Return the design with `agreement`, `rivals`, `confidence`, `status` and `proof` of each mapping and column set anew.

    What a planner wrote there does not count. With the *draft* of the offline planner, what was left as it stood there keeps what was
    said of it: that planner knows more than the matcher alone (which id names a record, how a message is worded).
    """
    view = View(design, catalog)
    steps = iter([_step(view, brief, step, draft) for step in view.steps])
    flows = tuple(replace(_started(view, brief, flow, draft), steps=tuple(next(steps) for _ in flow.steps)) for flow in view.design.flows)
    warehouse = view.design.warehouse and judged_warehouse(view, view.design.warehouse, draft.warehouse if draft else None)
    return replace(view.design, flows=flows, warehouse=warehouse)


def _started(view: View, brief: Brief, flow: Flow, draft: Design | None) -> Flow:
    """Return a flow with the verdicts on its trigger's mappings: what a list is asked with is read from no record."""
    before = [mapping for other in (draft.flows if draft else ()) for mapping in other.trigger.mappings]
    operation = view.operation(flow.trigger.system, flow.trigger.operation)
    fields = {one.target: one.field for one in (operation.parameters if operation else ())}
    judgements = []
    for mapping in flow.trigger.mappings:
        field = fields.get(mapping.target, Field(path=mapping.target))
        own = [one for one in before if one.target == mapping.target]
        judgements.append(_set(mapping, unread(mapping, field, brief, own)))
    return replace(flow, trigger=replace(flow.trigger, mappings=tuple(judgements)))


def _step(view: View, brief: Brief, step: StepView, draft: Design | None) -> Step:
    before = drafted(draft, step.flow, step.step) if draft is not None else ()
    judge = Judge(brief=brief, step=step, call=call_of(view, brief, step), before=before)
    return replace(step.step, mappings=tuple(judge.judged(mapping, view.design) for mapping in step.mappings))


def call_of(view: View, brief: Brief, step: StepView) -> Call | None:
    """Return a step as the matcher sees it, if anything describes what it calls."""
    if step.operation is None or step.step.action != "call":
        return None
    start = view.design.system(step.flow.trigger.system)
    wish = wish_between(brief, start.name if start else "", step.system.name if step.system else "")
    return Call(view=view, flow=step.flow, step=step.step, operation=step.operation, wish=wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Everything that the mappings of one step are judged by."""

    brief: Brief
    step: StepView
    call: Call | None
    """None where nothing describes what the step does."""
    before: tuple[Mapping, ...]
    """The offline draft's mappings of the same call."""

    def judged(self, place: MappingView, design: Design) -> Mapping:
        """Return a mapping with its verdict."""
        mapping = place.mapping
        own = tuple(one for one in self.before if one.target == mapping.target)
        reads = any(source_parts(source)[0] != "setting" for source in mapping.sources)
        found = self._asked(mapping)
        if found is None:
            found = self._read(mapping, own) if reads else unread(mapping, place.target.field, self.brief, own)
        made = replace(_set(mapping, found), proof=_proof(place))
        return replace(made, status="proposed") if _waits_for_rows(made, design) else made

    def _asked(self, mapping: Mapping) -> Verdict | None:
        """Return the verdict on what the brief itself names: it is the person's word, which a matcher is not asked about."""
        asked = self.call.is_asked(mapping) if self.call is not None else None
        if asked is None or (not asked.sources and asked.transform != mapping.transform):
            return None
        sure = asked.confidence if same_kind(mapping.transform, asked.transform) else min(asked.confidence, UNDECIDED)
        return Verdict(agreement="", confidence=sure)

    def _read(self, mapping: Mapping, own: tuple[Mapping, ...]) -> Verdict:
        drafts = tuple(_as_offer(one) for one in own if one.sources)
        if self.call is not None:
            return verdict(self.call.choice(mapping), (*drafts, *self.call.offered(mapping)), means=self.call.means)
        sources = tuple(plain(source, self.step.step) for source in mapping.sources)
        return verdict(Choice(sources=sources, transform=mapping.transform), drafts)


def _as_offer(mapping: Mapping) -> Offer:
    """Return what the draft takes; its guesses at the members of an open object confirm the same guess and dispute no other."""
    sure = mapping.confidence
    return Offer(sources=mapping.sources, transform=mapping.transform, confidence=sure, reason=mapping.reason, would_fill=sure > REVIEW)


def _set(mapping: Mapping, found: Verdict) -> Mapping:
    return replace(
        mapping,
        agreement=found.agreement,
        rivals=found.rivals,
        confidence=found.confidence,
        status="accepted" if found.is_accepted else "proposed",
    )


def _waits_for_rows(mapping: Mapping, design: Design) -> bool:
    transform = mapping.transform
    if not (isinstance(transform, Lookup) and transform.using.startswith("table:")):
        return False
    table = design.table(transform.using.partition(":")[2])
    return table is None or not table.rows


def _proof(place: MappingView) -> Literal["spec", "account", "sample", "none"]:
    """Return what bears a mapping out: the documents, if they describe every end of it; they know no ids that the connector keeps."""
    spots = (place.target, *place.sources)
    read = [spot for spot, source in zip(place.sources, place.mapping.sources, strict=True) if not source.startswith(("setting:", "run:"))]
    kept = isinstance(place.mapping.transform, Lookup) and place.mapping.transform.using.startswith("link:")
    if kept or any(spot.state != "known" for spot in spots) or (place.mapping.sources and not read):
        return "none"
    return proof_of([spot.field for spot in (place.target, *read)])
