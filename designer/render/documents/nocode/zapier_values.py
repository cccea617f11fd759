"""Transforms as steps of Formatter by Zapier, each setting spelled out; a script only where Formatter has no function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.render.documents.grid import Grid, Section
from designer.render.documents.nocode.dates import moment
from designer.render.documents.nocode.texts import BRACES_TOLD, has_braces, inline_markdown, parted, script_literal, template_pieces, typed
from designer.render.documents.words import code

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Scalar

SEGMENTS = {0: "First", 1: "Second", -1: "Last", -2: "Second to Last"}
UNMAPPED = {"error": "leave empty, and let a filter stop on an empty result", "omit": "leave empty", "keep": "the input itself"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """What stands between a source and a field: nothing but a `value` to type, or a step whose output is used."""

    app: str = ""
    """Empty: no step is needed, `value` goes straight into the field."""
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    script: str = ""
    value: str = ""


def formatting(transform: t.Transform, refs: tuple[str, ...], *, design: Design) -> Formatting:
    """Return the formatting of the picked values *refs*, which are Markdown."""
    first = refs[0] if refs else ""
    match transform:
        case t.Copy():
            made = Formatting(value=first)
        case t.Constant():
            made = Formatting(value=typed(transform.value))
        case t.Cast():
            made = Formatting(value=f"{first}" + ("" if transform.to == "string" else ", without quotation marks in the JSON body"))
        case t.Template():
            made = _escaped(Formatting(value=_typed(transform.text, refs)), transform)
        case t.Present():
            made = Formatting(
                app="Code by Zapier → Run JavaScript",
                lines=(f"Input data: `value` is {first}", "Use the output `result`"),
                script=PRESENT.format(script_literal(transform.when_true), script_literal(transform.when_false)),
            )
        case t.EnumMap() | t.BoolMap() | t.CountryCode() | t.Lookup():
            made = _table(transform, first, design=design)
        case t.SplitName():
            made = Formatting(
                app="Code by Zapier → Run JavaScript",
                lines=(f"Input data: `name` is {first}", "Use the output `result`"),
                script=SPLIT_NAME[transform.part],
            )
        case t.DateFormat():
            made = _date(transform, first)
        case t.Coalesce():
            rest = " then ".join(refs[1:])
            made = Formatting(
                app="Formatter by Zapier → Text → Default Value", lines=(f"Input: {first}", f"Default value: {rest or 'none'}")
            )
        case t.Scale():
            made = _scale(transform, refs)
        case _:
            made = _simple(transform, first)
    return made


def _simple(transform: t.Transform, first: str) -> Formatting:
    """Return the formatting of the transforms that are one ready function with at most two settings."""
    name: str
    lines: tuple[str, ...]
    match transform:
        case t.Part():
            segment = SEGMENTS.get(transform.index, f"All (as Separate Fields), then pick number {transform.index + 1}")
            name, lines = "Text → Split Text", (f"Separator: {code(transform.separator)}", f"Segment index: {segment}")
        case t.Trim():
            name, lines = "Text → Trim Whitespace", ()
        case t.Lower():
            name, lines = "Text → Lowercase", ()
        case t.Upper():
            name, lines = "Text → Uppercase", ()
        case t.Truncate():
            name, lines = "Text → Truncate", (f"Max length: {transform.length}", "Append ellipsis: no")
        case t.Default():
            name, lines = "Text → Default Value", (f"Default value: {typed(transform.value)}",)
        case t.First():
            name, lines = "Utilities → Pick from List", ("Operation: Choose first",)
        case t.Join():
            name, lines = "Utilities → Line-item to Text", (f"Separator: {code(transform.separator)}",)
        case t.PhoneE164():
            name, lines = (
                "Numbers → Format Phone Number",
                ("To format: E164", f"Phone number country code: {transform.country or 'ask: numbers without + need one'}"),
            )
        case _:
            name, lines = "Text → Trim Whitespace", ()
    return Formatting(app=f"Formatter by Zapier → {name}", lines=(f"Input: {first}", *lines))


def quotation_mark(transform: t.Template) -> str:
    """Return the quotation mark that a query puts around its values and escapes inside them; empty where nothing is escaped."""
    if not transform.escape:
        return ""
    return "'" if "'" in transform.text or '"' not in transform.text else '"'


def _escaped(made: Formatting, transform: t.Template) -> Formatting:
    """Return the formatting with what a quotation mark in a value needs first."""
    mark = quotation_mark(transform)
    if not mark:
        return made
    written = mark * 2 if transform.escape == "doubled" else f"\\{mark}"
    return replace(
        made, value=f"{made.value}, each value put through Formatter → Text → Replace first: {code(mark)} becomes {code(written)}"
    )


def _typed(text: str, refs: tuple[str, ...]) -> str:
    """Return a template with the picked values in their places."""
    pieces = template_pieces(text, len(refs))
    shown = " ".join(refs[piece] if isinstance(piece, int) else inline_markdown(parted(piece)) for piece in pieces)
    told = f"; {BRACES_TOLD}" if any(has_braces(piece) for piece in pieces if isinstance(piece, str)) else ""
    return " ".join(shown.split()) + f" (typed in one field{told})"


def _table(transform: t.EnumMap | t.BoolMap | t.CountryCode | t.Lookup, first: str, *, design: Design) -> Formatting:
    rows, fallback = table_rows(transform, design=design)
    if isinstance(transform, t.Lookup) and transform.using.startswith("link:"):
        table = code(transform.using.removeprefix("link:"))
        lines = (
            f"Table {table} holds the pairs of ids (columns `source_id`, `target_id`)",
            f"Find the record whose `source_id` is {first}",
            "Use its `target_id`",
        )
        return Formatting(app="Zapier Tables → Find Record", lines=lines)
    grid = Grid(header=("Key", "Value"), rows=tuple((typed(left), typed(right)) for left, right in rows))
    lines = (
        f"Lookup key: {first}",
        f"Fallback value: {fallback}",
        *(() if rows else ("Lookup table: one row for each value that occurs (SETUP.md)",)),
    )
    return Formatting(
        app="Formatter by Zapier → Utilities → Lookup Table",
        lines=lines,
        sections=(Section(title="Lookup table", grid=grid),) if rows else (),
    )


def table_rows(transform: t.EnumMap | t.BoolMap | t.CountryCode | t.Lookup, *, design: Design) -> tuple[list[tuple[Scalar, Scalar]], str]:
    """Return the rows of a value table and what becomes of a value without a row."""
    match transform:
        case t.EnumMap():
            fallback = typed(transform.default) if transform.unmapped == "default" else UNMAPPED[transform.unmapped]
            return [(pair.source, pair.target) for pair in transform.values], fallback
        case t.BoolMap():
            return [(item, transform.when_true) for item in transform.truthy], typed(transform.when_false)
        case t.Lookup():
            table = design.table(transform.using.removeprefix("table:"))
            rows = [(row.key, row.value) for row in table.rows] if table else []
            return rows, UNMAPPED[transform.missing]
        case t.CountryCode():
            return [], UNMAPPED["error"]


def _date(transform: t.DateFormat, first: str) -> Formatting:
    if "unix_ms" in (transform.source, transform.target):
        factor = "divide by 1000 first" if transform.source == "unix_ms" else "multiply the result by 1000"
        note: tuple[str, ...] = (f"Milliseconds: {factor} (Numbers → Perform Math Operation)",)
    else:
        note = ()
    source, target = (moment(notation.replace("unix_ms", "unix_s")) for notation in (transform.source, transform.target))
    lines = (
        f"Input: {first}",
        f"From format: {code(source)}",
        f"To format: {code(target)}",
        f"From and to time zone: {code(transform.timezone)}",
        *note,
    )
    return Formatting(app="Formatter by Zapier → Date / Time → Format", lines=lines)


def _scale(transform: t.Scale, refs: tuple[str, ...]) -> Formatting:
    factor = transform.factor
    formula = f"ROUND([input] * {factor}, {transform.places})" if transform.places is not None else f"[input] * {factor}"
    lines = [f"Formula: {code(formula)}, where `[input]` is {refs[0] if refs else 'the value'}"]
    lines += (
        [f"Currencies without cents ({refs[1]} is JPY, KRW, ...) are not scaled: send them through a path of their own"]
        if len(refs) > 1
        else []
    )
    return Formatting(app="Formatter by Zapier → Numbers → Spreadsheet-Style Formula", lines=tuple(lines))


PRESENT = "return {{ result: inputData.value ? {} : {} }};"
"""Input data are texts: of a value that is there, even `0` or `false`, the text is not empty."""
_SPLIT = (
    "const name = (inputData.name || '').trim();\n"
    f"const comma = name.indexOf({script_literal(',')});\n"
    "const words = comma >= 0 ? [name.slice(comma + 1).trim(), name.slice(0, comma).trim()] : name.split(/\\s+/);\n"
)
SPLIT_NAME = {
    "first": f"{_SPLIT}return {{ result: words[0] || '' }};",
    "last": f"{_SPLIT}return {{ result: words.slice(1).join(' ') }};",
}
