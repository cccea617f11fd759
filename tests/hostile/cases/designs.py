"""Hostile briefs and design files: bombs, tags, depth, size, binary."""

# ruff: noqa: E501 - what an attacker writes keeps to no line length

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.hostile.cases.case import Case, designed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "version: 1\nname: x\nstyle: api\n"
LAUGHS = "\n".join(["a0: &a0 [x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))])
DESIGNS: dict[str, bytes | str] = {
    "billion laughs": HEAD + LAUGHS,
    "a tag that makes a Python object": HEAD + "title: !!python/object/apply:os.system ['touch owned']\n",
    "lists 10,000 deep": HEAD + "flows: " + "[" * 10_000 + "]" * 10_000,
    "lists 900 deep": HEAD + "flows: " + "[" * 900 + "]" * 900,
    "block lists 1,000,000 deep": HEAD + "flows:\n  " + "- " * 1_000_000 + "a\n",
    "30 MB": b"# " + b"a" * 30_000_000,
    "15 MB of keys": HEAD + "".join(f"k{n}: 1\n" for n in range(1_000_000)),
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "UTF-16": (HEAD + "flows: []\n").encode("utf-16"),
    "NULs": HEAD + "title: a\x00b\n",
    "20,000 directives": "".join(f"%TAG !a{n}! tag:x,2000:{n}\n" for n in range(20_000)) + "---\n" + HEAD,
    "a number of 100,000 digits": HEAD + "title: " + "9" * 100_000 + "\n",
    "a key given twice": HEAD + "name: y\n",
    "descriptions outside": HEAD
    + "systems:\n  - {id: s, name: S, descriptions: [{kind: openapi, path: /etc/passwd}, {kind: openapi, path: ../outside.json}]}\n",
    "an address as description": HEAD
    + "systems:\n  - {id: s, name: S, descriptions: [{kind: openapi, path: 'http://169.254.169.254/x'}]}\n",
    "a name that leads out": "version: 1\nname: ../../../x\nstyle: api\nflows: []\n",
    "nothing": "",
}
BRIEFS: dict[str, bytes | str] = {
    "front matter of laughs": f"---\n{LAUGHS}\n---\nWhen a customer is created in Shop, create a thing in Things.\n",
    "front matter with a tag": "---\nname: !!python/object/apply:os.system ['touch owned']\n---\nWhen a customer is created in Shop, create a thing in Things.\n",
    "15 MB of words": "When a customer is created in Shop, create a thing in Things. " * 240_000,
    "a line of 10 MB": "When " + "a" * 10_000_000 + " is created in Shop, create a thing in Things.\n",
    "a million arrows": "When a customer is created in Shop, create a thing in Things.\n" + "a -> b\n" * 300_000,
    "a million blanks and bars": "|" * 500_000 + " " * 500_000 + "\n|-|\n",
    "a deep quote": "> " * 200_000 + "x\n",
    "binary": bytes(range(256)) * 1000,
    "30 MB": b"a" * 30_000_000,
    "nothing": "",
}


def _brief(data: bytes | str) -> Callable[[Path, int], None]:
    def lay(folder: Path, port: int) -> None:
        del port
        from tests.builders import a_crm_document

        (folder / "s.json").write_text(json.dumps(a_crm_document()))
        (folder / "brief.md").write_bytes(data if isinstance(data, bytes) else data.encode())

    return lay


CASES: tuple[Any, ...] = (
    *(
        Case(
            name=f"a design of {name}",
            path="design.yaml",
            file=data,
            commands=(("check", "design.yaml"), ("render", "design.yaml", "--out", "out")),
        )
        for name, data in DESIGNS.items()
    ),
    *(Case(name=f"a brief of {name}", file=_brief(data), commands=(designed(),)) for name, data in BRIEFS.items()),
)
