"""Small documents that tests describe systems with."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}


def ref(name: str) -> dict[str, str]:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def document(paths: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return an OpenAPI 3.1 document of these paths."""
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths, **rest}


def answering(schema: Any, **operation: Any) -> dict[str, Any]:
    """Return an operation that answers with *schema*."""
    return {"responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}, **operation}


def posting(schema: Any, *, version: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """Return a document whose `POST /things` takes *schema*."""
    content = {"application/json": {"schema": schema}}
    return {
        "openapi": version,
        "info": {"title": "Things", "version": "1"},
        "paths": {
            "/things": {"post": {"requestBody": {"content": content}, "responses": {"201": {"description": "", "content": content}}}}
        },
        "components": {"schemas": schemas},
    }
