"""The options that say who proposes a design and what that may cost, and what they ask of the planner."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_run
from designer.errors import UsageError

if TYPE_CHECKING:
    from designer.plan.choosing import PlannerWish

PROPOSING = "Who proposes"
"""The head of the options' group."""
MODEL_VARIABLE = "DESIGNER_MODEL"
MODEL = re.compile(r"[\w.:/@-]{1,200}")
"""Ids as the vendor and the clouds write them, an address of a profile included."""
LEAST_COST, MOST_COST = 0.01, 1_000.0
MOST_ROUNDS = 200
RESUMED = " --max-cost counts what the run took before, --max-rounds counts anew."
"""What a person should know of the caps of a run that is gone on with."""
MOMENTARY = frozenset({"resume", "dry_run", "no_log"})
"""Options that no command repeats which goes on with a run."""


class PlannerName(StrEnum):
    """Who may propose."""

    auto = "auto"
    offline = "offline"
    claude = "claude"


class ProviderName(StrEnum):
    """Whose service holds Claude."""

    anthropic = "anthropic"
    bedrock = "bedrock"
    vertex = "vertex"
    foundry = "foundry"


class EffortName(StrEnum):
    """How much the model thinks."""

    low = "low"
    medium = "medium"
    high = "high"
    xhigh = "xhigh"
    max = "max"


PlannerOption = Annotated[
    PlannerName,
    typer.Option(help="claude, offline (no key, no network), or auto: claude where a credential is set.", rich_help_panel=PROPOSING),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        help=f"Model, such as claude-sonnet-5-5; {MODEL_VARIABLE} if not given, else claude-opus-5-5.",
        metavar="ID",
        rich_help_panel=PROPOSING,
    ),
]
ProviderOption = Annotated[ProviderName, typer.Option(help="Whose service is asked.", rich_help_panel=PROPOSING)]
EffortOption = Annotated[EffortName, typer.Option(help="How much Claude thinks.", rich_help_panel=PROPOSING)]
MaxCostOption = Annotated[
    float, typer.Option(help="Stop before a call that could pass so many US dollars in all.", metavar="USD", rich_help_panel=PROPOSING)
]
MaxRoundsOption = Annotated[int, typer.Option(help="Stop after so many requests.", metavar="N", rich_help_panel=PROPOSING)]
ResumeOption = Annotated[
    str,
    typer.Option(
        help="Go on with a run that stopped: its id (`designer runs list`), or last. Without --from, with its other options as they were. "
        "--max-cost counts what the run took before; --max-rounds counts anew.",
        metavar="RUN",
        rich_help_panel=PROPOSING,
        show_default=False,
        autocompletion=complete_run,
    ),
]
NoNarrativeOption = Annotated[
    bool,
    typer.Option(
        "--no-narrative", help="Do without Claude's prose in the documents, which takes one more call.", rich_help_panel=PROPOSING
    ),
]
NoLogOption = Annotated[
    bool, typer.Option("--no-log", help="Keep no log of the run; it cannot be resumed then.", rich_help_panel=PROPOSING)
]


def checked_wish(wish: PlannerWish) -> PlannerWish:
    """Return what was asked of the planner. Raises UsageError where it cannot be had as it is."""
    if wish.provider == "bedrock" and wish.name != "offline" and not ("anthropic." in wish.model or wish.model.startswith("arn:")):
        step = "Write its id as Bedrock has it, for example --model us.anthropic.claude-opus-5-5, or the address of an inference profile."
        raise UsageError("--provider bedrock", f"has no model {wish.model or 'of its own accord'}", next_step=step)
    if not (math.isfinite(wish.max_cost) and LEAST_COST <= wish.max_cost <= MOST_COST):
        fact = f"is not between {LEAST_COST} and {MOST_COST:,.0f} US dollars"
        raise UsageError(
            f"--max-cost {wish.max_cost:g}", fact, next_step="Write for example --max-cost 2, or --planner offline for no cost."
        )
    if not 1 <= wish.max_rounds <= MOST_ROUNDS:
        fact = f"is not between 1 and {MOST_ROUNDS}"
        raise UsageError(f"--max-rounds {wish.max_rounds}", fact, next_step="Write for example --max-rounds 20.")
    if wish.resume and wish.name == "offline":
        raise UsageError(
            "--resume", "goes on with a run of Claude, and --planner offline was asked for", next_step="Leave one of them out."
        )
    return wish


def asks_claude(wish: PlannerWish, *, dry_run: bool = False) -> bool:
    """Tell whether Claude shall propose; a dry run needs no credential for it, if Claude was named."""
    from designer.plan.choosing import uses_claude  # noqa: PLC0415 - lazy: looks for credentials

    return (dry_run and wish.name == "claude") or uses_claude(wish)


def start_line(wish: PlannerWish) -> str:
    """Return what a person should know before Claude is asked: which model, what it may cost, and until when it is served."""
    from designer.plan.claude.pricing import price_of  # noqa: PLC0415 - only where Claude is asked
    from designer.plan.claude.settings import DEFAULT_MODEL  # noqa: PLC0415 - the same
    from designer.show.costs import counted  # noqa: PLC0415 - the same

    model = wish.model or DEFAULT_MODEL
    price = price_of(model)
    ends = f" {model} is served until {price.retires} only." if price.retires else ""
    unknown = "" if price.is_known else f" Its price is not known; that of {price.like}, the dearest, is counted."
    again = RESUMED if wish.resume else ""
    return f"Claude ({model}) designs, for at most ${wish.max_cost:,.2f} and {counted(wish.max_rounds, 'round')}.{again}{ends}{unknown}"


def strange_model(wish: PlannerWish) -> str:
    """Return a warning of a model whose name is none of Claude's, with those that are; empty where there is nothing to warn of.

    It is no refusal: a gateway's names and those of a deployment in a cloud are whoever's made them. The address of an inference profile
    on Bedrock does not tell its model.
    """
    name = wish.model.lower()
    if wish.name == "offline" or not name or "claude" in name or name.startswith("arn:"):
        return ""
    from designer.check.evidence.near import did_you_mean, listed  # noqa: PLC0415 - only where a name is strange
    from designer.plan.claude.pricing.prices import known_prices  # noqa: PLC0415 - the same

    names = [price.model for price in known_prices()]
    near = did_you_mean(name, names, otherwise=f"Known are: {listed(names)}.")
    return f"--model {wish.model}: that is no name of a Claude model, and no other can design.{near} A gateway's own name for one is taken."


def offline_line(wish: PlannerWish, *, dry_run: bool = False) -> str:
    """Return what a person should know where no credential let Claude design: how one is had; in a dry run, how it is done without."""
    from designer.plan.claude.service import SIGN_IN  # noqa: PLC0415 - only where Claude was looked for

    step = SIGN_IN[wish.provider]
    dry = " `--planner claude --dry-run` needs none: it shows the prompt and the most that a run can cost." if dry_run else ""
    return f"Planned offline: no credential for Claude is set. To let Claude design, {step[0].lower()}{step[1:]}.{dry}"


def model_of(given: str | None) -> str:
    """Return the model that was asked for, of the environment where the option is not there; empty: the default one. Raises UsageError."""
    import os  # noqa: PLC0415 - beside its only use

    place, model = ("--model", given) if given is not None else (MODEL_VARIABLE, os.environ.get(MODEL_VARIABLE, ""))
    if model.strip() and not MODEL.fullmatch(model.strip()):
        raise UsageError(f"{place} {model!r}", "is no id of a model", next_step="Write for example --model claude-sonnet-5-5.")
    return model.strip()


def command_line(context: typer.Context) -> str:
    """Return the command as a shell takes it, with the options that are not as they are without being given; none that are of a moment."""
    import shlex  # noqa: PLC0415 - beside its only use

    words = context.command_path.split()
    for option in context.command.params:
        name = str(option.name)
        value = context.params.get(name)
        for one in value if isinstance(value, list | tuple) else [value]:
            if name in MOMENTARY or one in (option.default, None, False, ""):
                continue
            words += [option.opts[0]] if one is True else [option.opts[0], f"{one:g}" if isinstance(one, float) else str(one)]
    return shlex.join(words)
