"""The nodes that a JSONPath (RFC 9535) selects, within bounds: a query is text of somebody else, and a document may be large."""

from __future__ import annotations

import copy
import re
import time
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError

if TYPE_CHECKING:
    from jsonpath_rfc9535 import JSONPathEnvironment

LONGEST = 4_000
"""Characters of a query."""
MOST_VISITED = 2_000_000
"""Objects and lists that `..` may walk over for one overlay: some five times what the largest document holds."""
MOST_SECONDS = 6.0
"""Of the processor, for one overlay: walking over 4 MB takes a third of one."""
LOOKS_AT_THE_CLOCK = 500
MOST_ADDED = 2_000_000
"""Values that one overlay may write, all its copies together."""
MOST_SELECTED = 200_000
DEEPEST = 300
"""Levels of a document that `..` goes down."""
REGEX_SECONDS = 0.2
"""What one comparison with a regular expression may take; a sound one takes microseconds."""

DOT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\.", re.DOTALL)
"""A dot, or what may hold one that stands for itself."""

Keys = tuple[str | int, ...]


class TooMuchError(Exception):
    """A query asks for more work than any honest one."""


class Allowance:
    """How much of the work that a whole overlay may make is left."""

    def __init__(self) -> None:
        """Start with all of it."""
        self.left = MOST_VISITED
        self.room = MOST_ADDED
        self.until = time.process_time() + MOST_SECONDS

    def add(self, value: Any) -> Any:
        """Return a copy of what is written into a document. Raises TooMuchError when that is more than any document holds."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            self.room -= 1
            if self.room < 0:
                raise TooMuchError
            waiting.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
        return copy.deepcopy(value)

    def spend(self) -> None:
        """Take a part of it. Raises TooMuchError when all is gone."""
        self.left -= 1
        if self.left < 0 or (not self.left % LOOKS_AT_THE_CLOCK and time.process_time() > self.until):
            raise TooMuchError


def selected(query: str, root: Any, allowance: Allowance, *, place: str) -> list[Keys]:
    """Return where the nodes of *query* stand in *root*, in the order of the document. Raises DescriptionError."""
    if len(query) > LONGEST:
        raise DescriptionError(place, f"holds a JSONPath of {len(query):,} characters", next_step="Name the place more shortly.")
    from jsonpath_rfc9535 import JSONPathError  # noqa: PLC0415 - only where an overlay is given

    try:
        found = [tuple(node.location) for node in islice(_environment(allowance).finditer(query, root), MOST_SELECTED + 1)]
    except (JSONPathError, ValueError) as wrong:
        if isinstance(wrong, RecursionError):
            raise _too_much(place, query) from None
        told = (str(wrong).splitlines() or ["it cannot be read"])[0][:200]
        raise DescriptionError(
            place, f"holds no JSONPath of RFC 9535: {query[:120]}: {told}", next_step="Quote names: $.paths['/items'].get."
        ) from None
    except (TooMuchError, TimeoutError, RecursionError):
        raise _too_much(place, query) from None
    if len(found) > MOST_SELECTED:
        raise _too_much(place, query)
    return list(dict.fromkeys(found))


def _too_much(place: str, query: str) -> DescriptionError:
    fact = f"holds a JSONPath that asks for too much work: {query[:120]}"
    return DescriptionError(place, fact, next_step="Name the place from the root, with fewer `..` and plainer filters.")


def _environment(allowance: Allowance) -> JSONPathEnvironment:
    made = _kind()()
    made.allowance = allowance  # type: ignore[attr-defined]
    return made


def _in_python(pattern: str) -> str:
    """Return an I-Regexp (RFC 9485) as Python has it: a dot is no end of a line."""
    return DOT.sub(lambda found: found[0] if found[0] != "." else r"[^\n\r]", pattern)


@cache
def _kind() -> type[JSONPathEnvironment]:
    """Return the library's environment, its walks counted and its regular expressions timed."""
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - as the library itself, which cannot bound their time
    from jsonpath_rfc9535 import JSONPathEnvironment  # noqa: PLC0415 - only where an overlay is given
    from jsonpath_rfc9535.function_extensions import Match, Search  # noqa: PLC0415 - the same

    def timed(method: str, string: object, pattern: object) -> bool:
        if not isinstance(string, str) or not isinstance(pattern, str):
            return False
        try:
            return bool(getattr(regex, method)(_in_python(pattern), string, regex.VERSION1, timeout=REGEX_SECONDS))
        except regex.error:
            return False  # as RFC 9535 has it of what is no regular expression

    class TimedMatch(Match):
        """`match()`, with a bound."""

        def __call__(self, string: str, pattern: object) -> bool:
            return timed("fullmatch", string, pattern)

    class TimedSearch(Search):
        """`search()`, with a bound."""

        def __call__(self, string: str, pattern: object) -> bool:
            return timed("search", string, pattern)

    class Bounded(JSONPathEnvironment):
        """The library reads the deepest level once for each object or list that `..` comes to."""

        allowance: Allowance

        @property
        def max_recursion_depth(self) -> int:  # type: ignore[override]
            self.allowance.spend()
            return DEEPEST

        def setup_function_extensions(self) -> None:
            super().setup_function_extensions()
            self.function_extensions["match"] = TimedMatch()
            self.function_extensions["search"] = TimedSearch()

    return Bounded
