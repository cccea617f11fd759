"""What a mapping claims: the proof it names, and the ids it holds as constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.passing import leaf_words
from designer.check.rule import Fault, rule
from designer.model.finding import Fix
from designer.model.transform import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, View

ID_WORDS = frozenset({"id", "uuid", "guid", "gid"})
KEPT_FOR_OTHERS = frozenset({"external", "foreign", "reference", "remote", "client", "request", "correlation", "idempotency"})
"""Words of ids that the caller makes up."""
SPOKEN = frozenset({"me", "self", "default", "primary", "all", "root", "@me"})
"""Values that stand for an id and are the same in every account."""
PROVEN_BY = {"account": "account metadata", "sample": "a sample", "spec": "a document"}


@rule("MAP319", severity="warning")
def proof_is_there(view: View) -> Iterator[Fault]:
    """Claim only the proof that the documents give: `account` needs saved metadata, `sample` a sample record, `spec` a described field.

    A claim of `sandbox` is a person's own, who has seen the call succeed; no document can bear it out or refute it.
    """
    for _, mapping in view.mappings:
        proof = mapping.mapping.proof
        if proof in PROVEN_BY and not _is_borne_out(mapping, proof):
            told = f"`proof: {proof}` claims that {PROVEN_BY[proof]} shows `{mapping.mapping.target}` or its source, and none does."
            fix = Fix(where=f"{mapping.where}.proof", words="claim no proof", remove=True)
            yield Fault(where=f"{mapping.where}.proof", message=f"{told} Remove the claim.", spec=mapping.target.place, fix=fix)


def _is_borne_out(mapping: MappingView, proof: str) -> bool:
    spots = [spot for spot in (*mapping.sources, mapping.target) if spot.state in {"known", "unknown"}]
    if proof == "spec":
        return mapping.target.state != "unknown" or any(spot.state == "known" and spot.content is not None for spot in mapping.sources)
    return any(spot.field.proof == proof for spot in spots)


@rule("MAP320", severity="info")
def ids_of_an_account_are_settings(view: View) -> Iterator[Fault]:
    """Keep the id of another record in a setting: a constant holds for one account, and for its sandbox not even that."""
    for _, mapping in view.mappings:
        transform = mapping.mapping.transform
        if isinstance(transform, Constant) and _is_id_of_another(mapping) and str(transform.value).lower() not in SPOKEN:
            message = f"`{mapping.mapping.target}` is an id that each account has for itself, and here it is the same in all."
            yield Fault(where=mapping.where, message=f"{message} Make it a setting.", spec=mapping.target.place)


def _is_id_of_another(mapping: MappingView) -> bool:
    """Tell whether a target names a record of its system: `owner_id`, `pipelineId`; not one whose values the document lists or shows."""
    field = mapping.target.field
    spoken = leaf_words(mapping.target.path)
    is_id = len(spoken) > 1 and spoken[-1] in ID_WORDS and not KEPT_FOR_OTHERS.intersection(spoken)
    told = (*field.enum, field.default, field.example)
    return is_id and mapping.target.state == "known" and mapping.output.enum[:1] not in [(value,) for value in told if value is not None]
