"""Transforms as the no-code platforms write them."""

from __future__ import annotations

import pytest

from designer.model import transform as t
from designer.render.documents.nocode.make_values import formula
from designer.render.documents.nocode.n8n import member
from designer.render.documents.nocode.n8n_values import expression
from designer.render.documents.nocode.zapier_values import formatting
from tests.unit.render.documents.made import a_nocode_design

DESIGN = a_nocode_design()
ROWS = (t.ValuePair(source="a", target="x"),)
CASES: tuple[tuple[t.Transform, str, str, str], ...] = (
    (t.Copy(), "", "1.a", "$json.a"),
    (t.Cast(to="integer"), "", 'parseNumber(1.a; ".")', "Number($json.a)"),
    (t.Constant(value="b"), "", '"b"', '"b"'),
    (t.EnumMap(values=ROWS, unmapped="keep"), "Utilities → Lookup Table", 'switch(1.a; "a"; "x"; 1.a)', '({"a": "x"})[$json.a] ?? $json.a'),
    (t.BoolMap(truthy=("y",), when_true=1, when_false=0), "Utilities → Lookup Table", 'switch(1.a; "y"; 1; 0)', '({"y": 1})[$json.a] ?? 0'),
    (
        t.Present(when_true="y", when_false="n"),
        "Code by Zapier → Run JavaScript",
        'if(ifempty(1.a; emptystring) = emptystring; "n"; "y")',
        '($json.a ?? \'\').length === 0 ? "n" : "y"',
    ),
    (t.Part(separator=",", index=-1), "Text → Split Text", 'last(split(1.a; ","))', '$json.a?.split(",").at(-1)'),
    (t.Trim(), "Text → Trim Whitespace", "trim(1.a)", "$json.a?.trim()"),
    (t.Truncate(length=5), "Text → Truncate", "substring(1.a; 0; 5)", "$json.a?.slice(0, 5)"),
    (t.Default(value="z"), "Text → Default Value", 'ifempty(1.a; "z")', '$json.a || "z"'),
    (t.First(), "Utilities → Pick from List", "first(1.a)", "$json.a?.[0]"),
    (t.Join(separator=", "), "Utilities → Line-item to Text", 'join(1.a; ", ")', '$json.a?.join(", ")'),
    (
        t.DateFormat(source="unix_s", target="date"),
        "Date / Time → Format",
        'formatDate(parseDate(1.a; "X"; "UTC"); "YYYY-MM-DD"; "UTC")',
        'DateTime.fromSeconds(Number($json.a), {zone: "UTC"}).toISODate()',
    ),
    (
        t.Scale(factor="0.01", places=2),
        "Numbers → Spreadsheet-Style Formula",
        'parseNumber(formatNumber(1.a * 0.01; 2; "."; emptystring); ".")',
        "Number(($json.a * 0.01).toFixed(2))",
    ),
    (
        t.PhoneE164(country="DE"),
        "Numbers → Format Phone Number",
        'replace(1.a; "/[^0-9+]/g"; emptystring)',
        "$json.a?.replace(/[^0-9+]/g, '')",
    ),
    (t.Lookup(using="table:countries"), "Utilities → Lookup Table", 'switch(1.a; "DE"; 49; "FR"; 33)', '({"DE": 49, "FR": 33})[$json.a]'),
)


@pytest.mark.parametrize(("transform", "zapier", "make", "n8n"), CASES, ids=[case[0].name for case in CASES])
def test_each_platform_has_its_own_way(transform: t.Transform, zapier: str, make: str, n8n: str) -> None:
    """Zapier takes a Formatter step where it needs one, Make a formula, n8n an expression."""
    assert formatting(transform, ("a",), design=DESIGN).app.removeprefix("Formatter by Zapier → ") == zapier
    assert formula(transform, ("1.a",), design=DESIGN) == make
    assert expression(transform, ("$json.a",), design=DESIGN) == n8n


def test_a_template_is_one_field_of_text_and_values() -> None:
    """Every platform joins the parts in its own way."""
    transform = t.Template(text="{0} ({1})")
    assert formatting(transform, ("`a`", "`b`"), design=DESIGN).value == "`a` ( `b` ) (typed in one field)"
    assert formula(transform, ("1.a", "1.b"), design=DESIGN) == "{{1.a}} ({{1.b}})"
    assert (
        expression(transform, ("$json.a", "$json.b"), design=DESIGN) == "[($json.a ?? ''), \" (\", ($json.b ?? ''), \")\"].join('').trim()"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.b", ".a?.b"),
        ("data[0].id", ".data?.[0]?.id"),
        ("lines[].sku", ".lines?.[0]?.sku"),
        ('a."x.y"', '.a?.["x.y"]'),
        ("emails[type=work].value", '.emails?.find(item => item.type === "work")?.value'),
    ],
)
def test_paths_become_javascript(path: str, text: str) -> None:
    """A missing part makes the value empty, never an error."""
    assert member(path) == text
