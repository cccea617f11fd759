"""Faults of a no-code sync: what the platforms cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.ground import Ground

NC = ("NC1001", "NC1002", "NC1003", "NC1004", "NC1005", "NC1006", "NC1007", "NC1008")


def _is_nocode(ground: Ground) -> bool:
    return ground.design.style == "nocode"


@kind(*NC)
def nocode_of_a_stream(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall read a message broker, which no platform listens to."""
    for i, flow in enumerate(ground.design.flows if _is_nocode(ground) else ()):
        if flow.trigger.kind == "webhook":
            where = f"$.flows[{i}].trigger"
            yield Mutant(where=where, changes={f"{where}.kind": "stream"}, places=(f"$.flows[{i}]", "$.platform", "$.style", "$"))


@kind(*NC)
def nocode_of_too_many_records(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall carry two million records a day, far above the largest plan."""
    if _is_nocode(ground):
        yield Mutant(
            where="$.policies",
            changes={"$.policies.volume_per_day": 2_000_000},
            places=("$.policies.volume_per_day", "$.platform", "$.style", "$"),
        )


@kind("OP237")
def nocode_writes_a_file(ground: Ground) -> Iterator[Mutant]:
    """A no-code sync shall write a file on the connector's own disk, which a platform does not have."""
    for where, _, _, step, called in ground.steps():
        if _is_nocode(ground) and called and step.role == "write":
            yield Mutant(
                where=where, changes={f"{where}.action": "write_file", f"{where}.operation": "", f"{where}.channel": "/var/out.csv"}
            )
