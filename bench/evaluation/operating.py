"""Which operations a design chose, and whether they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefs import Key, Need

    from designer.model.design import Design
    from evaluation.asking import Asked


def chosen(design: Design, need: Need) -> Key | None:
    """Return the operation that the design uses for a need: the first right one, else the first.

    A design may call more than one case asks for (a product before the order that names it), so any call of the right role counts; that of
    a backfill only where nothing else reads.
    """
    used = tuple(_used(design, need)) or tuple(_used(design, need, backfilled=True))
    return next((key for key in used if key in need.right), next(iter(used), None))


def is_right(design: Design, need: Need, asked: Asked) -> bool:
    """Tell whether an operation of a need is right, or the event that starts a flow in its place."""
    starts = (flow.trigger for flow in design.flows if is_system(design, flow.trigger.system, need.system))
    if "trigger" in need.roles and any(one.event.casefold() in asked.events for one in starts if one.event):
        return True
    return chosen(design, need) in need.right


def is_system(design: Design, identifier: str, name: str) -> bool:
    """Tell whether a system of the design is the one that a case names."""
    system = design.system(identifier)
    return (system.name if system else identifier).casefold() == name.casefold()


def _used(design: Design, need: Need, *, backfilled: bool = False) -> Iterator[Key]:
    """Yield the calls of the need's roles in the order of the design, or those by which old records are read."""
    for _, system, key, purpose in design.operations():
        role = "read" if backfilled and purpose == "backfill" else purpose
        if key and role in need.roles and is_system(design, system, need.system):
            method, _, path = key.partition(" ")
            yield method, path
