"""Faults of a no-code sync: what the platforms cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.ground import Ground


def _is_nocode(ground: Ground) -> bool:
    return ground.design.style == "nocode"


@kind("NC109")
def nocode_of_a_stream(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall read a message broker, which no platform listens to."""
    for i, flow in enumerate(ground.design.flows if _is_nocode(ground) else ()):
        if flow.trigger.kind == "webhook":
            where = f"$.flows[{i}].trigger"
            yield Mutant(where=where, changes={f"{where}.kind": "stream"}, places=(f"$.flows[{i}]", "$.platform", "$.style"))


@kind("NC102")
def nocode_of_too_many_records(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall carry two million records a day, far above the largest plan."""
    if _is_nocode(ground):
        places = ("$.policies.volume_per_day", "$.platform", "$.style")
        yield Mutant(where="$.policies", changes={"$.policies.volume_per_day": 2_000_000}, places=places)


@kind("OP237")
def nocode_writes_a_file(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall write a file on a disk that no platform has."""
    for where, _, _, step, called in ground.steps():
        if _is_nocode(ground) and called and step.role == "write":
            yield Mutant(
                where=where, changes={f"{where}.action": "write_file", f"{where}.operation": "", f"{where}.channel": "/var/out.csv"}
            )


@kind("NC106")
def platform_without_nocode(ground: Ground) -> Iterator[Mutant]:
    """A platform is named in a design that becomes code."""
    if not _is_nocode(ground):
        yield Mutant(where="$.platform", changes={"$.platform": "zapier"}, places=("$.style",))


@kind("NC112", "OP224")
def nocode_compares_with_what_was(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall act on a change only, and no platform knows what was there before."""
    for where, i, j, step, called in ground.steps():
        if _is_nocode(ground) and called and step.role == "write":
            source = next(
                (one for spot in ground.spots if (spot.flow, spot.step) == (i, j) for one in spot.mapping.sources if ":" in one), ""
            )
            condition = {"any": [{"all": [{"source": source, "op": "changed"}]}]}
            if source and not source.startswith(("setting:", "run:")):
                yield Mutant(where=where, changes={f"{where}.condition": condition}, note=source)


@kind("NC105")
def nocode_waits_too_long(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync on Zapier shall wait an hour for an answer, and the platform has long given up."""
    if _is_nocode(ground):
        changes = {"$.platform": "zapier", "$.policies.timeout_seconds": 3600.0}
        yield Mutant(where="$.policies", changes=changes, places=("$.policies.timeout_seconds", "$.platform"))
