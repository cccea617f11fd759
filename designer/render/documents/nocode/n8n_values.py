"""Transforms as n8n expressions: JavaScript with Luxon, over references that are expressions already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.render.documents.nocode.dates import luxon
from designer.render.documents.nocode.texts import script_literal as literal
from designer.render.documents.nocode.texts import template_pieces
from designer.render.documents.nocode.zapier_values import quotation_mark, table_rows

if TYPE_CHECKING:
    from designer.model.design import Design


def expression(transform: t.Transform, refs: tuple[str, ...], *, design: Design) -> str:
    """Return what goes between the double braces."""
    first = refs[0] if refs else "undefined"
    match transform:
        case t.Constant():
            made = literal(transform.value)
        case t.Template():
            made = _template(transform.text, tuple(_escaped(ref, transform) for ref in refs))
        case t.Present():
            made = f"({first} ?? '').length === 0 ? {literal(transform.when_false)} : {literal(transform.when_true)}"
        case t.EnumMap() | t.BoolMap() | t.CountryCode() | t.Lookup():
            made = _table(transform, first, design=design)
        case t.SplitName(part="first"):
            made = f"{first}?.trim().split(/\\s+/)[0]"
        case t.SplitName():
            made = f"{first}?.trim().split(/\\s+/).slice(1).join(' ')"
        case t.DateFormat():
            made = _date(transform, first)
        case t.Scale():
            made = (
                f"Number(({first} * {transform.factor}).toFixed({transform.places}))"
                if transform.places is not None
                else f"{first} * {transform.factor}"
            )
        case t.Coalesce():
            made = " || ".join(refs) or "undefined"
        case _:
            made = _simple(transform, first)
    return made


def _simple(transform: t.Transform, first: str) -> str:
    match transform:
        case t.Cast():
            made = {"string": f"String({first})", "boolean": f"['true', '1'].includes(String({first}))"}.get(
                transform.to, f"Number({first})"
            )
        case t.Part():
            made = f"{first}?.split({literal(transform.separator)}).at({transform.index})"
        case t.Trim():
            made = f"{first}?.trim()"
        case t.Lower():
            made = f"{first}?.toLowerCase()"
        case t.Upper():
            made = f"{first}?.toUpperCase()"
        case t.Truncate():
            made = f"{first}?.slice(0, {transform.length})"
        case t.Default():
            made = f"{first} || {literal(transform.value)}"
        case t.First():
            made = f"{first}?.[0]"
        case t.Join():
            made = f"{first}?.join({literal(transform.separator)})"
        case t.PhoneE164():
            made = f"{first}?.replace(/[^0-9+]/g, '')"
        case _:
            made = first
    return made


def _escaped(ref: str, transform: t.Template) -> str:
    """Return a reference whose quotation marks a query takes for a part of the value."""
    mark = quotation_mark(transform)
    if not mark:
        return ref
    pattern, written = (f"/{mark}/g", literal(mark * 2)) if transform.escape == "doubled" else (f"/[{mark}\\\\]/g", literal("\\$&"))
    return f"String({ref} ?? '').replace({pattern}, {written})"


def _template(text: str, refs: tuple[str, ...]) -> str:
    """Return a template as a row of texts and references, joined where they are not empty."""
    pieces = template_pieces(text, len(refs))
    shown = [f"({refs[piece]} ?? '')" if isinstance(piece, int) else literal(piece) for piece in pieces]
    return f"[{', '.join(shown)}].join('').trim()"


def _table(transform: t.EnumMap | t.BoolMap | t.CountryCode | t.Lookup, first: str, *, design: Design) -> str:
    rows, _ = table_rows(transform, design=design)
    pairs = ", ".join(f"{literal(str(left).lower() if isinstance(left, bool) else str(left))}: {literal(right)}" for left, right in rows)
    match transform:
        case t.BoolMap():
            rest = f" ?? {literal(transform.when_false)}"
        case t.EnumMap(unmapped="default"):
            rest = f" ?? {literal(transform.default)}"
        case t.EnumMap(unmapped="keep"):
            rest = f" ?? {first}"
        case _:
            rest = ""
    return f"({{{pairs or '/* one pair for each value that occurs */'}}})[{first}]{rest}"


def _date(transform: t.DateFormat, first: str) -> str:
    zone = f"{{zone: {literal(transform.timezone)}}}"
    read = {
        "iso": f"DateTime.fromISO({first}, {zone})",
        "date": f"DateTime.fromISO({first}, {zone})",
        "unix_s": f"DateTime.fromSeconds(Number({first}), {zone})",
        "unix_ms": f"DateTime.fromMillis(Number({first}), {zone})",
    }.get(transform.source, f"DateTime.fromFormat({first}, {literal(luxon(transform.source))}, {zone})")
    written = {"iso": "toISO()", "date": "toISODate()", "unix_s": "toUnixInteger()", "unix_ms": "toMillis()"}
    return f"{read}.{written.get(transform.target, f'toFormat({literal(luxon(transform.target))})')}"
