"""What must happen to a value between two fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.inference.transform import infer_transform
from designer.model.transform import (
    BoolMap,
    Cast,
    Copy,
    CountryCode,
    DateFormat,
    EnumMap,
    First,
    Join,
    Lookup,
    Scale,
    SplitName,
    Template,
    Transform,
    ValuePair,
)
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

CENTS = "Amount in the smallest currency unit."
CASES: list[tuple[str, Field, Field, Transform | None]] = [
    ("the same", a_field("email"), a_field("mail"), Copy()),
    ("text to number", a_field("employees"), a_field("number_of_employees", "integer"), Cast(to="integer")),
    ("number to text", a_field("score", "number"), a_field("score"), Cast(to="string")),
    ("integer to number", a_field("score", "integer"), a_field("score", "number"), Copy()),
    ("seconds to time", a_field("created", "integer"), a_field("created_at", format="date-time"), DateFormat(source="unix_s")),
    (
        "milliseconds to day",
        a_field("created", "integer", description="Unix time in milliseconds."),
        a_field("created_on", format="date"),
        DateFormat(source="unix_ms", target="date"),
    ),
    ("time to day", a_field("due_at", format="date-time"), a_field("due_date", format="date"), DateFormat(target="date")),
    ("time to seconds", a_field("due_at", format="date-time"), a_field("due", "integer"), DateFormat(target="unix_s")),
    ("day to day", a_field("born_on", format="date"), a_field("birthday", format="date"), Copy()),
    (
        "cents to units",
        a_field("amount", "integer", description=CENTS),
        a_field("amount", "number"),
        Scale(factor="0.01", places=2),
    ),
    ("units to cents", a_field("price", "number"), a_field("price_cents", "integer"), Scale(factor="100", places=0, to="integer")),
    ("cents to cents", a_field("amount", "integer", description=CENTS), a_field("total_cents", "integer"), Copy()),
    ("first name of a whole one", a_field("full_name"), a_field("first_name"), SplitName(part="first")),
    ("country to code", a_field("country"), a_field("country_code"), CountryCode(to="alpha2")),
    ("code to code", a_field("country_code"), a_field("address.country", max_length=2), Copy()),
    ("code to numbered country", a_field("country_code"), a_field("country_id", "integer"), Lookup()),
    ("owner to owner", a_field("owner_id"), a_field("owner_id"), Lookup()),
    ("stage to stage", a_field("stage"), a_field("deal_stage"), EnumMap()),
    (
        "yes or no, turned round",
        a_field("unsubscribed", "boolean"),
        a_field("subscribed", "boolean"),
        BoolMap(when_true=False, when_false=True),
    ),
    (
        "yes or no to a list",
        a_field("optional", "boolean"),
        a_field("type", enum=("required", "optional", "resource")),
        BoolMap(when_true="optional", when_false="required"),
    ),
    ("yes or no to a list without a counterpart", a_field("optional", "boolean"), a_field("type", enum=("red", "blue")), None),
    (
        "list to yes or no",
        a_field("tax_exempt", enum=("exempt", "none", "reverse")),
        a_field("is_tax_exempt", "boolean"),
        BoolMap(truthy=("exempt",)),
    ),
    ("list of texts to one", a_field("tags[]"), a_field("tags"), Join()),
    ("list to a single value", a_field("phones[].number"), a_field("phone"), First()),
    ("time into amount", a_field("total", format="date-time"), a_field("total_amount", "number"), None),
    ("time into yes or no", a_field("deleted_at", format="date-time"), a_field("deleted", "boolean"), None),
    ("link into yes or no", a_field("meeting_link"), a_field("online_meeting", "boolean"), None),
    ("text into an object", a_field("address"), a_field("address", "object"), None),
    ("anything into a password", a_field("username"), a_field("password", format="password"), None),
]


@pytest.mark.parametrize(("source", "target", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_one_source(source: Field, target: Field, expected: Transform | None) -> None:
    """The transform follows from what both documents say of the fields."""
    assert infer_transform((source,), target) == expected


def test_lists_are_laid_beside_each_other_by_meaning() -> None:
    """Values find their counterparts; one without any stays out and is the check's to report."""
    source = a_field("priority", enum=("low", "normal", "urgent", "blue"))
    target = a_field("priority", enum=("Low", "Medium", "High", "Critical"))
    expected = (
        ValuePair(source="low", target="Low"),
        ValuePair(source="normal", target="Medium"),
        ValuePair(source="urgent", target="Critical"),
    )
    assert infer_transform((source,), target) == EnumMap(values=expected)


def test_a_list_within_the_others_is_copied() -> None:
    """Nothing is translated where every value is known on the other side."""
    assert infer_transform((a_field("size", enum=("s", "m")),), a_field("size", enum=("s", "m", "l"))) == Copy()


def test_lists_that_share_nothing() -> None:
    """Without a single counterpart nothing honest can be proposed."""
    assert infer_transform((a_field("colour", enum=("red", "blue")),), a_field("size", enum=("small", "large"))) is None


def test_texts_together() -> None:
    """Several texts make one; several numbers have no sum that is certain to be meant."""
    names = (a_field("first_name"), a_field("last_name"))
    assert infer_transform(names, a_field("full_name")) == Template(text="{0} {1}")
    assert infer_transform((a_field("a", "number"), a_field("b", "number")), a_field("c", "number")) is None
    assert infer_transform((), a_field("c")) is None
