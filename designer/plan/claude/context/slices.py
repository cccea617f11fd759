"""Slices of the documents: the fields of the calls that a design uses, those that matter first, as many as a budget takes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.path import parent
from designer.names.text import singulars
from designer.plan.claude.context.budget import tokens_of
from designer.plan.claude.context.described import NOT_DESCRIBED, is_described, is_no_header, is_said_read_only
from designer.plan.claude.context.fencing import one_line, plain_line
from designer.plan.claude.context.relevance import NAMED, SMALL_WORDS, weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Field, Operation, Parameter
    from designer.plan.claude.context.relevance import Scene
    from designer.plan.claude.context.surfaces import Surface

DESCRIBED = 75
"""Characters of a description."""
LONGEST_PATH = 160
VALUES = 12
FEW = 4
"""So many values of an enum are named: of a field that matters, of another."""
LONGEST_VALUE = 40
SMALL = 80
"""Of so many fields all are told if there is room; of more, those that stand deep and that nothing speaks of are noise."""
LEAST_WEIGHT = 10
DEEP = 0
"""Below it lies what nothing speaks of, three objects deep: told of no surface."""
MOST_BESIDE = 12
"""So many fields stand beside a record; more are the record itself."""
NEAR = 40
"""So much matters what is told of a surface of which only ids are wanted."""
LONG_LIST = 40
"""Values of an enum that is a list of the world's, such as currencies: the first few tell which."""
PARAMETERS = 8
"""So many optional parameters are named."""
LONG = 1_000
"""Bounds of a text beyond this are none in practice."""
LENGTH = re.compile(r"[(,]?\s*\bmax(?:imum)?[ -]?length\s*(?:=|:|is|of)?\s*\d+(?: characters)?\s*\)?", re.IGNORECASE)
"""What the bound of a text says already."""
TELLING = 2
"""Words from which a description tells more than the name."""
FEW_MEMBERS = 4
"""Members of an object beside the record's own fields that are named where nothing else is shown of it."""
MOST_OBJECTS = 6
"""Objects and lists that are named of which nothing is shown."""
LEAST = 120
"""Tokens that a slice is worth being begun with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A surface as it is shown, and how many of its fields are not."""

    text: str
    left_out: int


def sliced(surface: Surface, scene: Scene, *, tokens: int) -> Slice:
    """Return the slice of a surface that takes at most so many tokens."""
    head = "\n".join(_head(surface))
    weights = weights_of(surface, scene)
    order = {field.path: number for number, field in enumerate(surface.fields)}
    usable = [field for field in surface.fields if _is_shown(field, surface)]
    shown = sorted(usable, key=lambda field: (-weights[field.path], order[field.path]))
    least = NEAR if surface.is_mark and len(shown) > MOST_BESIDE else LEAST_WEIGHT if len(shown) > SMALL else DEEP
    shown = [field for field in shown if weights[field.path] >= least or _is_of_delivery(field, surface)]
    usual = _usual_request(shown)
    head += f"\n  only with `{usual}`, but for what says `always`" if usual else ""
    left = tokens - tokens_of(head)
    taken: dict[str, str] = {}
    groups: set[str] = set()
    important: set[str] = set()
    for field in shown:
        is_important = weights[field.path] >= NAMED and field.path not in scene.sure
        line, group = _told(field, surface, usual, is_important=is_important), _place(field.path)[0]
        important |= {field.path} if is_important else set()
        cost = tokens_of(line) + (0 if group in groups else tokens_of(surface.at + group))
        if cost > left:
            break
        taken[field.path] = line
        groups.add(group)
        left -= cost
    more = [field.path for field in usable if field.path not in taken]
    lines = [head, *_grouped(taken, order, important, at=surface.at), *([f"  ({_left_out(more, groups)})"] if more else [])]
    return Slice(text="\n".join(lines), left_out=len(more))


def _usual_request(fields: Sequence[Field]) -> str:
    """Return the parameter on which most fields depend, which is said once."""
    asked = Counter(field.only_on_request for field in fields)
    parameter, count = asked.most_common(1)[0] if asked else ("", 0)
    return one_line(parameter, 40) if count * 2 > len(fields) else ""


def _left_out(paths: Sequence[str], shown: set[str]) -> str:
    """Return how many fields are left out, and the objects and lists of which nothing is shown, small ones with their members."""
    objects: dict[str, list[str]] = {}
    for path in paths:
        place, name = _place(path)
        if place and place not in shown:
            objects.setdefault(place, []).append(name)
    nearest = sorted(objects, key=lambda place: (place.count("."), -len(objects[place]), place))
    named = [f"{one_line(place, 60)} {_members(objects[place], is_near='.' not in place)}" for place in nearest[:MOST_OBJECTS]]
    return f"{len(paths)} more field" + "s" * (len(paths) > 1) + (f", among them all of {', '.join(named)}" if named else "")


def _members(names: Sequence[str], *, is_near: bool) -> str:
    """Return the members of an object by name if they are few, else their number."""
    return f"({', '.join(one_line(name, 40) for name in names)})" if is_near and len(names) <= FEW_MEMBERS else str(len(names))


def parameter_line(operation: Operation, *, all_optional: bool = False) -> str:
    """Return the parameters of a call in one line: all that are required, some of the others, without those that turn pages."""
    paging = {operation.paging.parameter, operation.paging.size_parameter} if operation.paging else set()
    own = [one for one in operation.parameters if one.location != "cookie" and one.name not in paging]
    required = [one for one in own if one.field.required]
    others = [one for one in own if not one.field.required]
    named = [_parameter(one) for one in required] + [_parameter(one) for one in (others if all_optional else others[:PARAMETERS])]
    more = 0 if all_optional else max(len(others) - PARAMETERS, 0)
    return "; ".join([*named, *([f"{more} more"] if more else [])])


def _head(surface: Surface) -> Iterable[str]:
    operation = surface.operation
    does = "is sent" if surface.side == "write" else "is read"
    yield f"## {surface.system}: {one_line(surface.name, LONGEST_PATH)} ({does}; {surface.where})"
    if operation is None:
        if not is_described(surface.fields):
            yield f"  {NOT_DESCRIBED['event']}"
        return
    facts = [plain_line(operation.summary or operation.operation_id, DESCRIBED)]
    if surface.side == "write":
        facts += [body.media_type for body in operation.bodies[:2]]
        facts += [f"takes an idempotency key in {operation.idempotency_header}"] if operation.idempotency_header else []
        facts += [f"answers with the record's id in {one_line(surface.answer, 80)}"] if surface.answer else []
    elif not is_described(surface.fields):
        facts.append(NOT_DESCRIBED["response"])
    elif operation.paging:
        facts.append(f"pages by {operation.paging.kind}, records in {operation.paging.items_path or 'the root'}")
    facts += [one_line(limit, 40) for limit in operation.rate_limits[:2]]
    yield "  " + "; ".join(fact for fact in facts if fact)
    if parameters := parameter_line(operation):
        yield f"  parameters: {parameters}"


def _grouped(taken: dict[str, str], order: dict[str, int], important: set[str], *, at: str) -> Iterable[str]:
    """Yield the fields below the container that they stand in, which is named once; those of little weight, or surely used, in one line."""
    groups: dict[str, list[str]] = {}
    for path in sorted(taken, key=lambda path: order[path]):
        groups.setdefault(_place(path)[0], []).append(path)
    for container, paths in groups.items():
        yield f" {at}{container + '.' if container else ''}"
        yield from (f"  {taken[path]}" for path in paths if path in important)
        if others := [taken[path] for path in paths if path not in important]:
            yield f"  also {'; '.join(others)}"


def _place(path: str) -> tuple[str, str]:
    """Return the object that a field stands in and its name there; the brackets of a list belong to its name."""
    above = parent(path)
    while path.endswith("]") and path[: len(above)] == above and path[len(above) : len(above) + 1] == "[" and above:
        path_of_list = above
        above = parent(path_of_list)
        if not path_of_list.endswith("]"):
            break
    return above, path[len(above) + 1 :] if above else path


def _told(field: Field, surface: Surface, usual: str, *, is_important: bool) -> str:
    name = _place(field.path)[1]
    marks = [kind_of(field, values=VALUES if is_important else FEW)]
    if surface.side == "write":
        marks += ["required"] if field.required or _is_required_list(field, surface) else []
        marks += ["read-only"] if field.read_only else ["said to be read-only"] if is_said_read_only(field) else []
    else:
        asked = one_line(field.only_on_request, 40)
        marks += [] if asked == usual else [f"only with {asked}"] if asked else ["always"]
    marks += [f"in {field.branch}"] if field.branch and is_important else []
    marks += ["deprecated"] if field.deprecated else []
    line = f"{name}: {', '.join(mark for mark in marks if mark)}"
    described = LENGTH.sub("", plain_line(field.description or field.title, DESCRIBED)).strip() if is_important else ""
    return f"{line} - {described}" if _says_more(described, field.path) else line


def _is_required_list(field: Field, surface: Surface) -> bool:
    """Tell whether a field is the item of a list that must be sent."""
    return field.path.endswith("[]") and any(one.required and one.path == field.path.removesuffix("[]") for one in surface.fields)


def _is_of_delivery(field: Field, surface: Surface) -> bool:
    """Tell whether a field is said of a delivery itself (`type`, `changeType`), beside the record in it."""
    is_beside = surface.operation is None and "." not in field.path
    return is_beside and sum("." not in one.path for one in surface.fields) <= MOST_BESIDE


def _says_more(description: str, path: str) -> bool:
    """Tell whether a description tells more than the field's name and where it stands."""
    said = singulars(description) - SMALL_WORDS - singulars(path)
    return len({word for word in said if len(word) > 2}) >= TELLING


def kind_of(field: Field, *, values: int = VALUES) -> str:
    """Return a field's types, format, values and bounds in a few words."""
    kind = "|".join(field.types) or ("any object" if field.free_form else "any")
    kind += f"({one_line(field.format, 20)})" if field.format and field.format not in field.types else ""
    if field.enum:
        values = min(values, FEW) if len(field.enum) > LONG_LIST else values
        named = [one_line(str(value), LONGEST_VALUE) for value in field.enum[:values]]
        more = len(field.enum) - len(named)
        kind += f" = {'|'.join(named)}" + (f"|{more} more" if more else "")
    kind += f" max {field.max_length}" if field.max_length is not None and field.max_length <= LONG else ""
    return kind + (" free-form" if field.free_form and field.types else "")


def _parameter(parameter: Parameter) -> str:
    strange = " (named like a component, not like a header)" * (parameter.location == "header" and is_no_header(parameter.name))
    line = f"{parameter.location}.{one_line(parameter.name, 60)} {kind_of(parameter.field)}{strange}"
    if not parameter.field.required:
        return line
    described = plain_line(parameter.field.description, DESCRIBED)
    return f"{line} required" + (f" ({described})" if described else "")


def _is_shown(field: Field, surface: Surface) -> bool:
    """Leave out containers, names that no design can hold, and what the other system fills itself."""
    is_ours = surface.side == "read" or not field.read_only or field.path in surface.used
    return bool(field.path) and field.is_leaf and is_ours and one_line(field.path, LONGEST_PATH) == field.path
