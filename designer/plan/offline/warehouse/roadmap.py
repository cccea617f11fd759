"""Which systems first, and why: those that carry the goals and can be read today before those that must be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.warehouse import Phase
from designer.plan.offline.warehouse.vocabulary import holds, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import SystemSpec
    from designer.plan.offline.warehouse.extracts import Extracted

FIRST = 3
"""Systems of the first batch: few enough to prove the whole way, enough to show one customer across systems."""
BATCH = 5
FOUNDATION_WEEKS = 2
BATCH_WEEKS = 2
MARTS_WEEKS = 2
HAND_OVER_WEEKS = 1


def plan_roadmap(systems: tuple[SystemSpec, ...], sources: tuple[Extracted, ...]) -> tuple[Phase, ...]:
    """Return the phases: foundation, systems in batches, model and dashboards, hand-over."""
    ordered = sorted(systems, key=lambda system: (-worth(system, sources), systems.index(system)))
    batches = [ordered[:FIRST], *(ordered[at : at + BATCH] for at in range(FIRST, len(ordered), BATCH))]
    phases = [
        Phase(
            title="Foundation",
            weeks=FOUNDATION_WEEKS,
            outcome="warehouse, access roles, schedule and alerts stand; open questions are answered",
        )
    ]
    for number, batch in enumerate((batch for batch in batches if batch), start=1):
        phases.append(
            Phase(
                title="First systems" if number == 1 else f"Systems, batch {number}",
                systems=tuple(system.id for system in batch),
                weeks=BATCH_WEEKS + (number == 1),
                outcome=_why(batch, sources, number=number) + _outcome(batch, sources),
            )
        )
    phases.append(
        Phase(
            title="Model and dashboards", weeks=MARTS_WEEKS, outcome="core tables and marts are tested; each team has its first dashboard"
        )
    )
    phases.append(
        Phase(
            title="Hand-over",
            weeks=HAND_OVER_WEEKS,
            outcome="50 figures compared with the systems, runbook walked through, old spreadsheets retired",
        )
    )
    return tuple(phases)


def worth(system: SystemSpec, sources: Sequence[Extracted]) -> int:
    """Return how much a system gives early: first what can be read today, then customers and money by what is known of its trade."""
    own = [source for source in sources if source.system.id == system.id and source.fields]
    kinds = {source.core.kind for source in own if source.core} if own else holds(system.name)
    return 4 * ("customer" in kinds) + 3 * bool({"transaction", "crm"} & kinds) + ("event" in kinds) + 10 * bool(own)


def _why(batch: list[SystemSpec], sources: tuple[Extracted, ...], *, number: int) -> str:
    """Return why the first batch is the first."""
    readable = any(source.fields for source in sources if source.system in batch)
    if number > 1:
        return ""
    return "they hold customers and money and can be read today: " if readable else "they hold customers and money: "


def _outcome(batch: list[SystemSpec], sources: tuple[Extracted, ...]) -> str:
    nouns = [plural(source.noun) for source in sources if source.system in batch and source.fields]
    unknown = [system.name for system in batch if not any(source.system.id == system.id and source.fields for source in sources)]
    told = [f"{', '.join(dict.fromkeys(nouns))} load by schedule and pass their tests"] if nouns else []
    told += [f"the ways into {', '.join(unknown)} are found and their records load"] if unknown else []
    return "; ".join(told)
