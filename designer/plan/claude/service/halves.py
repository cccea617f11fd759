"""What JSON can write and nothing can send on: halves of characters (lone surrogates), numbers beyond any."""

from __future__ import annotations

import math
import re
from typing import TypeVar, cast

HALF = re.compile("[\ud800-\udfff]")

Value = TypeVar("Value")


def mended(value: Value) -> Value:
    """Return a text or JSON value in which two halves that belong together are one character, and any other is a replacement mark.

    A number beyond any that a program holds (`1e999`) is none.
    """
    if isinstance(value, str):
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if HALF.search(value) else value
        return cast("Value", whole)
    if isinstance(value, dict):
        return cast("Value", {mended(key): mended(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return cast("Value", [mended(item) for item in value])
    return cast("Value", None) if isinstance(value, float) and not math.isfinite(value) else value
