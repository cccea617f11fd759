"""The kinds of fault, a file for each part of a design; loading them registers them."""

from mutants.kinds import (  # noqa: F401 - loading them registers them
    access,
    calls,
    conditions,
    constants,
    extracts,
    flows,
    nocode,
    proposals,
    rates,
    safety,
    secrets,
    sources,
    targets,
    transforms,
    triggers,
    values,
    warehouse,
)
