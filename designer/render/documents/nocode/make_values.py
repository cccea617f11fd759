"""Transforms as formulas of Make, to paste into a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.render.documents.nocode.dates import moment
from designer.render.documents.nocode.texts import json_literal, parted, template_pieces
from designer.render.documents.nocode.zapier_values import quotation_mark, table_rows

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Scalar


def formula(transform: t.Transform, refs: tuple[str, ...], *, design: Design) -> str:
    r"""Return what goes between the double braces; *refs* are Make's own (`1.email`). A template is the whole field.

    Double braces in texts are written by number (`\u007b{`): read as JSON they are the same, and Make takes them for no formula.
    """
    first = refs[0] if refs else ""
    match transform:
        case t.Copy() | t.Cast(to="boolean"):
            made = first
        case t.Constant():
            made = literal(transform.value)
        case t.Template():
            made = template(transform, refs)
        case t.Present():
            made = f"if(ifempty({first}; emptystring) = emptystring; {literal(transform.when_false)}; {literal(transform.when_true)})"
        case t.EnumMap() | t.BoolMap() | t.CountryCode() | t.Lookup():
            made = _switch(transform, first, design=design)
        case t.SplitName(part="first"):
            made = f"first(split(trim({first}); space))"
        case t.SplitName():
            made = f"join(slice(split(trim({first}); space); 1); space)"
        case t.DateFormat():
            made = _date(transform, first)
        case t.Scale():
            made = _scale(transform, first)
        case t.Coalesce():
            made = _coalesce(refs)
        case _:
            made = _simple(transform, first)
    return made


def _simple(transform: t.Transform, first: str) -> str:
    match transform:
        case t.Cast():
            made = f"toString({first})" if transform.to == "string" else f'parseNumber({first}; ".")'
        case t.Part() if transform.index == -1:
            made = f"last(split({first}; {literal(transform.separator)}))"
        case t.Part():
            made = f"get(split({first}; {literal(transform.separator)}); {transform.index + 1})"
        case t.Trim() | t.Lower() | t.Upper() | t.First():
            made = f"{transform.name}({first})"
        case t.Truncate():
            made = f"substring({first}; 0; {transform.length})"
        case t.Default():
            made = f"ifempty({first}; {literal(transform.value)})"
        case t.Join():
            made = f"join({first}; {literal(transform.separator)})"
        case t.PhoneE164():
            made = f'replace({first}; "/[^0-9+]/g"; emptystring)'
        case _:
            made = first
    return made


def literal(item: Scalar) -> str:
    """Return a value as Make writes it in a formula."""
    return json_literal(item) if item != " " else "space"


def _escaped(ref: str, transform: t.Template) -> str:
    """Return a reference whose quotation marks a query takes for a part of the value."""
    mark = quotation_mark(transform)
    if not mark:
        return ref
    if transform.escape == "doubled":
        return f'replace({ref}; "/{mark}/g"; "{mark}{mark}")'
    return f'replace(replace({ref}; "/\\\\/g"; "\\\\"); "/{mark}/g"; "\\{mark}")'


def template(transform: t.Template, refs: tuple[str, ...], *, in_json: bool = False) -> str:
    """Return a template as the whole field: text and formulas side by side; *in_json* its texts stand inside quotation marks."""
    pieces = template_pieces(transform.text, len(refs))
    write = _inside_json if in_json else parted
    return "".join(
        _beside_formulas(write(piece)) if isinstance(piece, str) else f"{{{{{_escaped(refs[piece], transform)}}}}}" for piece in pieces
    )


def _inside_json(text: str) -> str:
    return json_literal(text)[1:-1]


def _beside_formulas(text: str) -> str:
    """Write the braces at the ends of a text as their numbers, for those of a formula may stand beside them."""
    opened = f"{text[:-1]}\\u007b" if text.endswith("{") else text
    return f"\\u007d{opened[1:]}" if opened.startswith("}") else opened


def _coalesce(refs: tuple[str, ...]) -> str:
    if len(refs) < 2:
        return "".join(refs)
    return f"ifempty({refs[0]}; {_coalesce(refs[1:])})"


def _switch(transform: t.EnumMap | t.BoolMap | t.CountryCode | t.Lookup, first: str, *, design: Design) -> str:
    rows, _ = table_rows(transform, design=design)
    pairs = "; ".join(f"{literal(left)}; {literal(right)}" for left, right in rows)
    match transform:
        case t.BoolMap():
            rest = f"; {literal(transform.when_false)}"
        case t.EnumMap(unmapped="default"):
            rest = f"; {literal(transform.default)}"
        case t.EnumMap(unmapped="keep"):
            rest = f"; {first}"
        case _:
            rest = ""
    return f"switch({first}; {pairs}{rest})" if pairs else f"switch({first}; …one pair for each value that occurs…)"


def _date(transform: t.DateFormat, first: str) -> str:
    parsed = (
        first
        if transform.source in {"iso", "date"}
        else f"parseDate({first}; {literal(moment(transform.source))}; {literal(transform.timezone)})"
    )
    return f"formatDate({parsed}; {literal(moment(transform.target))}; {literal(transform.timezone)})"


def _scale(transform: t.Scale, first: str) -> str:
    product = f"{first} * {transform.factor}"
    rounded = f'formatNumber({product}; {transform.places}; "."; emptystring)' if transform.places is not None else product
    return rounded if transform.to == "string" or rounded == product else f'parseNumber({rounded}; ".")'
