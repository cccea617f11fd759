"""Faults of how many calls are made, and of how old records come over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.ground import misspelt
from mutants.kinds.triggers import triggers
from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.ground import Ground


@kind("RATE801", "RATE803", "RATE804")
def volume_above_limit(ground: Ground) -> Iterator[Mutant]:
    """More records come each day than the system's limit lets through."""
    for at, limit in enumerate(ground.design.policies.rate_limits):
        if _is_written(ground, limit.system) and limit.calls and limit.seconds:
            most = 86_400 // limit.seconds * limit.calls
            yield Mutant(
                where="$.policies",
                changes={"$.policies.volume_per_day": most * 3},
                places=("$.policies.volume_per_day", f"$.policies.rate_limits[{at}]", "$.flows", *_flows(ground)),
                note=limit.system,
            )


@kind("RATE801", "RATE804")
def limit_below_volume(ground: Ground) -> Iterator[Mutant]:
    """A system allows fewer calls a day than there are records."""
    volume = ground.design.policies.volume_per_day
    for system in ground.design.systems:
        if volume and volume > 10 and _is_written(ground, system.id):
            limits = [*(ground.at("$.policies.rate_limits") or [])]
            limits = [one for one in limits if one["system"] != system.id]
            limits.append({"system": system.id, "calls": volume // 4, "seconds": 86_400, "source": "a person"})
            yield Mutant(
                where="$.policies",
                changes={"$.policies.rate_limits": limits},
                places=("$.policies.rate_limits", *_flows(ground)),
                note=system.id,
            )


@kind("RATE804")
def outage_never_caught_up(ground: Ground) -> Iterator[Mutant]:
    """A system's limit is all but used up by a day's records, so that an outage of a day is not caught up for weeks.

    Left out: designs of several flows, of which nobody says how the records are spread over them, and calls that carry several records.
    """
    volume = ground.design.policies.volume_per_day
    if len(ground.design.flows) != 1 or not volume or volume < 10:
        return
    for system in ground.design.systems:
        calls = [step for _, _, _, step, called in ground.steps() if called and step.system == system.id]
        always = [step for step in calls if not step.condition.any]
        if calls and not any(step.items or step.for_each for step in calls) and ground.design.flows[0].trigger.kind == "webhook":
            limits = [one for one in ground.at("$.policies.rate_limits") or [] if one["system"] != system.id]
            a_day = volume * (len(always) + (len(always) < len(calls)))
            limits.append({"system": system.id, "calls": a_day * 101 // 100, "seconds": 86_400, "source": "a person"})
            yield Mutant(
                where="$.policies",
                changes={"$.policies.rate_limits": limits},
                places=("$.policies.rate_limits", *_flows(ground)),
                note=system.id,
            )


@kind("RATE802", "RATE801")
def polled_too_often(ground: Ground) -> Iterator[Mutant]:
    """A list is polled each minute of a system that allows a hundred calls a day."""
    for where, _, trigger in triggers(ground, "poll"):
        limits = [one for one in ground.at("$.policies.rate_limits") or [] if one["system"] != trigger.system]
        limits.append({"system": trigger.system, "calls": 100, "seconds": 86_400, "source": "a person"})
        yield Mutant(
            where=where,
            changes={f"{where}.schedule": "* * * * *", "$.policies.rate_limits": limits},
            places=("$.policies", where.rpartition(".")[0]),
        )


@kind("OP201", "OP202", "OP204", "TRG529")
def backfill_misspelt(ground: Ground) -> Iterator[Mutant]:
    """Old records are read by a call that is not there.

    Left out: systems that no document describes.
    """
    for i, flow in enumerate(ground.design.flows):
        operation = ground.operation(flow.trigger.system, flow.backfill.operation) if flow.backfill else None
        if operation and operation.in_spec and flow.backfill:
            where = f"$.flows[{i}].backfill"
            yield Mutant(where=where, changes={f"{where}.operation": misspelt(flow.backfill.operation) + "x"})


@kind("TRG529", "SAFE708")
def backfill_writes(ground: Ground) -> Iterator[Mutant]:
    """Old records are read by a call that changes them."""
    for i, flow in enumerate(ground.design.flows):
        system = ground.design.system(flow.trigger.system)
        spec = ground.catalog.system(system.name) if system else None
        if flow.backfill and flow.backfill.operation and spec:
            found = next((one for one in spec.operations if one.method == "DELETE" and one.in_spec), None)
            if found:
                where = f"$.flows[{i}].backfill"
                yield Mutant(where=where, changes={f"{where}.operation": found.key}, note=found.key)


def _is_written(ground: Ground, system: str) -> bool:
    return any(called and step.system == system and step.role == "write" for _, _, _, step, called in ground.steps())


def _flows(ground: Ground) -> tuple[str, ...]:
    return tuple(f"$.flows[{i}]" for i in range(len(ground.design.flows)))
