"""Yes and no: out of a list of values, into one, and turned round where one side's name says the opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.match.inference.moments import NUMERIC
from designer.match.inference.prose import listed, told
from designer.match.inference.values import counterpart, is_negative, negation, same_meaning, spoken
from designer.match.meaning.lexicon import lexicon
from designer.model.transform import BoolMap, Cast, Copy, EnumMap

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.scalars import Scalar
    from designer.model.transform import Transform

NEVER_A_FLAG = frozenset({"date", "datetime", "money", "email", "url", "phone", "text"})
TRUE_WORDS = frozenset({"true", "yes", "y", "1", "on", "active", "enabled", "live", "paid", "completed", "done", "exempt"})

NO_WORDS = frozenset({"none", "no", "false", "n", "0", "off", "no tax", "not applicable", "n a", "na", "nil"})
CHOICES = frozenset({"type", "kind", "status", "state", "mode", "method", "calculation", "visibility", "level", "permission", "option"})
TRUE_TOLD = re.compile(r"\btrue\b", re.IGNORECASE)


def to_flag(given: Profile, wanted: Profile) -> Transform | None:
    """A list's value is a yes if it says so, or says what the target is called."""
    if {given.kind, lexicon().kind_endings.get(given.meaning.leaf[-1:], "")} & NEVER_A_FLAG:
        return None
    turned = is_negative(wanted.meaning.leaf)
    name = set(wanted.meaning.leaf)
    name |= {value for word in name - {"active"} for value in same_meaning(word) - NO_WORDS}
    values = listed(given.field)
    yes = tuple(value for value in values if _says_yes(value, TRUE_WORDS | (frozenset() if turned else name)))
    if values:
        return BoolMap(truthy=yes, when_true=not turned, when_false=turned) if yes and len(yes) < len(values) else None
    if set(given.field.types) & NUMERIC or "string" in given.field.types:
        return BoolMap(truthy=("true", "1", "yes"), when_true=not turned, when_false=turned) if turned else Cast(to="boolean")
    return None


def _says_yes(value: Scalar, meant: frozenset[str]) -> bool:
    """Tell whether a value says yes; `not active` and `inactive` do not."""
    said = tuple(spoken(value).split())
    return bool({*said, spoken(value)} & meant) and not is_negative(said)


def from_flag(given: Profile, wanted: Profile) -> Transform | None:
    """Return how a yes or no fills a flag, a list, a text or a number."""
    target = wanted.field
    turned = is_negative(given.meaning.leaf) != is_negative(wanted.meaning.leaf)
    if "boolean" in target.types or not target.types:
        return BoolMap(when_true=False, when_false=True) if turned else Copy()
    values = listed(target)
    if values:
        return _flag_to_value(given, values)
    if "string" in target.types:
        # A text that is no flag has words of its own for yes and no, and nobody tells which.
        return Cast(to="string") if wanted.kind == "flag" or TRUE_TOLD.search(told(target)) or not _is_choice(wanted) else EnumMap()
    return Cast(to="integer") if set(target.types) & NUMERIC else None


def _is_choice(wanted: Profile) -> bool:
    return wanted.kind == "status" or bool(set(wanted.meaning.leaf[-1:]) & CHOICES)


def _flag_to_value(given: Profile, among: tuple[Scalar, ...]) -> Transform | None:
    for word in given.meaning.leaf:
        yes, no = counterpart(word, among), negation(word, among)
        if yes is not None and no is not None and yes != no:
            return BoolMap(when_true=yes, when_false=no)
    yes, no = counterpart("true", among), counterpart("false", among)
    return BoolMap(when_true=yes, when_false=no) if yes is not None and no is not None else None
