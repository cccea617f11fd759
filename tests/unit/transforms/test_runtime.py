"""What the starter's transforms return, value by value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.transforms.starter import transforms as t

CASES: list[tuple[Any, Any]] = [
    (t.cast_string(12), "12"),
    (t.cast_string(12.0), "12"),
    (t.cast_string(1e-7), "0.0000001"),
    (t.cast_string(value=True), "true"),
    (t.cast_integer(" 12 "), 12),
    (t.cast_integer("12.0"), 12),
    (t.cast_integer(value=False), 0),
    (t.cast_number("12.50"), 12.5),
    (t.cast_number("1e3"), 1000),
    (t.cast_boolean("Yes"), True),
    (t.cast_boolean(0), False),
    (t.enum_map("a", (("a", 1), ("b", 2))), 1),
    (t.enum_map(1, ((True, "boolean"), (1, "integer"))), "integer"),
    (t.enum_map("x", (("a", 1),), unmapped="omit"), None),
    (t.enum_map("x", (("a", 1),), unmapped="keep"), "x"),
    (t.enum_map("x", (("a", 1),), unmapped="default", default="d"), "d"),
    (t.enum_map(None, ((None, "none"),)), "none"),
    (t.enum_map("", (("a", 1),)), None),
    (t.bool_map("paid", ("paid", "closed"), "Y", "N"), "Y"),
    (t.bool_map("open", ("paid", "closed"), "Y", "N"), "N"),
    (t.bool_map(1, (True,), "Y", "N"), "N"),
    (t.bool_map(None, (True,), "Y", "N"), None),
    (t.present("2026-01-31"), True),
    (t.present("false"), True),
    (t.present(0), True),
    (t.present(""), False),
    (t.present(None), False),
    (t.present([]), False),
    (t.present({}), False),
    (t.present(["a"], "Y", "N"), "Y"),
    (t.present(None, "Y", "N"), "N"),
    (t.template("{0} {1}", "Jo", "Smith"), "Jo Smith"),
    (t.template("{0} {1}", "Jo", None), "Jo"),
    (t.template("{0} {1}", "", "Smith"), "Smith"),
    (t.template("{0}, {1}, {2}", "a", None, "c"), "a, c"),
    (t.template("{0} {1}, {2}", None, "Smith", "Dr"), "Smith, Dr"),
    (t.template("{0} ({1})", "Jo", None), "Jo"),
    (t.template("{0} ({1})", "Jo", 7), "Jo (7)"),
    (t.template("Order #{0}", 7), "Order #7"),
    (t.template("Name = '{0}'", "O'Brien & \\ 100%", escape="backslash"), r"Name = 'O\'Brien & \\ 100%'"),
    (t.template("Name eq '{0}'", "O'Brien & \\ 100%", escape="doubled"), r"Name eq 'O''Brien & \ 100%'"),
    (t.template('summary ~ "{0}"', "the \"best\" of 'all'", escape="backslash"), 'summary ~ "the \\"best\\" of \'all\'"'),
    (t.template("Name = '{0}' and Id = {1}", "x' or 'a'='a", "it's", escape="backslash"), r"Name = 'x\' or \'a\'=\'a' and Id = it's"),
    (t.template("Name like '%{0}%'", "d'A", escape="doubled"), "Name like '%d''A%'"),
    (t.template("a\\'{0}'", "d'A", escape="doubled"), "a\\'d'A'"),
    (t.template("Name = '{0}'", None, escape="backslash"), None),
    (t.template("Order #{0}", None), None),
    (t.template("{{{0}}}", "x"), "{x}"),
    (t.template("{{ {0} {1}", None, "x"), "{ x"),
    (t.split_name("Jo Anne Smith", "first"), "Jo"),
    (t.split_name("Jo Anne Smith", "last"), "Anne Smith"),
    (t.split_name("Smith, Jo", "first"), "Jo"),
    (t.split_name("Smith, Jo", "last"), "Smith"),
    (t.split_name("Cher", "last"), None),
    (t.split_name("  ", "first"), None),
    (t.part("Berlin, DE", ",", 1), "DE"),
    (t.part("a/b/c", "/", -1), "c"),
    (t.part("a/b/c", "/", 3), None),
    (t.part("a/b/c", "/", -4), None),
    (t.trim("  x "), "x"),
    (t.trim("   "), None),
    (t.lower("ÄB"), "äb"),
    (t.upper("straße"), "STRASSE"),
    (t.truncate("héllo", 2), "hé"),
    (t.default("", "d"), "d"),
    (t.default(0, 5), 0),
    (t.default(value=False, other=True), False),
    (t.coalesce(None, "", 0, "x"), 0),
    (t.first([]), None),
    (t.first(["", "b"]), None),
    (t.first([{"a": 1}]), {"a": 1}),
    (t.first(None), None),
    (t.join(["a", None, "", 3], "; "), "a; 3"),
    (t.join([], "; "), None),
    (t.date_format("2026-01-31T09:30:00+02:00", "iso", "iso"), "2026-01-31T07:30:00Z"),
    (t.date_format("2026-01-31T09:30:00.120Z", "iso", "iso"), "2026-01-31T09:30:00.12Z"),
    (t.date_format("2026-01-31T23:30:00Z", "iso", "date", "Europe/Berlin"), "2026-02-01"),
    (t.date_format("2026-07-01T12:00:00", "iso", "iso", "Europe/Berlin"), "2026-07-01T10:00:00Z"),
    (t.date_format("2026-07-01", "date", "iso", "America/New_York"), "2026-07-01T04:00:00Z"),
    (t.date_format("2026-07-01", "date", "date", "Pacific/Auckland"), "2026-07-01"),
    (t.date_format("2026-07-01", "date", "unix_ms"), 1782864000000),
    (t.date_format(1782864000, "unix_s", "date"), "2026-07-01"),
    (t.date_format("1782864000999", "unix_ms", "unix_s"), 1782864000),
    (t.date_format(-1, "unix_ms", "iso"), "1969-12-31T23:59:59.999Z"),
    (t.date_format("/Date(1439434356790+0000)/", "unix_ms", "date"), "2015-08-13"),
    (t.date_format("31/01/2026", "%d/%m/%Y", "iso"), "2026-01-31T00:00:00Z"),
    (t.date_format("2026-01-31T00:00:00Z", "iso", "%d.%m.%y"), "31.01.26"),
    (t.date_format("", "iso", "date"), None),
    (t.scale(1050, "0.01"), 10.5),
    (t.scale(1050, "0.01", to="string"), "10.50"),
    (t.scale("19.99", "100", to="integer"), 1999),
    (t.scale(19.99, "100", to="integer"), 1999),
    (t.scale(0.1, "3"), 0.3),
    (t.scale(125, "0.01", places=1), 1.2),
    (t.scale(135, "0.01", places=1), 1.4),
    (t.scale(500, "0.01", "JPY"), 500),
    (t.scale(1234, "0.01", "kwd", to="string"), "1.234"),
    (t.scale("10.5", "100", "EUR", to="integer"), 1050),
    (t.scale(12345678901234567, "0.01", to="string"), "123456789012345.67"),
    (t.phone_e164("+49 (0)30 / 123-456"), "+4930123456"),
    (t.phone_e164("0049 30 123456"), "+4930123456"),
    (t.phone_e164("030 123456", "DE"), "+4930123456"),
    (t.phone_e164("(212) 555-0123", "US"), "+12125550123"),
    (t.phone_e164("1 212 555 0123 x12", "US"), "+12125550123"),
    (t.phone_e164("06 12345678", "IT"), "+390612345678"),
    (t.phone_e164("8 912 345-67-89", "RU"), "+79123456789"),
    (t.phone_e164("tel:+1-212-555-0123;ext=5"), "+12125550123"),
    (t.country_code("germany"), "DE"),
    (t.country_code("GBR", "alpha2"), "GB"),
    (t.country_code("uk", "alpha3"), "GBR"),
    (t.country_code("CÔTE D'IVOIRE"), "CI"),
    (t.country_code("Cote d'Ivoire", "name"), "Côte d'Ivoire"),
    (t.country_code("U.S.A."), "US"),
    (t.country_code("St. Lucia"), "LC"),
    (t.lookup("a", t.table((("a", 1),))), 1),
    (t.lookup(7, t.table((("7", "seven"),))), "seven"),
    (t.lookup("x", t.table((("a", 1),)), missing="omit"), None),
    (t.lookup(None, t.table((("a", 1),))), None),
]


@pytest.mark.parametrize(("result", "expected"), CASES, ids=lambda value: ascii(value)[:30])
def test_values(result: Any, expected: Any) -> None:
    """Each transform returns exactly this value, of exactly this type."""
    assert (result, type(result)) == (expected, type(expected))


REFUSED: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("cast_integer", ("12.5",), {}),
    ("cast_integer", ("twelve",), {}),
    ("cast_number", ("1,200.50",), {}),
    ("cast_number", ("nan",), {}),
    ("cast_boolean", ("maybe",), {}),
    ("cast_string", ([],), {}),
    ("enum_map", ("x", (("a", 1),)), {}),
    ("enum_map", (True, ((1, "one"),)), {}),
    ("template", ("{0} {1}", "a"), {}),
    ("lower", ({"a": 1},), {}),
    ("first", ("text",), {}),
    ("join", ([{"a": 1}], ","), {}),
    ("date_format", ("31.01.2026", "iso", "date"), {}),
    ("date_format", ("2026-01-31T00:00:00Z", "date", "iso"), {}),
    ("date_format", ("2026-01-31", "iso", "date", "Mars/Olympus"), {}),
    ("date_format", (True, "unix_s", "iso"), {}),
    ("date_format", (10**30, "unix_s", "iso"), {}),
    ("date_format", ("0001-01-01T00:00:00+14:00", "iso", "iso"), {}),
    ("scale", (1050, "0.01", None), {}),
    ("scale", (1050, "0.01", ""), {}),
    ("scale", (1050, "0.5", "EUR"), {}),
    ("scale", (1051, "0.01"), {"to": "integer"}),
    ("scale", ("12 345", "1"), {}),
    ("scale", (12345678901234567891, "0.01"), {"places": 2}),
    ("phone_e164", ("030 123456",), {}),
    ("phone_e164", ("none",), {}),
    ("phone_e164", ("+1 212 555",), {}),
    ("country_code", ("Atlantis",), {}),
    ("lookup", ("x", lambda _: None), {}),
]


@pytest.mark.parametrize(("name", "arguments", "keywords"), REFUSED, ids=lambda value: str(value)[:30])
def test_refusals(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    """What cannot be transformed is a TransformError, never a guess and never another exception."""
    with pytest.raises(t.TransformError, match="expected"):
        getattr(t, name)(*arguments, **keywords)


def test_an_error_does_not_tell_personal_data() -> None:
    """A message shows the shape of a value, not the value."""
    with pytest.raises(t.TransformError) as caught:
        t.phone_e164("call me at 555 123 please")
    assert str(caught.value) == (
        "phone_e164: a text like 'aaaa aa aa 999 999 a' (25 characters); expected a telephone number with country prefix"
    )


@given(st.one_of(st.none(), st.just(""), st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()))
def test_nothing_but_transform_errors_comes_out(value: Any) -> None:
    """Whatever the value, every transform answers or raises TransformError; an empty value is empty."""
    calls = [
        t.cast_string, t.cast_integer, t.cast_number, t.cast_boolean, t.trim, t.lower, t.upper, t.first, t.phone_e164, t.country_code,
        lambda v: t.date_format(v, "iso", "unix_ms", "Europe/Berlin"), lambda v: t.date_format(v, "unix_s", "iso"),
        lambda v: t.date_format(v, "date", "%d/%m/%Y"), lambda v: t.scale(v, "0.01"), lambda v: t.scale(v, "100", "EUR", to="integer"),
        lambda v: t.scale(v, "1", places=2), lambda v: t.join(v, ","), lambda v: t.part(v, ",", 1), lambda v: t.split_name(v, "last"),
        lambda v: t.truncate(v, 3), lambda v: t.template("{0}", v),
    ]  # fmt: skip
    for call in calls:
        try:
            result = call(value)
        except t.TransformError:
            continue
        assert result is None or not t.is_empty(value)
        assert result != ""


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_money_there_and_back_is_the_same(cents: int) -> None:
    """Cents to units and back lose nothing, through a number or through a text."""
    assert t.scale(t.scale(cents, "0.01"), "100", to="integer") == cents
    written = t.scale(cents, "0.01", to="string")
    assert t.scale(written, "100", to="integer") == cents
    assert Decimal(written) * 100 == cents


@given(st.integers(min_value=-(2**40), max_value=2**40))
def test_time_there_and_back_is_the_same(milliseconds: int) -> None:
    """Unix time to ISO 8601 and back loses nothing."""
    try:
        written = t.date_format(milliseconds, "unix_ms", "iso", "Asia/Tokyo")
    except t.TransformError:
        return
    assert t.date_format(written, "iso", "unix_ms", "Asia/Tokyo") == milliseconds


def test_the_country_table_is_complete() -> None:
    """ISO 3166-1 has 249 countries, and each notation finds its own country."""
    from tests.unit.transforms.starter import load

    lines = load("countries").TABLE.strip().splitlines()
    assert len(lines) == 249
    for line in lines:
        alpha2, alpha3, name, _ = line.split("|")
        assert [t.country_code(written) for written in (alpha2, alpha3, name)] == [alpha2] * 3
        assert t.country_code(alpha2, "name") == name
