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
    Part,
    PhoneE164,
    Scale,
    SplitName,
    Template,
    Transform,
    Truncate,
    Upper,
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
    ("a code by a reference", a_field("currency_code"), a_field("CurrencyRef.value"), Copy()),
    ("user to user", a_field("user_id", "integer"), a_field("user_id"), Lookup()),
    ("agent to assignee", a_field("responder_id", "integer"), a_field("assignee"), Lookup()),
    ("manager's name to manager", a_field("manager_name"), a_field("manager"), Copy()),
    ("another's id", a_field("user_id"), a_field("external_user_id"), Copy()),
    ("country not told to name", a_field("country"), a_field("country", description="Country name"), Copy()),
    ("country code to name", a_field("country_code"), a_field("country", description="Country name"), CountryCode(to="name")),
    ("country in any notation", a_field("country"), a_field("country", description="Name or ISO 3166 two-letter code"), Copy()),
    ("kind of number", a_field("kind", enum=("home", "work")), a_field("type"), EnumMap()),
    ("street into a list", a_field("street"), a_field("address_kind", enum=("billing", "shipping")), None),
    ("told list", a_field("state", description="One of: `draft`, `open`."), a_field("status", enum=("draft", "open", "paid")), Copy()),
    ("not told into a list", a_field("status"), a_field("status", enum=("draft", "open")), EnumMap()),
    ("time zone of its own", a_field("timezone"), a_field("timezone", enum=("us_eastern", "us_pacific")), EnumMap()),
    ("IANA time zone", a_field("timezone"), a_field("timezone", enum=("Europe/Berlin", "UTC")), Copy()),
    ("micros to units", a_field("amount_micros", "integer"), a_field("amount", "number"), Scale(factor="0.000001", places=2)),
    (
        "share to percent",
        a_field("probability", "number", maximum=1),
        a_field("probability", "integer", maximum=100),
        Scale(factor="100", to="integer"),
    ),
    ("percent to share", a_field("probability", "number", maximum=100), a_field("probability", "number", maximum=1), Scale(factor="0.01")),
    ("percent not told", a_field("probability", "number"), a_field("probability", "number", maximum=1), Copy()),
    ("phone demanded in E.164", a_field("phone"), a_field("phone", description="In E.164 format"), PhoneE164()),
    ("phone in E.164 already", a_field("phone", pattern=r"^\+[1-9]\d+$"), a_field("phone", description="E.164"), Copy()),
    (
        "currency in capitals",
        a_field("currency", description="Three-letter code, in lowercase."),
        a_field("currency", example="USD"),
        Upper(),
    ),
    ("a text too long", a_field("description", max_length=500), a_field("description", max_length=255), Truncate(length=255)),
    ("a code too long", a_field("sku", max_length=500), a_field("sku", max_length=255), Copy()),
    ("host of an address", a_field("url", format="uri"), a_field("domain"), Part(separator="/", index=2)),
    ("address of a host", a_field("domain"), a_field("website", format="uri"), Template(text="https://{0}")),
    ("a list of the record in a list of records", a_field("phone[].value"), a_field("contacts[].phone"), First()),
    ("names of a list to one text", a_field("labels[].name"), a_field("tags", description="Comma-separated"), Join(separator=",")),
    ("state to numbered region", a_field("state"), a_field("region_id", "integer"), Lookup()),
    ("custom field to custom field", a_field("custom_fields[].custom_field_id"), a_field("custom_fields[].id", "integer"), Lookup()),
    ("ids of tags to words", a_field("tags[].id"), a_field("tags[]"), Lookup()),
    ("address of mail into a list", a_field("emails[].address"), a_field("emails[].field", enum=("EMAIL1", "EMAIL2")), None),
    ("type to type", a_field("phone.type"), a_field("phone_number.type"), EnumMap()),
    ("yes or no to a kind", a_field("tax_inclusive", "boolean"), a_field("tax_calculation"), EnumMap()),
    (
        "yes or no to a text flag",
        a_field("subscribed", "boolean"),
        a_field("subscribed", description="`true` or `false`"),
        Cast(to="string"),
    ),
    ("instant to a named day", a_field("created_at", format="date-time"), a_field("order_date"), DateFormat(target="date")),
    ("day of a month into a date", a_field("birthday_day", "integer"), a_field("birthday", format="date"), None),
    ("state to done", a_field("state", enum=("open", "closed")), a_field("completed", "boolean"), BoolMap(truthy=("closed",))),
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


def test_numbers_are_aligned_by_what_they_mean() -> None:
    """A list of numbers is read by the labels of its description."""
    source = a_field("priority", "integer", enum=(1, 2, 3), description="1 - Low, 2 - Medium, 3 - High")
    found = infer_transform((source,), a_field("priority", enum=("low", "normal", "high")))
    expected = (ValuePair(source=1, target="low"), ValuePair(source=2, target="normal"), ValuePair(source=3, target="high"))
    assert found == EnumMap(values=expected)


def test_words_that_many_values_share_make_none_alike() -> None:
    """`partially refunded` is not `partially paid`."""
    source, target = (
        a_field("status", enum=("partially_refunded", "paid")),
        a_field("status", enum=("partially_paid", "paid_up", "settled")),
    )
    found = infer_transform((source,), target)
    assert isinstance(found, EnumMap)
    assert [row.source for row in found.values] == ["paid"]
