"""Wishes that a later sentence takes back, or turns to another system."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.clauses import FILLER
from designer.brief.verbs import INSTEAD, NO_MORE, WITHDRAWN
from designer.names.text import words

if TYPE_CHECKING:
    from designer.brief.systems import SystemNames
    from designer.model.brief import Wish

# "We don't need a phone number" limits a wish; only these words take one back.
STRONG = re.compile(
    r"\b(?:forget|never ?mind|scratch|scrap|no (?:more )?need|no longer|any ?more|any longer|after all|drop|cancel|vergiss|doch nicht)\b",
    re.IGNORECASE,
)
LIMITED = re.compile(r"\b(?:for|if|when|unless|from|where|with|twice|duplicates?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The wishes that are left, and the systems that only withdrawn ones named."""

    wishes: tuple[Wish, ...]
    dropped: tuple[str, ...] = ()


def withdrawal(text: str, wishes: tuple[Wish, ...], names: SystemNames) -> Withdrawal | None:
    """Return what is left after a sentence that takes a wish back; None for a sentence of another kind."""
    for pattern in INSTEAD:
        if (match := pattern.search(text)) and (turned := _turned(match, wishes, names)):
            return turned
    match = WITHDRAWN.search(text)
    if match is None:
        return None
    topic = next((value for value in match.groupdict().values() if value is not None), "")
    if not STRONG.search(text) and LIMITED.search(topic):
        return None
    gone = {one.name for one in names.mentions(topic, kinds=False)}
    nouns = _stems(NO_MORE.sub(" ", topic)) - _stems(" ".join(gone))
    left = _without(wishes, gone, nouns, strong=STRONG.search(text) is not None)
    if left is None:
        return Withdrawal(wishes=wishes) if STRONG.search(text) else None
    ends = {end for wish in left for end in (wish.source, wish.target)}
    return Withdrawal(wishes=left, dropped=tuple(sorted(gone - ends)))


def _without(wishes: tuple[Wish, ...], gone: set[str], nouns: set[str], *, strong: bool) -> tuple[Wish, ...] | None:
    """Return the wishes without those that end in the systems or speak of the things named; None if none does."""
    if gone:
        concerned = [wish for wish in wishes if gone <= {wish.source, wish.target}]
        narrow = [wish for wish in concerned if nouns & _stems(f"{wish.when} {wish.then}")]
        concerned = narrow or concerned
    elif nouns and strong:
        concerned = [max(wishes, key=lambda wish: len(nouns & _stems(wish.text)))] if wishes else []
        concerned = [wish for wish in concerned if len(nouns & _stems(wish.text)) * 2 >= len(nouns)]
    else:
        concerned = list(wishes[-1:]) if strong else []
    return tuple(wish for wish in wishes if wish not in concerned) if concerned else None


def _turned(match: re.Match[str], wishes: tuple[Wish, ...], names: SystemNames) -> Withdrawal | None:
    """Put another system in the place of a withdrawn one, in every wish so far."""
    old, new = names.mentions(match["old"], kinds=False), names.mentions(match["new"], kinds=False)
    if not old or not new or old[0].name == new[-1].name:
        return None
    gone, come = old[0].name, new[-1].name
    if not any(gone in {wish.source, wish.target} for wish in wishes):
        return None
    return Withdrawal(wishes=tuple(_with_system(wish, gone, come, names) for wish in wishes), dropped=(gone,))


def _with_system(wish: Wish, gone: str, come: str, names: SystemNames) -> Wish:
    if gone not in {wish.source, wish.target}:
        return wish
    return replace(
        wish,
        text=f"{wish.text} ({come} instead of {gone})",
        source=come if wish.source == gone else wish.source,
        target=come if wish.target == gone else wish.target,
        when=_renamed(wish.when, gone, come, names),
        then=_renamed(wish.then, gone, come, names),
    )


def _renamed(text: str, gone: str, come: str, names: SystemNames) -> str:
    for mention in reversed(names.mentions(text, kinds=False)):
        if mention.name == gone:
            text = text[: mention.start] + come + text[mention.end :]
    return text


def _stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in words(text) if len(word) > 2 and word not in FILLER}
