"""Where the downloaded documents of a system are kept: a folder that no name can lead out of, and no two names share."""

from __future__ import annotations

import contextlib
import hashlib
import re
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.files.folders import data_folder
from designer.names.text import slug
from designer.specs.registering.registered import folded_name

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""Names that are their own folder's name, spaces as hyphens; of every other name a slug and a hash make the folder's."""
RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows takes for devices."""
LONGEST_PLAIN, LONGEST_NAME = 40, 100


def name_taken(name: str) -> str:
    """Return a system's name as it is kept. Raises UsageError for one that cannot be a name."""
    taken = " ".join(name.split())
    if not taken:
        raise UsageError("NAME", "is empty", next_step="Give the system's name as briefs call it, such as Stripe.")
    if not taken.isprintable():
        raise UsageError(
            ascii(taken)[1:-1][:LONGEST_NAME], "holds a character that cannot be shown", next_step="Write the name in letters."
        )
    if len(taken) > LONGEST_NAME:
        step = f"A name has {LONGEST_NAME} characters at most."
        raise UsageError(f"{taken[:LONGEST_PLAIN]}...", f"is a name of {len(taken)} characters", next_step=step)
    return taken


def folder_of(name: str) -> Path:
    """Return the folder of a system's downloaded documents; it need not exist.

    A slug never holds `--`, so that what is made with a hash is never another name's plain one.
    """
    folded = folded_name(name)
    own = data_folder().absolute() / "specs"
    if PLAIN.fullmatch(folded) and len(folded) <= LONGEST_PLAIN and not RESERVED.fullmatch(folded):
        return own / folded.replace(" ", "-")
    digest = hashlib.sha256(folded.encode()).hexdigest()[:8]
    return own / f"{slug(folded)[:LONGEST_PLAIN].strip('-')}--{digest}"


def drop_all_but(folder: Path, kept: set[str]) -> None:
    """Delete what lies in a system's folder beside the documents that are *kept*, and the folder if none are."""
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.name not in kept:
                entry.unlink()
        if not kept:
            folder.rmdir()


def quoted(name: str) -> str:
    """Return a name as it is written in a command."""
    return name if name.isalnum() else f'"{name}"'
