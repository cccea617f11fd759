"""read_schema's `find` with several words: the fields that answer to most of them, the rare ones above all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.plan.claude.tools.hits import MOST, hit_lines
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

NAMES = tuple(a_field(f"part_{number}.name", description="The name of a part.") for number in range(30))
"""What is called as half the document is."""


def found(*fields: Field, text: str) -> list[str]:
    """Return the paths of what is told, best first."""
    return [line.partition(":")[0] for line in hit_lines(fields, text) if not line.startswith("…")]


def test_a_common_name_does_not_crowd_out_what_has_the_rare_words() -> None:
    """Neither where the rare word stands in the path nor where the description alone says it."""
    buyer, seller = a_field("meta.buyer.name"), a_field("meta.b", description="The name of the seller on the receipt.")
    assert found(*NAMES, buyer, text="buyer name")[0] == "meta.buyer.name"
    paths = found(*NAMES, buyer, seller, text="seller name")
    assert paths.index("meta.b") < paths.index("part_0.name")


def test_a_name_of_several_words_is_found_by_them() -> None:
    """Before those that have one of them, and before the same in a larger object."""
    fields = (*NAMES, a_field("owner.display_label"), a_field("kept.displayName"), a_field("displayName"))
    assert found(*fields, text="display name")[:2] == ["displayName", "kept.displayName"]


def test_words_at_the_beginning_of_which_a_name_stands_are_met() -> None:
    """Documents shorten: `BillAddr` is the billing address; three letters are too few."""
    fields = (*NAMES, a_field("BillAddr.City"), a_field("ShipAddr.City"), a_field("bil.x"))
    paths = found(*fields, text="billing address city")
    assert paths[:2] == ["BillAddr.City", "ShipAddr.City"]
    assert "bil.x" not in paths


def test_each_word_is_told_something_of() -> None:
    """A question for several fields is not answered with one of them in a dozen places."""
    crowd = tuple(a_field(f"place_{number}.delivery_city") for number in range(20))
    paths = found(
        *crowd, a_field("note"), a_field("shopper", "object"), a_field("deep.in.weight_unit"), text="delivery city shopper weight note"
    )
    assert len(paths) == MOST
    assert {"note", "shopper", "deep.in.weight_unit"} <= set(paths)


def test_small_words_meet_no_description() -> None:
    """They stand in every sentence."""
    said = a_field("x", description="The one of the others that is not for all of them.")
    assert found(said, a_field("email"), text="the email of the one") == ["email"]
    assert found(a_field("to"), a_field("from"), text="from to") == ["to", "from"]


def test_what_is_left_out_is_counted() -> None:
    """With how much of it only speaks of the words."""
    spoken = tuple(a_field(f"f{number}", description="About the parcel.") for number in range(9))
    lines = hit_lines((a_field("parcel"), *spoken), "parcel")
    assert lines[0].startswith("parcel: ")
    assert lines[-1] == "… and 5 more that only their descriptions speak of. Ask with other words, or with `below`."


def test_a_path_that_says_little_else_comes_first() -> None:
    """Of two that meet the same words, the one that is called by them alone."""
    fields = (a_field("contact.spare_phone_note"), a_field("contact.phone"))
    assert found(*fields, text="contact phone")[0] == "contact.phone"


def test_what_is_called_just_so_is_told_however_many_meet_more_words() -> None:
    """The outermost one, even where its word is common."""
    crowd = tuple(a_field(f"f{number}.buyer_name") for number in range(20))
    states = tuple(a_field(f"s{number}.state_code") for number in range(40))
    assert "state" in found(*crowd, *states, a_field("state"), text="buyer name state")
