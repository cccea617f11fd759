"""Values between quotation marks in a query: a mark inside a value must not end it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.passing import leaf_words
from designer.check.rule import Fault, rule
from designer.model.design import source_parts, target_parts
from designer.model.finding import Fix
from designer.model.transform import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, View

QUERIES = frozenset(
    {"q", "query", "filter", "where", "search", "soql", "sosl", "jql", "cql", "sql", "gql", "criteria", "formula", "expression"}
)
"""Last words of the names of what takes a query."""
SELECT = re.compile(r"\bselect\b.+\bfrom\b", re.IGNORECASE | re.DOTALL)
COMPARED = re.compile(r"(?:[=~<>(]|\b(?:like|in|is|contains|starts?with|ends?with|eq|ne|gt|ge|lt|le))\s*$", re.IGNORECASE)
"""What stands before a text that is compared with."""
ODATA = re.compile(r"\b(?:eq|ne|gt|ge|lt|le)\s+'|\b(?:contains|startswith|endswith)\(", re.IGNORECASE)
MARK_OR_VALUE = re.compile(r"\{\{|\}\}|\\.|\{(\d+)\}|['\"]")
PLAIN_TYPES = frozenset({"integer", "number", "boolean"})
PLAIN_FORMATS = frozenset({"date", "date-time", "time", "uuid"})
KEYS = frozenset({"id", "ids", "uuid", "guid", "gid", "sid", "key"})


@rule("TYPE420", severity="warning")
def quoted_values_are_escaped(view: View) -> Iterator[Fault]:
    """Have the quotation marks of a value escaped where a template puts it between quotation marks in a query.

    O'Brien ends the text too early: the query fails, or somebody chooses what it finds. `escape` of the template writes the mark as the
    language wants it: with a backslash before it, or twice.
    """
    for _, mapping in view.mappings:
        transform = mapping.mapping.transform
        if not isinstance(transform, Template) or transform.escape or not _is_query(mapping, transform.text):
            continue
        open_ = [number for number in _quoted(transform.text) if number < len(mapping.sources) and _can_hold_marks(mapping.sources[number])]
        told = [
            mapping.mapping.sources[number]
            for number in open_
            if source_parts(mapping.mapping.sources[number])[0] not in {"setting", "run"}
        ]
        if told:
            where = f"{mapping.where}.transform.escape"
            is_doubled = ODATA.search(transform.text) or _target_words(mapping)[-1:] == ("sql",)
            wanted = "doubled" if is_doubled else "backslash"
            message = (
                f"A quotation mark in `{told[0]}`, as in O'Brien, ends the text in which `{mapping.mapping.target}` puts it: "
                "the query fails, or finds something else. Set `escape` of the template: `backslash` where the language writes \\' "
                "(SOQL, QuickBooks, JQL, Google), `doubled` where it writes '' (OData, SQL)."
            )
            fix = Fix(where=where, words=f"write {wanted}", value=wanted, certain=False)
            yield Fault(where=where, message=message, spec=mapping.target.place, fix=fix)


def _is_query(mapping: MappingView, text: str) -> bool:
    """Tell whether a template makes a query: by what takes it, by its words, or in an address by what stands before the quoted values."""
    if QUERIES & set(_target_words(mapping)[-1:]) or SELECT.search(text):
        return True
    before = [text[: match.start()] for match in re.finditer(r"['\"]%?\{\d+\}", text)]
    return mapping.mapping.target.startswith("query.") and any(COMPARED.search(lead) for lead in before)


def _quoted(text: str) -> list[int]:
    """Return the numbers of the sources whose values stand between quotation marks."""
    mark, found = "", []
    for match in MARK_OR_VALUE.finditer(text):
        if match[1] is not None:
            found += [int(match[1])] if mark else []
        elif match[0] in {"'", '"'} and match[0] == (mark or match[0]):
            mark = "" if mark else match[0]
    return found


def _can_hold_marks(source: Spot) -> bool:
    """Tell whether a value may hold a quotation mark: not a number, a moment, an id, nor one of a list without any."""
    field = source.field
    if field.enum:
        return any(mark in str(value) for value in field.enum for mark in "'\"")
    is_plain = bool(field.types) and set(field.types) <= PLAIN_TYPES
    return not (is_plain or field.format in PLAIN_FORMATS or KEYS & set(leaf_words(source.path)[-1:]))


def _target_words(mapping: MappingView) -> tuple[str, ...]:
    return leaf_words(target_parts(mapping.mapping.target)[1])
