"""How sure a value is that is read from no record: a constant that the brief or the document gives, a setting that a person fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.transform import Constant
from designer.names.text import identifier
from designer.plan.claude.agreement.persons import states
from designer.plan.claude.agreement.verdict import Verdict
from designer.plan.offline.selection import ACCEPT, REVIEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import Brief
    from designer.model.design import Mapping
    from designer.model.spec import Field


def unread(mapping: Mapping, field: Field, brief: Brief, drafted: Sequence[Mapping]) -> Verdict:
    """Return the verdict on a mapping that reads nothing or only settings; no planner disputes it, for none reads anything there.

    A setting that the brief answers is the person's word, any other waits. A constant is accepted where the brief states it, or as the
    offline planner holds it; what the document fixes or hints at is as sure as the matcher holds it. Any other is the planner's own idea,
    and a person must look at it.
    """
    if mapping.sources:
        answered = {identifier(entry.id) for entry in brief.settings}
        given = all(source_parts(source)[1] in answered for source in mapping.sources)
        return Verdict(agreement="", confidence=1.0 if given else 0.0)
    return Verdict(agreement="", confidence=round(_sure(mapping, field, brief, drafted), 2))


def _sure(mapping: Mapping, field: Field, brief: Brief, drafted: Sequence[Mapping]) -> float:
    from designer.match.fields.constants import fixed_value, likely_value  # noqa: PLC0415 - the matcher's data is large

    if not isinstance(mapping.transform, Constant):
        return REVIEW
    same = [one.confidence for one in drafted if one.transform == mapping.transform and not one.sources]
    known = [one.confidence for one in (fixed_value(field), likely_value(field)) if one and one.value == mapping.transform.value]
    stated = [ACCEPT] if states(brief, mapping.transform.value) else []
    return max((*same, *known, *stated), default=REVIEW)
