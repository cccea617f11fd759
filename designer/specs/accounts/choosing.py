"""Which of the places that could hold account metadata are meant: those of one object, or the one that the user names."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.specs.accounts.places import Finder, Spot, is_about, is_free, parts_of, spots_in, subject_of
from designer.specs.documents.library import Library, Place, steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.specs.accounts.account import AccountObject
    from designer.specs.documents.library import Document

MOST_LISTED = 8


def chosen(library: Library, documents: Sequence[Document], account: AccountObject, *, file: str, name: str) -> list[Spot]:
    """Return where an object is laid that is called *name*, or as the file says. Raises DescriptionError where that is not one object."""
    if account.schema:
        step = 'Say where it holds: --at "POST /path", or --at "#/components/schemas/NAME".'
        raise DescriptionError(file, "is a JSON Schema, which does not say of which object", next_step=step)
    found = spots_in(library, documents, account.members, others=account.others)
    spots = [spot for spot in found if spot.steps or _is_like(library, account, spot)]
    named = [name] if name else list(account.objects)
    for verdict in (True, None):
        about = [spot for spot in spots if any(is_about(spot.path, one) is verdict for one in named)]
        if about:
            return about
    inner = spots if name or not account.objects else [spot for spot in spots if spot.steps]
    if not inner or named:
        raise _nowhere(inner, documents, account, file=file, name=" or ".join(named))
    return _of_one_object(inner, file)


def at_operation(library: Library, documents: Sequence[Document], account: AccountObject, *, file: str, at: str) -> list[Spot]:
    """Return where an object is laid in the body of the call that *at* names, in its answer if it takes none. Raises DescriptionError."""
    method, _, path = at.partition(" ")
    wanted = (method.upper(), path.strip())
    spots = [spot for spot in spots_in(library, documents, ("", *account.members)) if (spot.method, spot.path) == wanted]
    bodies = [spot for spot in spots if spot.is_body] or spots
    if not bodies:
        known = [spot.key for spot in spots_in(library, documents, ("", *account.members)) if spot.is_body]
        step = f"Name one of these: {', '.join(list(dict.fromkeys(known))[:MOST_LISTED])}." if known else "Look with `designer specs show`."
        raise DescriptionError(file, f"cannot be laid at {at}: no such call with a body", next_step=step)
    inner = [spot for spot in bodies if spot.steps]
    return inner or [_inside(library, account, bodies[0], file=file)]


def at_pointer(library: Library, documents: Sequence[Document], *, file: str, at: str) -> Place:
    """Return the schema that a JSON pointer names in the first document that holds it. Raises DescriptionError."""
    pointer = at if at.startswith("#") else f"#{at}"
    found = next((place for document in documents if (place := library.place(document.file, pointer)) is not None), None)
    if found is None or not isinstance(found.value, dict) or not steps_of(pointer):
        where = ", ".join(document.file for document in documents[:MOST_LISTED])
        step = "Give the JSON pointer of a schema, such as #/components/schemas/Customer/properties/fields."
        raise DescriptionError(file, f"cannot be laid at {pointer}: no such schema in {where}", next_step=step)
    return found


def _inside(library: Library, account: AccountObject, spot: Spot, *, file: str) -> Spot:
    """Return the only open object of a body that names members of its own, the body itself where the fields are its own."""
    if _is_like(library, account, spot):
        return spot
    steps = Finder(library, None).below(spot.schema)
    if len(steps) > 1:
        places = [
            Spot(schema=spot.schema, steps=one, purpose=spot.purpose, method=spot.method, path=spot.path, is_body=True) for one in steps
        ]
        listed = ", ".join(f"body.{one.member}" for one in places[:MOST_LISTED])
        step = "Name the schema of one with --at: designer specs show tells the pointer of each with --pointers."
        raise DescriptionError(file, f"could stand at {len(steps)} places of {spot.key}: {listed}", next_step=step)
    purpose = spot.purpose
    found = steps[0] if steps else ()
    return Spot(schema=spot.schema, steps=found, purpose=purpose, method=spot.method, path=spot.path, is_body=spot.is_body)


def _is_like(library: Library, account: AccountObject, spot: Spot) -> bool:
    """Tell whether a body may be the object itself: it names no members, or some of the object's."""
    own = {name for part in _parts(library, spot.schema) for name in part}
    return is_free(library, spot.schema) or not own.isdisjoint(account.others.union(field.name for field in account.fields))


def _parts(library: Library, place: Place) -> list[dict[str, object]]:
    found = (part.value.get("properties") for part in parts_of(library, place))
    return [properties for properties in found if isinstance(properties, dict)]


def _of_one_object(spots: Sequence[Spot], file: str) -> list[Spot]:
    """Return all of them if they are about one object; whose it is cannot be guessed otherwise."""
    ways = [[segment for segment in spot.path.split("/") if segment] for spot in spots]
    above = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, zip(*ways, strict=False)))
    is_collection = any(len(way) == above for way in ways)
    subjects = {(spot.schema.document.file, "" if is_collection else subject_of(spot.path, above)) for spot in spots}
    if len(subjects) <= 1:
        return list(spots)
    names = sorted({subject or spots[0].path for _, subject in subjects})
    places = list(dict.fromkeys(f"{spot.key} body.{spot.member}".removesuffix(".") for spot in spots if spot.is_body))
    raise DescriptionError(
        file,
        f"could be laid over several objects ({', '.join(names[:MOST_LISTED])}), at "
        f"{'; '.join(places[:MOST_LISTED])}{' and more' if len(places) > MOST_LISTED else ''}",
        next_step=f'Say which: --object {names[0]}, or --at "{places[0].partition(" body")[0] if places else "POST /path"}".',
    )


def _nowhere(spots: Sequence[Spot], documents: Sequence[Document], account: AccountObject, *, file: str, name: str) -> DescriptionError:
    members = ", ".join(f"`{member}`" for member in account.members if member) or "body"
    where = ", ".join(document.file for document in documents[:MOST_LISTED])
    if not spots:
        fact = f"holds {account.words}, and {where} has no open {members} over which it could be laid"
        return DescriptionError(file, fact, next_step='Say where it holds with --at "POST /path", or see that it is the right system.')
    paths = list(dict.fromkeys(spot.path for spot in spots if spot.is_body)) or [spot.path for spot in spots]
    fact = f"holds {account.words}, and no call of {where} is about {name}"
    step = f"Name an object as these paths do, with --object, or `object:` in the design: {', '.join(paths[:MOST_LISTED])}."
    return DescriptionError(file, fact, next_step=step)
