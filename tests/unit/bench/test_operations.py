"""Searches that operations are compared with: rare words count, length is allowed for."""

from __future__ import annotations

from collections import Counter


def texts(*lines: str) -> list[Counter[str]]:
    """Return the words of some lines."""
    return [Counter(line.split()) for line in lines]


def test_a_rare_word_finds_more_than_a_common_one() -> None:
    """Both searches put what shares the rare word first."""
    import operations

    known = texts("list order", "list invoice", "list order item", "list customer")
    for search in operations.SEARCHES.values():
        scores = search(known, Counter(["list", "the", "invoice"]))
        assert scores.index(max(scores)) == 1


def test_what_shares_nothing_scores_nothing() -> None:
    """An empty query, and an operation without words, are no error."""
    import operations

    for search in operations.SEARCHES.values():
        assert search(texts("a b", ""), Counter()) == [0.0, 0.0]
        assert search(texts("a b", ""), Counter("c")) == [0.0, 0.0]
