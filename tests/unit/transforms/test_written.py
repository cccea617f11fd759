"""How transforms are written in Python and in words."""

from __future__ import annotations

import pytest

from designer.model import transform as model
from designer.model.transform import ValuePair
from designer.transforms.python import expression
from designer.transforms.words import describe

WRITTEN: list[tuple[model.Transform, tuple[str, ...], str, str]] = [
    (model.Copy(), ("a",), "a", "a as it is"),
    (model.Constant(value="it's"), (), '"it\'s"', "always “it's”"),
    (model.Constant(value=True), (), "True", "always true"),
    (model.Cast(to="integer"), ("a",), "transforms.cast_integer(a)", "a as a whole number"),
    (
        model.EnumMap(values=(ValuePair(source="open", target=1),), unmapped="default", default=0),
        ("a",),
        "transforms.enum_map(a, (('open', 1),), unmapped='default', default=0)",
        "a by list: “open” becomes 1; any other value becomes 0",
    ),
    (
        model.BoolMap(truthy=("paid", "closed"), when_true="Y", when_false="N"),
        ("a",),
        "transforms.bool_map(a, ('paid', 'closed'), 'Y', 'N')",
        "“Y” if a is “paid” or “closed”, otherwise “N”",
    ),
    (model.Present(), ("a",), "transforms.present(a)", "true if there is a value in a, otherwise false"),
    (
        model.Present(when_true="Y", when_false="N"),
        ("a",),
        "transforms.present(a, 'Y', 'N')",
        "“Y” if there is a value in a, otherwise “N”",
    ),
    (model.Template(text="{0} {1}"), ("a", "b"), "transforms.template('{0} {1}', a, b)", "one text of a and b: “<a> <b>”"),
    (
        model.Template(text="name = '{0}'", escape="doubled"),
        ("a",),
        "transforms.template(\"name = '{0}'\", a, escape='doubled')",
        "one text of a: “name = '<a>'”, with each quotation mark in a value doubled",
    ),
    (model.SplitName(part="last"), ("a",), "transforms.split_name(a, 'last')", "the last name out of a (all but its first word)"),
    (model.Part(separator="/", index=-1), ("a",), "transforms.part(a, '/', -1)", "the last part of a, cut at “/”"),
    (model.Part(index=4), ("a",), "transforms.part(a, ',', 4)", "number 5 part of a, cut at “,”"),
    (model.Trim(), ("a",), "transforms.trim(a)", "a without spaces at its ends"),
    (model.Lower(), ("a",), "transforms.lower(a)", "a in lower case"),
    (model.Upper(), ("a",), "transforms.upper(a)", "a in upper case"),
    (model.Truncate(length=40), ("a",), "transforms.truncate(a, 40)", "the first 40 characters of a"),
    (model.Default(value="EUR"), ("a",), "transforms.default(a, 'EUR')", "a, or “EUR” when it is empty"),
    (model.Coalesce(), ("a", "b", "c"), "transforms.coalesce(a, b, c)", "the first of a, b and c that is not empty"),
    (model.First(), ("a",), "transforms.first(a)", "the first of the list a"),
    (model.Join(), ("a",), "transforms.join(a, ', ')", "all items of a in one text, with “, ” between them"),
    (
        model.DateFormat(source="unix_s", target="date", timezone="Europe/Berlin"),
        ("a",),
        "transforms.date_format(a, 'unix_s', 'date', 'Europe/Berlin')",
        "a from seconds since 1970 to a day in ISO 8601 (2026-01-31), in the time zone Europe/Berlin",
    ),
    (
        model.Scale(places=2, to="string"),
        ("a", "b"),
        "transforms.scale(a, '0.01', b, places=2, to='string')",
        "a times 0.01 (with the number of decimal places that the currency in b has), rounded to 2 decimal places, as a text",
    ),
    (
        model.PhoneE164(country="DE"),
        ("a",),
        "transforms.phone_e164(a, 'DE')",
        "a as an international telephone number (+4930123456), numbers without country prefix read as those of DE",
    ),
    (model.CountryCode(), ("a",), "transforms.country_code(a, 'alpha2')", "a as a two-letter code (DE)"),
    (
        model.Lookup(using="table:regions", missing="omit"),
        ("a",),
        "transforms.lookup(a, lookups['table:regions'], missing='omit')",
        "what the table regions has for a; an unknown value is left out",
    ),
]


@pytest.mark.parametrize(("transform", "sources", "python", "words"), WRITTEN, ids=lambda value: str(value)[:30])
def test_written(transform: model.Transform, sources: tuple[str, ...], python: str, words: str) -> None:
    """Each transform reads as this expression and as these words."""
    assert expression(transform, sources=sources) == python
    assert describe(transform, sources=sources) == words


def test_every_transform_is_written_here() -> None:
    """A transform that joins the closed set joins these cases too."""
    assert {type(case[0]) for case in WRITTEN} == set(model.Transform.__args__)
