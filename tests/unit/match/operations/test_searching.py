"""Operations for a person's own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.match.operations.searching import search_operations
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.spec import Catalog

OPERATIONS = {
    "GET /users": "List users", "POST /users": "Create a user", "PUT /users/{id}": "Replace a user", "GET /users/{id}": "Get a user",
    "POST /users/{id}/lifecycle/deactivate": "Deactivate a user", "POST /apps/{id}/lifecycle/deactivate": "Deactivate an app",
    "GET /apps": "List apps", "POST /charges": "Create a charge", "POST /refunds": "Create a refund", "GET /refunds": "List refunds",
    "GET /posts": "All posts", "POST /posts": "Write a post", "POST /pages": "Write a page", "POST /invoices": "Write an invoice",
    "GET /apps/{id}/users": "Users of an app", "POST /apps/search-app-users": "Find users of apps", "GET /invoices": "All invoices",
}  # fmt: skip


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """Return a small directory with payments."""
    paths: dict[str, dict[str, object]] = {}
    for key, summary in OPERATIONS.items():
        method, path = key.split()
        names = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}] if "{id}" in path else []
        answer = {"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "object"}}}}}
        paths.setdefault(path, {})[method.lower()] = {"summary": summary, "parameters": names, "responses": answer}
    document = {"openapi": "3.0.3", "info": {"title": "Directory", "version": "1"}, "paths": paths}
    (tmp_path / "directory.json").write_text(json.dumps(document), encoding="utf-8")
    description = DescriptionRef(kind="openapi", path=str(tmp_path / "directory.json"))
    return load_catalog([SystemRef(name="Directory", descriptions=(description,))], base=tmp_path)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("deactivate somebody who left", "POST /users/{id}/lifecycle/deactivate"),
        ("give a customer their money back", "POST /refunds"),
        ("create a user", "POST /users"),
        ("list users", "GET /users"),
        ("new hire", "POST /users"),
        ("publish a post", "POST /posts"),
        ("posts", "GET /posts"),
        ("refunds of last month", "GET /refunds"),
        ("overdue invoices", "GET /invoices"),
        ("bill a client", "POST /invoices"),
        ("users of an app", "GET /apps/{id}/users"),
        ("list of users", "GET /users"),
        ("has the invoice been paid", "GET /invoices"),
        ("new app user", "POST /users"),
    ],
)
def test_a_sentence_finds_what_it_means(catalog: Catalog, text: str, key: str) -> None:
    """Idioms and actions of the trade count beside the words that are said."""
    assert search_operations(catalog, "Directory", text=text, limit=3)[0].operation.key == key


def test_words_that_stand_nowhere_find_nothing(catalog: Catalog) -> None:
    """Absence is an answer."""
    assert search_operations(catalog, "Directory", text="qqqq", limit=3) == ()
    assert search_operations(catalog, "Directory", text="the of a", limit=3) == ()
    assert search_operations(catalog, "Nowhere", text="users", limit=3) == ()
