"""The nouns that both a described system and a design hold: documents, and the proof of a delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from designer.model.scalars import DescriptionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionRef:
    """One document that describes a system; an object, account metadata or an overlay that is laid over another one."""

    kind: Annotated[DescriptionKind, "What kind of document."]
    path: Annotated[str, "Path, relative to the design file, or https address."]
    sha256: Annotated[str, "Hash of the document when the design was made."] = ""
    pointer: Annotated[
        str,
        "Where in the system's document an object is laid: the JSON pointer of a schema; account metadata also at a call, `POST /path`.",
    ] = ""
    origin: Annotated[str, "The vendor's document this one was cut from: path or address."] = ""
    object: Annotated[str, "Object of the account that metadata tells of, as the system's paths call it; empty: as the file says."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How a delivery proves who sent it: scheme, and where the signature stands."""

    scheme: Annotated[
        Literal["stripe", "github", "slack", "shopify", "hubspot_v3", "zendesk", "xero", "hmac", "basic", "token", "none", "unknown"],
        "The vendor's own way, or a generic one.",
    ]
    header: Annotated[str, "Header that carries the signature or token; a token without one stands in the receiver's address."] = ""
    algorithm: Annotated[str, "Such as `sha256`."] = ""
    signed: Annotated[
        str,
        "For `hmac`: what it is made over, of `{body}`, `{timestamp}`, `{method}`, `{address}`, as in `{timestamp}.{body}`; empty: body.",
    ] = ""
    timestamp_header: Annotated[str, "For `hmac`: header that carries the `{timestamp}`: seconds, milliseconds or an ISO date-time."] = ""
    prefix: Annotated[str, "For `hmac`: what stands before the signature in its header, such as `sha256=`."] = ""
    tolerance_seconds: Annotated[int | None, "Oldest timestamp that is taken."] = None
    encoding: Annotated[Literal["hex", "base64", ""], "How the signature is written."] = ""
    environment: Annotated[str, "Environment variable that holds the secret."] = ""
