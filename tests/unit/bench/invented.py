"""Cases made up for the tests of the benchmark."""

from __future__ import annotations

from typing import Any


def a_case(name: str = "one-to-other", *, told: tuple[Any, ...] = (), systems: tuple[str, ...] = ("one", "other"), **rest: Any) -> Any:
    """Return a case without fields."""
    import cases

    attributes = {"group": "api", "origin": "ours", "titles": ("", ""), "sources": (), "targets": (), "decoys": frozenset(), **rest}
    return cases.Case(id=name, systems=frozenset(systems), told=told, **attributes)


def told(target: str, *rights: set[str], kind: str = "none", **rest: Any) -> Any:
    """Return what a case tells of a target."""
    import cases

    return cases.Told(target=target, rights=tuple(map(frozenset, rights)), kind=kind, **rest)


def proposal(*sources: str, sure: float = 0.9, **rest: Any) -> Any:
    """Return a proposal."""
    import scores

    return scores.Proposal(sources=frozenset(sources), confidence=sure, **rest)


def answer(ranked: dict[str, tuple[str, ...]] | None = None, **proposed: Any) -> Any:
    """Return an answer."""
    import scores

    return scores.Answer(ranked=ranked or {}, proposed=proposed)
