"""Read a brief: bytes or text in, the Brief out; nothing guessed, every refusal with its line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from designer.brief.answers import CALLS, FORMAT, SIGN_IN, Answer, answers_of, delays, prose_of, told, volumes
from designer.brief.decode import decode_brief, repaired
from designer.brief.evidence import last_resort
from designer.brief.fallbacks import fallbacks_asked, with_whole_fallbacks
from designer.brief.field_talk import read_field_talk
from designer.brief.field_words import KEPT, is_field_name
from designer.brief.figures import delay_seconds, per_day
from designer.brief.front_matter import read_front_matter
from designer.brief.given import directed, given_systems, named_systems, stated_ends, system_names
from designer.brief.lines import numbered_lines, spoken_lines
from designer.brief.mapping import read_mapping, with_pairs
from designer.brief.pairs import BULLET
from designer.brief.placeholders import is_placeholder, without_form_lines, without_placeholders
from designer.brief.questions import (
    Stated,
    asked_beside,
    contradiction,
    guessed_direction,
    kept_field,
    mapped_twice,
    missing,
    two_directions,
    unknown_system,
)
from designer.brief.secrets import refuse_secrets
from designer.brief.sections import key_of, label_of, parts_of
from designer.brief.sentences import sentences_of
from designer.brief.spoken import as_meant
from designer.brief.systems import SystemNames, reads_only
from designer.brief.triggers import form_wishes
from designer.brief.warehouse import warehouse_wish
from designer.brief.wishes import ReadWishes, read_wishes
from designer.errors import BriefError
from designer.model.brief import Brief, SystemRef, Unread
from designer.names.files import file_stem
from designer.names.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.brief.lines import Line
    from designer.brief.sections import Part
    from designer.brief.sentences import Sentence
    from designer.model.brief import Wish
    from designer.model.question import Question
    from designer.model.scalars import StyleWish

__all__ = ["decode_brief", "read_brief"]

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("nocode", re.compile(r"no[- ]?code|zapier|make|n8n|simple", re.IGNORECASE)),
    ("warehouse", re.compile(r"warehouse|dwh", re.IGNORECASE)),
    ("api", re.compile(r"\bapi\b|code|real[- ]?time", re.IGNORECASE)),
)
PLATFORMS = (
    ("zapier", re.compile(r"\bzap(?:ier|s)?\b", re.IGNORECASE)),
    ("n8n", re.compile(r"\bn8n\b", re.IGNORECASE)),
    ("make", re.compile(r"\bmake\.com\b|\bintegromat\b|\b(?:in|with|via|using|on|use|or) Make\b(?! sure)")),
)
WAREHOUSE = re.compile(
    r"\bdata ?warehouse\b|\bdwh\b|\bdashboards?\b|\b(?:one|single|unified) (?:customer )?view\b|snowflake|bigquery|redshift", re.IGNORECASE
)
# What forms print above themselves: it names a kind of integration, not this one.
FORM_TITLE = re.compile(
    r"(?:simple )?no[- ]?code (?:sync|integration|automation)|real[- ]?time (?:api )?(?:integration|sync)|api integration|(?:enterprise )?data warehouse|(?:integration )?(?:brief|form|template|request)",
    re.IGNORECASE,
)
LONGEST_BRIEF = 200_000
PROSE = ("", "problem", "trigger", "notes", "mapping")
NEXT = "Write what shall happen, as in: When a deal is won in HubSpot, create a project in Asana. `designer new nocode` prints a form."


def read_brief(text: str, *, path: str = "", systems: Sequence[SystemRef] = ()) -> Brief:
    """Return everything the text asks for; *systems* are those given beside it. Raises BriefError for a text that says nothing or holds a secret."""
    place = path or "brief"
    if len(text) > LONGEST_BRIEF:
        raise BriefError(place, f"the brief has {len(text):,} letters; a page or two is meant.", next_step=NEXT)
    refuse_secrets(repaired(text), place=place)
    lines = numbered_lines(repaired(text))
    front = read_front_matter(lines)
    _refuse_empty(front.body, front.answers, place)
    spoken = spoken_lines(without_form_lines(front.body))
    given = given_systems(systems, front.systems, parts_of(spoken.lines))
    names = system_names(given, front.body)
    parts = parts_of(as_meant(spoken.lines, names))
    answers = answers_of(parts, front.answers, {key: key_of(key) or key for key, _, _ in front.answers})
    mapping = read_mapping(parts, names)
    sentences = with_whole_fallbacks(sentences_of(line for part in parts if part.key in PROSE for line in mapping.rest(part)))
    talk = read_field_talk(sentences, names)
    asked = read_field_talk(fallbacks_asked(parts), names)
    talk = replace(talk, pairs=(*talk.pairs, *asked.pairs))
    mapping = replace(mapping, pairs=tuple(sorted((*mapping.pairs, *talk.pairs), key=lambda one: one.pair.line)), lists=talk.lists)
    wishes = _wishes(parts, talk.sentences, names, spoken.subject)
    said = " ".join(one.text for one in talk.sentences)
    ends = stated_ends(parts, names)
    wishes = replace(wishes, wishes=with_pairs(directed(wishes.wishes, ends), mapping, ends=ends, said=said))
    wishes = replace(wishes, wishes=_limited(wishes.wishes, answers))
    sentences = tuple(one for one in sentences if one.text not in wishes.today)
    brief = _brief(answers, sentences, wishes, text=repaired(text))
    found = _all_systems(given, wishes, names, brief.text)
    return replace(
        brief,
        name=file_stem(_name(brief, answers, wishes.wishes, found)),
        title=brief.title or without_placeholders(spoken.subject),
        systems=found,
        settings=front.settings,
        unread=(*front.unread, *mapping.unread, *wishes.unread, *_unused(front.answers)),
        questions=_questions(answers, sentences, wishes, parts, given),
        path=path,
    )


def _all_systems(given: tuple[SystemRef, ...], wishes: ReadWishes, names: SystemNames, text: str) -> tuple[SystemRef, ...]:
    """Return the systems given and wished for; where the brief neither lists them nor wishes for one, all that its text names."""
    found = named_systems(given, wishes.wishes)
    if found and (wishes.wishes or any(system.line for system in given)):
        return found
    known = {system.name for system in found}
    mentions = dict.fromkeys(mention.name for mention in names.mentions(text, kinds=False) if mention.name not in wishes.dropped)
    return (*found, *(SystemRef(name=name) for name in mentions if name not in known and not reads_only(name)))


def _refuse_empty(body: tuple[Line, ...], front: tuple[tuple[str, str, int], ...], place: str) -> None:
    said = " ".join([*(line.text for line in body), *(value for _, value, _ in front)])
    count = len(re.findall(r"\w+", said))
    if count < 2:
        raise BriefError(place, "the brief is empty." if not count else f"the brief is one word, “{said.strip()[:60]}”.", next_step=NEXT)
    filled = [line for line in without_form_lines(body) if not is_placeholder(line.text) and label_of(line) is None]
    if not filled and not any(key not in {"style", "platform"} for key, _, _ in front) and not _labelled(body):
        raise BriefError(place, "every line still holds its placeholder.", next_step=NEXT)


def _labelled(body: tuple[Line, ...]) -> bool:
    """Tell whether a line of the form holds an answer beside its label."""
    return any(found is not None and not is_placeholder(found[2]) for line in without_form_lines(body) for found in [label_of(line)])


def _wishes(parts: tuple[Part, ...], sentences: tuple[Sentence, ...], names: SystemNames, subject: str) -> ReadWishes:
    """Return the wishes of the When and Then lines first, then those of the prose."""
    formed = form_wishes(parts, names)
    read = read_wishes(sentences, names, before=formed)
    if not read.wishes and subject:
        from designer.brief.sentences import Sentence  # noqa: PLC0415 - a subject is read as prose only where the body asks for nothing

        read = read_wishes((Sentence(subject, 1, opens=True), *sentences), names)
    if not read.wishes:
        goals = sentences_of(line for part in parts if part.key in {"goals", "title", "today"} for line in part.lines)
        read = replace(read_wishes((*sentences, *goals), names), errors=read.errors)
    if not read.wishes and (wish := last_resort(read.left, names)):
        read = replace(read, wishes=(wish,), guessed=(wish,))
    return read


def _limited(wishes: tuple[Wish, ...], answers: tuple[Answer, ...]) -> tuple[Wish, ...]:
    """Add what the form's lines for conditions and look-ups say to every wish."""
    conditions, lookups = (
        tuple(BULLET.sub("", line).strip() for line in told(answers, key).split("\n") if line.strip()) for key in ("conditions", "lookups")
    )
    return tuple(replace(wish, conditions=(*wish.conditions, *conditions), lookups=(*wish.lookups, *lookups)) for wish in wishes)


def _goal(answers: tuple[Answer, ...], wishes: tuple[Wish, ...], sentences: tuple[Sentence, ...]) -> str:
    written = told(answers, "problem") or told(answers, "goals")
    if written:
        return " ".join(BULLET.sub("", line).strip() for line in written.split("\n"))
    return " ".join(dict.fromkeys(wish.text for wish in wishes)) or " ".join(one.text for one in sentences[:3])


def _stated(answer: str, stated: tuple[Stated, ...], read: Callable[[str], int | None]) -> str:
    """Return the answer, unless it stands under another line than the one that asks for it."""
    if answer and (read(answer) is not None or not stated or any(one.text in answer for one in stated)):
        return answer
    return "\n".join(one.text for one in stated) or answer


def _brief(answers: tuple[Answer, ...], sentences: tuple[Sentence, ...], wishes: ReadWishes, *, text: str) -> Brief:
    stated_delays, stated_volumes = delays(answers, sentences), volumes(answers, sentences)
    style = _style(answers)
    return Brief(
        name="",
        title=_title(answers),
        style=style,
        platform=_platform(answers, text),
        goal=_goal(answers, wishes.wishes, sentences),
        wishes=wishes.wishes,
        frequency=_stated(told(answers, "frequency"), stated_delays, delay_seconds),
        max_delay_seconds=int(stated_delays[0].value) if stated_delays else None,
        volume=_stated(told(answers, "volume"), stated_volumes, per_day),
        volume_per_day=int(stated_volumes[0].value) if stated_volumes else None,
        current_state=told(answers, "today") or " ".join(wishes.today),
        authentication=prose_of(answers, sentences, "authentication", SIGN_IN),
        data_format=prose_of(answers, sentences, "data_format", FORMAT),
        rate_limits=prose_of(answers, sentences, "rate_limits", CALLS),
        errors=(*(line.strip(" -*") for line in told(answers, "errors").split("\n") if line.strip(" -*")), *wishes.errors),
        warehouse=warehouse_wish(answers, text, wanted=style == "warehouse" or WAREHOUSE.search(text) is not None, sentences=sentences),
        text=text,
    )


def _questions(
    answers: tuple[Answer, ...], sentences: tuple[Sentence, ...], wishes: ReadWishes, parts: tuple[Part, ...], given: tuple[SystemRef, ...]
) -> tuple[Question, ...]:
    asked = [contradiction("delay", delays(answers, sentences)), contradiction("volume", volumes(answers, sentences))]
    found = [question for question in asked if question is not None]
    known = [system.name for system in given]
    ends = {end: wish.line for wish in reversed(wishes.wishes) for end in (wish.source, wish.target) if end}
    if any(system.descriptions for system in given):
        found += [unknown_system(name, known, line) for name, line in sorted(ends.items()) if name not in known]
    found += [two_directions(line) for line in wishes.perhaps_two_way]
    found += [guessed_direction(wish) for wish in wishes.guessed]
    found += [asked_beside(text, line) for text, line in wishes.beside]
    found += [
        kept_field(match["field"], one.line) for one in sentences for match in KEPT.finditer(one.text) if is_field_name(match["field"])
    ]
    found += [question for wish in wishes.wishes for question in mapped_twice(wish)]
    figures = {"frequency": delays(answers, sentences), "volume": volumes(answers, sentences)}
    open_lines = {part.key: part.line for part in parts if is_placeholder(part.text) and part.key in {"frequency", "volume", "errors"}}
    found += [missing(key, line) for key, line in sorted(open_lines.items()) if not told(answers, key) and not figures.get(key)]
    return tuple({question.id: question for question in found}.values())


def _title(answers: tuple[Answer, ...]) -> str:
    titles = (without_placeholders(answer.text) for answer in answers if answer.key == "title")
    return next((title for title in titles if not FORM_TITLE.fullmatch(title.strip(" .:#*"))), "")


def _style(answers: tuple[Answer, ...]) -> StyleWish:
    said = told(answers, "style")
    return next((cast("StyleWish", style) for style, pattern in STYLES if pattern.search(said)), "auto")


def _platform(answers: tuple[Answer, ...], text: str) -> str:
    said = told(answers, "platform")
    if said:
        return next((name for name in ("zapier", "n8n", "make") if name in said.lower()), "")
    named = [name for name, pattern in PLATFORMS if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def _name(brief: Brief, answers: tuple[Answer, ...], wishes: tuple[Wish, ...], given: tuple[SystemRef, ...]) -> str:
    """Name the integration by its title, else by its two ends, else by its systems."""
    if brief.title and len(brief.title.split()) <= 8:
        return slug(brief.title.lower())
    for wish in wishes:
        if wish.source and wish.target:
            return f"{slug(wish.source.lower())}-to-{slug(wish.target.lower())}"
    names = [system.name for system in given]
    return (
        "-and-".join(slug(name.lower()) for name in names[:3])
        if names
        else slug(" ".join(told(answers, "problem").split()[:5]) or "integration")
    )


def _unused(front: tuple[tuple[str, str, int], ...]) -> tuple[Unread, ...]:
    return tuple(
        Unread(line=line, text=f"{key}: {value}"[:200], why="no line of the forms has this name")
        for key, value, line in front
        if not key_of(key)
    )
