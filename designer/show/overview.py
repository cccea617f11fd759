"""A system for a person at one glance: addresses, sign-in, groups of operations, events, and what is wrong in its documents."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.enrichments import enrichment_lines
from designer.show.findings import finding_lines
from designer.show.fitting import cells, padded, plain, shortened
from designer.show.grouping import grouped
from designer.show.operation import origin_words
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.finding import Finding
    from designer.model.spec import Event, Operation, SecurityScheme, SystemSpec

FEW = 40
"""So many operations are listed each; more are counted by group."""
MOST_GROUPS = 40
MOST_EVENTS = 12
MOST_SCOPES = 6
MOST_ADDRESSES = 4
COUNT = 4
ROOMY = 60
"""Columns from which the methods of a group stand beside its name."""
METHODS = LEAST = 16
"""Columns that they, or a summary, take at least."""


def overview_lines(spec: SystemSpec, findings: Sequence[Finding], *, called: str, everything: bool, columns: int) -> Iterator[Line]:
    """Yield the overview of a system; *called* is how the user named it, for the commands that lead further."""
    operations = list(spec.operations)
    title = one_line(spec.title) or one_line(spec.name)
    yield row((title, "title"), (f"  version {one_line(spec.version)}" if spec.version else "", "quiet"))
    laid = {one.file for one in spec.enrichments}
    yield from (Line(f"  {one_line(one.path)}", "quiet") for one in spec.descriptions if one.path not in laid)
    yield from enrichment_lines(spec.enrichments)
    yield from _addresses(spec.base_urls, everything=everything)
    yield from _signin_lines(spec.schemes, everything=everything)
    groups = grouped(operations)
    yield from _operation_groups(operations, groups, everything=everything, columns=columns)
    yield from _event_lines(list(spec.events), everything=everything, columns=columns)
    yield from finding_lines(findings, most=0 if everything else 3)
    yield Line("")
    if operations:
        example = next((one for one in operations if one.method == "POST" and one.in_spec), operations[0])
        yield Line(f"One operation: designer specs show {called} {shlex.quote(one_line(example.key))}", "quiet", hang=4)
    if len(operations) > FEW and not everything:
        group = max(groups, key=lambda name: len(groups[name]))
        yield Line(f"All of a group: designer specs show {called} {shlex.quote(one_line(group))}", "quiet", hang=4)


def group_lines(title: str, operations: Sequence[Operation], *, columns: int) -> Iterator[Line]:
    """Yield the operations of one group, or of one path and below it."""
    yield row((one_line(title), "title"), (f"  {_counted(len(operations), 'operation')}", "quiet"))
    yield from operation_rows(operations, columns=columns)


def operation_rows(operations: Sequence[Operation], *, columns: int) -> Iterator[Line]:
    """Yield one line an operation: method, path, what it does."""
    longest = max((cells(one_line(operation.path)) for operation in operations), default=0)
    wide = min(longest, columns * 3 // 5)
    methods = max((len(operation.method) for operation in operations), default=0) + 2
    for operation in operations:
        path = one_line(operation.path)
        head = f"  {operation.method:<{methods}}"
        space = columns - cells(head) - max(wide, cells(path)) - 2
        does = [*(["deprecated"] if operation.deprecated else []), plain(operation.summary or operation.description)]
        told = shortened(". ".join(filter(None, does)), space) if space >= LEAST else ""
        yield row((head, "good"), (padded(path, wide) if told else path, ""), ("  " + told if told else "", "quiet"), hang=methods)


def _addresses(urls: Sequence[str], *, everything: bool) -> Iterator[Line]:
    shown = urls if everything else urls[:MOST_ADDRESSES]
    yield from (Line(f"  {one_line(url)}") for url in shown)
    if len(urls) > len(shown):
        yield Line(f"  and {len(urls) - len(shown)} more addresses", "quiet")


def _signin_lines(schemes: Sequence[SecurityScheme], *, everything: bool) -> Iterator[Line]:
    yield Line("")
    yield Line("Sign-in", "title")
    if not schemes:
        yield Line("  The document tells of none.", "quiet")
    wide = max((len(one_line(scheme.name)) for scheme in schemes), default=0)
    for scheme in schemes:
        yield row((f"  {one_line(scheme.name):<{wide}}  ", ""), (_scheme(scheme), "type"), hang=4)
        if scheme.scopes:
            shown = scheme.scopes if everything else scheme.scopes[:MOST_SCOPES]
            more = f" and {len(scheme.scopes) - len(shown)} more" if len(scheme.scopes) > len(shown) else ""
            yield Line(f"    scopes {', '.join(map(one_line, shown))}{more}", "quiet")


def _scheme(scheme: SecurityScheme) -> str:
    kinds = {"bearer": "bearer token", "basic": "basic", "api_key": "API key", "oauth2": "OAuth 2", "openid": "OpenID Connect"}
    told = kinds.get(scheme.kind, scheme.kind)
    if scheme.parameter:
        told += f" in the {scheme.location} {one_line(scheme.parameter)}"
    if scheme.flows:
        told += f" ({', '.join(map(one_line, scheme.flows))})"
    return told


def _operation_groups(
    operations: Sequence[Operation], groups: dict[str, list[Operation]], *, everything: bool, columns: int
) -> Iterator[Line]:
    yield Line("")
    deprecated = sum(operation.deprecated for operation in operations)
    note = f"  {deprecated} of them deprecated" if deprecated else ""
    yield row((_counted(len(operations), "operation"), "title"), (note, "quiet"))
    if everything or len(operations) <= FEW:
        for name, members in groups.items():
            if len(groups) > 1:
                yield Line(f" {one_line(name)}", "type")
            yield from operation_rows(members, columns=columns)
        return
    shown = _largest(groups)
    longest = max(cells(one_line(name)) for name in shown)
    wide = min(longest, columns * 2 // 5 if columns >= ROOMY else columns - COUNT - 4)
    for name in shown:
        yield _group_line(name, groups[name], wide=wide, columns=columns)
    if len(shown) < len(groups):
        rest = sum(len(groups[name]) for name in groups if name not in shown)
        yield Line(f"  ... {len(groups) - len(shown)} smaller groups with {_counted(rest, 'operation')} (--all lists everything)", "quiet")


def _largest(groups: dict[str, list[Operation]]) -> list[str]:
    """Return the names of the groups to show, in the order of the groups."""
    by_size = sorted(groups, key=lambda name: -len(groups[name]))
    kept = set(by_size[:MOST_GROUPS])
    return [name for name in groups if name in kept]


def _group_line(name: str, operations: Sequence[Operation], *, wide: int, columns: int) -> Line:
    head = padded(shortened(one_line(name), wide), wide)
    methods = Counter(operation.method for operation in operations)
    told = ", ".join(f"{count} {method}" for method, count in methods.most_common())
    space = columns - wide - COUNT - 6
    return row(
        (f"  {head}  ", ""), (f"{len(operations):>{COUNT}}", "type"), (f"  {shortened(told, space)}" if space >= METHODS else "", "quiet")
    )


def _event_lines(events: Sequence[Event], *, everything: bool, columns: int) -> Iterator[Line]:
    if not events:
        return
    yield Line("")
    origins = Counter(origin_words(event) for event in events)
    yield row((_counted(len(events), "event"), "title"), (f"  from {'; '.join(origins)}", "quiet"), hang=2)
    shown = events if everything else events[:MOST_EVENTS]
    wide = min(max(cells(one_line(event.name)) for event in shown), columns // 2)
    for event in shown:
        name = one_line(event.name)
        space = columns - max(wide, cells(name)) - 4
        told = shortened(plain(event.summary), space) if space >= LEAST else ""
        yield row((f"  {padded(name, wide)}", ""), (f"  {told}" if told else "", "quiet"), hang=4)
    if len(events) > len(shown):
        yield Line(f"  ... {len(events) - len(shown)} more (--all lists everything)", "quiet")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
