"""The prose that a model hands in for the documents, laid into the design."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from designer.files.design_file import design_schema
from designer.model.codec import decode
from designer.model.design import Narrative
from designer.plan.claude.proposal.accepting import Accepted, text_faults
from designer.plan.claude.proposal.bounds import cleaned
from designer.plan.claude.proposal.holding import faults_in_json

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.scalars import Json, JsonObject
    from designer.model.spec import Catalog


def narrated(told: Json, base: Design, *, author: str, brief: Brief, catalog: Catalog) -> Accepted:
    """Return the design with the prose, or its faults; whose words they are is set here."""
    clean = cleaned(told)
    if isinstance(clean, dict):
        clean.pop("author", None)
    schema = cast("dict[str, Any]", design_schema())
    if wrong := faults_in_json(clean, cast("JsonObject", {"$ref": "#/$defs/Narrative", "$defs": schema["$defs"]})):
        return Accepted(None, tuple(wrong))
    narrative = decode(Narrative, cast("JsonObject", clean))
    design = replace(base, narrative=replace(narrative, author=author or base.planner))
    wrong = text_faults(design, base, brief=brief, catalog=catalog)
    return Accepted(None, tuple(wrong)) if wrong else Accepted(design)
