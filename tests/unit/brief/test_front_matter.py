"""Systems, documents and settings in the front matter, written in any way YAML allows."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef

WISH = "\nCopy Shop orders to Books.\n"


def documents(text: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return kind, path and pointer of each system's documents."""
    brief = read_brief(f"---\n{text}\n---\n{WISH}")
    return {system.name: [(one.kind, one.path, one.pointer) for one in system.descriptions] for system in brief.systems}


@pytest.mark.parametrize(
    "text",
    [
        "systems:\n  - name: Shop\n    spec: shop.yaml\n  - name: Books\n    specs: [books.json]",
        "systems: [{name: Shop, spec: shop.yaml}, {name: Books, specs: books.json}]",
        "systems:\n  Shop: shop.yaml\n  Books: {spec: books.json}",
        "systems:\n  - Shop: shop.yaml\n  - Books: books.json",
    ],
)
def test_systems_in_any_shape(text: str) -> None:
    """A list of maps, a map of names, a list of pairs."""
    assert documents(text) == {"Shop": [("openapi", "shop.yaml", "")], "Books": [("openapi", "books.json", "")]}


def test_objects_are_laid_at_pointers() -> None:
    """`object` takes a file, a pointer with a file, or a map of them; tables are samples."""
    found = documents(
        "systems:\n  - name: Shop\n    object: order.schema.json\n  - name: Books\n    spec: books.json\n"
        "    object: {/components/schemas/Order: order.json}\n  - name: Sheet\n    sample: rows.csv\n"
        "  - {name: Desk, object: '/a/b=desk.json'}"
    )
    assert found == {
        "Shop": [("json-schema", "order.schema.json", "")],
        "Books": [("openapi", "books.json", ""), ("json-schema", "order.json", "/components/schemas/Order")],
        "Sheet": [("sample", "rows.csv", "")],
        "Desk": [("json-schema", "desk.json", "/a/b")],
    }


def test_systems_given_twice_are_one() -> None:
    """The command line and the front matter name the same system; its documents merge in that order."""
    given = SystemRef(name="Invoice Ninja", descriptions=(DescriptionRef(kind="openapi", path="cli.yaml"),))
    brief = read_brief(
        "---\nsystems: [{name: InvoiceNinja, object: client.json}, Stripe]\n---\nCopy Stripe customers to Invoice Ninja.", systems=[given]
    )
    assert [(system.name, [one.path for one in system.descriptions]) for system in brief.systems] == [
        ("Invoice Ninja", ["cli.yaml", "client.json"]),
        ("Stripe", []),
    ]


def test_broken_front_matter_is_said_and_the_text_is_read() -> None:
    """What is no YAML stays unread with its line; the wish below it counts."""
    brief = read_brief("---\nstyle: api\nsystems: [Shop, {Books\n---\nCopy Stripe customers to Xero.")
    assert [(line.line > 1, "no YAML" in line.why) for line in brief.unread] == [(True, True)]
    assert [(wish.source, wish.target) for wish in brief.wishes] == [("Stripe", "Xero")]


def test_unknown_keys_are_said() -> None:
    """A key that no form has is unread, a misplaced answer is not lost."""
    brief = read_brief(f"---\nsystems: [Shop, Books]\ncolour: blue\nfrequency: hourly\n---\n{WISH}")
    assert [(line.line, line.text) for line in brief.unread] == [(3, "colour: blue")]
    assert brief.max_delay_seconds == 3600


def test_a_rule_is_no_front_matter() -> None:
    """A brief that begins with a line of dashes and prose is prose."""
    brief = read_brief("---\nCopy Stripe customers to Xero.\n\n---\nThanks\n")
    assert [(wish.source, wish.target) for wish in brief.wishes] == [("Stripe", "Xero")]
