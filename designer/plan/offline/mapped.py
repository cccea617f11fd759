"""The body of a write step: fields matched, wishes honoured, look-up tables opened."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.match.fields.matching import propose_mappings
from designer.match.inference.listed import without_counterpart
from designer.match.inference.prose import listed
from designer.match.inference.transform import infer_transform, needs_table
from designer.model.design import Mapping, Table
from designer.model.question import Question
from designer.model.spec import Field
from designer.model.transform import Constant, Copy, EnumMap, Lookup, SplitName
from designer.names.path import child, leaf, lies_in, parent
from designer.names.text import identifier, words
from designer.plan.offline.filling import Filling
from designer.plan.offline.kept import kept_by_system
from designer.plan.offline.limited import limited
from designer.plan.offline.notes import noted_transform
from designer.plan.offline.open_members import open_members
from designer.plan.offline.proofs import proof_of
from designer.plan.offline.records import envelope
from designer.plan.offline.selection import ACCEPT, REVIEW, worth_sending
from designer.plan.offline.senders_ids import takes_senders_ids, with_senders_id
from designer.plan.offline.stated import stated_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.matches import FieldMapping
    from designer.model.brief import Wish, WishedPair

SHOWN = 10
"""So many values of a list are offered as answers."""
VAGUE = ("name", "value", "key", "code", "id")
"""Leaves that say little by themselves, the one that a person most likely means first."""
HOMES = ("fields", "properties", "attributes")
"""Names of objects in which vendors keep the fields that each account defines."""
SHORTER = re.compile(r"^(e-?mail|mail|phone|telephone|mobile|fax) (?:address|number)$", re.IGNORECASE)
"""Names of fields that say the same without their last word: documents write `email`."""
NAMED = 0.6
"""A field's name must share so much of its words with what the person wrote."""


def fill_body(
    sources: Sequence[Field],
    targets: Sequence[Field],
    *,
    at: str,
    wish: Wish,
    titles: tuple[str, str],
    matches: Sequence[FieldMapping] | None = None,
) -> Filling:
    """Return mappings of a body's fields: those that the brief names, then those that match; targets carry `body.`.

    *matches* are given where the two have been matched before.
    """
    wished = asked_for(sources, targets, at=at, wish=wish, titles=titles)
    taken = {mapping.target.removeprefix("body.") for mapping in wished.mappings}
    if matches is None:
        matches = propose_mappings(sources, targets, source_title=titles[0], target_title=titles[1])
    by_path = {field.path: field for field in targets}
    read = {field.path: field for field in sources}
    filling = wished
    required = frozenset(field.path for field in targets if field.required)
    free = limited([found for found in matches if found.target not in taken], wish, required=required, sent=wished.sources)
    home = _home(targets)
    if home is not None and any(mapping.target.startswith(f"body.{home.path}.") for mapping in wished.mappings):
        free = tuple(found for found in free if not _is_elsewhere(by_path[found.target], wish.text))
    used = frozenset(source.partition(":")[2] for mapping in wished.mappings for source in mapping.sources)
    free = tuple(found for found in free if found.target in required or not _splits_besides(found, used))
    free = tuple(found for found in free if found.target in required or not kept_by_system(by_path[found.target], wish))
    free = _read_one_way(free, used)
    is_named_by_sender = takes_senders_ids(targets)
    for found in worth_sending(free, targets, said=wish.text, envelope=envelope(targets), used=used):
        mapping = Mapping(
            target=f"body.{found.target}",
            sources=tuple(f"{at}{path}" for path in found.sources),
            transform=found.transform,
            confidence=round(found.confidence, 2),
            reason=found.reason,
            status="accepted" if found.confidence >= ACCEPT else "proposed",
            proof="spec",
        )
        given = tuple(read[path] for path in found.sources if path in read)
        if is_named_by_sender:
            mapping = with_senders_id(mapping, by_path[found.target], given)
        filling += _settled(mapping, by_path[found.target], given)
    return _one_branch(filling, targets) + open_members(sources, targets, filled=filling.targets, at=at)


def asked_for(sources: Sequence[Field], targets: Sequence[Field], *, at: str, wish: Wish, titles: tuple[str, str]) -> Filling:
    """Return mappings of the fields that the brief names: pairs of fields, then those that it lists."""
    wished = _wished(wish.pairs, sources, targets, at=at, titles=titles)
    said = wish.text.replace(wish.when, " ") if wish.when else wish.text
    stated = stated_values(said, targets, noun=titles[1])
    wished += Filling(mappings=tuple(mapping for mapping in stated if mapping.target not in wished.targets))
    return wished + _listed(wish.fields, sources, targets, at=at, taken=wished)


def _read_one_way(found: tuple[FieldMapping, ...], used: frozenset[str]) -> tuple[FieldMapping, ...]:
    """Leave out the less likely where one value is read as an id and as the object it may be expanded to: an event holds one."""
    read = set(used)
    kept: set[str] = set()
    for mapping in sorted(found, key=lambda one: (-one.confidence, one.target)):
        if not any(lies_in(source, other) or lies_in(other, source) for source in mapping.sources for other in read):
            read.update(mapping.sources)
            kept.add(mapping.target)
    return tuple(mapping for mapping in found if mapping.target in kept)


def _splits_besides(found: FieldMapping, used: frozenset[str]) -> bool:
    """Tell whether a name is cut in two that the brief sends whole already: it may be a company's."""
    return isinstance(found.transform, SplitName) and not used.isdisjoint(found.sources)


def _settled(mapping: Mapping, target: Field, sources: tuple[Field, ...]) -> Filling:
    """Return the mapping with what it was checked against, and the table and question that its transform needs."""
    if mapping.proof == "spec":
        mapping = replace(mapping, proof=proof_of((target, *sources)))
    transform = mapping.transform
    left_out = [value for field in sources for value in without_counterpart(transform, field)] if isinstance(transform, EnumMap) else []
    if isinstance(transform, EnumMap) and left_out and not target.required:
        named = ", ".join(f"`{value}`" for value in left_out[:SHOWN])
        told = f"{mapping.reason}; nothing is sent for {named}, which have no counterpart"
        return Filling(mappings=(replace(mapping, transform=replace(transform, unmapped="omit"), reason=told),))
    if not needs_table(transform):
        return Filling(mappings=(mapping,))
    path = mapping.target.removeprefix("body.").replace("[]", "")
    table = Table(id=identifier("_".join(path.split(".")[-2:])), title=f"{mapping.sources[0].partition(':')[2]} to {path}")
    question = Question(
        id=f"table_{table.id}",
        about=f"body field {path}",
        text=f"Which {path} belongs to which {mapping.sources[0].partition(':')[2]}{_in_brackets(sources)}?",
        why="Both sides have ids of their own; only the accounts know which belong together."
        if isinstance(transform, Lookup)
        else "Each side names its values in its own way, and the documents do not list those of both.",
        candidates=tuple(str(value) for value in listed(target)[:SHOWN] if value is not None) if isinstance(transform, EnumMap) else (),
        fills=f"table:{table.id}",
    )
    looked_up = Lookup(using=f"table:{table.id}", missing="error" if target.required else "omit")
    return Filling(mappings=(replace(mapping, transform=looked_up, status="proposed"),), tables=(table,), questions=(question,))


def _in_brackets(sources: tuple[Field, ...]) -> str:
    values = [f"`{value}`" for field in sources for value in listed(field) if value is not None]
    return f" ({', '.join(values[:SHOWN])}{', ...' if len(values) > SHOWN else ''})" if values else ""


def _listed(names: Sequence[str], sources: Sequence[Field], targets: Sequence[Field], *, at: str, taken: Filling) -> Filling:
    """Return mappings of the fields that a brief lists and that bear just this name on both sides."""
    filling = Filling()
    sent = {source for mapping in taken.mappings for source in mapping.sources}
    for name in names:
        source, target = _called(name, sources), _called(name, [field for field in targets if not field.read_only])
        if source is None or target is None or f"body.{target.path}" in taken.targets or f"{at}{source.path}" in sent:
            continue
        mapping = Mapping(
            target=f"body.{target.path}",
            sources=(f"{at}{source.path}",),
            transform=infer_transform((source,), target) or Copy(),
            confidence=0.9,
            reason=f"the brief lists “{name}”, and both sides call a field so",
            proof="spec",
        )
        filling += _settled(mapping, target, (source,))
    return filling


def _called(name: str, fields: Sequence[Field]) -> Field | None:
    """Return the one field nearest to the root whose name is just this."""
    said = "".join(words(name))
    alike = [field for field in fields if field.is_leaf and "".join(words(leaf(field.path))) == said]
    depth = min((field.path.count(".") for field in alike), default=0)
    nearest = [field for field in alike if field.path.count(".") == depth]
    return nearest[0] if len(nearest) == 1 else None


def _meant(text: str, fields: Sequence[Field], *, noun: str, writable: bool) -> Field | None:
    """Return the field that a person means; the record's own noun may stand before it: `order number` is an order's number."""
    found = named_field(text, fields, writable=writable) or named_field(SHORTER.sub(r"\1", text), fields, writable=writable)
    said = words(text)
    if found is None and len(said) > 1 and said[0] in {noun, f"{noun}s"}:
        return named_field(" ".join(said[1:]), fields, writable=writable)
    return found


def _is_elsewhere(target: Field, name: str) -> bool:
    """Tell whether a target lies in an object that the person did not name: it is somebody else's field of that name."""
    above = words(target.path.rpartition(".")[0].replace("[]", ""))
    return bool(above) and not target.required and not set(above) & set(words(name))


def _wished(
    pairs: Sequence[WishedPair], sources: Sequence[Field], targets: Sequence[Field], *, at: str, titles: tuple[str, str] = ("", "")
) -> Filling:
    filling = Filling()
    for pair in pairs:
        target = _meant(pair.target, targets, noun=titles[1], writable=True)
        home = _home(targets)
        if target is not None and home is not None and _is_elsewhere(target, pair.target) and not target.path.startswith(f"{home.path}."):
            target = None
        found = tuple(field for name in pair.sources if (field := _meant(name, sources, noun=titles[0], writable=False)))
        if target is None or len(found) < len(pair.sources) or not (found or pair.constant is not None):
            filling += Filling(questions=(_unknown(pair, target, sources, targets),))
            target = target or (_member(pair.target, home, found) if len(found) == len(pair.sources) else None)
        if target is None or len(found) < len(pair.sources) or not (found or pair.constant is not None):
            continue
        if f"body.{target.path}" in filling.targets:
            continue
        transform = noted_transform(pair.note, found, target) or infer_transform(found, target) or Copy()
        if not found:
            transform = Constant(value=pair.constant)
        mapping = Mapping(
            target=f"body.{target.path}",
            sources=tuple(f"{at}{field.path}" for field in found),
            transform=transform,
            reason=f"asked for in the brief, line {pair.line}" if pair.line else "asked for in the brief",
            proof="none" if target.free_form and not target.types else "spec",
        )
        if target not in targets:
            mapping = replace(mapping, confidence=REVIEW, status="proposed")
        filling += _settled(mapping, target, found)
    return filling


def _home(targets: Sequence[Field]) -> Field | None:
    """Return the body's one object for an account's own fields: it must be sent, or is named after what it holds (`properties`)."""
    every = [field for field in targets if field.free_form and "object" in field.types and "[]" not in field.path]
    opened = [field for field in every if field.required] or [field for field in every if field.path in HOMES]
    return opened[0] if len(opened) == 1 else None


def _member(name: str, home: Field | None, sources: tuple[Field, ...]) -> Field | None:
    """Return the member of that object that a person spells as fields are spelled (`jobtitle`); a list takes a list."""
    if home is None or re.fullmatch(r"[A-Za-z_][\w-]*", name.strip()) is None:
        return None
    many = "[]" if len(sources) == 1 and sources[0].path.endswith("[]") else ""
    return Field(path=child(home.path, name.strip()) + many, types=(), free_form=True)


def named_field(text: str, fields: Sequence[Field], *, writable: bool) -> Field | None:
    """Return the field that a person means by *text*: its exact path, else the one whose path shares most words with it.

    A leaf that says little (`issuetype.name`) is also known by its parent's name.
    """
    plain = text.strip().strip("`'\"")
    said = words(plain)
    ranked = []
    for field in fields:
        if writable and field.read_only:
            continue
        if field.path.lower() == plain.lower():
            return field
        if said and field.is_leaf:
            shared, plainness = _named(said, field)
            ranked.append((shared, plainness, -field.path.count("."), -field.path.count("[]"), -len(field.path), field.path, field))
    best = max(ranked, key=lambda entry: entry[:6], default=None)
    return best[6] if best and best[0] >= NAMED else None


def _named(said: tuple[str, ...], field: Field) -> tuple[float, int]:
    """Return how much of a name a field's own words share, and how plainly: its own leaf before its parent's name."""
    own = words(leaf(field.path))
    whole = set(words(field.path)) | set(words(field.title))
    if "".join(own) == "".join(said):
        return 1.0, len(VAGUE)
    above = words(leaf(parent(field.path).replace("[]", "")))
    if own[-1:] and own[-1] in VAGUE and len(own) == 1 and "".join(above) == "".join(said):
        return 1.0, len(VAGUE) - 1 - VAGUE.index(own[-1])
    return len(set(said) & whole) / len(set(said) | set(own)), 0


def _unknown(pair: WishedPair, target: Field | None, sources: Sequence[Field], targets: Sequence[Field]) -> Question:
    wanted, fields = (pair.target, targets) if target is None else (", ".join(pair.sources) or str(pair.constant), sources)
    side = "target" if target is None else "source"
    said = set(words(wanted))
    near = sorted(
        (field for field in fields if said & set(words(field.path)) and field.is_leaf),
        key=lambda field: (-len(said & set(words(field.path))), len(field.path), field.path),
    )
    return Question(
        id=identifier(f"field_{side}_{wanted}"),
        about=f"brief, line {pair.line}" if pair.line else "brief",
        text=f"Which field of the {side} is meant by “{wanted}”?",
        why=f"No field of the {side} bears that name, so the wish is not mapped yet.",
        candidates=tuple(field.path for field in near[:5]),
        line=pair.line,
    )


def _one_branch(filling: Filling, targets: Sequence[Field]) -> Filling:
    """Drop mappings into alternatives that cannot be sent together with the one that most mappings take."""
    branches = {field.path: field.branch for field in targets}
    count: dict[tuple[str, str], int] = {}
    for mapping in filling.mappings:
        path = mapping.target.removeprefix("body.")
        if branches.get(path):
            key = (_branch_root(path, branches), branches[path])
            count[key] = count.get(key, 0) + 1
    best: dict[str, str] = {}
    for (root, branch), _ in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault(root, branch)
    kept = []
    for mapping in filling.mappings:
        path = mapping.target.removeprefix("body.")
        branch = branches.get(path, "")
        if not branch or best[_branch_root(path, branches)] == branch:
            kept.append(mapping)
    return replace(filling, mappings=tuple(kept))


def _branch_root(path: str, branches: dict[str, str]) -> str:
    """Return the nearest container above *path* that itself lies in no alternative or in another one."""
    parts = path.split(".")
    for i in range(len(parts) - 1, 0, -1):
        above = ".".join(parts[:i])
        if branches.get(above, branches.get(above.removesuffix("[]"), "")) != branches[path]:
            return above
    return ""
