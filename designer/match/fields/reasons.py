"""Why a source was proposed, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.fields.features import is_near
from designer.match.meaning.synonyms import senses

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile


def reason(source: Profile, target: Profile, *, changed: bool) -> str:
    """Return the reason as short parts, such as `same concept: postal code; same parent; both strings`."""
    parts = [_meaning(source, target)]
    beside = sorted((source.meaning.qualifiers & target.meaning.qualifiers) - {""})
    if source.parent and source.parent == target.parent:
        parts.append("same parent")
    elif beside:
        parts.append(f"both about {_spoken(beside[0])}")
    if not changed and set(source.field.types) & set(target.field.types):
        parts.append(f"both {_types(source, target)}")
    elif source.kind and source.kind == target.kind:
        parts.append(f"both hold {_KINDS.get(source.kind, source.kind)}")
    return "; ".join(parts)


_KINDS = {
    "date": "a day", "datetime": "a point in time", "money": "an amount", "email": "an e-mail address", "phone": "a telephone number",
    "url": "a web address", "id": "an id", "number": "a number", "percent": "a percentage", "country": "a country",
    "currency": "a currency", "language": "a language", "timezone": "a time zone", "flag": "yes or no", "status": "one of a list",
    "text": "a text", "name": "a name", "code": "a code",
}  # fmt: skip


def _meaning(source: Profile, target: Profile) -> str:
    one, two = source.meaning, target.meaning
    if one.leaf == two.leaf:
        return "same name"
    if one.head == two.head:
        return f"same concept: {_spoken(one.head)}" if one.is_concept else f"same word: {_spoken(one.head)}"
    if one.is_concept and two.is_concept and is_near(one.head, two.head):
        return f"related: {_spoken(one.head)} and {_spoken(two.head)}"
    shared = sorted(one.words & two.words)
    if shared:
        return f"shared words: {', '.join(shared[:3])}"
    alike = _same_sense(one.leaf, two.leaf)
    if alike:
        return f"often the same: {alike[0]} and {alike[1]}"
    if set(two.leaf) & source.described or set(one.leaf) & target.described:
        return "named in the other's description"
    return "stands alike in both records"


def _same_sense(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the last two words of the leaves that stand for each other."""
    pairs = ((left, right) for left in reversed(one) for right in reversed(two))
    return next(((left, right) for left, right in pairs if senses(frozenset({left})) & senses(frozenset({right}))), None)


def _spoken(token: str) -> str:
    return token.strip("<>").replace("_", " ")


def _types(source: Profile, target: Profile) -> str:
    shared = sorted(set(source.field.types) & set(target.field.types))
    return f"{shared[0]}s"
