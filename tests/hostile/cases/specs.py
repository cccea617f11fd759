"""The `specs` commands on what other cases lay: shown, validated in a process of its own, made known under a name that leads out."""

from __future__ import annotations

from dataclasses import replace

from tests.hostile.cases import files, references, texts

NAMED = ("texts that break out, api", "two schemas that are each other", "references to everywhere, at once", "300 MB, sparse")
CASES = tuple(
    replace(
        case,
        name=f"{case.name}, through specs",
        commands=(
            ("specs", "show", "s.json"),
            ("specs", "show", "s.json", "POST /contacts" if "texts" in case.name else "POST /things"),
            ("specs", "validate", "s.json"),
            ("specs", "add", "../../evil", "s.json"),
            ("specs", "list"),
        ),
        environment={"DESIGNER_HOME": "home"},
        extra=False,
        refused="",
    )
    for case in (*texts.CASES, *references.CASES, *files.CASES)
    if case.name in NAMED
)
