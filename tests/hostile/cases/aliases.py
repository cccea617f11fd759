"""YAML that means more than it says: aliases that multiply, merges, anchors that hold themselves, tags; with either parser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.cases.case import YAML, Case, designed, search

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHOUT_RYAML = Path(__file__).parent.parent / "without_ryaml"
HEAD = "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\n"
BODY = "{content: {application/json: {schema: *whole}}}"
PATHS = f"paths:\n  /things:\n    post: {{summary: Create a thing, requestBody: {BODY}, responses: {{'201': {{description: made}}}}}}\n"


def _laughs(width: int, depth: int) -> str:
    lines = ["x0: &x0 {type: string}"]
    for number in range(1, depth + 1):
        members = ", ".join(f"m{one}: *x{number - 1}" for one in range(width))
        lines.append(f"x{number}: &x{number} {{type: object, properties: {{{members}}}}}")
    lines[-1] = lines[-1].replace(f"&x{depth}", "&whole")
    return HEAD + "\n".join(lines) + "\n" + PATHS


def _lists(width: int, depth: int) -> str:
    lines = ["x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"x{number}: &x{number} [{', '.join([f'*x{number - 1}'] * width)}]" for number in range(1, depth + 1)]
    return HEAD + "\n".join(lines) + "\npaths: {}\n"


def _merges(count: int) -> str:
    """Return objects that each merge all before: the sum of their members grows with the square."""
    lines = ["x0: &x0 {k0: 0}"]
    lines += [f"x{number}: &x{number} {{<<: *x{number - 1}, k{number}: 0}}" for number in range(1, count)]
    return HEAD + "\n".join(lines) + "\npaths: {}\n"


def _wide_merges(width: int, count: int) -> str:
    members = ", ".join(f"k{number}: 0" for number in range(width))
    return HEAD + f"x: &x {{{members}}}\ny:\n" + "".join("  - {<<: *x}\n" for _ in range(count)) + "paths: {}\n"


TEXTS = {
    "billion laughs in lists": _lists(9, 9),
    "billion laughs in schemas": _laughs(9, 9),
    "a few thousand by aliases": _laughs(6, 4),
    "merge keys, each of all before": _merges(3000),
    "a wide merge key, many times": _wide_merges(1000, 3000),
    "one long text, many aliases": HEAD + f"x: &x {'a' * 100_000}\ny: [{', '.join(['*x'] * 50_000)}]\npaths: {{}}\n",
    "an anchor that holds itself": HEAD + "x: &x {a: *x}\npaths: {}\n",
    "an anchor that merges itself": HEAD + "x: &x\n  <<: *x\npaths: {}\n",
    "a schema that holds itself by an alias": HEAD + "x: &whole {type: object, properties: {child: *whole}}\n" + PATHS,
    "an alias to nothing": HEAD + "x: *nowhere\npaths: {}\n",
    "100,000 anchors": HEAD + "x:\n" + "".join(f"  - &a{number} {number}\n" for number in range(100_000)) + "paths: {}\n",
    "a merge key of a text": HEAD + "x: {<<: text, a: 1}\ny: {<<: [1, [2]]}\npaths: {}\n",
    "a tag that makes a Python object": HEAD + "x: !!python/object/apply:os.system ['touch owned']\npaths: {}\n",
    "a tag of its own": HEAD + "x: !<tag:evil.example,2000:x> {a: 1}\npaths: {}\n",
    "keys that are lists": HEAD + "x: {? [a, b] : 1, ? {c: d} : 2}\npaths: {}\n",
    "many documents": "---\n".join(["a: 1\n"] * 5000),
    "a key given twice": HEAD + "paths: {}\npaths: {/things: {post: {summary: Create a thing}}}\n",
}

TWICE = ("billion laughs in lists", "merge keys, each of all before", "a tag that makes a Python object")
"""With either parser in the suite too."""


def _cases() -> Iterator[Case]:
    for name, text in TEXTS.items():
        commands = (designed(YAML),) if "*whole" in text else (search(YAML),)
        yield Case(name=f"{name} (ryaml)", path=YAML, file=text, commands=commands)
        yield Case(
            name=f"{name} (PyYAML)",
            path=YAML,
            file=text,
            commands=commands,
            environment={"WITHOUT": str(WITHOUT_RYAML)},
            extra=name not in TWICE,
        )


CASES = tuple(_cases())
