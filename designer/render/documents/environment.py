"""The lines of `.env.example`: every variable that a starter reads, with what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.literal import one_line
from designer.render.documents.setup import held_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentLine:
    """A variable without its value; `comment` is one line of plain text."""

    name: str
    comment: str


def environment_lines(design: Design) -> tuple[EnvironmentLine, ...]:
    """Return each variable once: credentials, webhook secrets, settings."""
    found: dict[str, EnvironmentLine] = {}
    for name, comment in _variables(design):
        if VARIABLE.fullmatch(name):
            found.setdefault(name, EnvironmentLine(name=name, comment=one_line(comment)))
    return tuple(found.values())


def _variables(design: Design) -> Iterator[tuple[str, str]]:
    for system in design.systems:
        for name in system.auth.environment:
            yield name, f"{system.name}: {held_words(name)}"
    for flow in design.flows:
        verification = flow.trigger.verification
        if verification and verification.environment:
            sender = design.system(flow.trigger.system)
            yield verification.environment, f"{sender.name if sender else flow.trigger.system}: secret that signs {flow.trigger.event}"
    for setting in design.settings:
        if setting.environment:
            told = f"{setting.title or setting.id}" + (f"; {setting.found}" if setting.found else "")
            yield setting.environment, f"{told}; overrides design.yaml"
