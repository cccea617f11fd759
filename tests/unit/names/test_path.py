"""Field paths are read, written and taken apart the same way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from designer.names.path import (
    EACH,
    PathError,
    Segment,
    array_prefixes,
    child,
    containers,
    format_path,
    join,
    leaf,
    normal,
    parent,
    parse_path,
)


def key(name: str) -> Segment:
    """Return a member segment."""
    return Segment(kind="key", key=name)


READ = {
    "": (),
    "a": (key("a"),),
    "a.b[].c": (key("a"), key("b"), EACH, key("c")),
    "[].x": (EACH, key("x")),
    "lines[0].sku": (key("lines"), Segment(kind="index", index=0), key("sku")),
    "e[type=billing].v": (key("e"), Segment(kind="selector", key="type", value="billing"), key("v")),
    'e["a]b"="c]d"]': (key("e"), Segment(kind="selector", key="a]b", value="c]d")),
    'a."x.\\"y".c': (key("a"), key('x."y'), key("c")),
    '"$ref"': (key("$ref"),),
    "a[][]": (key("a"), EACH, EACH),
    "first name.é": (key("first name"), key("é")),
}


@pytest.mark.parametrize("text", READ)
def test_a_path_is_read_into_segments(text: str) -> None:
    """Every form of the syntax gives its segments."""
    assert parse_path(text) == READ[text]


WRONG = {
    "a..b": 3,
    ".a": 1,
    "a.": 3,
    "a]": 2,
    "a[": 2,
    "a[x": 2,
    "a[x=y": 2,
    'a."b': 3,
    'a"b"': 2,
    "a[]b": 4,
    "a[101]": 3,
    f"a[{'9' * 5000}]": 3,
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_path_is_refused_with_its_column(text: str) -> None:
    """The error names the column at which reading failed."""
    with pytest.raises(PathError) as caught:
        parse_path(text)
    assert caught.value.column == WRONG[text]


def test_items_are_numbered_up_to_a_hundred() -> None:
    """What is written for a path holds every item before its own: a higher number would fill the memory."""
    assert parse_path("a[100]")[1].index == parse_path("a[0000100]")[1].index == 100


SEGMENTS = some.one_of(
    some.builds(key, some.text(min_size=1)),
    some.just(EACH),
    some.builds(Segment, kind=some.just("index"), index=some.integers(0, 99)),
    some.builds(Segment, kind=some.just("selector"), key=some.text(min_size=1), value=some.text()),
)


@given(some.lists(SEGMENTS, max_size=6).map(tuple))
def test_what_is_written_is_read_back(segments: tuple[Segment, ...]) -> None:
    """Writing and reading are inverse for any names and values."""
    assert parse_path(format_path(segments)) == segments


def test_normal_forgets_which_item() -> None:
    """An index and a selector stand for the array's items in general."""
    assert normal("a[0].b[type=x].c") == "a[].b[].c"
    assert normal("a.b") == "a.b"


def test_parent_goes_out_one_step_at_a_time() -> None:
    """An item's parent is the array, the root's parent is the root."""
    steps = ["a.b[].c"]
    while steps[-1]:
        steps.append(parent(steps[-1]))
    assert steps == ["a.b[].c", "a.b[]", "a.b", "a", ""]


def test_containers_are_told_from_the_outside() -> None:
    """Each item and the array that it stands in; what lies at the root lies in nothing."""
    assert containers("a[].b.c") == ("a", "a[]", "a[].b")
    assert containers("[].x") == ("[]",)
    assert containers("a") == containers("") == ()


def test_leaf_is_the_last_name() -> None:
    """Brackets behind the name do not hide it."""
    assert [leaf(p) for p in ("a.b", "a.tags[]", '"x.y"', "[]", "")] == ["b", "tags", "x.y", "", ""]


def test_array_prefixes_name_each_array_passed() -> None:
    """Outermost first, brackets included, as they stand in the path."""
    assert array_prefixes("a[].b[0].c") == ("a[]", "a[].b[0]")
    assert array_prefixes("[].x") == ("[]",)
    assert array_prefixes("a.b") == ()


def test_child_and_join_build_paths() -> None:
    """A name that holds a dot is quoted; a root array's bracket takes no dot."""
    assert child("a", "x.y") == 'a."x.y"'
    assert child("", "b") == "b"
    assert join("data[]", "id") == "data[].id"
    assert join("data", "[].id") == "data[].id"
    assert join("", "id") == "id"
    assert join("data", "") == "data"
