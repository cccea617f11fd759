"""A run of a planner that asks a model: what each round took and gave, and how the run ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

Ending = Literal["", "clean", "accepted", "stalled", "rounds", "repairs", "cost", "silent", "refused", "failed", "interrupted"]
"""How a run ended; empty: it has not.

`clean`: nothing is left that the planner could mend. `accepted`: the model ended with warnings left. `stalled`: the same findings twice.
`rounds`, `repairs`, `cost`: a cap was hit. `silent`: the model ended without a design. `refused`: the model declined. `failed`: the
service could not be used. `interrupted`: Ctrl-C.
"""
DONE: frozenset[Ending] = frozenset({"clean", "accepted"})
"""Endings with a design that is done."""
CAPPED: frozenset[Ending] = frozenset({"stalled", "rounds", "repairs", "cost"})
"""Endings with a design that is not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one or of several replies, as the service counts them."""

    input_tokens: Annotated[int, "Read at the full price: neither from the cache nor written to it."] = 0
    cache_write_tokens: Annotated[int, "Read and written to the cache."] = 0
    cache_read_tokens: Annotated[int, "Read from the cache."] = 0
    output_tokens: Annotated[int, "Written, thinking included."] = 0

    def __add__(self, other: Usage) -> Usage:
        """Return the tokens of both."""
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            cache_write_tokens=self.cache_write_tokens + other.cache_write_tokens,
            cache_read_tokens=self.cache_read_tokens + other.cache_read_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
        )

    @property
    def fresh_tokens(self) -> int:
        """Return the input that no cache held."""
        return self.input_tokens + self.cache_write_tokens

    @property
    def all_input_tokens(self) -> int:
        """Return the whole input."""
        return self.fresh_tokens + self.cache_read_tokens

    @property
    def cache_share(self) -> float:
        """Return the share of the input that was read from the cache, 0 to 1."""
        return self.cache_read_tokens / self.all_input_tokens if self.all_input_tokens else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptUse:
    """A prompt as it was sent."""

    id: Annotated[str, "Its id, such as `system` or `styles/api`."]
    version: Annotated[str, "Its version, of its front matter."]
    sha256: Annotated[str, "Of the rendered text."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One request and its reply."""

    number: Annotated[int, "From 1."]
    request_id: Annotated[str, "As the service calls it; for its support."] = ""
    stop_reason: Annotated[str, "Why the model stopped, as the service says."] = ""
    usage: Annotated[Usage, "Tokens."] = Usage()
    usd: Annotated[float, "Price by the dated table."] = 0.0
    estimated: Annotated[bool, "The figures are an estimate: the reply was lost before it told them."] = False
    is_kept: Annotated[bool, "The reply is that of an earlier run, which paid for it."] = False
    seconds: Annotated[float, "From the request to the end of the reply."] = 0.0
    tools: Annotated[tuple[str, ...], "Tools that the model called, in order."] = ()
    errors: Annotated[int | None, "Errors of the design after this round; empty: no design came in this round."] = None
    open: Annotated[int | None, "Open points."] = None
    warnings: Annotated[int | None, "Warnings."] = None
    note: Annotated[str, "What else happened: a retry, a lost reply, a reply that was cut."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStart:
    """What a run was asked for."""

    brief: Annotated[str, "Path of the brief."]
    name: Annotated[str, "Name of the design to be."]
    planner: Annotated[str, "`claude:<model>`."]
    provider: Annotated[str, "Whose service is asked."]
    model: Annotated[str, "The model."]
    started: Annotated[str, "ISO 8601, UTC."] = ""
    version: Annotated[str, "Of the designer."] = ""
    max_cost: Annotated[float, "US dollars at most."] = 0.0
    max_rounds: Annotated[int, "Rounds at most."] = 0
    prompts: Annotated[tuple[PromptUse, ...], "Prompts, in the order in which they were sent."] = ()
    resumes: Annotated[str, "The run that this one goes on with."] = ""
    command: Annotated[str, "The command that was given, without `--resume`."] = ""
    folder: Annotated[str, "Where it was given: its paths are seen from there."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as its log tells it."""

    id: Annotated[str, "Names its folder: date, time and the design's name."]
    start: RunStart
    rounds: Annotated[tuple[Round, ...], "In order."] = ()
    ending: Annotated[Ending, "How it ended; empty: it was cut off, or is still going on."] = ""
    message: Annotated[str, "What the user was told at its end."] = ""

    @property
    def usage(self) -> Usage:
        """Return all tokens."""
        return sum((one.usage for one in self.rounds), Usage())

    @property
    def usd(self) -> float:
        """Return what it took, in US dollars by the dated table."""
        return sum(one.usd for one in self.rounds)
