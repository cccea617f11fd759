"""Single words that stand for each other in names of fields, as numbered senses (data/synonyms.toml)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from designer.match.meaning.data_files import data
from designer.match.meaning.lexicon import spelled


@lru_cache(maxsize=20_000)
def senses(words: frozenset[str]) -> frozenset[str]:
    """Return the senses of all words that have one, and the other words as they are."""
    known = _senses()
    return frozenset(sense for word in words for sense in known.get(word, (word,)))


@cache
def _senses() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for field, entry in data("synonyms.toml").items():
        for number, group in enumerate(entry["groups"]):
            for word in group:
                spoken = spelled(word)
                if len(spoken) == 1:
                    found[spoken[0]].append(f"~{field}{number}")
    return {word: tuple(dict.fromkeys(names)) for word, names in found.items()}
