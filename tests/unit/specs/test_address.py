"""What `designer map` is told to map is found, or the message says what could be named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.errors import UsageError
from designer.specs.address import resolve_address
from tests.unit.specs.documents import TEXT, answering, document, ref

if TYPE_CHECKING:
    from pathlib import Path

THING = {"type": "object", "properties": {"id": TEXT}}
MAKE = answering({"properties": {"made": TEXT}}, requestBody={"content": {"application/json": {"schema": ref("Thing")}}})
SHOP = document(
    {"/things": {"get": answering(ref("Thing")), "post": MAKE, "delete": {"responses": {"204": {"description": ""}}}}},
    components={"schemas": {"Thing": THING}},
    webhooks={
        "thing.made": {"post": {"requestBody": {"content": {"application/json": {"schema": {"properties": {"data": ref("Thing")}}}}}}}
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a document, a schema and a sample."""
    (tmp_path / "shop.json").write_text(json.dumps(SHOP))
    (tmp_path / "thing.json").write_text(json.dumps(THING))
    (tmp_path / "sample.json").write_text('[{"x": 1}]')
    return tmp_path


READ = {
    "thing.json": ["id"],
    "sample.json": ["x"],
    "shop.json#/components/schemas/Thing": ["id"],
    "shop.json::GET /things": ["id"],
    "shop.json::post /things": ["made"],
    "shop.json::EVENT thing.made": ["data", "data.id"],
}


@pytest.mark.parametrize("text", READ)
def test_a_source_is_what_can_be_read(text: str, folder: Path) -> None:
    """Of an operation that is its success response."""
    assert [field.path for field in resolve_address(text, base=folder).fields("read")] == READ[text]


def test_a_target_is_what_can_be_written(folder: Path) -> None:
    """Of an operation that is its request body."""
    address = resolve_address("shop.json::POST /things", base=folder)
    assert [field.path for field in address.fields("write")] == ["id"]
    assert address.field("id", "write") is not None


WRONG = {
    "shop.json": (
        "holds many things",
        ["  shop.json#/components/schemas/Thing", "  shop.json::POST /things", "  shop.json::EVENT thing.made"],
    ),
    "shop.json#/components/schemas/Thign": ("no #/components/schemas/Thign", ["  shop.json#/components/schemas/Thing"]),
    "shop.json::PUT /things": ("no operation", ["  shop.json::GET /things", "  shop.json::POST /things"]),
    "shop.json::EVENT thing.mode": ("no event", ["  shop.json::EVENT thing.made"]),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_address_is_answered_with_right_ones(text: str, folder: Path) -> None:
    """Each line of the answer can be copied as it stands."""
    fact, lines = WRONG[text]
    with pytest.raises(UsageError, match=fact) as caught:
        resolve_address(text, base=folder)
    assert set(lines) <= set(caught.value.next_step.splitlines())


def test_an_operation_without_body_cannot_be_written_to(folder: Path) -> None:
    """Nor one without an answer be read."""
    address = resolve_address("shop.json::DELETE /things", base=folder)
    with pytest.raises(UsageError, match="no request body"):
        address.fields("write")
    with pytest.raises(UsageError, match="no success response"):
        address.fields("read")
