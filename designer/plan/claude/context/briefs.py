"""A brief as a model reads it: without the places of documents, which say where a file lies on somebody's machine."""

from __future__ import annotations

import re

from designer.brief.front_matter import DOCUMENT_KEYS, END, FENCE

DOCUMENT = re.compile(rf"(?:(?<=[{{,])\s*|^[\s-]*)(?:{'|'.join(key for key, _ in DOCUMENT_KEYS)})\s*:[^,}}\n]*,?", re.MULTILINE)


def without_documents(text: str) -> str:
    """Return the brief with as many lines, its front matter without the paths and addresses of documents."""
    lines = text.split("\n")
    if not FENCE.match(lines[0]):
        return text
    end = next((number for number, line in enumerate(lines[1:], start=1) if END.match(line)), 0)
    front = [DOCUMENT.sub("", line) for line in lines[: end + 1]]
    return "\n".join((*front, *lines[end + 1 :]))
