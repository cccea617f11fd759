"""The small closed vocabularies and JSON types that several nouns share."""

from __future__ import annotations

from typing import Literal

Scalar = str | int | float | bool | None
JsonObject = dict[str, "Json"]
Json = Scalar | list["Json"] | JsonObject

Style = Literal["nocode", "api", "warehouse"]
StyleWish = Literal["auto", "nocode", "api", "warehouse"]
SystemKind = Literal["http", "stream", "file", "database", "manual"]
DescriptionKind = Literal["openapi", "json-schema", "sample", "account", "overlay"]
Role = Literal["trigger", "read", "lookup", "write", "register", "extract"]
Access = Literal["read", "write"]

STYLES: tuple[Style, ...] = ("nocode", "api", "warehouse")
