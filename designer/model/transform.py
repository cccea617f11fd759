"""The closed set of transforms: what may happen to a value between source and target.

Each is a frozen noun with its parameters and the name it has in a design. What it does to types, and how it is written in
Python, in other languages or in words for a person, is told in `designer/transforms/`. Parameters that a design leaves out take the
defaults given here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from designer.model.scalars import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The value as it is."""

    name: ClassVar[str] = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """The same value each time; takes no source."""

    name: ClassVar[str] = "constant"
    value: Annotated[Scalar, "The value."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The value as another JSON type; what cannot be read as one is an error, never a guess."""

    name: ClassVar[str] = "cast"
    to: Annotated[Literal["string", "integer", "number", "boolean"], "The type to make."] = "string"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePair:
    """One row of a value table."""

    source: Annotated[Scalar, "The value as the source has it."]
    target: Annotated[Scalar, "The value that the target gets."]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMap:
    """Values of one list to values of another, row by row."""

    name: ClassVar[str] = "enum_map"
    values: Annotated[tuple[ValuePair, ...], "One row for each source value."] = ()
    unmapped: Annotated[Literal["error", "omit", "keep", "default"], "What becomes of a value without a row."] = "error"
    default: Annotated[Scalar, "The value used when `unmapped` is `default`."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoolMap:
    """Values to one of two: `when_true` if the value is in `truthy`, else `when_false`."""

    name: ClassVar[str] = "bool_map"
    truthy: Annotated[tuple[Scalar, ...], "Source values that count as true."] = (True,)
    when_true: Annotated[Scalar, "The target's value for them."] = True
    when_false: Annotated[Scalar, "The target's value for every other value."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Whether there is a value at all: `when_true` if there is, `when_false` if it is missing, null, or an empty text or list."""

    name: ClassVar[str] = "present"
    when_true: Annotated[Scalar, "The target's value if there is one."] = True
    when_false: Annotated[Scalar, "The target's value if there is none."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Several values in one text; `{0}` is the first source. Empty sources leave no gap; all empty is empty."""

    name: ClassVar[str] = "template"
    text: Annotated[str, "Text with `{0}`, `{1}`, ...; `{{` is a brace."] = "{0}"
    escape: Annotated[
        Literal["backslash", "doubled", ""],
        "In a query: how a quotation mark inside a value is written, `\\'` (SOQL, QuickBooks, JQL) or `''` (OData, SQL); empty: as it is.",
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitName:
    """A person's full name to one part: first is the first word, last the rest (`Smith, Jo` is read as last, first)."""

    name: ClassVar[str] = "split_name"
    part: Annotated[Literal["first", "last"], "Which part."] = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a text cut at a separator; a missing part is empty."""

    name: ClassVar[str] = "part"
    separator: Annotated[str, "Where to cut."] = ","
    index: Annotated[int, "Which part, from 0; negative counts from the end."] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """The text without white space at its ends."""

    name: ClassVar[str] = "trim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lower:
    """The text in lower case."""

    name: ClassVar[str] = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upper:
    """The text in upper case."""

    name: ClassVar[str] = "upper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truncate:
    """The text cut to a length."""

    name: ClassVar[str] = "truncate"
    length: Annotated[int, "Characters (code points) at most."] = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """The value, or another one when it is empty (missing, null or an empty text)."""

    name: ClassVar[str] = "default"
    value: Annotated[Scalar, "The value used instead."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalesce:
    """The first of the sources that is not empty."""

    name: ClassVar[str] = "coalesce"


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first item of a list."""

    name: ClassVar[str] = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The items of a list in one text."""

    name: ClassVar[str] = "join"
    separator: Annotated[str, "What stands between two items."] = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFormat:
    """A point in time or a day in another notation.

    Notations: `iso` (RFC 3339 date-time), `date` (ISO day), `unix_s`, `unix_ms`, or a strftime pattern such as `%d/%m/%Y`.
    """

    name: ClassVar[str] = "date_format"
    source: Annotated[str, "Notation of the source."] = "iso"
    target: Annotated[str, "Notation of the target."] = "iso"
    timezone: Annotated[str, "IANA zone in which a value without an offset is read and a day is told."] = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A number times a factor, in decimal arithmetic (cents to units: 0.01).

    A second source names the currency, whose own number of places (ISO 4217) then takes the place of the factor's two.
    """

    name: ClassVar[str] = "scale"
    factor: Annotated[str, "Decimal factor, as text so that no binary float touches it."] = "0.01"
    places: Annotated[int | None, "Round half-even to so many decimal places; none: as computed."] = None
    to: Annotated[Literal["number", "integer", "string"], "JSON type of the result."] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneE164:
    """A telephone number in E.164 notation (`+4930123456`)."""

    name: ClassVar[str] = "phone_e164"
    country: Annotated[str, "ISO 3166 alpha-2 of numbers without a country prefix; empty: such a number is an error."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCode:
    """A country in another notation of ISO 3166; codes and English names are read."""

    name: ClassVar[str] = "country_code"
    to: Annotated[Literal["alpha2", "alpha3", "name"], "Notation to make."] = "alpha2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A value of one system to the matching one of another, by a table of this design or a link."""

    name: ClassVar[str] = "lookup"
    using: Annotated[str, "`table:<id>` or `link:<id>`."] = ""
    missing: Annotated[Literal["error", "omit"], "What becomes of a value that is not found."] = "error"


Transform = (
    Copy | Constant | Cast | EnumMap | BoolMap | Present | Template | SplitName | Part | Trim | Lower | Upper | Truncate | Default
    | Coalesce | First | Join | DateFormat | Scale | PhoneE164 | CountryCode | Lookup
)  # fmt: skip
