"""The programs that others wrote to read or validate a document, as subjects beside the designer."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from typing import TYPE_CHECKING

from measure import ROOT, Subject
from npm import last_line, npm

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Document

PROBE = str(ROOT / "bench" / "probe.py")
NODE_PEERS = ("@redocly/cli", "@apidevtools/swagger-parser")
VALIDATED = frozenset({0, 1})


def probe(name: str, *arguments: str | Path) -> tuple[str, ...]:
    """Return the command of a probe."""
    return (sys.executable, PROBE, name, *(str(argument) for argument in arguments))


def parsers(document: Document) -> tuple[Subject, ...]:
    """Return the parsers of the document's language; the first is what all else is compared with."""
    if document.is_json:
        return (
            Subject(name="`json.load`", command=probe("json-load", document.path), missing=document.missing),
            Subject(name="`json.load`, gc off", command=probe("json-load-paused", document.path), missing=document.missing),
        )
    return (
        Subject(name="ryaml", command=probe("ryaml", document.path), missing=document.missing or _unless_installed("ryaml")),
        Subject(name="PyYAML CSafeLoader", command=probe("c-yaml", document.path), missing=document.missing),
    )


def validators(document: Document, folder: Path, why_none: str) -> tuple[Subject, ...]:
    """Return the programs that validate a document; those of Node lie in *folder*, or *why_none* tells why not."""
    program = shutil.which("node") or "node"
    redocly = (program, str(folder / "node_modules/@redocly/cli/bin/cli.js"), "lint", "--config", str(folder / "redocly.yaml"))
    swagger_parser = (program, str(folder / "swagger_parser.mjs"), str(document.path))
    return (
        Subject(
            name="openapi-spec-validator",
            command=probe("spec-validator", document.path),
            missing=document.missing or _unless_installed("openapi_spec_validator"),
        ),
        Subject(
            name="Redocly CLI, rule `struct` alone",
            command=(*redocly, "--format", "stylish", "--max-problems", "1", str(document.path)),
            codes=VALIDATED,
            said=redocly_verdict,
            missing=document.missing or why_none,
        ),
        Subject(name="swagger-parser `validate`", command=swagger_parser, codes=VALIDATED, missing=document.missing or why_none),
    )


def install(cache: Path) -> tuple[Path, str]:
    """Install the Node peers in their pinned versions below *cache*; return the folder, and why it is of no use."""
    folder = cache / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.which("node") is None:
        return folder, "node is not installed"
    for name in ("package.json", "redocly.yaml", "swagger_parser.mjs"):
        source = ROOT / "bench" / name
        (folder / name).write_bytes(source.read_bytes())
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if any(installed_version(folder, name) != wanted[name] for name in NODE_PEERS):
        done = npm("install", "--no-package-lock", folder=folder)
        if isinstance(done, str):
            return folder, done
    return folder, ""


def installed_version(folder: Path, package: str) -> str:
    """Return the version of a package of Node that lies in *folder*; empty: none."""
    file = folder / "node_modules" / package / "package.json"
    return str(json.loads(file.read_text(encoding="utf-8"))["version"]) if file.is_file() else ""


def redocly_verdict(printed: str) -> str:
    """Return what Redocly found, from what it printed."""
    found = re.search(r"(\d+) errors?", printed)
    if found:
        return f"{found[1]} errors"
    return "valid" if "valid" in printed else last_line(printed)


def _unless_installed(module: str) -> str:
    return "" if importlib.util.find_spec(module) else f"{module} is not installed"
