"""Comparisons of a flow's conditions: forgiving of notation (`5` and `"5"`), never of meaning.

Depends on: `values.py` and the standard library.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from .values import Json, Scalar, is_empty


def equals(value: Json, other: Scalar) -> bool:
    """Tell whether two values are the same; a number written as text is that number, true is not 1."""
    if isinstance(value, list | dict):
        return False
    if isinstance(value, bool) or isinstance(other, bool):
        return _word(value) == _word(other)
    if value is None or other is None:
        return is_empty(value) and is_empty(other)
    return str(value) == str(other) or (_number(value) is not None and _number(value) == _number(other))


def one_of(value: Json, *others: Scalar) -> bool:
    """Tell whether the value is among these."""
    return any(equals(value, other) for other in others)


def greater(value: Json, other: Scalar) -> bool:
    """Tell whether the value is greater: as numbers where both are, else as texts (ISO dates sort as texts)."""
    return _compare(value, other) > 0


def less(value: Json, other: Scalar) -> bool:
    """Tell whether the value is smaller, in the same way as `greater`."""
    return _compare(value, other) < 0


def contains(value: Json, other: Scalar) -> bool:
    """Tell whether a list has the item, or a text the part (upper and lower case do not count)."""
    if isinstance(value, list):
        return any(equals(item, other) for item in value)
    return not is_empty(value) and not isinstance(value, dict) and str(other).lower() in str(value).lower()


def present(value: Json) -> bool:
    """Tell whether there is a value."""
    return not is_empty(value) and value not in ([], {})


def changed(value: Json) -> bool:
    """Tell whether the value changed. No earlier version is kept yet, so any value counts as changed."""
    return present(value)


def _compare(value: Json, other: Scalar) -> int:
    if is_empty(value) or is_empty(other) or isinstance(value, list | dict):
        return 0
    one, two = _number(value), _number(other)
    if one is not None and two is not None:
        return (one > two) - (one < two)
    return (str(value) > str(other)) - (str(value) < str(other))


def _number(value: Json) -> Decimal | None:
    if isinstance(value, bool | list | dict) or value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _word(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value).lower()
