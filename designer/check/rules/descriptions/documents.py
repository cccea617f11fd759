"""The documents themselves: read, unchanged, sound where the design uses them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.finding import Finding

ERROR_ANSWER = re.compile(r"/responses/(?!2)")
PLACES_TOLD = 2


@rule("SPEC101", severity="warning")
def references_can_be_followed(view: View) -> Iterator[Fault]:
    """Mend references of a document that lead nowhere, where a call of this design needs them.

    What stands behind such a reference is not known, so nothing about it can be checked.
    """
    yield from _told_by_the_reader(view, "SPEC101")


@rule("SPEC102", severity="warning")
def operations_can_be_read(view: View) -> Iterator[Fault]:
    """Mend paths and operations that are not written as OpenAPI asks; they are left out."""
    yield from _told_by_the_reader(view, "SPEC102")


@rule("SPEC103", severity="warning")
def parameters_can_be_read(view: View) -> Iterator[Fault]:
    """Give every parameter a name; one without is left out."""
    yield from _told_by_the_reader(view, "SPEC103")


@rule("SPEC104", severity="warning")
def document_is_unchanged(view: View) -> Iterator[Fault]:
    """Look again at a design whose document has changed since it was made.

    When everything is found right, write the new hash into the design.
    """
    for i, system in enumerate(view.design.systems):
        spec = view.spec(system.id)
        now = {description.path: description.sha256 for description in spec.descriptions} if spec else {}
        for j, description in enumerate(system.descriptions):
            present = now.get(description.path, "")
            if description.sha256 and present and present != description.sha256:
                told = f"{description.path} has changed since this design was made: its sha256 is now {present}."
                message = f"{told} Look at the findings, then write the new hash here."
                yield Fault(where=f"$.systems[{i}].descriptions[{j}].sha256", message=message)


@rule("SPEC105", severity="warning")
def operation_is_here_to_stay(view: View) -> Iterator[Fault]:
    """Call no operation that the vendor has deprecated; it will be switched off."""
    for where, system, key, _ in view.operations:
        operation = view.operation(system, key)
        if operation is not None and operation.deprecated:
            message = f"{operation.system} marks {key} as deprecated. Look for its successor with `designer search`."
            yield Fault(where=where, message=message, spec=place_of(operation))


@rule("SPEC106", severity="unverified")
def system_is_described(view: View) -> Iterator[Fault]:
    """Give each system a document; without one nothing about it can be checked."""
    for i, system in enumerate(view.design.systems):
        spec = view.spec(system.id)
        if spec is None or not (spec.operations or spec.events):
            message = f"No document describes {system.name}, so nothing about it can be checked. Give one with --spec or --object."
            yield Fault(where=f"$.systems[{i}]", message=message)


@rule("SPEC107", severity="warning")
def document_has_the_shape_of_openapi(view: View) -> Iterator[Fault]:
    """Tell the vendor, or mend in a copy, what is not written as OpenAPI's meta-schema asks.

    Every document is held against it when it is read. What is wrong at a place may be read otherwise than its author meant, or
    not at all; the rest of the document is not in doubt. `designer specs validate` gives the full verdict.
    """
    yield from _told_by_the_reader(view, "SPEC107")


@rule("SPEC108", severity="warning")
def document_is_valid_openapi(view: View) -> Iterator[Fault]:
    """Look at the errors that `designer specs validate` found in a document.

    That command is the authority on whether a document is valid OpenAPI: path parameters, defaults, ids given twice, references. Its
    verdict is kept by the document's hash and told by `design`, until the document or the validator changes. A design that
    uses no part with an error is not in doubt.
    """
    for i, system in enumerate(view.design.systems):
        for finding in view.catalog.document_findings(system.id):
            if finding.code == "SPEC108":
                yield Fault(where=f"$.systems[{i}]", message=finding.message, spec=finding.spec)


@rule("SPEC109", severity="warning")
def overlay_has_an_effect(view: View) -> Iterator[Fault]:
    """Look again at an overlay that changes nothing: what it corrects is no longer there.

    The vendor may have mended the document, or moved or renamed the place. An action without an effect is left out once it is not needed.
    """
    yield from _told_of_laying(view, "SPEC109")


@rule("SPEC110", severity="warning")
def account_agrees_with_the_document(view: View) -> Iterator[Fault]:
    """Find out who is right where account metadata and the vendor's document contradict each other, or metadata is not whole.

    The document's word is taken. Save the metadata again if it is old; correct the document by an overlay if that is wrong.
    """
    yield from _told_of_laying(view, "SPEC110")


def _told_of_laying(view: View, code: str) -> Iterator[Fault]:
    """Pass on what was wrong with laying one file over another."""
    for i, system in enumerate(view.design.systems):
        for finding in view.catalog.document_findings(system.id):
            if finding.code == code and finding.spec:
                at = next((f".descriptions[{j}]" for j, one in enumerate(system.descriptions) if one.path == finding.spec.file), "")
                yield Fault(where=f"$.systems[{i}]{at}", message=finding.message, spec=finding.spec)


def _told_by_the_reader(view: View, code: str) -> Iterator[Fault]:
    """Pass on what was found in the description of a call that the design uses, and in the schemas that it reaches."""
    for where, system, key, _ in view.operations:
        operation = view.operation(system, key)
        told = [
            finding
            for finding in (view.catalog.findings_of(operation) if operation else ())
            # What an answer with an error holds is shown to a person, never read by the connector.
            if finding.code == code and not (finding.spec and ERROR_ANSWER.search(finding.spec.pointer))
        ]
        if told:
            yield Fault(where=where, message=_together(told), spec=told[0].spec)


def _together(findings: list[Finding]) -> str:
    """Return one message: a document cut out of a larger one can hold hundreds of the same fault."""
    first, *others = findings
    if not others:
        return first.message
    places = ", ".join(finding.spec.pointer for finding in others[:PLACES_TOLD] if finding.spec)
    return f"{first.message} This call reaches {len(others)} more like it" + (f", such as {places}." if places else ".")
