"""Briefs in the manner of hurried people: each `cases/*.md` with what must be read from it beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from designer.brief.read import read_brief
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.plan.offline.style import choose_style

if TYPE_CHECKING:
    from designer.model.brief import Brief, Wish, WishedPair

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_reads_what_the_brief_says(case: Path) -> None:
    """Systems, wishes, pairs, figures, questions and unread lines are exactly those expected; nothing is added."""
    expected = yaml.safe_load(case.with_suffix(".yaml").read_text(encoding="utf-8"))
    brief = read_brief(case.read_text(encoding="utf-8"), systems=[_given(name) for name in expected.pop("given", [])])
    assert told(brief) == expected


def told(brief: Brief) -> dict[str, Any]:
    """Return what a brief holds in the short form of the expectations; what is empty is left out."""
    plain = {
        "name": brief.name,
        "style": brief.style if brief.style != "auto" else "",
        "chosen": choose_style(brief).style,
        "platform": brief.platform,
        "systems": [system.name for system in brief.systems],
        "wishes": [_wish(wish) for wish in brief.wishes],
        "max_delay_seconds": brief.max_delay_seconds,
        "volume_per_day": brief.volume_per_day,
        "current_state": brief.current_state,
        "authentication": brief.authentication,
        "data_format": brief.data_format,
        "rate_limits": brief.rate_limits,
        "errors": list(brief.errors),
        "settings": {setting.id: setting.value for setting in brief.settings},
        "teams": [f"{team.name}: {team.needs}; hidden: {', '.join(team.hidden)}" for team in brief.warehouse.teams]
        if brief.warehouse
        else [],
        "budget_usd_month": brief.warehouse.budget_usd_month if brief.warehouse else None,
        "product": brief.warehouse.product if brief.warehouse else "",
        "questions": [f"{question.line}: {question.id}" for question in brief.questions],
        "unread": [f"{line.line}: {line.text}" for line in brief.unread],
    }
    return {key: value for key, value in plain.items() if value not in ("", [], {}, None)}


def _wish(wish: Wish) -> dict[str, Any]:
    plain = {
        "line": wish.line,
        "from": wish.source,
        "to": wish.target,
        "when": wish.when,
        "then": wish.then,
        "pairs": [_pair(pair) for pair in wish.pairs],
        "conditions": list(wish.conditions),
        "lookups": list(wish.lookups),
        "two_way": wish.two_way or None,
        "fields": list(wish.fields),
        "create_only": wish.create_only or None,
    }
    return {key: value for key, value in plain.items() if value not in ("", [], None)}


def _pair(pair: WishedPair) -> str:
    left = " + ".join(pair.sources) if pair.sources else repr(pair.constant)
    return f"{left} -> {pair.target}" + (f" ({pair.note})" if pair.note else "")


def _given(name: str) -> SystemRef:
    return SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name}.yaml"),))
