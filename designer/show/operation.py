"""One operation or event for a person: what it is for, how to sign in, what it takes, what it answers, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.fields import Fold, field_lines, list_lines
from designer.show.findings import finding_lines
from designer.show.fitting import plain, shortened
from designer.show.safe import one_line
from designer.show.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.scalars import Access
    from designer.model.spec import Catalog, Content, Event, Field, Operation, Paging, Response

LONGEST = 400
"""Characters of a description that are told."""
FAILURE_LINES = 12
"""Lines that the tree of an answer other than the first success takes."""
LEGENDS: dict[Access, str] = {"write": "* required", "read": "* always there"}


def operation_lines(operation: Operation, catalog: Catalog, *, fold: Fold, columns: int) -> Iterator[Line]:
    """Yield everything a document says of an operation."""
    yield from _operation_head(operation)
    sheet = _Sheet(catalog, fold=fold, columns=columns, inside=operation.pointer)
    if operation.parameters:
        yield Line("")
        yield row(("Parameters", "title"), ("  * required", "quiet"))
        yield from sheet.parameters(operation)
    for content in operation.bodies:
        yield from sheet.content(f"Body {one_line(content.media_type)}{'' if content.required else ' (optional)'}", content, access="write")
    shown = False
    for response in operation.responses:
        yield from sheet.response(response, brief=shown or not response.is_success)
        shown = shown or (response.is_success and response.content is not None)
    yield from finding_lines(catalog.findings_of(operation), most=0 if not fold.lines else 5)


def event_lines(event: Event, catalog: Catalog, *, fold: Fold, columns: int) -> Iterator[Line]:
    """Yield everything that is known of an event."""
    yield row(("EVENT ", ""), (one_line(event.name), "title"))
    if event.summary:
        yield Line(f"  {plain(event.summary)}")
    yield from _pairs(_event_facts(event))
    if event.pointer:
        yield Line(f"  {one_line(event.pointer)}", "quiet", hang=0)
    fields = catalog.event_fields(event)
    yield Line("")
    if not fields:
        yield Line("What it delivers is not described.", "warning")
        return
    yield row(("Delivery", "title"), (f"  {LEGENDS['read']}", "quiet"))
    yield from field_lines(fields, fold=fold, columns=columns)


def origin_words(event: Event) -> str:
    """Return who told of an event."""
    words = {
        "webhook": "a webhook of the document",
        "callback": "a callback of an operation",
        "subscription_enum": "the values that a subscription takes",
        "vendor_data": f"this program's own notes of {event.dated or 'an unknown day'}",
        "brief": "the brief",
    }
    return words[event.origin]


class _Sheet:
    """The trees of one operation: the same fields are told once."""

    def __init__(self, catalog: Catalog, *, fold: Fold, columns: int, inside: str) -> None:
        self.catalog, self.fold, self.columns, self.inside = catalog, fold, columns, inside
        self.told: dict[tuple[object, ...], str] = {}

    def parameters(self, operation: Operation) -> Iterator[Line]:
        """Yield the parameters by where they are sent."""
        for location in ("path", "query", "header", "cookie"):
            there = [parameter for parameter in operation.parameters if parameter.location == location]
            if there:
                yield Line(f"  {location}", "quiet")
                notes = {parameter.field.path: written(parameter) for parameter in there}
                yield from list_lines([one.field for one in there], fold=self.fold, columns=self.columns, indent=4, notes=notes)

    def response(self, response: Response, *, brief: bool) -> Iterator[Line]:
        """Yield one answer; a brief one is folded early."""
        content = response.content
        media = f" {one_line(content.media_type)}" if content else ""
        headers = f"Headers: {', '.join(map(one_line, response.headers))}" if response.headers else ""
        yield from self.content(
            f"Answer {one_line(response.status)}{media}", content, access="read", brief=brief, notes=(plain(response.description), headers)
        )

    def content(
        self, title: str, content: Content | None, *, access: Access, brief: bool = False, notes: Sequence[str] = ()
    ) -> Iterator[Line]:
        """Yield the heading of a body or an answer, notes on it, and its tree."""
        fields = self.catalog.fields(content, access=access) if content else ()
        seen = self.told.setdefault(_shape(fields), title) if fields else title
        legend = f"  {LEGENDS[access]}" if seen == title and any(field.required for field in fields) else ""
        yield Line("")
        place = self._place(content) if content else ""
        yield row((title, "title"), (f"  {place}" if place else "", "type"), (legend, "quiet"))
        for note in notes:
            if note and note.casefold() not in {"ok", "success", one_line(title).casefold()}:
                yield Line(f"  {shortened(note, LONGEST)}", "quiet", hang=0)
        if content is None:
            return
        if not fields:
            yield Line("  The document names no fields here.", "warning")
        elif seen != title:
            yield Line(f"  The same fields as {seen}.", "quiet")
        else:
            written_as = {encoding.member: written(encoding) for encoding in content.encodings}
            yield from field_lines(fields, fold=self._fold(brief=brief), columns=self.columns, notes=written_as)

    def _place(self, content: Content) -> str:
        """Return where a schema stands; inside the operation itself its name, if it has one."""
        inside = self.inside and content.pointer.startswith(f"{self.inside}/")
        return one_line(content.name if inside and not self.fold.pointers else content.pointer.removesuffix("#"))

    def _fold(self, *, brief: bool) -> Fold:
        if not brief or not self.fold.lines or self.fold.depth:
            return self.fold
        return Fold(lines=FAILURE_LINES, pointers=self.fold.pointers)


def _shape(fields: Sequence[Field]) -> tuple[object, ...]:
    return tuple((field.path, field.types, field.required, field.enum, field.read_only, field.write_only) for field in fields)


def _operation_head(operation: Operation) -> Iterator[Line]:
    identifier = f"  {one_line(operation.operation_id)}" if operation.operation_id else ""
    yield row((operation.method, "good"), (f" {one_line(operation.path)}", "title"), (identifier, "quiet"))
    summary, description = plain(operation.summary), plain(operation.description)
    if summary:
        yield Line(f"  {summary}", hang=0)
    if description and description.rstrip(".") != summary.rstrip("."):
        yield Line(f"  {shortened(description, LONGEST)}", "quiet", hang=0)
    yield from _pairs(_operation_facts(operation))
    if operation.pointer:
        yield Line(f"  {one_line(operation.file)}{one_line(operation.pointer)}", "quiet", hang=0)


def _operation_facts(operation: Operation) -> Iterator[tuple[str, str]]:
    if operation.deprecated:
        yield "Deprecated", "the vendor advises against new use"
    if not operation.in_spec:
        yield "Endpoint", "not in the document: it stands for the call that writes or reads this object"
    else:
        yield "Sign-in", signin_words(operation)
    if operation.paging:
        yield "Pages", paging_words(operation.paging)
    if operation.idempotency_header:
        yield "Safe retry", f"send the same {one_line(operation.idempotency_header)} again"
    limits = [*operation.rate_limits, *operation.rate_limit_headers]
    if limits:
        yield "Quota", ", ".join(map(one_line, limits))
    if operation.base_urls:
        yield "Served at", ", ".join(map(one_line, operation.base_urls))
    if operation.tags:
        yield "Tags", ", ".join(map(one_line, operation.tags))


def signin_words(operation: Operation) -> str:
    """Return the alternatives of signing in, each with its scopes."""
    if not operation.security:
        return "none asked for"
    told = []
    for need in operation.security:
        name = " and ".join(map(one_line, need.schemes)) or "none"
        told.append(name + (f" with {', '.join(map(one_line, need.scopes))}" if need.scopes else ""))
    return "; or ".join(dict.fromkeys(told))


def paging_words(paging: Paging) -> str:
    """Return in words how pages are asked for."""
    told = [f"by {paging.kind}" + (f", asked for with {one_line(paging.target)}" if paging.parameter else "")]
    if paging.next_path:
        told.append(f"what comes next stands in {one_line(paging.next_path)}")
    if paging.items_path:
        told.append(f"records in {one_line(paging.items_path)}")
    if paging.size_parameter:
        most = f", {paging.max_size} at most" if paging.max_size else ""
        told.append(f"size set by {one_line(paging.size_parameter)}{most}")
    return "; ".join(told)


def _event_facts(event: Event) -> Iterator[tuple[str, str]]:
    yield "Known from", origin_words(event)
    told = {
        "full": "the whole record", "partial": "a part of the record", "id": "an id only", "unknown": "not described",
    }  # fmt: skip
    yield "Delivers", told[event.payload] + (f", many at once in {one_line(event.items)}" if event.items else "")
    if event.record_path:
        yield "Record in", one_line(event.record_path)
    if event.id_path:
        yield "Record's id", one_line(event.id_path)
    if event.event_id_path:
        yield "Own id", one_line(event.event_id_path)
    if event.verification:
        header = f", header {one_line(event.verification.header)}" if event.verification.header else ""
        yield "Signature", f"{event.verification.scheme}{header}"
    if event.registration:
        yield "Subscribe", plain(event.registration)


def _pairs(facts: Iterator[tuple[str, str]]) -> Iterator[Line]:
    listed = list(facts)
    wide = max((len(name) for name, _ in listed), default=0)
    for name, text in listed:
        yield row((f"  {name:<{wide}}  ", "quiet"), (text, ""), hang=wide + 2)
