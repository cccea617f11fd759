"""Faults of what is filled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import containers, leaf, lies_in, normal, parent
from designer.names.text import identifier
from mutants.ground import misspelt, misspelt_path, respelt
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Field
    from mutants.ground import Ground, Spot


def filled_in_body(ground: Ground) -> Iterator[tuple[Spot, Field]]:
    """Yield each mapping that fills a field of a body which the document knows, with that field."""
    for spot in ground.spots:
        if spot.mapping.target.startswith("body.") and spot.target is not None and not spot.target.free_form:
            yield spot, spot.target


def is_not_taken(ground: Ground, spot: Spot, path: str) -> bool:
    """Tell whether the document denies a field of the body; below an open object it cannot."""
    return ground.body_field(spot, path) is None


def _filling(spot: Spot, target: str) -> Mutant:
    return Mutant(where=spot.where, changes={f"{spot.where}.target": target}, note=target, places=(spot.holder,))


@kind("MAP302")
def target_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A field that is filled is misspelt, and most APIs leave it out in silence.

    Left out: below an object that the document leaves open, and where the misspelt name is a field as well.
    """
    for spot, _ in filled_in_body(ground):
        path = misspelt_path(spot.path)
        if is_not_taken(ground, spot, path):
            yield _filling(spot, f"body.{path}")


@kind("MAP302")
def target_respelt(ground: Ground) -> Iterator[Mutant]:
    """A field is filled by the name that another version of the API gives it.

    Left out: names that read the same in both habits, below an open object, and where such a field exists as well.
    """
    for spot, _ in filled_in_body(ground):
        name = leaf(spot.path)
        wrong = spot.path.removesuffix(name) + respelt(name)
        if spot.path.endswith(name) and wrong != spot.path and is_not_taken(ground, spot, wrong):
            yield _filling(spot, f"body.{wrong}")


@kind("MAP302", "OP207", "TRG527", "TRG511")
def parameter_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A parameter of a path or query, or one of a header that the call needs, is misspelt.

    Left out: other headers, of which a call may take more than its document names.
    """
    for spot in ground.spots:
        location, name = target_parts(spot.mapping.target)
        if location != "body" and spot.operation and spot.operation.in_spec and spot.target is not None:
            taken = {one.name.lower() for one in spot.operation.parameters}
            if misspelt(name).lower() not in taken and (location != "header" or (spot.target.required and spot.target.default is None)):
                yield _filling(spot, f"{location}.{misspelt(name)}")


@kind("MAP302", "OP207")
def target_in_the_wrong_location(ground: Ground) -> Iterator[Mutant]:
    """A field of the body is sent in the query, or a parameter of the query in the body.

    Left out: where the other location has it too.
    """
    for spot in ground.spots:
        location, name = target_parts(spot.mapping.target)
        if spot.operation is None or not spot.operation.in_spec or spot.target is None:
            continue
        names = {one.name for one in spot.operation.parameters if one.location == "query"}
        if location == "body" and name not in names:
            yield _filling(spot, f"query.{name}")
        if location == "query" and spot.content and is_not_taken(ground, spot, name):
            yield _filling(spot, f"body.{name}")


@kind("MAP302", "OP216")
def target_without_location(ground: Ground) -> Iterator[Mutant]:
    """A target names the field and not where it is sent."""
    for spot, _ in filled_in_body(ground):
        yield _filling(spot, spot.path)


@kind("MAP302")
def target_without_its_object(ground: Ground) -> Iterator[Mutant]:
    """A nested field is filled as if it stood at the top.

    Left out: where the top has a field of that name, or is open.
    """
    for spot, _ in filled_in_body(ground):
        if parent(spot.path) and is_not_taken(ground, spot, leaf(spot.path)):
            yield _filling(spot, f"body.{leaf(spot.path)}")


@kind("OP216", "MAP302")
def target_badly_written(ground: Ground) -> Iterator[Mutant]:
    """A target is no path: a bracket is never closed, or a dot is doubled."""
    for number, (spot, _) in enumerate(filled_in_body(ground)):
        yield _filling(spot, f"body.{spot.path}[" if number % 2 else f"body..{spot.path}")


@kind("SAFE737")
def header_of_the_client_filled(ground: Ground) -> Iterator[Mutant]:
    """A value of a record is sent in a header that the client sets itself: where the call goes, how it is framed, who signs it."""
    names = ("Host", "Transfer-Encoding", "Authorization", "Cookie")
    for number, (spot, _) in enumerate(filled_in_body(ground)):
        if spot.mapping.sources and not all(source.startswith("setting:") for source in spot.mapping.sources):
            name = names[number % len(names)]
            yield _added(ground, spot, {"target": f"header.{name}", "sources": list(spot.mapping.sources)})


@kind("MAP303")
def target_read_only(ground: Ground) -> Iterator[Mutant]:
    """A field is filled that only the system itself sets, such as an id or a time of creation."""
    for spot, _ in filled_in_body(ground):
        found = next((one for one in _others(ground, spot) if one.read_only), None)
        if found:
            yield _filling(spot, f"body.{found.path}")


@kind("MAP311")
def target_deprecated(ground: Ground) -> Iterator[Mutant]:
    """A field is filled that the vendor will take away."""
    for spot, _ in filled_in_body(ground):
        found = next((one for one in _others(ground, spot) if one.deprecated and not one.read_only), None)
        if found:
            yield _filling(spot, f"body.{found.path}")


@kind("MAP306")
def target_twice(ground: Ground) -> Iterator[Mutant]:
    """Two sources fill one field of a call; the second silently replaces the first."""
    for spot in ground.spots:
        if spot.step >= 0:
            others = [one for one in ground.at(spot.holder)["mappings"] if one["target"] != spot.mapping.target and one.get("sources")]
            if others:
                yield _added(ground, spot, {"target": spot.mapping.target, "sources": others[0]["sources"]})


@kind("MAP306", "MAP302", "TYPE401", "TYPE403")
def target_inside_a_filled_whole(ground: Ground) -> Iterator[Mutant]:
    """An object is filled as a whole beside one of its own members; one of the two is lost."""
    for spot, _ in filled_in_body(ground):
        whole = parent(normal(spot.path))
        above = ground.body_field(spot, whole) if whole and not whole.endswith("]") else None
        if above is not None and "object" in above.types and spot.mapping.sources:
            yield _added(ground, spot, {"target": f"body.{whole}", "sources": [spot.mapping.sources[0]]})


@kind("MAP305", "MAP312", "MAP314", "OP207")
def required_field_lost(ground: Ground) -> Iterator[Mutant]:
    """A field without which the call is refused is filled no more.

    Left out: fields with a default, fields of one alternative, and objects of which nothing else is sent.
    """
    for spot, field in filled_in_body(ground):
        path = normal(spot.path)
        same = [one for one in _filled(ground, spot) if one == path or lies_in(one, path)]
        above = parent(path)
        rest = [one for one in _filled(ground, spot) if one not in same and (not above or lies_in(one, above))]
        is_needed = field.required and field.default is None and not field.branch and not field.read_only
        branched = any(one.branch for name in containers(path) if (one := ground.body_field(spot, name)))
        if is_needed and len(same) == 1 and rest and not branched:
            yield Mutant(where=spot.holder, changes={spot.where: DROPPED}, note=spot.mapping.target)


@kind("OP207", "MAP312", "TRG511", "MAP305")
def required_parameter_lost(ground: Ground) -> Iterator[Mutant]:
    """A parameter without which the call is refused is filled no more.

    Left out: parameters of a polled list that a setting fills by its name.
    """
    for spot in ground.spots:
        location, name = target_parts(spot.mapping.target)
        is_needed = location != "body" and spot.target is not None and spot.target.required and spot.target.default is None
        system = ground.design.flows[spot.flow].trigger.system if spot.step < 0 else ""
        by_name = system and identifier(f"{system}_{name}") in {one.id for one in ground.design.settings}
        if is_needed and not by_name:
            yield Mutant(where=spot.holder, changes={spot.where: DROPPED}, note=spot.mapping.target)


@kind("MAP314", "MAP305", "MAP312")
def all_fields_lost(ground: Ground) -> Iterator[Mutant]:
    """A call that writes a body fills none of it."""
    for where, _, _, step, called in ground.steps():
        in_body = [at for at, one in enumerate(step.mappings) if one.target.startswith("body.")]
        if called and called.in_spec and called.body and in_body and step.role == "write":
            yield Mutant(where=where, changes={f"{where}.mappings[{at}]": DROPPED for at in in_body})


@kind("MAP307")
def two_lists_into_one(ground: Ground) -> Iterator[Mutant]:
    """A list is driven by two source lists, so that nobody knows which item meets which."""
    for spot, _ in filled_in_body(ground):
        sources = spot.mapping.sources
        if "[]" not in spot.path or len(sources) != 1 or sources[0].count("[]") != 1:
            continue
        siblings = [one for one in ground.spots if one.holder == spot.holder and one.where != spot.where]
        outer = spot.path.partition("[]")[0]
        if any(one.path.startswith(f"{outer}[]") and one.mapping.sources[:1] and "[]" in one.mapping.sources[0] for one in siblings):
            other = _other_list(ground, spot, sources[0])
            if other:
                yield Mutant(where=spot.where, changes={f"{spot.where}.sources": [other]}, note=other, places=(spot.holder,))


@kind("MAP302")
def field_of_another_call(ground: Ground) -> Iterator[Mutant]:
    """A field is filled that another call of the system takes, and this one does not.

    Left out: where this call takes a field of that name, or is open.
    """
    for spot, _ in filled_in_body(ground):
        for other in ground.spots:
            if other.content and other.content != spot.content and other.mapping.target.startswith("body."):
                if is_not_taken(ground, spot, other.path):
                    yield _filling(spot, other.mapping.target)
                break


@kind("MAP310", "MAP315", "MAP316")
def alternatives_mixed(ground: Ground) -> Iterator[Mutant]:
    """A body mixes members of two alternatives and fits none of them."""
    for spot, field in filled_in_body(ground):
        if not field.branch:
            continue
        mine = {one for other, one in _branches(ground, spot) if other.holder == spot.holder}
        for other in ground.taken(spot):
            apart = other.branch and other.is_leaf and parent(other.path) == parent(normal(spot.path)) and not other.read_only
            if apart and all(not set(other.branch.split(" | ")) & set(one.split(" | ")) for one in mine) and spot.mapping.sources:
                yield _added(ground, spot, {"target": f"body.{other.path}", "sources": [spot.mapping.sources[0]]})
                break


def _branches(ground: Ground, spot: Spot) -> Iterator[tuple[Spot, str]]:
    for other, field in filled_in_body(ground):
        if field.branch and parent(normal(other.path)) == parent(normal(spot.path)):
            yield other, field.branch


def _added(ground: Ground, spot: Spot, mapping: dict[str, object]) -> Mutant:
    count = len(ground.at(spot.holder)["mappings"])
    new = f"{spot.holder}.mappings[{count}]"
    return Mutant(where=new, changes={new: mapping}, places=(spot.where, spot.holder), note=str(mapping["target"]))


def _others(ground: Ground, spot: Spot) -> Iterator[Field]:
    """Yield values that a body takes and the step does not fill, outside lists and alternatives."""
    filled = set(_filled(ground, spot))
    items = ground.design.flows[spot.flow].steps[spot.step].items if spot.step >= 0 else ""
    for one in ground.taken(spot):
        if one.is_leaf and "[" not in one.path and not one.branch and one.path and one.path not in filled and not items:
            yield one


def _filled(ground: Ground, spot: Spot) -> list[str]:
    targets = Counter(one["target"] for one in ground.at(spot.holder)["mappings"])
    return [normal(target.removeprefix("body.")) for target in targets if target.startswith("body.")]


def _other_list(ground: Ground, spot: Spot, source: str) -> str:
    """Return an item's value of another list of the same origin; empty if there is none."""
    origin, _, path = source.partition(":")
    mine = path.partition("[]")[0]
    for one in ground.told(spot.flow, origin):
        is_other = one.path.count("[]") == 1 and "[0]" not in one.path and not one.path.startswith(f"{mine}[]")
        if is_other and one.is_leaf and not (one.branch or one.free_form or one.only_on_request or one.write_only):
            return f"{origin}:{one.path}"
    return ""
