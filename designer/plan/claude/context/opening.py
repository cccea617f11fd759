"""The opening of a conversation: system texts, the context by retrieval, the task, and which prompts they were made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.plan.claude.context.briefs import without_documents
from designer.plan.claude.context.budget import taking, tokens_of
from designer.plan.claude.context.condensing import condensed_text
from designer.plan.claude.context.fencing import numbered, one_line
from designer.plan.claude.context.operations import candidate_lines
from designer.plan.claude.context.relevance import Scene, heads, said_in
from designer.plan.claude.context.rivals import rival_line, rivals
from designer.plan.claude.context.slices import LEAST, sliced
from designer.plan.claude.context.sureness import sure_paths
from designer.plan.claude.context.surfaces import surfaces
from designer.plan.claude.context.systems import system_lines
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.prompts import prompt
from designer.plan.claude.proposal.findings import OWN, findings_text
from designer.plan.claude.proposal.notation import notation
from designer.plan.claude.tools.declarations import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.run import PromptUse
    from designer.model.scalars import Style
    from designer.model.spec import Catalog
    from designer.plan.claude.context.rivals import Rival
    from designer.plan.claude.context.surfaces import Surface
    from designer.plan.claude.prompts import Prompt
    from designer.plan.offline.candidates import RoleCandidates

MOST_TOKENS = 14_800
"""Of tools, system and first message together, by the cautious estimate."""
SHARES = {"brief": 3_000, "draft": 3_600, "findings": 1_200, "systems": 1_400, "candidates": 900, "rivals": 700}
"""Tokens of each part at most; what they leave goes to the fields."""
HEADINGS = 500
"""Tokens of headings and fences."""
FIELDS: dict[Style, int] = {"nocode": 1_500, "api": 1_500, "warehouse": 1_300}
"""Tokens that are kept for the fields when a draft is large: a warehouse's draft says of most fields what they become."""
SPARE = 50
"""Tokens by which a context is made shorter that came out too long: parts are counted one by one."""
MENDED = "mended here:"
"""What repair has done to the draft concerns nobody who has not seen it before."""
NOTHING = "(nothing)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a conversation begins with."""

    system: tuple[str, ...]
    """The same for all designs of a style."""
    context: str
    """The first block of the first message: what stays the same however often it is asked anew."""
    task: str
    prompts: tuple[PromptUse, ...]

    @property
    def tokens(self) -> int:
        """Return about how many tokens tools, system and first message take."""
        return sum(map(about_tokens, (*self.system, self.context, self.task))) + about_tokens(list(TOOLS))


def opening(brief: Brief, catalog: Catalog, draft: Design, report: Report, *, candidates: Sequence[RoleCandidates]) -> Opening:
    """Return the opening for a draft of the offline planner; the same bytes for the same input."""
    fixed = [prompt("system"), prompt(f"styles/{draft.style}", notation=notation(draft.style))]
    task = prompt("task")
    room = MOST_TOKENS - about_tokens(list(TOOLS)) - sum(about_tokens(one.text) for one in (*fixed, task))
    context = _context(brief, catalog, draft, report, candidates=candidates, tokens=room)
    return Opening(
        system=tuple(one.text for one in fixed),
        context=context.text,
        task=task.text,
        prompts=tuple(one.use for one in (*fixed, context, task)),
    )


def _context(brief: Brief, catalog: Catalog, draft: Design, report: Report, *, candidates: Sequence[RoleCandidates], tokens: int) -> Prompt:
    """Return the context, each part within its share; what they leave of *tokens* goes to the fields."""
    said = said_in(brief.text)
    read_or_filled = surfaces(draft, catalog)
    likely = rivals(draft, catalog)
    parts = {
        "brief": _cut(numbered(without_documents(brief.text)).split("\n"), SHARES["brief"]),
        "style": draft.style,
        "findings": _cut(_findings(draft, report), SHARES["findings"]),
        "systems": _cut(system_lines(brief, catalog, draft, said), SHARES["systems"]),
        "candidates": _cut(candidate_lines(candidates, draft), SHARES["candidates"]),
        "rivals": _cut(map(rival_line, likely), SHARES["rivals"]),
    }
    left = tokens - sum(map(tokens_of, parts.values())) - HEADINGS
    sure = [sure_paths(draft, surface) for surface in read_or_filled]
    parts["draft"] = condensed_text(draft, tokens=min(SHARES["draft"], max(left - FIELDS[draft.style], left // 2)))
    left -= tokens_of(parts["draft"])
    while True:
        context = prompt("context", **parts, slices=_slices(read_or_filled, likely, said, sure, tokens=max(left, 0)))
        over = about_tokens(context.text) - tokens
        if over <= 0 or left <= 0:
            return context
        left -= over + SPARE


def _findings(draft: Design, report: Report) -> list[str]:
    """Return the findings; what is left to do is said of a model's own designs, not of the draft, which it has yet to judge."""
    *lines, last = findings_text(draft, report).split("\n")
    return [*(line for line in lines if not line.startswith(MENDED)), f"{last.removeprefix(OWN).strip().partition(':')[0]}."]


def _cut(lines: Iterable[str], tokens: int) -> str:
    taken = taking(lines, tokens=tokens)
    return (taken.text + (f"\n({taken.left_out} more lines)" if taken.left_out else "")) or NOTHING


def _slices(
    all_surfaces: Sequence[Surface], likely: Sequence[Rival], said: frozenset[str], sure: Sequence[frozenset[str]], *, tokens: int
) -> str:
    """Return the slices, each surface with its share of the tokens; what one does not need goes to the next."""
    named = frozenset(path for rival in likely for path in (rival.target, *(source for source, _ in rival.sources)))
    left = tokens
    parts = sum(map(_part, all_surfaces))
    texts: dict[int, str] = {}
    for number in sorted(
        range(len(all_surfaces)), key=lambda number: (len(all_surfaces[number].fields) / _part(all_surfaces[number]), number)
    ):
        surface = all_surfaces[number]
        others = [heads(other.fields) for other in all_surfaces if other.side != surface.side]
        own = frozenset(path[len(surface.at) :] for path in named if path.startswith(surface.at))
        scene = Scene(said=said, shared=frozenset() if surface.is_mark else frozenset().union(*others), rivals=own, sure=sure[number])
        share = left * _part(surface) // parts
        parts -= _part(surface)
        if share >= LEAST:
            texts[number] = sliced(surface, scene, tokens=share).text
            left -= tokens_of(texts[number])
    missing = [one_line(surface.name, 80) for number, surface in enumerate(all_surfaces) if number not in texts]
    told = [texts[number] for number in sorted(texts)]
    return "\n".join((*told, *([f"not shown: {', '.join(missing)}"] if missing else []))) or NOTHING


def _part(surface: Surface) -> int:
    """Return the parts that a surface has of the tokens: of some little more than an id is wanted."""
    return 1 if surface.is_mark else 4
