"""Object schemas laid at a pointer of a system's first document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.specs.documents.library import ReferenceProblem, escape, steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.specs.documents.library import Document, Library, Place


def lay_objects(library: Library, system: str, documents: Sequence[Document], laid: Sequence[tuple[str, Document]]) -> None:
    """Put each object at its pointer of the first document. Raises DescriptionError where there is no such place."""
    for number, (pointer, document) in enumerate(laid):
        if not documents:
            raise DescriptionError(
                document.file,
                f"cannot be laid at {pointer}: {system} has no document of its own",
                next_step=f"Add --spec {system}=FILE, or leave the pointer out.",
            )
        library.laid[address(number)] = document
        document.is_beside = True
        _replace(library, documents[0], pointer, {"$ref": f"{address(number)}#"})


def address(number: int) -> str:
    """Return what stands for a laid object in a `$ref`."""
    return f"object:{number}"


def _replace(library: Library, document: Document, pointer: str, value: dict[str, Any]) -> None:
    steps = steps_of(pointer)
    parent = "#" + "".join(f"/{escape(step)}" for step in steps[:-1])
    home = _followed(library, library.place(document.file, parent))
    holder: Any = home.value if home else None
    last = steps[-1] if steps else ""
    if home and isinstance(holder, dict) and last in holder:
        holder[last] = value
        forget_text(home, last)
    elif home and isinstance(holder, list) and last.isascii() and last.isdigit() and int(last[:9]) < len(holder):
        holder[int(last)] = value
        forget_text(home, last)
    else:
        known = ", ".join(list(holder)[:8]) if isinstance(holder, dict) else ""
        raise DescriptionError(
            f"{document.file}{pointer if pointer.startswith('#') else '#' + pointer}",
            "no such place, so no object can be laid there",
            next_step=f"At {parent} there are: {known}."
            if known
            else "Give the JSON pointer of a schema, such as #/components/schemas/Customer.",
        )


def _followed(library: Library, place: Place | None) -> Place | None:
    try:
        return library.follow(place) if place else None
    except ReferenceProblem:
        return None


def forget_text(home: Place, last: str) -> None:
    """Let the part that was changed be written as it is now, not as it stands in the text."""
    steps = (*steps_of(home.pointer), last)
    for keys, spans in home.document.spans.items():
        if steps[: len(keys)] == keys and len(steps) > len(keys):
            spans.pop(steps[len(keys)], None)
