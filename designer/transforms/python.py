"""A transform as a Python expression that calls the starter's run-time module `transforms`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import (
    BoolMap,
    Cast,
    Constant,
    Copy,
    CountryCode,
    DateFormat,
    Default,
    EnumMap,
    Join,
    Lookup,
    Part,
    PhoneE164,
    Present,
    Scale,
    SplitName,
    Template,
    Transform,
    Truncate,
)
from designer.names.literal import python_literal

if TYPE_CHECKING:
    from designer.model.scalars import Scalar


def expression(transform: Transform, *, sources: tuple[str, ...], lookups: str = "lookups") -> str:
    """Return the expression; *sources* are Python expressions already.

    *lookups* is an expression for a mapping from `table:<id>` and `link:<id>` to functions that find a value
    (`transforms.table(rows)` makes one of a table).
    """
    match transform:
        case Constant():
            return python_literal(transform.value)
        case Copy():
            return sources[0]
        case Lookup():
            return _call(
                "lookup", *sources, f"{lookups}[{python_literal(transform.using)}]", **_unless(missing=transform.missing, usual="error")
            )
        case Cast():
            return _call(f"cast_{transform.to}", *sources)
        case Template():
            return _call("template", python_literal(transform.text), *sources, **_unless(escape=transform.escape, usual=""))
        case Scale():
            keywords = {} if transform.places is None else {"places": str(transform.places)}
            return _call(
                "scale", sources[0], python_literal(transform.factor), *sources[1:], **keywords, **_unless(to=transform.to, usual="number")
            )
        case EnumMap():
            return _enum_map(transform, sources)
        case _:
            return _call(transform.name, *sources, *_parameters(transform))


def _parameters(transform: Transform) -> tuple[str, ...]:  # noqa: PLR0911 - one line for each transform
    """Return the literals that follow the source in a call."""
    match transform:
        case BoolMap():
            return _tuple(transform.truthy), python_literal(transform.when_true), python_literal(transform.when_false)
        case Present() if (transform.when_true, transform.when_false) == (True, False):
            return ()
        case Present():
            return python_literal(transform.when_true), python_literal(transform.when_false)
        case SplitName():
            return (python_literal(transform.part),)
        case Part():
            return python_literal(transform.separator), python_literal(transform.index)
        case Truncate():
            return (python_literal(transform.length),)
        case Default():
            return (python_literal(transform.value),)
        case Join():
            return (python_literal(transform.separator),)
        case DateFormat():
            zone = () if transform.timezone == "UTC" else (python_literal(transform.timezone),)
            return python_literal(transform.source), python_literal(transform.target), *zone
        case PhoneE164():
            return (python_literal(transform.country),)
        case CountryCode():
            return (python_literal(transform.to),)
        case _:
            return ()


def _enum_map(transform: EnumMap, sources: tuple[str, ...]) -> str:
    pairs = tuple(f"({python_literal(row.source)}, {python_literal(row.target)})" for row in transform.values)
    rows = f"({', '.join(pairs)}{',' if len(pairs) == 1 else ''})"
    keywords = _unless(unmapped=transform.unmapped, usual="error")
    if transform.unmapped == "default":
        keywords["default"] = python_literal(transform.default)
    return _call("enum_map", *sources, rows, **keywords)


def _call(function: str, *arguments: str, **keywords: str) -> str:
    named = (f"{name}={value}" for name, value in keywords.items())
    return f"transforms.{function}({', '.join((*arguments, *named))})"


def _unless(*, usual: str, **keyword: str) -> dict[str, str]:
    """Return the keyword as a literal, nothing if it has its usual value."""
    return {name: python_literal(value) for name, value in keyword.items() if value != usual}


def _tuple(values: tuple[Scalar, ...]) -> str:
    return f"({', '.join(map(python_literal, values))}{',' if len(values) == 1 else ''})"
