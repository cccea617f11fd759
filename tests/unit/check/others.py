"""Cases of rules that are about the documents: the design is good, and the documents say something else than they did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from designer.model.description import DescriptionRef, Verification
from designer.model.finding import Finding, Fix, SpecPlace
from designer.repair import apply_fixes
from tests.unit.check.cases import STEP
from tests.unit.check.cases.planting import READ_BACK
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.model.scalars import Json
    from designer.model.spec import Catalog


class Altered:
    """A catalog that gives other answers to some questions."""

    def __init__(self, **answers: Callable[..., Any]) -> None:
        """Take the questions with what makes the other answer of the usual one."""
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        usual = getattr(catalog(), name)
        change = self._answers.get(name)
        if change is None:
            return usual
        return (lambda *arguments, **keywords: change(usual(*arguments, **keywords))) if callable(usual) else change(usual)


@dataclass(frozen=True)
class Other:
    """The documents that make the design bad, and the finding."""

    code: str
    altered: Altered | Catalog
    severity: str
    where: str
    message: str
    design: Design = GOOD


def _unreadable(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    spec = SpecPlace(file="crm.yaml", pointer="#/paths/~1contacts/post")
    return (*findings, Finding(code="SPEC102", severity="warning", where="", message="It is no object.", spec=spec))


def _not_in_shape(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Add a fault of an operation that the design calls, and one in an answer with an error."""
    places = ("#/paths/~1contacts/post/odd", "#/paths/~1contacts/post/responses/400")
    spots = [SpecPlace(file="crm.yaml", pointer=pointer) for pointer in places]
    return (*findings, *(Finding(code="SPEC107", severity="warning", where="", message="It is odd.", spec=spot) for spot in spots))


def _not_valid(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    spec = SpecPlace(file="crm.yaml", pointer="#/info")
    return (*findings, Finding(code="SPEC108", severity="warning", where="", message="It is not valid.", spec=spec))


def _laid(code: str, message: str) -> Callable[[tuple[Finding, ...]], tuple[Finding, ...]]:
    """Return what adds a finding about the file `shop.yaml`."""
    found = Finding(code=code, severity="warning", where="", message=message, spec=SpecPlace(file="shop.yaml", pointer="#"))
    return lambda findings: (*findings, found)


def _on_request(field: Any) -> Any:
    return replace(field, only_on_request="expand") if field and field.path == "data.email" else field


def _hashed(spec: Any) -> Any:
    return replace(spec, descriptions=tuple(replace(ref, sha256="b" * 64) for ref in spec.descriptions))


NOTED = replace(
    GOOD,
    systems=(replace(GOOD.systems[0], descriptions=(DescriptionRef(kind="openapi", path="shop.yaml", sha256="a" * 64),)), GOOD.systems[1]),
)
THIN = apply_fixes(
    GOOD,
    [
        Fix(where="$.flows[0].steps[1]", words="", value={**cast("dict[str, Json]", READ_BACK), "on_none": "stop"}),
        Fix(where="$.flows[0].trigger.payload", words="", value="id"),
    ],
)
"""A delivery that holds an id only, with a step that reads the record back."""
OTHERS = (
    Other("SPEC102", Altered(findings_of=_unreadable), "warning", f"{STEP}.operation", "It is no object."),
    Other(
        "SPEC104",
        Altered(system=_hashed),
        "warning",
        "$.systems[0].descriptions[0].sha256",
        f"shop.yaml has changed since this design was made: its sha256 is now {'b' * 64}. "
        "Look at the findings, then write the new hash here.",
        NOTED,
    ),
    Other("SPEC107", Altered(findings_of=_not_in_shape), "warning", f"{STEP}.operation", "It is odd."),
    Other(
        "SPEC109",
        Altered(document_findings=_laid("SPEC109", "The overlay changes nothing.")),
        "warning",
        "$.systems[0].descriptions[0]",
        "The overlay changes nothing.",
        NOTED,
    ),
    Other("SPEC110", Altered(document_findings=_laid("SPEC110", "The two differ.")), "warning", "$.systems[1]", "The two differ."),
    Other("SPEC108", Altered(document_findings=_not_valid), "warning", "$.systems[1]", "It is not valid."),
    Other(
        "OP203",
        Altered(operation=lambda found: found and replace(found, in_spec=False)),
        "unverified",
        f"{STEP}.operation",
        "No document of CRM describes POST /contacts, so nothing about this call can be checked.",
    ),
    Other(
        "MAP308",
        Altered(event_field=_on_request),
        "warning",
        f"{STEP}.mappings[0].sources[0]",
        'Shop\'s customer.created returns "data.email" only if the parameter `expand` asks for it. '
        "Fill `query.expand` in the step that reads.",
    ),
    Other(
        "TRG509",
        Altered(event=lambda found: found and replace(found, content=None)),
        "unverified",
        "$.flows[0].trigger.event",
        "No document describes what Shop sends with customer.created, so what is read from it cannot be checked.",
    ),
    Other(
        "TRG514",
        Altered(event=lambda found: found and replace(found, verification=Verification(scheme="hmac", header="X-Shop-Signature"))),
        "warning",
        "$.flows[0].trigger.verification.header",
        "Shop signs customer.created with the header X-Shop-Signature, not X-Signature. No delivery would pass.",
    ),
    Other(
        "TRG515",
        Altered(event=lambda found: found and replace(found, items="events[]")),
        "error",
        "$.flows[0].trigger.items",
        "Shop delivers several customer.created at once, in the list `events[]`. Name it as `items`.",
    ),
    Other(
        "TRG518",
        Altered(event=lambda found: found and replace(found, content=None), event_field=lambda _: None),
        "warning",
        f"{STEP}.mappings[0].sources[0]",
        "The delivery holds only the record's id, so `trigger:data.email` is most likely empty. Read it from `read:`.",
        THIN,
    ),
)
