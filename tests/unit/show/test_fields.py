"""Trees of fields: what stands beside each, how deep, on which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.show import console
from designer.show.fields import Fold, field_lines
from tests.builders import a_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field

ORDER = (
    a_field("id", required=True, read_only=True, description="The *order's* own id."),
    a_field("lines", "array", description="What was bought."),
    a_field("lines[]", "object"),
    a_field("lines[].sku", required=True, max_length=20),
    a_field("lines[].sizes", "array"),
    a_field("lines[].sizes[]", "array"),
    a_field("lines[].sizes[][]", "number", minimum=0.5, maximum=2.5),
    a_field("state", enum=("new", "paid"), default="new", nullable=True),
)


@pytest.fixture(autouse=True)
def _unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw as on a screen that has every character."""
    monkeypatch.setattr("designer.show.fields.can_show", lambda _: True)


def drawn(fields: Sequence[Field], *, columns: int = 100, fold: Fold | None = None) -> list[str]:
    """Return the lines of the tree."""
    return [line.text.rstrip() for line in field_lines(fields, fold=fold or Fold(), columns=columns)]


def test_a_wide_screen_has_one_line_a_field() -> None:
    """An array and its items are one branch."""
    assert drawn(ORDER) == [
        "  id*      string                    read-only. The *order's* own id.",
        "  lines    array of object           What was bought.",
        "  ├ sku*   string                    max 20",
        "  └ sizes  array of array of number",
        "  state    string or null            new or paid, default new",
    ]


def test_a_narrow_screen_has_two_lines_a_field_that_fit() -> None:
    """The second one continues the guide."""
    lines = drawn(ORDER, columns=40)
    assert lines == [
        "  id* string",
        "    read-only. The *order's* own id.",
        "  lines array of object",
        "    What was bought.",
        "  ├ sku* string",
        "  │   max 20",
        "  └ sizes array of array of number",
        "  state string or null",
        "    new or paid, default new",
    ]
    assert max(map(len, lines)) <= 40


def test_a_screen_without_unicode_has_plain_guides(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same tree in ASCII."""
    monkeypatch.setattr("designer.show.fields.can_show", lambda _: False)
    assert drawn(ORDER)[2:4] == ["  |-sku*   string                    max 20", "  `-sizes  array of array of number"]
    assert all(line.isascii() for line in drawn(ORDER))


def test_a_description_is_cut_to_the_screen_and_harmless() -> None:
    """On one line, without markup, escape codes and marks that reorder."""
    text = "Its <b>name</b>,\nsee [the guide](https://x.example/a).\x1b[2J \u202e" + "word " * 100
    (line,) = drawn([a_field("name", description=text)])
    assert line.startswith("  name  string  Its name, see the guide. word word")
    assert line.endswith("word...")
    assert len(line) <= 100
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_wide_characters_take_two_columns() -> None:
    """So that a screen is not overrun."""
    (line,) = drawn([a_field("name", description="名" * 100)])
    assert line == "  name  string  " + "名" * 40 + "..."


def test_a_fold_tells_how_much_is_below() -> None:
    """As deep as fits, or as deep as asked for."""
    deep = [a_field(".".join("abcdef"[: at + 1]), "object") for at in range(6)]
    wide = [a_field(f"f{at}", "object") for at in range(8)] + [a_field(f"f{at}.x{number}") for at in range(8) for number in range(8)]
    shown = drawn(wide)
    assert len(shown) == 8 + 6 * 8
    assert shown[0] == "  f0    object"
    assert shown[-1] == "  f7    object  ... 8 more below"
    assert len(drawn(wide, fold=Fold(lines=0))) == 72
    assert drawn(deep, fold=Fold(depth=2))[-1] == "  └ b  object  ... 4 more below"


def test_small_objects_are_opened_before_large_ones() -> None:
    """So that most of a large answer is seen at once."""
    large = [a_field("large", "object"), *(a_field(f"large.f{at}") for at in range(100))]
    small = [a_field("small", "object"), a_field("small.a", "object"), a_field("small.a.b")]
    assert drawn([*large, *small]) == [
        "  large  object  ... 100 more below",
        "  small  object",
        "  └ a    object",
        "    └ b  string",
    ]


def test_an_envelope_alone_is_not_all_that_is_shown() -> None:
    """However much it holds."""
    fields = [a_field("data", "object"), *(a_field(f"data.f{at}") for at in range(70))]
    assert len(drawn(fields)) == 71


def test_a_very_broad_object_is_folded() -> None:
    """The rest is counted."""
    fields = [a_field(f"f{at}") for at in range(400)]
    assert drawn(fields)[-1] == "  ... 250 more fields beside these (--all shows them)"
    assert len(drawn(fields, fold=Fold(lines=0))) == 400


def test_marks_say_what_is_special() -> None:
    """In words, the gravest first."""
    fields = [
        a_field("old", deprecated=True, write_only=True),
        a_field("more", "object", free_form=True, only_on_request="expand"),
        a_field("card", "object", branch="card | bank"),
        a_field("card.number", branch="card | bank"),
        a_field("file", format="binary", content_media_type="image/png"),
        a_field("seal", content_encoding="base64"),
        a_field("many", enum=tuple(range(20))),
        a_field("size", "integer", minimum=1, maximum=1_000),
    ]
    assert [" ".join(line.split()) for line in drawn(fields)] == [
        "old string deprecated, write-only",
        "more object only with expand, any members",
        "card object in card | bank",
        "└ number string",
        "file file(image/png)",
        "seal string in base64",
        "many string one of 0, 1, 2, 3, 4 and 15 more",
        "size integer 1 to 1,000",
    ]


def test_colours_mark_types_and_what_is_required() -> None:
    """Parts of a line, in characters of its text."""
    line = next(iter(field_lines(ORDER, fold=Fold(), columns=100)))
    toned = {tone: line.text[start:end].strip() for start, end, tone in line.parts}
    assert toned["error"] == "*"
    assert toned["type"] == "string"
    assert line.text == console.row((line.text, "")).text


def test_a_very_deep_tree_is_drawn() -> None:
    """However deep objects and arrays lie in each other."""
    objects = [a_field(".".join("a" * (at + 1)), "object") for at in range(700)]
    arrays = [a_field("a" + "[]" * at, "array") for at in range(700)]
    assert len(drawn(objects)) == 25
    assert drawn(objects)[-1].endswith("... 675 more below")
    assert len(drawn(objects, fold=Fold(lines=0))) == 700
    assert len(drawn(arrays, columns=40)) == 1
