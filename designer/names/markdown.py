"""Texts for Markdown and for Mermaid diagrams: shown as they are, never taken for markup."""

from __future__ import annotations

import re

from designer.names.literal import one_line

_ALWAYS = re.compile(r"([\\`*\[\]<>|~$])")
_OUTER_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_ENTITY = re.compile(r"&(?=[#A-Za-z0-9]+;)")
_LINE_START = re.compile(r"^([-+#=]|\d+(?=[.)]))")
_MERMAID = re.compile(r"[^\w\s.,:/+*=?!'@$€£§°^~-]")
_MERMAID_END = re.compile(r"\bend\b")


def markdown_text(text: str) -> str:
    """Return a text as one line that reads the same in prose, lists and table cells: no markup, no HTML, no link of its own."""
    line = _ALWAYS.sub(r"\\\1", one_line(text))
    line = _OUTER_UNDERSCORE.sub(r"\\_", line)
    line = _ENTITY.sub(r"\\&", line).replace("://", "\\://").replace("www.", "www\\.")
    return _LINE_START.sub(_escaped_start, line)


def mermaid_text(text: str) -> str:
    """Return a text for a Mermaid label, quoted or not: whatever the grammar could read is written as a character code."""
    line = _MERMAID.sub(lambda found: f"#{ord(found[0])};", one_line(text))
    return _MERMAID_END.sub("en#100;", line)


def _escaped_start(found: re.Match[str]) -> str:
    """Escape what would begin a list or a heading; after a number it is the dot that makes the list."""
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"
