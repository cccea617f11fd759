"""What came instead of a document: a page for people, from which its document's address can often be told."""

from __future__ import annotations

import re

from designer.errors import DescriptionError
from designer.specs.documents.recognise import not_a_description
from designer.specs.fetching.address import WebAddress, joined, web_address
from designer.specs.fetching.failures import BY_HAND

NAMED = re.compile(
    r"""(?:spec-url|data-url|specUrl|apiDescriptionUrl)["']?\s*[=:]\s*["']([^"'\s<>]{1,500})["']"""
    r"""|\burl["']?\s*:\s*["']([^"'\s<>]{1,500}\.(?:json|ya?ml))["']"""
)
"""How pages of Redoc, Swagger UI, Scalar and Stoplight name the document that they show."""


def page_failure(address: WebAddress, start: bytes) -> DescriptionError | None:
    """Return what is wrong when a download begins like no description, None if it may be one."""
    text = start.decode("utf-8", "replace").removeprefix("\ufeff")
    stranger = not_a_description(text)
    if stranger is None:
        return None
    shown = _shown_document(address, text)
    step = f"The page seems to show {shown}" if shown else f"{stranger.next_step} {BY_HAND}"
    return DescriptionError(address.text, f"the server sent {stranger.fact}", next_step=step)


def _shown_document(address: WebAddress, text: str) -> str:
    for match in NAMED.finditer(text):
        try:
            return web_address(joined(address, match[1] or match[2])).text
        except DescriptionError:
            continue
    return ""
