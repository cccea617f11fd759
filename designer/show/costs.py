"""What a run with Claude took, in words: rounds, tokens, the share that the cache held, and about how much money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.run import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.run import Round, Run

KEPT = "reply of the run "


def run_words(run: Run) -> str:
    """Return what a run took: `4 rounds, 31,000 tokens in (78 % from the cache), 4,200 out, about $0.12`."""
    asked = live_rounds(run)
    if not run.rounds:
        return "nothing was answered"
    kept = len(run.rounds) - len(asked)
    if not asked:
        return f"{counted(kept, 'round')} kept of an earlier run, nothing was asked anew"
    rounds = counted(len(asked), "round") + (f" after {kept} kept of an earlier run" if kept else "")
    return f"{rounds}, {usage_words(usage_of(asked))}, about {money(run.usd)}"


def usage_words(usage: Usage) -> str:
    """Return tokens in and out, and the share of those in that the cache held."""
    share = f" ({share_words(usage)} from the cache)" if usage.all_input_tokens else ""
    return f"{usage.all_input_tokens:,} tokens in{share}, {usage.output_tokens:,} out"


def share_words(usage: Usage) -> str:
    """Return the share of the input that the cache held."""
    return f"{usage.cache_share * 100:.0f} %"


def usage_of(rounds: Iterable[Round]) -> Usage:
    """Return the tokens of some rounds."""
    return sum((one.usage for one in rounds), Usage())


def live_rounds(run: Run) -> Sequence[Round]:
    """Return the rounds that were asked for in this run, not kept of the one that it goes on with."""
    return tuple(one for one in run.rounds if not is_kept(one))


def is_kept(told: Round) -> bool:
    """Tell whether a round's reply is that of an earlier run: nobody pays for it again. Older logs say so in the note alone."""
    return told.is_kept or told.note.startswith(KEPT)


def money(usd: float) -> str:
    """Return US dollars to the cent, and what is less than ten cents to a tenth of one."""
    return f"${usd:,.2f}" if usd >= 0.1 or not usd else f"${usd:,.3f}" if usd >= 0.0005 else "less than $0.001"


def counted(count: int, word: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
