"""Required targets that nothing fills, as far as their containers are sent at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import containers, lies_in, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field


def unmapped_required(targets: Sequence[Field], filled: frozenset[str]) -> tuple[str, ...]:
    """Return the required targets without a mapping, in document order.

    A field counts only if each container above it is required itself or is sent because something in it is filled. Of a required
    container the fields are named, or the container alone if none of them is required.
    """
    by_path = {field.path: field for field in targets}
    sent = {above for path in filled for above in containers(normal(path))} | {normal(path) for path in filled}
    branches = {by_path[path].branch for path in filled if path in by_path}
    missing = [
        field.path
        for field in targets
        if field.required
        and not field.read_only
        and field.path not in sent
        and (not field.branch or field.branch in branches)
        and all(_is_sent(above, by_path, sent) for above in containers(field.path))
    ]
    return tuple(path for path in missing if not any(lies_in(other, path) for other in missing))


def _is_sent(above: str, by_path: dict[str, Field], sent: set[str]) -> bool:
    field = by_path.get(above)
    return above in sent or above.endswith("[]") or field is None or field.required
