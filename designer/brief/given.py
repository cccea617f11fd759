"""The systems of a brief: given on the command line, in the front matter, on a line of the form, or only named in prose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.pairs import BULLET
from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.brief.systems import SystemNames
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.brief.lines import Line
    from designer.brief.sections import Part
    from designer.model.brief import Wish

DOCUMENT = re.compile(
    r"[(\[,;:]?\s*(?:spec|openapi|swagger|schema|docs?|file)?\s*[:=]?\s*(?P<path>(?:https?://|\.{0,2}/)?[\w./~-]+\.(?:ya?ml|json|csv))\s*[)\]]?",
    re.IGNORECASE,
)
_NAME = r"([A-Z][\w&-]*(?: [A-Z][\w&-]*)?)"
# Names of systems that no list holds: `in Shop`, `from Shop to CRM`.
UNKNOWN = re.compile(
    rf"\b(?:from|aus|von) (?:the |our )?{_NAME} (?:in)?(?:to|nach) (?:the |our )?{_NAME}|\b(?:in|into|im) (?:the |our )?{_NAME}"
)
NO_SYSTEM = re.compile(
    r"(?:(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])\w*|Q[1-4]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|English|German\w*|Europe|USA?|UK|EU|I|JSON|XML|CSV|API|PDF|Excel)\b.*"
)
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\+|&|/|→|->|=>|<->|↔|\band\b|\bund\b|\bto\b|\bwith\b)\s*", re.IGNORECASE)


def given_systems(options: Sequence[SystemRef], front: Sequence[SystemRef], parts: Sequence[Part]) -> tuple[SystemRef, ...]:
    """Return the systems that were given on purpose; the same one under two names is one."""
    found: list[SystemRef] = []
    for system in (*options, *front, *_of_form(parts)):
        same = _same(system.name, found)
        if same is None:
            found.append(system)
        else:
            merged = dict.fromkeys((*found[same].descriptions, *system.descriptions))
            found[same] = replace(found[same], descriptions=tuple(merged), line=found[same].line or system.line)
    return tuple(found)


def named_systems(given: tuple[SystemRef, ...], wishes: Iterable[Wish]) -> tuple[SystemRef, ...]:
    """Add the systems that only the wishes name."""
    lines: dict[str, int] = {}
    for wish in wishes:
        for end in (wish.source, wish.target):
            if end:
                lines.setdefault(end, wish.line)
    known = {system.name for system in given}
    return (*given, *(SystemRef(name=name, line=line) for name, line in lines.items() if name not in known))


def system_names(given: tuple[SystemRef, ...], body: Sequence[Line]) -> SystemNames:
    """Return the names to look for; without given systems and known products, the capitalised names between prepositions."""
    names = SystemNames([system.name for system in given])
    text = "\n".join(line.text for line in body)
    if given or len({mention.name for mention in names.mentions(text)}) > 1:
        return names
    guessed = [name for match in UNKNOWN.finditer(text) for name in match.groups() if name and not NO_SYSTEM.fullmatch(name)]
    known = {mention.name for mention in names.mentions(text, kinds=False)}
    fresh = [name for name in dict.fromkeys(guessed) if not names.mentions(name)]
    return SystemNames([*known, *fresh]) if len(known) + len(fresh) > 1 else names


def stated_ends(parts: Sequence[Part], names: SystemNames) -> tuple[str, str]:
    """Return source and target where the form has a line for each, or one with an arrow."""
    ends = {"source": "", "target": ""}
    for part in parts:
        if part.key in ends and not ends[part.key]:
            mentions = names.mentions(part.text)
            ends[part.key] = mentions[0].name if mentions else ""
        if part.key == "systems" and re.search(r"→|->|=>|\bto\b", part.text):
            mentions = names.mentions(part.text)
            if len(mentions) == 2:
                ends = {"source": ends["source"] or mentions[0].name, "target": ends["target"] or mentions[1].name}
    return ends["source"], ends["target"]


def directed(wishes: tuple[Wish, ...], ends: tuple[str, str]) -> tuple[Wish, ...]:
    """Return the wishes, turned where all that goes between the source and the target of the form goes the other way."""
    source, target = ends
    back = {(target, source), (target, ""), ("", source)}
    if not all(ends) or any((wish.source, wish.target) == ends or wish.two_way for wish in wishes):
        return wishes
    return tuple(replace(wish, source=source, target=target) if (wish.source, wish.target) in back else wish for wish in wishes)


def _of_form(parts: Sequence[Part]) -> Iterable[SystemRef]:
    products = SystemNames(())
    for part in parts:
        if part.key not in {"systems", "source", "target"}:
            continue
        for line in part.lines:
            yield from _of_line(BULLET.sub("", line.text), line.number, products, single=part.key != "systems")


def _of_line(text: str, number: int, products: SystemNames, *, single: bool) -> Iterable[SystemRef]:
    document = DOCUMENT.search(text)
    descriptions = (
        (DescriptionRef(kind="sample" if document["path"].endswith(".csv") else "openapi", path=document["path"]),) if document else ()
    )
    rest = DOCUMENT.sub(" ", text) if document else text
    rest = re.sub(r"^\s*(?:system|app|tool)?\s*(?:[ab12]|source|target|from|to)\s*[:=]\s*", "", rest, flags=re.IGNORECASE)
    rest = re.split(r"\s[-–—]\s|:\s", without_placeholders(re.sub(r"\([^)]*\)", " ", rest)), maxsplit=1)[0]
    pieces = [rest] if single else BETWEEN_NAMES.split(rest)
    pieces = [piece.strip(" *_`.,") for piece in pieces]
    if all(piece and len(piece.split()) <= 3 and piece[:1].isupper() and not is_placeholder(piece) for piece in pieces):
        for piece in pieces:
            yield SystemRef(name=products.is_name(piece) or piece, descriptions=descriptions, line=number)
    else:
        for mention in products.mentions(rest):
            yield SystemRef(name=mention.name, descriptions=descriptions, line=number)


def _same(name: str, found: list[SystemRef]) -> int | None:
    names = SystemNames([system.name for system in found])
    owner = names.is_name(name)
    return next((place for place, system in enumerate(found) if system.name == owner), None)
