"""What is settled once all sentences are read: open ends, missing nouns, wishes said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.clauses import FILLER
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.systems import SystemNames
    from designer.model.brief import Wish


def completed(wishes: Sequence[Wish], *, ends: tuple[str, str], names: SystemNames) -> tuple[Wish, ...]:
    """Return the wishes, doubles left out, with an end filled where only one system can be meant; *ends* were told in passing."""
    known = names.known or tuple(dict.fromkeys(end for one in wishes for end in (one.source, one.target) if end))
    return tuple(_with_nouns(_with_ends(wish, ends, known), names) for wish in _without_doubles(wishes))


def _with_ends(wish: Wish, ends: tuple[str, str], known: tuple[str, ...]) -> Wish:
    source, target = wish.source, wish.target
    if not source and not target and all(ends):
        source, target = ends
    if len(known) == 2:
        first, second = known
        if source and not target:
            target = second if source == first else first
        elif target and not source:
            source = second if target == first else first
    return replace(wish, source=source, target=target)


def _with_nouns(wish: Wish, names: SystemNames) -> Wish:
    """Return the wish with the noun of its records where its When is nothing but a system: `Freshdesk to HubSpot, contacts`."""
    if not wish.when or not wish.source or _nouns(wish.when, names):
        return wish
    said = _nouns(wish.then, names) or next((nouns[:1] for limit in wish.conditions if (nouns := _nouns(limit, names))), ())
    if not said:
        return wish
    then = wish.then if _nouns(wish.then, names) else f"{wish.then} ({' '.join(said)})"
    return replace(wish, when=f"{' '.join(said)} in {wish.source}", then=then)


def _nouns(text: str, names: SystemNames) -> tuple[str, ...]:
    """Return the words that are neither a system's name nor a filler."""
    for mention in reversed(names.mentions(text, kinds=False)):
        text = text[: mention.start] + " " + text[mention.end :]
    return tuple(word for word in words(text) if word not in FILLER and word not in {"only", "if", "when", "sync"})


def _without_doubles(wishes: Sequence[Wish]) -> list[Wish]:
    """Drop a wish that says again, in a reply, what an earlier one said."""
    kept: list[Wish] = []
    for wish in wishes:
        said = set(words(f"{wish.when} {wish.then}")) - FILLER
        double = any(
            one.source == wish.source
            and one.target == wish.target
            and said
            and len(said & (set(words(f"{one.when} {one.then}")) - FILLER)) / len(said) > 0.8
            for one in kept
        )
        if not double:
            kept.append(wish)
    return kept
