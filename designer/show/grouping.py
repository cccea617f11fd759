"""The operations of a system in groups that a person looks for: by the document's tags, or by what their paths begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Operation


UNTAGGED = "(no tag)"


def grouped(operations: Sequence[Operation]) -> dict[str, list[Operation]]:
    """Return the operations by group, the groups in the order of their names.

    Tags serve where nearly all operations have one and there are several; else the first part in which the paths differ.
    """
    listed = list(operations)
    tagged = sum(bool(operation.tags) for operation in listed)
    tags = {operation.tags[0] for operation in listed if operation.tags}
    groups: dict[str, list[Operation]] = {}
    if len(tags) > 1 and tagged * 10 >= len(listed) * 9:
        for operation in listed:
            groups.setdefault(operation.tags[0] if operation.tags else UNTAGGED, []).append(operation)
    else:
        common = _common(operation.path for operation in listed)
        for operation in listed:
            groups.setdefault(_group(operation.path, common), []).append(operation)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == UNTAGGED, group[0].casefold())))


def _parts(path: str) -> list[str]:
    return path.strip("/").split("/")


def _common(paths: Iterable[str]) -> int:
    """Return how many first parts nearly all paths share (`/v1`, `/api/rest`): nine of ten, since documents have strays."""
    split = [_parts(path) for path in paths]
    depth = 0
    while split:
        heads: dict[tuple[str, ...], int] = {}
        for parts in split:
            if len(parts) > depth + 1:
                heads[tuple(parts[: depth + 1])] = heads.get(tuple(parts[: depth + 1]), 0) + 1
        if max(heads.values(), default=0) * 10 < len(split) * 9:
            break
        depth += 1
    return depth


def _group(path: str, common: int) -> str:
    """Return the path down to the first part in which it differs; path parameters that follow are left out."""
    return "/" + "/".join(_parts(path)[: common + 1])
