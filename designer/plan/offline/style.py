"""Which of the three styles fits a brief, by stated thresholds; every reason is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.question import Question

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.scalars import Style

# The lesson's own figures (README, "Three styles"): no-code for 2-3 tools and moderate volume where minutes of delay are fine;
# an API integration for events, custom logic, high volume or less than a minute of delay; a warehouse for many systems and one view.
REAL_TIME_SECONDS = 60
FEW_SYSTEMS = 3
# The lesson says "many" and "moderate" without a figure. Ours: from five systems on, pairs of flows outnumber the systems; and
# past a thousand records a day the platforms' price per task leaves the lesson's $50-500 a month.
MANY_SYSTEMS = 5
MODERATE_VOLUME = 1_000

ONE_VIEW = re.compile(
    r"\b(?:dashboards?|reporting|reports|analytics|business intelligence|bi tool|data lake|data mart|kpis?|cohorts?"
    r"|(?:one|single|unified|360)[ -]?(?:degree )?(?:customer )?(?:view|picture)|single source of truth|one view of)\b",
    re.IGNORECASE,
)
WAREHOUSE = re.compile(
    r"\b(?:data[ -]?warehouse|dwh|snowflake|bigquery|big query|redshift|duckdb|databricks"
    r"|warehouse tables?)\b",
    re.IGNORECASE,
)
WAREHOUSE_NAME = re.compile(r"data ?warehouse|\bwarehouse\b|\bdwh\b|snowflake|bigquery|redshift|duckdb|databricks", re.IGNORECASE)
GOODS = re.compile(r"\b(?:inventory|stock levels?|stock|shipping|picking|warehouses)\b", re.IGNORECASE)
LOADING = re.compile(
    r"\b(?:load|keep|land|extract|ingest|replicate|copy|pull|dump|store)\b[^.\n]*\b(?:tables?|warehouse|dwh|snowflake|bigquery|redshift|duckdb)\b",
    re.IGNORECASE,
)
CUSTOM_LOGIC = re.compile(
    r"\b(?:custom (?:logic|code)|web ?hooks?|event[- ]driven|idempoten\w+|transactional|middleware|micro-?services?"
    r"|high volume|(?:own|in-house) code)\b",
    re.IGNORECASE,
)
NO_CODE = re.compile(r"\b(?:no[- ]code|without (?:code|coding|developers?)|zapier|make\.com|integromat|n8n|zaps?)\b", re.IGNORECASE)
BY_HAND = re.compile(
    r"\b(?:manual(?:ly)?|by hand|copy[- ]?(?:and[- ])?past\w*|csv exports?|exports? (?:a|the) csv|hand[- ]?offs?|von hand|re-?typ\w+)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(\d{1,3})\s+(?:different |separate |source |business |various |other )?"
    r"(?:systems?|tools?|sources?|apps?|applications?|platforms?)\b",
    re.IGNORECASE,
)
PATIENT = re.compile(
    r"\b(?:few|couple of|some|several|\d+)? ?min(?:ute)?s?(?: (?:of )?delay| later)? (?:is|are|would be|will be) "
    r"(?:fine|ok|okay|enough|good)\b|not urgent|no rush",
    re.IGNORECASE,
)
AT_ONCE = re.compile(
    r"\b(?:the (?:very )?(?:moment|second|instant|minute)|at once|immediately|(?:right|straight) away|instant(?:ly)?|real[- ]?time)\b",
    re.IGNORECASE,
)
"""Who wants it at once does not find minutes of delay better than work by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleChoice:
    """The style, why, and what must be asked when the facts speak against a wish."""

    style: Style
    reasons: tuple[str, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """Reasons that the brief gives for each style, strongest first."""

    warehouse: tuple[str, ...]
    api: tuple[str, ...]
    nocode: tuple[str, ...]


def choose_style(brief: Brief) -> StyleChoice:
    """Return the style the person asked for, else the one that the facts of the brief speak for."""
    facts = _facts(brief)
    if brief.style != "auto":
        return _wished(brief.style, facts)
    if facts.warehouse:
        return StyleChoice(style="warehouse", reasons=facts.warehouse)
    if facts.api:
        return StyleChoice(style="api", reasons=facts.api)
    if facts.nocode:
        return StyleChoice(style="nocode", reasons=facts.nocode)
    return _unconstrained(brief)


def _facts(brief: Brief) -> _Facts:
    return _Facts(warehouse=_for_warehouse(brief), api=_for_api(brief), nocode=_for_nocode(brief))


def _for_warehouse(brief: Brief) -> tuple[str, ...]:
    reasons = []
    count = _system_count(brief)
    view = ONE_VIEW.search(brief.text)
    warehouse = WAREHOUSE.search(brief.text)
    loading = None if GOODS.search(brief.text) else LOADING.search(brief.text)
    if brief.warehouse is not None and (brief.warehouse.teams or brief.warehouse.growth or brief.warehouse.scale):
        reasons.append("the brief answers the questions of the warehouse form")
    if warehouse:
        reasons.append(f"the brief names a warehouse as its goal (“{warehouse[0]}”)")
    elif ends := sorted({wish.target for wish in brief.wishes if WAREHOUSE_NAME.search(wish.target)}):
        reasons.append(f"what it asks for ends in {ends[0]}")
    elif loading and not any(wish.target and wish.source and wish.target != wish.source for wish in brief.wishes):
        reasons.append("the brief loads records into a table instead of writing them to another system")
    acting = any(wish.source and wish.target for wish in brief.wishes)
    if count >= MANY_SYSTEMS and (view or not acting):
        reasons.append(f"{count} systems: from {MANY_SYSTEMS} on, one place for all of them is less work than flows between each pair")
    if view and (count > FEW_SYSTEMS or not brief.wishes or reasons):
        reasons.append(f"the goal is one view for reading (“{view[0]}”), not an action in another system")
    return tuple(reasons)


def _for_api(brief: Brief) -> tuple[str, ...]:
    reasons = []
    if brief.max_delay_seconds is not None and brief.max_delay_seconds <= REAL_TIME_SECONDS:
        reasons.append(f"a change may take {brief.max_delay_seconds} s at most; no-code platforms poll every few minutes")
    if brief.volume_per_day is not None and brief.volume_per_day > MODERATE_VOLUME:
        reasons.append(f"a volume of {brief.volume_per_day:,} a day is above {MODERATE_VOLUME:,}, where a price per task grows too dear")
    if _system_count(brief) > FEW_SYSTEMS and not reasons:
        reasons.append(f"{_system_count(brief)} systems are more than the {FEW_SYSTEMS} that no-code flows keep in order")
    if custom := CUSTOM_LOGIC.search(brief.text):
        reasons.append(f"the brief asks for what only code gives (“{custom[0]}”)")
    return tuple(reasons)


def _for_nocode(brief: Brief) -> tuple[str, ...]:
    if _system_count(brief) > FEW_SYSTEMS:
        return ()
    reasons = []
    if brief.platform:
        reasons.append(f"the brief names the platform {brief.platform}")
    elif asked := NO_CODE.search(brief.text):
        reasons.append(f"the brief asks for no code (“{asked[0]}”)")
    slow = brief.max_delay_seconds is not None and brief.max_delay_seconds > REAL_TIME_SECONDS
    described = any(system.descriptions for system in brief.systems)
    is_urgent = AT_ONCE.search(brief.text) is not None and not slow
    if not is_urgent and (by_hand := BY_HAND.search(" ".join([brief.current_state, brief.goal, *(wish.text for wish in brief.wishes)]))):
        reasons.append(f"today it is done by hand (“{by_hand[0]}”), so minutes of delay are already better")
    if PATIENT.search(brief.text):
        reasons.append("minutes of delay are fine")
    if brief.volume_per_day is not None and (slow or not described):
        reasons.append(f"a volume of {brief.volume_per_day:,} a day is within {MODERATE_VOLUME:,}")
    if slow and (not described or reasons):
        reasons.append(f"a change may take {brief.max_delay_seconds} s")
    return tuple(reasons)


def _unconstrained(brief: Brief) -> StyleChoice:
    if any(system.descriptions for system in brief.systems):
        return StyleChoice(
            style="api",
            reasons=(
                "the systems' API documents are at hand and no stated limit decides: code against them costs little and can be tested",
                (
                    f"it would be no-code if the brief named Zapier, Make or n8n, or said that minutes of delay are fine "
                    f"and {MODERATE_VOLUME:,} records a day or fewer"
                ),
            ),
        )
    return StyleChoice(
        style="nocode",
        reasons=(
            f"{_system_count(brief) or 'few'} systems, no API documents and no limit stated: the least work that answers the brief",
            f"it would be an API integration with less than a minute of delay or more than {MODERATE_VOLUME:,} records a day",
        ),
    )


def _wished(style: Style, facts: _Facts) -> StyleChoice:
    against = {
        "nocode": facts.warehouse + facts.api,
        "api": () if facts.api else facts.warehouse,
        "warehouse": () if facts.warehouse else facts.api,
    }[style]
    if style == "warehouse":  # the form alone is no fact
        against = tuple(reason for reason in facts.api if "at most" in reason) if len(facts.warehouse) <= 1 else ()
    other: Style = "warehouse" if facts.warehouse and style != "warehouse" else "api"
    asked = (_against(style, other, against),) if against else ()
    return StyleChoice(style=style, reasons=("the brief asks for it", *(f"but {reason}" for reason in against)), questions=asked)


def _against(style: Style, other: Style, reasons: tuple[str, ...]) -> Question:
    return Question(
        id="style",
        about="brief: style",
        text=f"Shall it stay {style} although {reasons[0]}?",
        why=f"The facts of the brief speak for {other}: " + "; ".join(reasons) + ".",
        candidates=(style, other),
    )


def _system_count(brief: Brief) -> int:
    told = [int(match[1]) for match in COUNTED.finditer(brief.text)]
    return max([len(brief.systems), *told])
