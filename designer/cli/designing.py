"""The command `design`: from a brief to a design and a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002 - typer reads annotations at run time

from designer.cli import briefing, planning
from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from designer.model.run import Run
    from designer.pipeline.designing import Outcome, Wanted
    from designer.plan.claude.stopping import Stopped

SUMMARY = "Design an integration from a brief and write a repository."
HELP = """Design an integration from a brief, check it against the systems' own documents and write a repository that runs.

The folder gets design.yaml, which you read, edit and render again; edits in other files are kept too.

Claude proposes where a credential is set (ANTHROPIC_API_KEY, or what the cloud of --provider asks for), else the offline planner; either
way the check decides. With --dry-run nothing is sent: the prompt is shown with its size and the most that the run can cost.

Exit code: 0 done; 1 the design has errors (only design.yaml is written, unless --force), an edit of yours is in conflict, or
Claude stopped before it was done; 2 the run could not be made; 130 interrupted. The best design so far is written whenever there is one.
"""
EXAMPLES = """\b
Examples:
  designer design --from brief.md
  designer design --from brief.md --spec Stripe=stripe.json --spec CRM=crm.yaml
  designer design --from brief.md --planner claude --dry-run
  designer design --from brief.md --model claude-sonnet-5-5 --max-cost 0.50
  designer design --resume last
"""
EXAMPLES_ALONE = EXAMPLES.replace("  designer design", "  design")


def design(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    *,
    brief: briefing.BriefOption = None,
    spec: briefing.SpecOption = None,
    object_: briefing.ObjectOption = None,
    style: briefing.StyleOption = briefing.StyleWish.auto,
    out: briefing.OutOption = None,
    dry_run: briefing.DryRunOption = False,
    force: briefing.ForceOption = False,
    planner: planning.PlannerOption = planning.PlannerName.auto,
    model: planning.ModelOption = None,
    provider: planning.ProviderOption = planning.ProviderName.anthropic,
    effort: planning.EffortOption = planning.EffortName.medium,
    max_cost: planning.MaxCostOption = 2.0,
    max_rounds: planning.MaxRoundsOption = 20,
    resume: planning.ResumeOption = "",
    no_narrative: planning.NoNarrativeOption = False,
    no_log: planning.NoLogOption = False,
    output: FormatOption = Format.text,
) -> int:
    """Plan, check, repair, render, write."""
    if brief is None:
        return _resumed(context, resume)
    briefing.refuse_stream(brief)
    from designer.cli.systems import systems_of  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline.designing import Wanted  # noqa: PLC0415 - the same
    from designer.plan.choosing import PlannerWish  # noqa: PLC0415 - the same

    wish = PlannerWish(
        name=planner.value, model=planning.model_of(model), provider=provider.value, effort=effort.value, max_cost=max_cost,
        max_rounds=max_rounds, narrative=not no_narrative, keeps_log=not no_log, resume=resume, command=planning.command_line(context),
    )  # fmt: skip
    systems = systems_of(spec or [], object_ or [])
    wanted = Wanted(brief=brief, systems=systems, style=style.value, out=out, force=force, planner=planning.checked_wish(wish))
    _warn(planning.strange_model(wish))
    return _foreseen(wanted, output) if dry_run and planning.asks_claude(wish, dry_run=True) else _designed(wanted, output, dry_run=dry_run)


def _resumed(context: typer.Context, run: str) -> int:
    """Go on with a run whose log knows its brief."""
    from designer.cli.resuming import resumed  # noqa: PLC0415 - lazy, as in all commands
    from designer.errors import UsageError  # noqa: PLC0415 - the same

    if not run:
        blank = "Make a blank one with `designer new api > brief.md` (or nocode, warehouse), fill it in"
        step = f"{blank}, then `{context.command_path} --from brief.md`."
        raise UsageError(context.command_path, "no brief is given (--from)", next_step=step)
    return resumed(context, run)


def _warn(text: str) -> None:
    from designer.show.console import tell as message  # noqa: PLC0415 - lazy, as in all commands

    if text:
        message(text, tone="warning")


def _designed(wanted: Wanted, output: Format, *, dry_run: bool) -> int:
    from designer.cli.endings import ended, tell_lost  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.tree import write  # noqa: PLC0415 - the same
    from designer.pipeline.designing import design as run  # noqa: PLC0415 - the same
    from designer.show.console import tell as message  # noqa: PLC0415 - the same
    from designer.show.console import working  # noqa: PLC0415 - the same

    is_asked = planning.asks_claude(wanted.planner)
    came_to_nothing: list[tuple[Run, Stopped | None]] = []
    start = [planning.start_line(wanted.planner)] if is_asked else []
    try:
        with working() as tell:

            def tell_after_start(text: str) -> None:
                # What cannot be begun, for want of a credential or of a run to go on with, is refused before the first word.
                while start:
                    message(start.pop())
                tell(text)

            outcome = run(wanted, tell=tell_after_start, notice=message, lost=lambda *told: came_to_nothing.append(told))
            if not dry_run:
                tell("Writing")
                came_to_nothing += [(outcome.run, outcome.stopped)] if outcome.run else []
                write(outcome.changes)
                came_to_nothing.clear()
    finally:
        for told in came_to_nothing:
            tell_lost(*told)
    _answer(outcome, output, is_written=not dry_run)
    if not is_asked and wanted.planner.name == "auto":
        message(planning.offline_line(wanted.planner, dry_run=dry_run), tone="quiet")
    return ended(outcome)


def _foreseen(wanted: Wanted, output: Format) -> int:
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.foreseeing import foreseen, foreseen_answer  # noqa: PLC0415 - the same
    from designer.pipeline.foreseeing import first_turn  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same
    from designer.show.foreseen import foreseen_lines  # noqa: PLC0415 - the same

    with working() as tell:
        told = foreseen(first_turn(wanted, tell=tell), wanted.planner)
    print_json(foreseen_answer(told)) if output is Format.json else show(foreseen_lines(told))
    return 0


def _answer(outcome: Outcome, output: Format, *, is_written: bool) -> None:
    from designer.cli.answers import design_answer, print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.outcome import outcome_lines  # noqa: PLC0415 - the same

    if output is Format.json:
        print_json(design_answer(outcome))
        return
    lines = outcome_lines(
        outcome.design,
        outcome.report,
        outcome.changes,
        is_written=is_written,
        is_rendered=outcome.is_rendered,
        left_out=outcome.left_out,
    )
    show(lines)
