"""Print the figures of the ablation as JSON where the lexicon knows no concept; abbreviations, compounds and kinds are left to it."""

from __future__ import annotations

from dataclasses import replace

from designer.match.meaning import lexicon as meaning


def main() -> None:
    """Take the concepts away before anything reads them, then measure."""
    bare = replace(meaning.lexicon(), concepts={}, phrases={}, words_of={}, generic=frozenset())
    meaning.lexicon = lambda: bare  # type: ignore[assignment]
    import ablation  # noqa: PLC0415 - what it imports binds the lexicon of that moment

    ablation.main()


if __name__ == "__main__":
    main()
