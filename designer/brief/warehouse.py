"""What only the warehouse form asks: teams and what they may see, data, scale, growth, budget, goals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.answers import told
from designer.brief.figures import A_MONTH, A_YEAR, dollars_a_month
from designer.brief.pairs import BULLET, cells, is_rule
from designer.brief.warehouse_prose import LIMITED, goals_of, growth_of, scale_of, teams_of
from designer.model.brief import Team, WarehouseWish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.answers import Answer
    from designer.brief.sentences import Sentence

PRODUCTS = {
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "big query": "bigquery",
    "redshift": "redshift",
    "duckdb": "duckdb",
    "duck db": "duckdb",
}
HIDDEN = re.compile(
    r"(?:\b(?:but |and )?(?:not|never|no|without|must not see|may not see|hide|hidden|except|excluding|ohne|nicht)\b[:\s]*(?:access to |see |the )?)(?P<what>[^.;]*)",
    re.IGNORECASE,
)
TEAM = re.compile(r"^(?P<name>[A-Z][\w &/-]{1,40}?)\s*(?::|→|->|\s[-–—]\s|\b(?:needs?|wants?|uses?|sees?|looks? at)\b)\s*(?P<needs>.+)$")
AMOUNT = re.compile(r"[$€£]\s*\d|\d[\d.,']*\s*k?\s*(?:[$€£]|(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|francs?)\b)", re.IGNORECASE)
BUDGET = re.compile(r"[^.\n]*\b(?:budget|spend|costs?|(?:no|not) more than|at most|max(?:imum|imal)?|up to)\b[^.\n]*", re.IGNORECASE)


def warehouse_wish(answers: Sequence[Answer], text: str, *, wanted: bool, sentences: Sequence[Sentence] = ()) -> WarehouseWish | None:
    """Return the answers to the warehouse form, from prose where no line gives one; None if it was neither asked for nor answered."""
    if not wanted and not {"scale", "growth", "product"} & {answer.key for answer in answers}:
        return None
    budget = told(answers, "budget") or next((match[0].strip() for match in BUDGET.finditer(text) if _is_money(match[0])), "")
    product = told(answers, "product") or text
    return WarehouseWish(
        teams=tuple(team for answer in answers if answer.key == "teams" for team in _teams(answer)) or teams_of(sentences),
        data_kinds=_list(told(answers, "data_kinds")),
        scale=told(answers, "scale") or scale_of(sentences),
        growth=told(answers, "growth") or growth_of(sentences),
        budget=budget,
        budget_usd_month=dollars_a_month(budget) if budget else None,
        product=next((name for word, name in PRODUCTS.items() if re.search(rf"\b{word}\b", product, re.IGNORECASE)), ""),
        goals=_list(told(answers, "goals"), prose=True) or goals_of(sentences),
    )


def _is_money(text: str) -> bool:
    """Tell whether a text names an amount of money, a month's or a year's unless it speaks of a budget."""
    spoken = re.search(r"\bbudget|\bspend\b|\bcosts?\b", text, re.IGNORECASE)
    return AMOUNT.search(text) is not None and (spoken is not None or A_MONTH.search(text) is not None or A_YEAR.search(text) is not None)


def _teams(answer: Answer) -> list[Team]:
    found = []
    for offset, line in enumerate(answer.text.split("\n")):
        bare = BULLET.sub("", line).replace("**", "").strip()
        row = cells(bare) if bare.startswith("|") else ()
        if row and (is_rule(row) or re.match(r"team|who|name", row[0], re.IGNORECASE)):
            continue
        if row:
            name, needs = row[0], "; ".join(row[1:2])
            hidden = row[2] if len(row) > 2 else ""
            only = re.search(r"\bonly\b|nothing but", needs, re.IGNORECASE) is not None
            found.append(Team(name=name, needs=needs, hidden=_list(hidden), only=only, line=answer.line + offset))
        elif match := TEAM.match(bare):
            found.append(_team(match["name"].strip(), match["needs"], answer.line + offset))
        elif bare and len(bare.split()) > 1 and "," in bare and all(len(name.split()) <= 2 for name in bare.split(",")):
            found += [Team(name=name.strip(), line=answer.line + offset) for name in bare.split(",")]
        elif bare:
            found.append(Team(name=bare if len(bare.split()) <= 3 else " ".join(bare.split()[:2]), needs=bare, line=answer.line + offset))
    return found


def _team(name: str, needs: str, line: int) -> Team:
    hidden = tuple(part for match in HIDDEN.finditer(needs) for part in _list(match["what"]))
    needs = re.sub(r"^(?:needs?|wants?|to see|sees?)\s+", "", HIDDEN.sub("", needs).strip(" ,;.("), flags=re.IGNORECASE)
    only = LIMITED.search(needs) is not None
    return Team(name=name, needs=re.sub(r"\b(?:only|just|nothing but)\s+|\s+only\b", "", needs), hidden=hidden, only=only, line=line)


def _list(text: str, *, prose: bool = False) -> tuple[str, ...]:
    found: list[str] = []
    for line in text.split("\n"):
        bare = BULLET.sub("", line).strip(" *.")
        parts = [bare] if prose else re.split(r"\s*(?:,|;|\band\b|\bund\b)\s*", bare)
        found += [part.strip(" .()") for part in parts if part.strip(" .()")]
    return tuple(dict.fromkeys(found))
