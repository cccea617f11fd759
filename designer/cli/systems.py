"""`--spec NAME=FILE` and `--object NAME:POINTER=FILE` to the systems that they describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.secrecy.looking import secrets_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import DescriptionKind

CALL = re.compile(r"[A-Za-z]{3,7} +/")
PLACE = re.compile(r"(#?/.*|[A-Za-z]{3,7} +/.*)?", re.DOTALL)
"""A JSON pointer, a call such as `POST /contacts`, or nothing."""
OBJECT = re.compile(r"\s*[\w .-]{1,80}\s*")
"""What a system's paths call an object: `contacts`."""
SAMPLES = (".csv", ".tsv", ".jsonl", ".ndjson")


def systems_of(specs: Sequence[str], objects: Sequence[str]) -> tuple[SystemRef, ...]:
    """Return one system for each name, with all its documents, in the order in which they were given. Raises UsageError."""
    described: dict[str, tuple[str, list[DescriptionRef]]] = {}
    for text in specs:
        name, file = _named_file(text, "--spec", "NAME=FILE")
        described.setdefault(name.casefold(), (name, []))[1].append(DescriptionRef(kind="openapi", path=file))
    for text in objects:
        head, file = _named_file(text, "--object", "NAME:POINTER=FILE")
        name, _, pointer = head.partition(":")
        if not name.strip() or not (PLACE.fullmatch(pointer) or OBJECT.fullmatch(pointer)):
            raise UsageError(
                f"--object {text}",
                "is not NAME:POINTER=FILE",
                next_step="Write for example --object CRM:/components/schemas/Deal=deal.json, or --object CRM:deals=deal-fields.json",
            )
        reference = _laid(file, pointer.strip())
        described.setdefault(name.strip().casefold(), (name.strip(), []))[1].append(reference)
    return tuple(SystemRef(name=name, descriptions=tuple(references)) for name, references in described.values())


def _named_file(text: str, option: str, shape: str) -> tuple[str, str]:
    name, equals, file = text.partition("=")
    if not equals or not name.strip() or not file.strip():
        raise UsageError(f"{option} {text}", f"is not {shape}", next_step=f"Write for example {option} {shape.replace('NAME', 'Stripe')}")
    refuse_secret(file, option=f"{option} {name.strip()}")
    return name.strip(), file.strip()


def refuse_secret(address: str, *, option: str) -> None:
    """Refuse an address that holds a key: designs and registers keep where a document is from. Raises UsageError."""
    found = secrets_in(address) if "://" in address else ()
    if found:
        step = "Download the document yourself and name the file; have the key replaced if others could read it."
        raise UsageError(option, f"the address holds what looks like a secret ({found[0].name})", next_step=step)


def _laid(file: str, place: str) -> DescriptionRef:
    """Return an object, or account metadata where a call or the name of an object says where it holds."""
    if CALL.match(place):
        return DescriptionRef(kind="account", path=file, pointer=place)
    if place and not place.startswith(("#", "/")):
        return DescriptionRef(kind="account", path=file, object=place)
    return DescriptionRef(kind=_kind(file), path=file, pointer=place)


def _kind(file: str) -> DescriptionKind:
    return "sample" if file.lower().endswith(SAMPLES) else "json-schema"
