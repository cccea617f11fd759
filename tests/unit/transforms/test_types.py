"""What leaves a transform, as told beforehand and as it really comes out at run time."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.design import Row, Table
from designer.model.spec import Field
from designer.model.transform import (
    BoolMap,
    Cast,
    Coalesce,
    Constant,
    Copy,
    CountryCode,
    DateFormat,
    Default,
    EnumMap,
    First,
    Join,
    Lookup,
    Lower,
    Part,
    PhoneE164,
    Present,
    Scale,
    SplitName,
    Template,
    Transform,
    Trim,
    Truncate,
    Upper,
    ValuePair,
)
from designer.transforms.python import expression
from designer.transforms.scalars import json_type
from designer.transforms.types import input_problem, output_type
from tests.builders import a_field
from tests.unit.transforms.starter import transforms

TABLE = Table(id="regions", rows=(Row(key="north", value="N"), Row(key=7, value=7)))
SCALARS = st.one_of(st.text(max_size=8), st.integers(-(10**6), 10**6), st.booleans())
DATES = st.datetimes().map(lambda moment: moment.isoformat() + "Z")


def _hundredth(cents: int) -> int | float:
    return cents // 100 if cents % 100 == 0 else float(Decimal(cents) / 100)


@st.composite
def sources(draw: st.DrawFn) -> tuple[Field, Any]:
    """Draw a field and a value that it allows."""
    required, nullable = draw(st.booleans()), draw(st.booleans())
    kind = draw(
        st.sampled_from(["string", "short", "integer", "number", "cents", "price", "boolean", "enum", "date-time", "date", "array"])
    )
    values: dict[str, tuple[Field, st.SearchStrategy[Any]]] = {
        "string": (a_field("name"), st.text(min_size=1, max_size=30)),
        "short": (a_field("code", max_length=5), st.text(min_size=1, max_size=5)),
        "integer": (a_field("count", "integer", minimum=0, maximum=900), st.integers(0, 900)),
        "number": (a_field("amount", "number"), st.floats(-(10**6), 10**6)),
        "cents": (a_field("cents", "integer", minimum=-5, maximum=99_999, multiple_of=5), st.integers(-1, 19_999).map(lambda n: n * 5)),
        "price": (a_field("price", "number", minimum=0, excludes_minimum=True, multiple_of=0.01), st.integers(1, 10**6).map(_hundredth)),
        "boolean": (a_field("active", "boolean"), st.booleans()),
        "enum": (a_field("state", enum=("open", "paid", "void")), st.sampled_from(["open", "paid", "void"])),
        "date-time": (a_field("at", format="date-time"), DATES),
        "date": (a_field("day", format="date"), st.dates().map(str)),
        "array": (a_field("tags", "array"), st.lists(st.text(min_size=1, max_size=4), max_size=3)),
    }
    field, strategy = values[kind]
    made = Field(**{name: getattr(field, name) for name in field.__slots__} | {"required": required, "nullable": nullable})
    absent = [] if required and not nullable else [st.none()]
    return made, draw(st.one_of(*absent, strategy))


PAIRS = st.lists(
    st.builds(ValuePair, source=st.sampled_from(["open", "paid", "void", 1, True]), target=SCALARS.filter(lambda v: v != "")), max_size=4
).map(tuple)
SINGLE: st.SearchStrategy[Transform] = st.one_of(
    st.sampled_from([Copy(), Trim(), Lower(), Upper(), First(), Join(), CountryCode(to="alpha3"), PhoneE164(country="DE"), Part()]),
    st.builds(Cast, to=st.sampled_from(["string", "integer", "number", "boolean"])),
    st.builds(
        EnumMap, values=PAIRS, unmapped=st.sampled_from(["error", "omit", "keep", "default"]), default=SCALARS.filter(lambda v: v != "")
    ),
    st.builds(Present, when_true=SCALARS, when_false=SCALARS),
    st.builds(BoolMap, truthy=st.just((True, "paid", 1)), when_true=SCALARS, when_false=SCALARS),
    st.builds(SplitName, part=st.sampled_from(["first", "last"])),
    st.builds(Truncate, length=st.integers(1, 12)),
    st.builds(Default, value=SCALARS),
    st.builds(
        DateFormat,
        source=st.sampled_from(["iso", "date", "unix_s", "unix_ms"]),
        target=st.sampled_from(["iso", "date", "unix_s", "unix_ms", "%d/%m/%Y"]),
        timezone=st.sampled_from(["UTC", "Europe/Berlin"]),
    ),
    st.builds(
        Scale,
        factor=st.sampled_from(["0.01", "100", "-1", "0.5"]),
        places=st.sampled_from([None, 0, 1, 2]),
        to=st.sampled_from(["number", "integer", "string"]),
    ),
    st.builds(Lookup, using=st.just("table:regions"), missing=st.sampled_from(["error", "omit"])),
    st.builds(Constant, value=SCALARS),
)
FORMATS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),
}


def run(transform: Transform, values: tuple[Any, ...]) -> Any:
    """Evaluate the expression that a connector would hold."""
    written = expression(transform, sources=tuple(f"v[{at}]" for at in range(len(values))))
    find = transforms.table(tuple((row.key, row.value) for row in TABLE.rows))
    return eval(written, {"transforms": transforms, "v": values, "lookups": {"table:regions": find}})  # noqa: S307 - written by the code under test


def fits(value: Any, field: Field) -> str:
    """Say what of *field* the value breaks, nothing if it fits."""
    if value is None:
        return "" if field.nullable or not field.required else "there should be a value"
    kind = {list: "array", dict: "object"}.get(type(value)) or json_type(value)
    allowed = set(field.types) | ({"integer"} if "number" in field.types else set())
    if field.types and kind not in allowed:
        return f"{kind} is none of {field.types}"
    if field.enum and not any(value == known and isinstance(value, bool) == isinstance(known, bool) for known in field.enum):
        return f"{value!r} is none of {field.enum}"
    if isinstance(value, str):
        return _text_fits(value, field)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_fits(Decimal(repr(value)), field)
    return ""


def _text_fits(value: str, field: Field) -> str:
    if field.max_length is not None and len(value) > field.max_length:
        return f"{value!r} is longer than {field.max_length}"
    if field.min_length is not None and len(value) < field.min_length:
        return f"{value!r} is shorter than {field.min_length}"
    if field.format in FORMATS and not FORMATS[field.format].fullmatch(value):
        return f"{value!r} is no {field.format}"
    if field.pattern and not re.search(field.pattern, value):
        return f"{value!r} does not match {field.pattern}"
    return ""


def _number_fits(value: Decimal, field: Field) -> str:
    low, high, step = (None if bound is None else Decimal(repr(bound)) for bound in (field.minimum, field.maximum, field.multiple_of))
    if (low is not None and (value < low or (value == low and field.excludes_minimum))) or (
        high is not None and (value > high or (value == high and field.excludes_maximum))
    ):
        return f"{value} is out of bounds"
    return f"{value} is no multiple of {step}" if step is not None and value % step else ""


def agrees(transform: Transform, drawn: tuple[tuple[Field, Any], ...]) -> None:
    """Hold what came out against what was told; an input that was called a problem may do anything."""
    fields = tuple(field for field, _ in drawn)
    if input_problem(transform, fields):
        return
    try:
        result = run(transform, tuple(value for _, value in drawn))
    except transforms.TransformError:
        return
    told = output_type(transform, fields, table=TABLE)
    assert not fits(None if result == "" else result, told), (transform, drawn, result, told)


@settings(max_examples=400, deadline=None)
@given(SINGLE, sources())
def test_what_leaves_is_what_was_told(transform: Transform, drawn: tuple[Field, Any]) -> None:
    """For any value that a field allows, the result is within the types, enum, format, length and bounds told beforehand."""
    agrees(transform, () if isinstance(transform, Constant) else (drawn,))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([Coalesce(), Template(text="{0} {1}"), Template(text="a{{{0} ({1})")]), sources(), sources())
def test_several_sources_leave_as_told(transform: Transform, one: tuple[Field, Any], other: tuple[Field, Any]) -> None:
    """The same with two sources."""
    agrees(transform, (one, other))


PROBLEMS: list[tuple[Transform, tuple[Field, ...], str | None]] = [
    (Copy(), (), "needs a source"),
    (Constant(value=1), (a_field("a"),), "takes no source"),
    (Trim(), (a_field("a"), a_field("b")), "takes one source, not 2"),
    (Scale(), (a_field("a", "integer"), a_field("b"), a_field("c")), "takes one source and a currency, not 3"),
    (Trim(), (a_field("a", "object"),), "needs a text, and a is an object"),
    (Trim(), (a_field("a", "integer"),), None),
    (Template(text="{0} {2}"), (a_field("a"), a_field("b")), "names {2}, but has 2 sources"),
    (Template(text="{0}"), (a_field("a"), a_field("b")), "never names its source {1}"),
    (Template(text="{name}"), (a_field("a"),), "knows {0}, {1}, ... and not {name}"),
    (Template(text="{0} }"), (a_field("a"),), "has a single brace in '{0} }'; write it twice"),
    (Part(separator=""), (a_field("a"),), "needs a separator"),
    (Truncate(length=0), (a_field("a"),), "cannot cut to 0 characters"),
    (EnumMap(), (a_field("a"),), "has no row, so every value is an error"),
    (EnumMap(unmapped="keep"), (a_field("a"),), None),
    (DateFormat(source="ISO"), (a_field("a"),), "knows iso, date, unix_s, unix_ms and strftime patterns, not 'ISO'"),
    (DateFormat(timezone="Berlin"), (a_field("a"),), "knows no time zone 'Berlin'"),
    (DateFormat(), (a_field("a", "integer"),), "reads a text as iso, and a is an integer"),
    (DateFormat(source="unix_s"), (a_field("a", format="date-time"),), "reads unix_s, and a has the format date-time"),
    (DateFormat(source="unix_s"), (a_field("a"),), None),
    (DateFormat(source="date"), (a_field("a", format="date-time"),), "reads a day, and a has the format date-time"),
    (DateFormat(), (a_field("a", format="date"),), None),
    (Scale(factor="x"), (a_field("a", "integer"),), "needs a decimal factor, not 'x'"),
    (Scale(factor="0"), (a_field("a", "integer"),), "cannot scale by 0"),
    (Scale(factor="1.5"), (a_field("a", "integer"), a_field("b")), "follows a currency only with the factor 0.01 or 100, not 1.5"),
    (Scale(), (a_field("a", "boolean"),), "needs a number, and a is a boolean"),
    (Scale(), (a_field("a", format="date-time"),), "needs a number, and a has the format date-time"),
    (Scale(), (a_field("a", enum=("1", "two")),), "needs a number, and a can be 'two'"),
    (Scale(), (a_field("a", enum=("1", "2.5")),), None),
    (Scale(), (a_field("a"), a_field("b", "integer")), "needs a currency code, and b is an integer"),
    (PhoneE164(country="Germany"), (a_field("a"),), "needs a country as ISO 3166 alpha-2 (such as DE), not 'Germany'"),
    (Lookup(), (a_field("a"),), "needs `table:<id>` or `link:<id>`"),
    (SplitName(), (a_field("a", format="date"),), "reads a person's name, and a has the format date"),
    (SplitName(), (a_field("a", "integer"),), "reads a person's name, and a is an integer"),
    (SplitName(), (a_field("a"),), None),
    (First(), (a_field("a"),), "needs a list, and a is a string"),
    (First(), (a_field("a[]"),), None),
    (First(), (a_field("a", "array"),), None),
    (Cast(to="integer"), (a_field("a", enum=("1", "two")),), "cannot read 'two' of a as an integer"),
    (Cast(to="integer"), (a_field("a", format="date-time"),), "cannot read a text in the format date-time as an integer"),
    (Cast(to="string"), (a_field("a", "object"),), "needs a single value, and a is an object"),
    (Cast(to="integer"), (a_field("a"),), None),
]


@pytest.mark.parametrize(("transform", "fields", "problem"), PROBLEMS, ids=lambda value: str(value)[:40])
def test_problems(transform: Transform, fields: tuple[Field, ...], problem: str | None) -> None:
    """Only what is certain to fail is a problem, in these words."""
    assert input_problem(transform, fields) == problem


OUTPUTS: list[tuple[Transform, tuple[Field, ...], Field]] = [
    (Copy(), (a_field("a", required=True, format="email"),), Field(path="", types=("string",), required=True, format="email")),
    (Copy(), (a_field("a"),), Field(path="", types=("string",), nullable=True)),
    (Constant(value=3), (), Field(path="", types=("integer",), enum=(3,), required=True)),
    (Constant(), (), Field(path="", nullable=True)),
    (Cast(to="integer"), (a_field("a", enum=("1", "2"), required=True),), Field(path="", types=("integer",), enum=(1, 2), required=True)),
    (Default(value="EUR"), (a_field("a"),), Field(path="", types=("string",), required=True)),
    (
        EnumMap(values=(ValuePair(source="open", target=1),), unmapped="omit"),
        (a_field("a", enum=("open", "paid"), required=True),),
        Field(path="", types=("integer",), enum=(1,), nullable=True),
    ),
    (Truncate(length=10), (a_field("a", required=True),), Field(path="", types=("string",), max_length=10, required=True)),
    (
        Template(text="{0}, {1}"),
        (a_field("a", required=True, max_length=5), a_field("b", max_length=7)),
        Field(path="", types=("string",), max_length=14, required=True),
    ),
    (
        DateFormat(target="date"),
        (a_field("a", required=True),),
        Field(path="", types=("string",), format="date", min_length=10, max_length=10, required=True),
    ),
    (Lookup(using="link:customers"), (a_field("a", required=True),), Field(path="", required=True)),
]


@pytest.mark.parametrize(("transform", "fields", "output"), OUTPUTS, ids=lambda value: str(value)[:40])
def test_outputs(transform: Transform, fields: tuple[Field, ...], output: Field) -> None:
    """What leaves is told as closely as it can be known."""
    assert output_type(transform, fields) == output
