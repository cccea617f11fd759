"""Fields of which a document says only in words that the system itself keeps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.spec import Field

READ = 2000
"""Letters of a description that are read."""
KEPT = re.compile(
    r"""(?:^|[.;(!?\n]\s*|,\s*)(?:this\ (?:field|property|value)\ is\ |it\ is\ |is\ )?read[- ]?only(?=\s*(?:[.;)!\n]|$|otherwise))
        | \b(?:calculated|computed)\ by\ (?!you|the\ (?:client|caller|sender))
        | \bover-?written\ by\b
        | \bcannot\ be\ written\b
        | \bany\ value\ (?:you\ )?(?:send|sent|supply|supplied|provide|provided)\ is\ ignored\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says that nothing sent is kept. Read-only *for* some, or *after* a moment, is not said of all."""


def said_of_keeping(field: Field) -> str:
    """Return the words with which a field's description says that the system keeps it; empty where a schema says so, or nothing does."""
    found = None if field.read_only else KEPT.search(field.description[:READ])
    return " ".join(found[0].strip(" .;(,!?\n").split()) if found else ""
