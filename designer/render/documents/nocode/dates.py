"""Date notations of a design in the tokens of the platforms (Moment and Luxon)."""

from __future__ import annotations

MOMENT = {
    "%Y": "YYYY",
    "%y": "YY",
    "%m": "MM",
    "%d": "DD",
    "%H": "HH",
    "%I": "hh",
    "%M": "mm",
    "%S": "ss",
    "%p": "A",
    "%b": "MMM",
    "%B": "MMMM",
    "%z": "ZZ",
}
LUXON = {**MOMENT, "%Y": "yyyy", "%y": "yy", "%d": "dd", "%p": "a", "%b": "LLL", "%B": "LLLL", "%z": "ZZZ"}
NAMED = {"iso": "YYYY-MM-DDTHH:mm:ssZ", "date": "YYYY-MM-DD", "unix_s": "X", "unix_ms": "x"}


def moment(notation: str) -> str:
    """Return a notation in Moment's tokens, as Zapier and Make take them."""
    return NAMED.get(notation) or _replaced(notation, MOMENT)


def luxon(notation: str) -> str:
    """Return a strftime pattern in Luxon's tokens, as n8n takes them."""
    return _replaced(notation, LUXON)


def _replaced(pattern: str, tokens: dict[str, str]) -> str:
    for directive, token in tokens.items():
        pattern = pattern.replace(directive, token)
    return pattern
