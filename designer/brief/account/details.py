"""The exact things that a clause names: values in quotation marks, places, limits, addresses, spans, fallbacks; each with what would prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.brief.account.held import stems
from designer.brief.account.kept_out import kept_out
from designer.brief.figures import delay_seconds, per_day
from designer.brief.retrying import attempts_in, fits_span, span_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.brief.account.held import Held
    from designer.brief.account.statements import Statement

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\w/])#[a-z][\w-]+")
QUOTED = re.compile(r"[\"“„`](?P<value>[^\"“”„`]{1,80})[\"”“`]")
PLACE_NOUNS = "project|state|status|stage|list|board|column|channel|folder|queue|team|group|pipeline|workspace|workflow|label|tag|template|category|priority|epic|section|calendar|sheet|inbox|space"
PLACE = re.compile(
    rf"\b(?P<noun>{PLACE_NOUNS})\s+(?:called |named )?(?P<after>[A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,2}})\b"
    rf"|\b(?:in|into|to|under|on|with)\s+(?:the |our )?(?P<before>[A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,2}}) (?P<noun2>{PLACE_NOUNS})\b"
)
BOUND = re.compile(
    r"\b(?:only (?:if|when|for|those|the ones|new)?\s*(?P<only>[^,.;()]+)|(?:unless|except(?: for)?|not for|never for|skip|ignore|exclude|leave out|no(?! (?:such|name|need|more|later|less|longer|\w+\?)))\s+(?P<not>[^,.;()]+))",
    re.IGNORECASE,
)
HIGH = re.compile(r"\b(?P<only>(?!(?:may|should|must|can|with|and|the)\b)[\w-]+(?: and [\w-]+)?) only(?=\s*(?:[,.;)]|$))", re.IGNORECASE)
ONCE = re.compile(
    r"\b(?:twice|second (?:\w+ )?(?:time|one|\w+)?|duplicates?|doubles?|already exists?|same (?:e-?mail|event|record|id)|more than once|only once)\b|\bonly one\b|\bno second\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"\b(?:(?:nothing|not|never|no \w+) (?:may |must |should |can )?(?:be |get )?lost|put (?:it|them) aside|keep (?:it|them|the \w+)|replay\w*|dead[- ]?letter\w*|lose (?:any|no)\w*)\b",
    re.IGNORECASE,
)
FALLBACK = re.compile(
    r"\b(?:has|have|is|with|got)?\s*no (?P<lack>[\w-]+(?: [\w-]+)?)\s*(?:\?|,|use\b)|\b(?P<empty>[\w-]+(?: [\w-]+)?) (?:is|are) (?:empty|missing|blank|not set)|\bif (?:empty|missing)\b|\b(?:fall back|default)(?:s)? to\b",
    re.IGNORECASE,
)
USE = re.compile(r"\b(?:use|take|put|write|send|fall back to|defaults? to)\s+(?:the |their |its |an? )?(?P<what>[^,.;()]+)", re.IGNORECASE)
LISTED = re.compile(
    r"\b(?:with|should (?:have|contain|show|hold|include)|must (?:have|contain|show|hold|include)|^(?:please )?(?:put|include|copy|write|add|send))\s+"
    r"(?P<items>(?:[\w'’-]+\s?){1,5}(?:,\s*(?:[\w'’-]+\s?){1,5})*,?\s*and\s+(?:[\w'’-]+\s?){1,5}?)(?=\s*(?:[.;(]|$|\bin\b|\binto\b|\bto\b|\bas\b))",
    re.IGNORECASE,
)
ITEMS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Something exact that a clause asks for."""

    text: str
    proof: Callable[[Held], tuple[str, ...]]
    """Returns the facts of a design that hold it; none: it is not there."""


def details_of(clause: str, statement: Statement, *, label: str = "") -> tuple[Detail, ...]:
    """Return the exact things that a clause names, in the order of the kinds; *label* is the question that it answers."""
    if statement.key in {"teams", "scale", "growth", "budget", "goals", "data_kinds", "volume", "mapping", "lookups"}:
        return ()
    return tuple(_details(f"{label.rstrip('? ')}? {clause}" if label else clause))


def _details(clause: str) -> Iterator[Detail]:
    yield from (Detail(text=match[0], proof=_value(match[0])) for match in ADDRESS.finditer(clause))
    yield from (
        Detail(text=match["value"].strip(), proof=_value(match["value"].strip()))
        for match in QUOTED.finditer(clause)
        if match["value"].strip()
    )
    for match in PLACE.finditer(clause):
        value, noun = match["after"] or match["before"], match["noun"] or match["noun2"]
        yield Detail(text=match[0], proof=_value(value, noun=noun))
    yield from _listed(clause)
    seconds, tries = span_seconds(clause), attempts_in(clause)
    if seconds or tries:
        yield Detail(text=clause, proof=_retried(seconds, tries))
        return
    if FALLBACK.search(clause) and (used := USE.search(clause)):
        yield Detail(text=clause, proof=_fallback(used["what"]))
        return
    if ONCE.search(clause):
        yield Detail(text=clause, proof=lambda held: ("a repeated record makes no second one",) if held.is_guarded else ())
        return
    if KEPT.search(clause):
        yield Detail(
            text=clause,
            proof=lambda held: (f"what cannot be delivered is {held.policies.dead_letters}",) if held.policies.dead_letters else (),
        )
        return
    if (delay := delay_seconds(clause)) is not None and per_day(clause) is None:
        yield Detail(text=clause, proof=_delay(delay))
        return
    for match in (*BOUND.finditer(clause), *HIGH.finditer(clause)):
        yield Detail(text=match[0].strip(), proof=_limit(clause, match["only"] or match.groupdict().get("not") or ""))


def _listed(clause: str) -> Iterator[Detail]:
    """Yield the fields of `with the name, the host and the link`: each must be sent or asked for."""
    for match in LISTED.finditer(clause):
        items = [re.sub(r"^(?:the|its|their|an?)\s+", "", item.strip(), flags=re.IGNORECASE) for item in ITEMS.split(match["items"])]
        if len(items) > 1 and all(0 < len(item.split()) <= MOST_WORDS for item in items):
            yield from (Detail(text=item, proof=_sent(item)) for item in items)


def _sent(item: str) -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        said = stems(item)
        facts = (*held.mappings, *held.questions, *held.tables)
        return tuple(one.text for one in facts if not said or said & (one.known_by | one.other))[:1]

    return proof


def _value(text: str, *, noun: str = "") -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        if held.holds_value(text):
            return (f"the value “{text}”",)
        said, asked = stems(text), stems(noun)
        named = [one.text for one in held.questions if (said and said <= one.known_by) or (asked and text.lower() in one.text.lower())]
        return tuple(named[:1])

    return proof


def _limit(clause: str, said: str) -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        told = stems(said)
        found = [one.text for one in held.conditions if told & one.known_by]
        if found:
            return tuple(found)
        asked = [
            one.text
            for one in held.questions
            if told and (said.strip().lower() in one.text.lower() or len(told & one.known_by) * 2 > len(told))
        ]
        if not asked and (event := [one.text for one in held.flows if told and told <= one.known_by]):
            return tuple(event[:1])
        return tuple(asked[:1]) or tuple(kept_out(clause, held))

    return proof


def _retried(seconds: int | None, tries: int | None) -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        policies = held.policies
        if (seconds and not fits_span(policies, seconds)) or (tries and policies.attempts not in {tries, tries + 1}):
            return ()
        return (f"{policies.attempts} attempts of a call, the delay grows to {policies.longest_delay_seconds:g} s",)

    return proof


def _fallback(use: str) -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        said = stems(use)
        found = [one.text for one in held.mappings if ("," in one.text or "default" in one.text) and said & (one.other | one.known_by)]
        return tuple(found[:1]) or tuple(one.text for one in held.questions if said and said <= one.known_by)[:1]

    return proof


def _delay(seconds: int) -> Callable[[Held], tuple[str, ...]]:
    def proof(held: Held) -> tuple[str, ...]:
        known = held.oldest_seconds
        return (f"a change may take {known:,} s",) if known is not None and known <= seconds else ()

    return proof
