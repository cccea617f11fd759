"""Fields for a person: a tree with name, type, what is special about each, and its description as far as the screen has room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.show.console import Line, can_show, row
from designer.show.field_tree import Branch, branches, opened, walked
from designer.show.fitting import cells, padded, plain, shortened
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from designer.model.spec import Field
    from designer.show.console import Tone

WIDE = 78
"""Columns from which name, type and description stand side by side."""
MOST_TYPE = 26
MOST_VALUES = 5
MOST_SIBLINGS = 150
"""Fields of one level that are listed before they are folded."""
GUIDES = ("│ ", "  ", "├ ", "└ ")
PLAIN_GUIDES = ("| ", "  ", "|-", "`-")
ENDLESS = 10_000
FORMATTED = ("string", "number", "integer")
JOINTS = "│├└"
BELOW = {"├ ": "│ ", "|-": "| "}
"""How a branch's guide goes on in the line below it."""
REQUIRED = "*"
PROOFS = {"account": "by your account", "overlay": "by an overlay"}
"""What a field rests on, where the vendor's document does not tell of it."""
LEAST = 8
"""Columns below which a shortened text tells nothing."""
NARROW_TYPE = 8
"""Columns that a type takes at least, beside a name that fills a narrow screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """How much of a tree is shown: down to a depth, or as deep as so many lines allow; 0 lines: everything."""

    lines: int = 60
    depth: int = 0
    pointers: bool = False


def field_lines(
    fields: Sequence[Field], *, fold: Fold, columns: int, indent: int = 2, notes: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """Yield the tree of some fields, one line a field on a wide screen, two on a narrow one; *notes* are by path."""
    yield from _tree(branches(fields), fold=fold, columns=columns, indent=indent, notes=notes or {})


def list_lines(fields: Sequence[Field], *, fold: Fold, columns: int, indent: int, notes: Mapping[str, str]) -> Iterator[Line]:
    """Yield some fields as `field_lines` does, none below another: their paths are names of parameters, whatever these hold."""
    yield from _tree([Branch(name=field.path, field=field) for field in fields], fold=fold, columns=columns, indent=indent, notes=notes)


def _tree(roots: list[Branch], *, fold: Fold, columns: int, indent: int, notes: Mapping[str, str]) -> Iterator[Line]:
    left_out = 0
    if fold.lines and len(roots) > MOST_SIBLINGS:
        roots, left_out = roots[:MOST_SIBLINGS], len(roots) - MOST_SIBLINGS
    shown = _shown(roots, fold, columns=columns)
    guides = GUIDES if can_show(JOINTS) else PLAIN_GUIDES
    cells_of = [
        (branch, _guide(lasts, guides), bool(branch.below) and branch.field.path not in shown) for branch, lasts in walked(roots, shown)
    ]
    yield from _table(cells_of, fold=fold, columns=columns, indent=indent, notes=notes)
    if left_out:
        yield Line(f"{' ' * indent}... {left_out} more fields beside these (--all shows them)", "quiet")


def _shown(roots: Sequence[Branch], fold: Fold, *, columns: int) -> set[str]:
    if fold.depth:
        return opened(roots, lines=0, depth=fold.depth)
    return opened(roots, lines=fold.lines, depth=columns // 4 if fold.lines else ENDLESS)


def type_words(branch: Branch) -> str:
    """Return a type in words: `string(email) or null`, `array of object`."""
    told, outer = "", branch
    while outer.item is not None:
        others = "".join(f"{kind} or " for kind in outer.field.types if kind != "array")
        told, outer = f"{told}{others}array of ", outer.item
    return f"{told}{_value_type(outer.field)}{' or null' if branch.item and branch.field.nullable else ''}"


def _value_type(field: Field) -> str:
    if field.is_file:
        names = ["file" + (f"({one_line(field.content_media_type)})" if field.content_media_type else "")]
    else:
        names = list(field.types) or ["any"]
        if field.format:
            at = next((at for at, name in enumerate(names) if name in FORMATTED), 0)
            names[at] += f"({one_line(field.format)})"
    return " or ".join(names) + (" or null" if field.nullable else "")


def _details(branch: Branch, *, folded: bool, note: str) -> list[tuple[str, Tone]]:
    """Return what is special about a field, in short, and its description."""
    field, inner = branch.field, branch.innermost.field if branch.item else None
    told: list[tuple[str, Tone]] = []
    if folded:
        told.append((f"... {branch.size} more below", "open"))
    if field.deprecated:
        told.append(("deprecated", "warning"))
    told += [(words, "warning") for words in _access(field)]
    told += [(words, "") for words in (note, _values(field) or _values(inner), _bounds(field), _default(field)) if words]
    if field.proof in PROOFS:
        told.append((PROOFS[field.proof], "type"))
    if field.branch and field.branch != branch.within:
        told.append((f"in {one_line(field.branch)}", "type"))
    described = (plain(one.description) or _title(one) for one in (field, inner) if one)
    description = next((text for text in described if text), "")
    if description:
        told.append((description, "quiet"))
    return told


def _table(
    listed: Sequence[tuple[Branch, str, bool]], *, fold: Fold, columns: int, indent: int, notes: Mapping[str, str]
) -> Iterator[Line]:
    names = [_name(branch) + (REQUIRED if branch.field.required else "") for branch, _, _ in listed]
    types = [type_words(branch) for branch, _, _ in listed]
    longest = max((cells(guide + name) for (_, guide, _), name in zip(listed, names, strict=True)), default=0)
    name_column = min(longest, columns * 2 // 5)
    type_column = min(max(map(cells, types), default=0), MOST_TYPE)
    for (branch, guide, folded), name, kind in zip(listed, names, types, strict=True):
        told = _details(branch, folded=folded, note=notes.get(branch.field.path, ""))
        continued = " " * indent + guide[:-2] + BELOW.get(guide[-2:], "  ") + ("  " if guide else "")
        named = _named(" " * indent + guide, name, is_required=branch.field.required)
        if columns >= WIDE:
            fill = " " * max(name_column - cells(guide + name), 0) + "  "
            space = columns - indent - cells(guide + name + fill) - max(type_column, cells(kind)) - 2
            parts = _cut(told, space)
            yield row(*named, (fill, ""), (padded(kind, type_column) + "  " if parts else kind, "type"), *parts)
        else:
            yield row(*named, (f" {shortened(kind, max(columns - indent - cells(guide + name) - 1, NARROW_TYPE))}", "type"))
            parts = _cut(told, columns - cells(continued))
            if parts:
                yield row((continued, "quiet"), *parts)
        if fold.pointers and branch.field.pointer:
            yield row((continued + one_line(branch.field.file + branch.field.pointer), "quiet"))


def _named(margin: str, name: str, *, is_required: bool) -> list[tuple[str, Tone]]:
    named: list[tuple[str, Tone]] = [(margin, "quiet")]
    return [*named, (name.removesuffix(REQUIRED), ""), (REQUIRED, "error")] if is_required else [*named, (name, "")]


def _cut(told: Sequence[tuple[str, Tone]], space: int) -> list[tuple[str, Tone]]:
    """Return the parts with `, ` between them, as far as there is space."""
    parts: list[tuple[str, Tone]] = []
    for at, (text, tone) in enumerate(told):
        joint = "" if at == 0 else ". " if tone == "quiet" else ", "
        left = space - sum(cells(part) for part, _ in parts) - len(joint)
        if left < min(cells(text), LEAST):
            break
        parts += [(joint, "quiet"), (shortened(text, left), tone)] if joint else [(shortened(text, left), tone)]
        if cells(text) > left:
            break
    return parts


def _guide(lasts: tuple[bool, ...], guides: tuple[str, str, str, str]) -> str:
    """Return what stands before a name; the first level has no guide of its own."""
    through, nothing, branch, last = guides
    if len(lasts) == 1:
        return ""
    return "".join(nothing if is_last else through for is_last in lasts[1:-1]) + (last if lasts[-1] else branch)


def _name(branch: Branch) -> str:
    name = one_line(branch.name)
    if name.startswith("[]"):
        return f"(each item){name[2:]}"
    return name or "(the whole)"


def _access(field: Field) -> Iterator[str]:
    if field.read_only:
        yield "read-only"
    if field.write_only:
        yield "write-only"
    if field.only_on_request:
        yield f"only with {one_line(field.only_on_request)}"
    if field.free_form and "object" in field.types:
        yield "any members"
    if field.content_encoding and not field.is_file:
        yield f"in {one_line(field.content_encoding)}"


def _title(field: Field) -> str:
    """Return a title in words; a schema's own name tells a person nothing about the field."""
    title = one_line(field.title)
    return title if " " in title else ""


def _values(field: Field | None) -> str:
    if field is None or not field.enum:
        return ""
    values = [_value(value) for value in field.enum if value is not None or not field.nullable]
    if len(values) < 2:
        return "".join(f"always {value}" for value in values)
    if len(values) > MOST_VALUES + 1:
        return f"one of {', '.join(values[:MOST_VALUES])} and {len(values) - MOST_VALUES} more"
    return f"{', '.join(values[:-1])} or {values[-1]}"


def _value(value: object) -> str:
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return shortened(one_line(text), 40) or '""'


def _bounds(field: Field) -> str:
    told = []
    if field.min_length or field.max_length is not None:
        told.append(_lengths(field.min_length or 0, field.max_length))
    if field.minimum is not None or field.maximum is not None:
        told.append(_between(field.minimum, field.maximum))
    return ", ".join(told)


def _lengths(least: int, most: int | None) -> str:
    if least == most:
        return f"{least:,} long"
    told = [f"min {least:,}" if least > 1 else "", f"max {most:,}" if most is not None else ""]
    return ", ".join(filter(None, told)) or "not empty"


def _between(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{_number(low)} to {_number(high)}"
    return f"{_number(low)} or more" if low is not None else f"up to {_number(high or 0)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:g}"


def _default(field: Field) -> str:
    if field.default is None or isinstance(field.default, dict | list):
        return ""
    return f"default {_value(field.default)}"
