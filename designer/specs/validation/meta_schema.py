"""The fast pass of every load: a document's shape held against OpenAPI's meta-schema by jsonschema-rs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.model.finding import Finding, SpecPlace
from designer.specs.documents.library import escape
from designer.specs.validation.deepest import deepest, needs_one_of
from designer.specs.validation.measure import is_too_deep, is_too_large_to_tell
from designer.specs.validation.openapi_schemas import VERSIONS, validator_of, version_of
from designer.specs.validation.wording import Words, harmless, shown, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.scalars import JsonObject

CODE = "SPEC107"
MOST_TOLD = 20
MOST_READ = 2_000
"""Errors that are looked into; a document with more is told by these and a count."""
LONGEST_PLACE = 100
METHODS_AT = 3


class Fault(NamedTuple):
    """A fault of a document's shape: its pointer and place, the words for it, and at how many places more it stands."""

    pointer: str
    place: str
    words: Words
    more: int = 0
    judged: bool = True
    """Whether it is a fault of the document, not something that kept it from being looked at."""

    @property
    def told(self) -> str:
        """Return place and fact."""
        return harmless(f"{self.place}: {self.words.fact}" if self.place else self.words.fact[:1].upper() + self.words.fact[1:])

    @property
    def step(self) -> str:
        """Return what to do."""
        return harmless(self.words.next_step)


def meta_findings(root: JsonObject, *, file: str) -> tuple[Finding, ...]:
    """Return what OpenAPI's meta-schema finds wrong, like faults told once with their count. It never raises; formats do not count."""
    found, unread = shape_faults(root)
    faults = grouped(found)
    told = [_finding(file, fault.pointer, _message(fault)) for fault in faults[:MOST_TOLD]]
    untold = sum(fault.more + 1 for fault in faults[MOST_TOLD:]) + unread
    if untold:
        more = f"{untold} more places are not written as OpenAPI asks. Mend those told here and look again."
        told.append(_finding(file, "#", more))
    return tuple(told)


def shape_faults(root: JsonObject, *, with_schemas: bool = True) -> tuple[list[Fault], int]:
    """Return the faults of a document's shape, and how many more errors were not looked into.

    Without *with_schemas* the schemas of OpenAPI 3.1 and later are left to their dialect.
    """
    version = version_of(root)
    if not version:
        said = shown(root.get("openapi", root.get("swagger")))
        return [_whole(f"{said} is no version of OpenAPI that is known", f"Known are {', '.join(VERSIONS)}.", judged=False)], 0
    try:
        if is_too_deep(root):
            return [_whole("the document is nested too deeply to be held against OpenAPI's meta-schema", "Mend it.", judged=False)], 0
        validator = _validator(root, version, with_schemas=with_schemas)
        if validator.is_valid(root):
            return [], 0
        if is_too_large_to_tell(root):
            return [_whole("the document is not written as OpenAPI asks, and too large or too deep to tell where", "Mend it in parts.")], 0
        errors = iter(validator.iter_errors(root))
        return _faults(islice(errors, MOST_READ), version), sum(1 for _ in errors)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as wrong:  # noqa: BLE001 - a panic inside jsonschema-rs is no Exception
        return [_whole(f"the document's shape could not be looked at ({type(wrong).__name__})", "Look at it yourself.", judged=False)], 0


def grouped(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults of the same words once, with the number of places more."""
    first: dict[tuple[str, str, bool], Fault] = {}
    for fault in faults:
        key = (*fault.words[:2], fault.judged)
        first[key] = first[key]._replace(more=first[key].more + 1) if key in first else fault
    return tuple(first.values())


def _validator(root: JsonObject, version: str, *, with_schemas: bool) -> Any:
    dialect = root.get("jsonSchemaDialect", "")
    return validator_of(version, dialect=dialect if isinstance(dialect, str) else "", with_schemas=with_schemas)


def _whole(fact: str, next_step: str, *, judged: bool = True) -> Fault:
    return Fault("#", "", Words(fact, next_step), judged=judged)


def _faults(errors: Iterable[Any], version: str) -> list[Fault]:
    """Return one fault for each place and kind; a choice can tell the same twice."""
    faults: dict[tuple[str, Words], Fault] = {}
    for error in errors:
        if error.kind.name == "not" and not isinstance(error.instance, dict):
            continue  # what is no object is told as such; what its members exclude says nothing more
        pointer, place, words = _told(error, version)
        faults.setdefault((pointer, words), Fault(pointer, place, words))
    return list(faults.values())


def _told(error: Any, version: str) -> tuple[str, str, Words]:
    alternatives = needs_one_of(error)
    if alternatives:
        names = ", ".join(f"`{name}`" for name in alternatives)
        words = Words(f"one of {names} is needed", "Add one of them.")
    else:
        error = deepest(error)
        words = worded(error, location=_location(error, version))
    steps = [*(str(step) for step in error.instance_path), *words.below]
    return "#" + pointed(steps), place_words(steps), words


def _location(error: Any, version: str) -> str:
    """Return where in a meta-schema the broken keyword stands; one without an address of its own is named by its version."""
    if error.absolute_keyword_location:
        return str(error.absolute_keyword_location)
    return f"{version}#{pointed(error.schema_path)}"


def pointed(steps: Iterable[str | int]) -> str:
    """Return the JSON pointer of some steps."""
    return "".join(f"/{escape(str(step))}" for step in steps)


def place_words(steps: Sequence[str]) -> str:
    """Return a place as a person would say it: `GET /orders responses.200`."""
    if len(steps) >= METHODS_AT and steps[0] in ("paths", "webhooks", "x-webhooks"):
        head, rest = f"{steps[2].upper()} {steps[1]}", steps[3:]
    elif len(steps) > 1 and steps[0] in ("paths", "webhooks", "x-webhooks"):
        head, rest = steps[1], steps[2:]
    else:
        head, rest = "", steps
    text = f"{head} {'.'.join(rest)}".strip()
    return text if len(text) <= LONGEST_PLACE else f"{text[:LONGEST_PLACE]}…"


def _message(fault: Fault) -> str:
    more = f" {fault.more} more {'place is' if fault.more == 1 else 'places are'} like it." if fault.more else ""
    return f"{fault.told}. {fault.step}{more}"


def _finding(file: str, pointer: str, message: str) -> Finding:
    return Finding(code=CODE, severity="warning", where="", message=message, spec=SpecPlace(file=file, pointer=pointer))
