"""What openapi-spec-validator says, or breaks with, in plain words."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonschema.exceptions import ValidationError
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ExtraParametersError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)
from referencing.exceptions import Unresolvable

from designer.specs.validation.meta_schema import shape_faults
from designer.specs.validation.neighbours import Refused
from designer.specs.validation.wording import Words, named, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.validation.located import Located

QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
LISTED = re.compile(r"\[.*\]", re.DOTALL)
NO_SCHEMA = "is not of type 'object', 'boolean'"
LONGEST_TEXT = 200
LONGEST_CHAIN = 20


class Told(NamedTuple):
    """The words, the steps below the place of the walk, and whether it is a fault or a part that was not judged."""

    words: Words
    below: tuple[str | int, ...] = ()
    judged: bool = True


def told(located: Located, value: Any, *, version: str) -> Told:
    """Return the words for what the walk met at a place that holds *value*."""
    wrong: Any = located.wrong
    if not isinstance(wrong, ValidationError):
        return _broken(wrong, value)
    if not isinstance(wrong.validator, str):
        return _beyond_schemas(wrong, value)
    text = str(wrong.message).replace(repr(wrong.instance), shown(wrong.instance))
    if located.keyword == "default":
        given = value.get("default") if isinstance(value, dict) else None
        fact = f"the default {shown(given)} is not what the schema allows: {_short(text)}"
        return Told(Words(fact, "Mend the default, or the schema."), ("default", *wrong.absolute_path))
    fault = next(_faults_of(value, version), None)
    return Told(fault[1], fault[0]) if fault else Told(Words(_short(text), "Write it as its dialect asks."), tuple(wrong.absolute_path))


def _beyond_schemas(wrong: ValidationError, value: Any) -> Told:
    texts = QUOTED.findall(wrong.message)
    if isinstance(wrong, DuplicateOperationIDError):
        return Told(
            Words(f"the operationId `{texts[0]}` is that of another operation too", "Give each operation its own."), ("operationId",)
        )
    if isinstance(wrong, ParameterDuplicateError):
        return Told(Words(f"the parameter `{texts[0]}` is given twice", "Keep one of the two."))
    if isinstance(wrong, UnresolvableParameterError):
        return _parameter(*texts)
    if isinstance(wrong, ExtraParametersError):
        names = sorted(ast.literal_eval(LISTED.findall(wrong.message)[0]), key=str)
        fact = f"`required` asks for {named([str(name) for name in names])}, which no `properties` here define"
        return Told(Words(fact, "Define what is required, or ask for it no more."), ("required",))
    if wrong.message.endswith(NO_SCHEMA):
        return Told(Words(f"{shown(value)} stands where a schema must stand", "Write a schema here."))
    return Told(Words(_short(wrong.message), "Write it as OpenAPI asks."))


def _parameter(name: str, _: str, url: str) -> Told:
    if f"{{{name}}}" in url:
        step = f"Add a parameter with `in: path` and `name: {name}`."
        return Told(Words(f"the path holds {{{name}}}, which no parameter describes", step))
    return Told(Words(f"the path parameter `{name}` stands nowhere in the path", f"Put {{{name}}} into the path, or remove the parameter."))


def _faults_of(schema: Any, version: str) -> Iterator[tuple[tuple[str, ...], Words]]:
    """Yield what the meta-schema says of a schema alone, with the steps below it."""
    head: dict[str, Any] = {"swagger": version} if version == "2.0" else {"openapi": f"{version}.0"}
    part: dict[str, Any] = {"definitions": {"it": schema}} if version == "2.0" else {"components": {"schemas": {"it": schema}}}
    faults, _ = shape_faults(head | {"info": {"title": "", "version": ""}, "paths": {}} | part)
    for fault in faults:
        _, found, below = fault.pointer.partition("/it")
        if found:
            yield tuple(step.replace("~1", "/").replace("~0", "~") for step in below.split("/")[1:]), fault.words


def _broken(wrong: Exception, value: Any) -> Told:
    refused = next((cause for cause in _causes(wrong) if isinstance(cause, Refused)), None)
    if refused is not None:
        return Told(Words(f"could not judge what stands here: {refused}", "Save what is missing beside the document."), judged=False)
    unresolvable = next((cause for cause in _causes(wrong) if isinstance(cause, Unresolvable)), None)
    if unresolvable is not None:
        written = value.get("$ref", unresolvable.ref) if isinstance(value, dict) else unresolvable.ref
        return Told(Words(f"the reference {shown(written)} leads nowhere", "Mend the reference, or add what it names."))
    if isinstance(wrong, RecursionError):
        fact = "could not judge what stands here: the validator came to no end (a schema that holds itself by `allOf`, perhaps)"
        return Told(Words(fact, "Break the circle, or look at this part yourself."), judged=False)
    fact = f"could not judge what stands here: the validator broke off ({type(wrong).__name__}: {_short(str(wrong))})"
    return Told(Words(fact, "Look at this part yourself."), judged=False)


def _causes(wrong: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = wrong
    for _ in range(LONGEST_CHAIN):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
