"""What the prose of a design names: only calls and fields that the design has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.mentions import Known, calls_in, fields_in, is_call
from designer.check.evidence.near import did_you_mean
from designer.check.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

TAKE_OUT = "Correct the text, or take it out."


@rule("OP250", severity="warning")
def narrative_names_what_is_there(view: View) -> Iterator[Fault]:
    """Let the narrative name only calls that the design makes and fields that it or the documents know: prose is checked for no more.

    A call is a method with a path (`POST /contacts`), a field a source, a target or a dotted path in code marks. Under the troubles a
    cause or an action may name a call that the design does not make, where a document describes it: a person may make it by hand.
    """
    known = Known(view)
    for where, text in _texts(view):
        for method, path in calls_in(text):
            yield from _call(view, where, method, path)
        for name in fields_in(text):
            if known.is_wrong(name):
                message = f"The text names `{name}`, and neither the design nor the documents of its calls have such a field."
                yield Fault(where=where, message=f"{message} {TAKE_OUT}")


def _texts(view: View) -> Iterator[tuple[str, str]]:
    told = view.design.narrative
    yield "$.narrative.overview", told.overview
    for number, trouble in enumerate(told.troubles):
        for member in ("symptom", "cause", "action"):
            yield f"$.narrative.troubles[{number}].{member}", getattr(trouble, member)
    for name in ("monitoring", "testing"):
        for number, text in enumerate(getattr(told, name)):
            yield f"$.narrative.{name}[{number}]", text


def _call(view: View, where: str, method: str, path: str) -> Iterator[Fault]:
    used = [operation for use in view.operations if (operation := view.operation(use.system, use.key)) is not None]
    written = [use.key.partition(" ") for use in view.operations]
    if any(is_call(method, path, operation) for operation in used) or (method, " ", path) in written:
        return
    described = [one for spec in view.catalog.systems for one in spec.operations if is_call(method, path, one)]
    if described and where.endswith((".cause", ".action")):
        return
    fact = "the design does not make this call" if described else "no document describes this call"
    near = "" if described else did_you_mean(f"{method} {path}", [operation.key for operation in used])
    yield Fault(where=where, message=f"The text names `{method} {path}`, and {fact}.{near} {TAKE_OUT}")
