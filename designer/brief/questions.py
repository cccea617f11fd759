"""What a brief leaves open or says twice in two ways becomes a question, with the answers that stand to choose."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import Wish

MISSING = {
    "volume": ("How many records change on a day?", "The volume decides about the style, the paging and how long a catch-up takes."),
    "frequency": (
        "How long may a change take until it is in the other system?",
        "The delay decides between webhook and polling, and about the style.",
    ),
    "errors": (
        "What shall happen when the other system is down?",
        "Without an answer a failed record is retried, then kept for a person to replay.",
    ),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a brief states it."""

    value: float
    text: str
    line: int


def missing(key: str, line: int) -> Question:
    """Ask for a line of the form that was left open."""
    text, why = MISSING[key]
    return Question(id=f"brief_{key}", about=f"brief: {key}", text=text, why=why, line=line)


def contradiction(key: str, stated: Sequence[Stated]) -> Question | None:
    """Ask which of several figures holds, if they differ."""
    distinct = {one.value: one for one in reversed(stated)}
    if len(distinct) < 2:
        return None
    ordered = sorted(distinct.values(), key=lambda one: one.line)
    told = " and ".join(f"“{one.text.strip()[:80]}” (line {one.line})" for one in ordered)
    what = {"delay": "How long may a change take", "volume": "How many records a day are there"}[key]
    why = (
        "The brief states both, and the design is made for one."
        if len(ordered) == 2
        else "The brief states all of them, and the design is made for one."
    )
    return Question(
        id=f"brief_{key}",
        about=f"brief: {key}",
        text=f"{what}: {told}?",
        why=why,
        candidates=tuple(one.text.strip() for one in ordered),
        line=ordered[-1].line,
    )


def unknown_system(name: str, known: Sequence[str], line: int) -> Question:
    """Ask for a system that is wished for but was not given."""
    return Question(
        id=identifier(f"system_{name}"),
        about=f"system {name}",
        text=f"Where is the description of {name}?",
        why=f"The brief wishes for {name}, but only {', '.join(known)} {'is' if len(known) == 1 else 'are'} given; without its document nothing can be designed for it.",
        candidates=(f"--spec '{name}=PATH'", *(f"it means {one}" for one in known)),
        line=line,
    )


def asked_beside(text: str, line: int) -> Question:
    """Ask whether something belongs to the design that the brief only asks about, without saying where it shall happen."""
    return Question(
        id=f"asked_{line}",
        about=f"brief, line {line}",
        text=f"Is this wanted too: “{text.strip().rstrip('?')[:160]}”?",
        why="The brief asks it and does not answer; nothing is designed for it.",
        candidates=("no", "yes: write what shall happen, from which system to which"),
        line=line,
    )


def kept_field(name: str, line: int) -> Question:
    """Ask about a field that shall not be overwritten: the rule is for one field, and a design writes it or does not."""
    return Question(
        id=identifier(f"kept_{name}_{line}"),
        about=f"brief, line {line}",
        text=f"Shall “{name}” be written only when the record is created?",
        why="The brief says not to overwrite it; set `write: create_only` on its mapping, or leave the field out of the update.",
        candidates=("only when it is created", "only while it is empty"),
        line=line,
    )


def two_directions(line: int) -> Question:
    """Ask whether an agreement between two systems goes both ways."""
    return Question(
        id=f"two_way_{line}",
        about=f"brief, line {line}",
        text="Shall changes go in both directions?",
        why="Two-way needs a rule for which side wins and a guard against echoes; one way needs neither.",
        candidates=("one way, from the system named first", "both ways"),
        line=line,
    )


def guessed_direction(wish: Wish) -> Question:
    """Ask whether a wish goes the way that only the sentences around it tell."""
    return Question(
        id=f"direction_{wish.line}",
        about=f"brief, line {wish.line}",
        text=f"Does this go from {wish.source} to {wish.target}: “{shorten(wish.text, width=120, placeholder=' …')}”?",
        why="The sentence does not say where; it is designed as what the brief tells of both systems suggests.",
        candidates=(f"from {wish.source} to {wish.target}", f"from {wish.target} to {wish.source}"),
        line=wish.line,
    )


def mapped_twice(wish: Wish) -> tuple[Question, ...]:
    """Ask for each target field that the brief fills in two ways."""
    found: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for pair in wish.pairs:
        key = pair.target.lower()
        told = " + ".join(pair.sources) if pair.sources else f"always “{pair.constant}”"
        if told not in found.setdefault(key, []):
            found[key].append(told)
        lines[key] = pair.line
    return tuple(
        Question(
            id=identifier(f"twice_{key}_{lines[key]}"),
            about=f"field {key}",
            text=f"Which of {', '.join(told)} fills “{key}”?",
            why="The brief maps it more than once, and a field holds one value.",
            candidates=tuple(told),
            line=lines[key],
        )
        for key, told in found.items()
        if len(told) > 1
    )
