"""A proposal to a design: all its faults at once, or the design with everything fixed as it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from designer.files.faults import Fault
from designer.model.codec import encode
from designer.plan.claude.proposal.addressing import named_place
from designer.plan.claude.proposal.bounds import bound_faults, cleaned
from designer.plan.claude.proposal.dialects import read_patches
from designer.plan.claude.proposal.figures import figure_faults
from designer.plan.claude.proposal.fixed import left_patches, without_fixed, without_foreign_systems
from designer.plan.claude.proposal.forms import read_forms
from designer.plan.claude.proposal.holding import form_faults, proposal_view
from designer.plan.claude.proposal.hosts import host_faults
from designer.plan.claude.proposal.identifiers import id_faults, without_repeats
from designer.plan.claude.proposal.merging import merged
from designer.plan.claude.proposal.patching import faults_by_patch, patched

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.scalars import Json, JsonObject
    from designer.model.spec import Catalog


SECTIONS = frozenset({"architecture", "policies", "warehouse"})
"""Sections that are one record, not a list."""


class Accepted(NamedTuple):
    """A proposal as a design, or its faults; places are the proposal's, by names where it has them."""

    design: Design | None
    faults: tuple[Fault, ...] = ()
    left: tuple[Fault, ...] = ()
    """What of the proposal was left as it is, because it is not the model's to set, each with the reason; the rest was taken."""
    absent: tuple[Fault, ...] = ()
    """What was to be removed and is not there."""
    read: tuple[Fault, ...] = ()
    """What was written in another way than the notation has it, and read as what it can only mean."""
    refused: tuple[Fault, ...] = ()
    """The faults of patches that were not made while the others were."""
    made: int = 0
    """How many patches were made."""


def accepted(proposal: Json, *, base: Design, catalog: Catalog, brief: Brief) -> Accepted:
    """Return the design that a proposal makes of *base*: its members replace those of the base, the others stay.

    So do the members of a section that is one record: who names a warehouse's product alone has not thrown its tables away.
    """
    if not isinstance(proposal, dict):
        return Accepted(None, (Fault("$", 'an object is expected, such as {"flows": [...]}.'),))
    if too_much := bound_faults(proposal):
        return Accepted(None, tuple(too_much))
    told, view = cast("JsonObject", cleaned(proposal)), proposal_view(encode(base))
    whole = {key: _with_members(key, value, view.get(key)) for key, value in told.items()}
    return _laid_over(whole, base=base, catalog=catalog, brief=brief)


def patched_design(patches: Json, *, base: Design, catalog: Catalog, brief: Brief) -> Accepted:
    """Return the design that patches make of *base*.

    Those at fixed places are left out, and so are those with a fault, as long as each fault is some patch's own: dozens of right patches
    need not be written again for one that is wrong. A fault that no patch can be named for leaves the design as it is.
    """
    if too_much := bound_faults(patches, root="$.patches"):
        return Accepted(None, tuple(too_much))
    view = proposal_view(encode(base))
    clean, read = read_patches(cleaned(patches), view)
    left = left_patches(clean, view)
    count = len(clean) if isinstance(clean, list) else 0
    refused: dict[int, tuple[Fault, ...]] = {}
    while True:
        after = patched(view, clean, left_out={*left, *refused})
        made = Accepted(None, after.faults) if after.faults else _laid_over(after.proposal, base=base, catalog=catalog, brief=brief)
        if made.design is not None:
            break
        own = faults_by_patch(clean, made.faults, tree=view, left_out={*left, *refused})
        if not own or len(left) + len(refused) + len(own) >= count:
            return Accepted(None, tuple(fault for faults in refused.values() for fault in faults) + made.faults)
        refused |= own
    return made._replace(
        left=tuple(dict.fromkeys((*left.values(), *made.left))),
        absent=after.absent,
        read=(*read, *made.read),
        refused=tuple(fault for number in sorted(refused) for fault in refused[number]),
        made=count - len(left) - len(refused),
    )


def changed_sections(design: Design, base: Design) -> tuple[str, ...]:
    """Return the sections in which two designs differ, seen as proposals: how sure either is of a mapping does not count."""
    after, before = (proposal_view(encode(one)) for one in (design, base))
    changed = [name for name in encode(design) | encode(base) if after.get(name) != before.get(name)]
    fixed = [name for name in ("systems", "narrative") if getattr(design, name) != getattr(base, name)]
    return tuple(dict.fromkeys((*changed, *fixed)))


def _with_members(key: str, told: Json, before: Json) -> Json:
    """Return a section with the members that it had before, if it is one record."""
    return {**before, **told} if key in SECTIONS and isinstance(before, dict) and isinstance(told, dict) else told


def _laid_over(proposal: JsonObject, *, base: Design, catalog: Catalog, brief: Brief) -> Accepted:
    fixed = encode(base)
    formed, read = read_forms(proposal, base, catalog)
    told, left = without_fixed(formed, fixed)
    told, foreign = without_foreign_systems(without_repeats(told), fixed)
    if wrong := [*form_faults(told), *id_faults(told, fixed)]:
        return _refused(told, wrong)
    made = merged(told, base, catalog, brief)
    wrong = [*made.faults, *figure_faults(made.design, base), *text_faults(made.design, base, brief=brief, catalog=catalog)]
    return _refused(told, wrong) if wrong else Accepted(made.design, left=tuple(dict.fromkeys((*left, *foreign, *made.left))), read=read)


def _refused(proposal: JsonObject, wrong: list[Fault]) -> Accepted:
    return Accepted(None, tuple(dict.fromkeys(Fault(named_place(proposal, fault.where), fault.words) for fault in wrong)))


def text_faults(design: Design, base: Design, *, brief: Brief, catalog: Catalog) -> list[Fault]:
    """Return what no text that *base* does not have may hold: secrets, which the fault does not show, and addresses of strangers."""
    from designer.check.rules.access.secrets import found_secrets  # noqa: PLC0415 - the rules load the matcher's types

    known = {secret.text for secret in found_secrets(base)}
    words = "this looks like a secret. None may stand in a design: leave it out; credentials are read from the environment."
    secrets = [Fault(secret.where, words) for secret in found_secrets(design) if secret.text not in known]
    return [*secrets, *host_faults(design, base, brief=brief, catalog=catalog)]
