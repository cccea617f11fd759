"""Groups in which a person looks for an operation."""

from __future__ import annotations

from designer.model.spec import Operation
from designer.show.grouping import grouped


def an_operation(path: str, *tags: str) -> Operation:
    """Return an operation that reads *path*."""
    return Operation(system="Shop", method="GET", path=path, tags=tags)


def test_tags_group_where_nearly_all_have_one() -> None:
    """In the order of their names, those without last."""
    operations = [an_operation(f"/{number}", "b" if number % 2 else "A") for number in range(10)]
    assert {name: len(members) for name, members in grouped([an_operation("/x"), *operations]).items()} == {"A": 5, "b": 5, "(no tag)": 1}


def test_paths_group_by_what_they_differ_in() -> None:
    """Versions that all share are passed over, a stray does not hinder."""
    paths = [f"/api/v1/{thing}/{number}" for thing in ("orders", "items") for number in range(10)]
    groups = grouped([an_operation(path) for path in (*paths, "/health")])
    assert {name: len(members) for name, members in groups.items()} == {"/api/v1/items": 10, "/api/v1/orders": 10, "/health": 1}


def test_one_tag_for_all_does_not_part_them() -> None:
    """Then the paths do."""
    assert list(grouped([an_operation("/a/1", "api"), an_operation("/b/1", "api")])) == ["/a", "/b"]


def test_nothing_has_no_groups() -> None:
    """A document of events alone."""
    assert grouped([]) == {}
