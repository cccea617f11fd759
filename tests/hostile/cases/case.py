"""One hostile case: what lies in the folder, which commands are run there, how they must end; and the documents that cases are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.builders import a_shop_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Written = bytes | str | dict[str, Any]
    File = Written | Callable[[Path, int], Written | None]

Command = tuple[str, ...]
SPEC = "s.json"
BRIEF = "When a customer is created in Shop, create a thing in Things.\n"
ANSWER = "application/json"
YAML = "s.yaml"


def search(file: str = SPEC) -> Command:
    """Find the operation in a document."""
    return "search", file, "create a thing"


def mapped(file: str = SPEC) -> Command:
    """Map what an operation answers to what it takes: both field trees are read."""
    return "map", f"{file}::POST /things", f"{file}::POST /things"


def designed(file: str = SPEC, *more: str) -> Command:
    """Design from the shop to the document: operation, fields, schema, slice, starter."""
    return "design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", f"Things={file}", "--out", "out", *more


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Files, commands and the end that each must have."""

    name: str
    file: File
    """What lies at `path`, or a function that returns it or lays it (and more) into the folder, given the port nobody may reach."""
    path: str = SPEC
    commands: tuple[Command, ...] = ()
    refused: str = ""
    """Words of the one error; without any, refusal and result are both right as long as they harm nobody."""
    shown: str = ""
    """Words that a result must hold."""
    environment: Mapping[str, str] = field(default_factory=dict)
    extra: bool = False
    """Run only where all are asked for: another case of the suite goes the same way."""

    def lay(self, folder: Path, port: int) -> None:
        """Write the case's files, a brief and a good document beside them."""
        (folder / "brief.md").write_text(BRIEF)
        (folder / "shop.json").write_text(json.dumps(a_shop_document()))
        written = self.file(folder, port) if callable(self.file) else self.file
        if written is not None:
            (folder / self.path).write_bytes(_bytes(written))

    @property
    def runs(self) -> tuple[Command, ...]:
        """Return the commands; a search where none are named."""
        return self.commands or (search(self.path),)


def _bytes(written: bytes | str | dict[str, Any]) -> bytes:
    if isinstance(written, bytes):
        return written
    return (written if isinstance(written, str) else json.dumps(written)).encode("utf-8", "surrogatepass")


def things(schema: Any, *, operation: dict[str, Any] | None = None, schemas: dict[str, Any] | None = None, **root: Any) -> dict[str, Any]:
    """Return a document whose `POST /things` takes and answers a schema."""
    content = {ANSWER: {"schema": schema}}
    post = {
        "operationId": "createThing",
        "summary": "Create a thing",
        "requestBody": {"content": content},
        "responses": {"201": {"description": "made", "content": content}},
        **(operation or {}),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example"}],
        "paths": {"/things": {"post": post}},
        "components": {"schemas": schemas or {}},
        **root,
    }


def ref(name: str) -> dict[str, str]:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


THING = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "email": {"type": "string"}}}
