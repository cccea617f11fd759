"""The nouns that both a described system and a design hold: documents, and the proof of a delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from designer.model.scalars import DescriptionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionRef:
    """One document that describes a system, or an object laid at `pointer` of another one."""

    kind: Annotated[DescriptionKind, "What kind of document."]
    path: Annotated[str, "Path, relative to the design file, or https address."]
    sha256: Annotated[str, "Hash of the document when the design was made."] = ""
    pointer: Annotated[str, "JSON pointer of the place in the system's first document at which an object schema is laid."] = ""
    origin: Annotated[str, "The vendor's document this one was cut from: path or address."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How a delivery proves who sent it: scheme, and where the signature stands."""

    scheme: Annotated[
        Literal["stripe", "github", "slack", "shopify", "hubspot_v3", "zendesk", "xero", "hmac", "basic", "token", "none", "unknown"],
        "The vendor's own way, or a generic one.",
    ]
    header: Annotated[str, "Header that carries the signature or token."] = ""
    algorithm: Annotated[str, "Such as `sha256`."] = ""
    tolerance_seconds: Annotated[int | None, "Oldest timestamp that is taken."] = None
    encoding: Annotated[Literal["hex", "base64", ""], "How the signature is written."] = ""
    environment: Annotated[str, "Environment variable that holds the secret."] = ""
