"""Templates compiled to Python, kept in the user's cache: compiling them takes longer than printing a whole repository with them."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache

from designer.files.folders import cache_folder
from designer.files.kept import keep_bytes, keep_within

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket

FORM = 1
"""Raised when the environment compiles otherwise than before (its options, its filters)."""
ENDING = ".code"
MOST_KEPT = 5_000_000
DIGEST = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Compiled templates by what they are compiled from and by; one that is cut off or changed is as if it were not there."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled before."""
        with contextlib.suppress(OSError):
            kept = _place(bucket).read_bytes()
            digest, code = kept[:DIGEST], kept[DIGEST:]
            if hashlib.sha256(code).digest() == digest:
                bucket.code = marshal.loads(code)  # noqa: S302 - what this program wrote, in the user's own folder, as Python keeps its own

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        code = marshal.dumps(bucket.code)
        place = _place(bucket)
        if keep_bytes(place, hashlib.sha256(code).digest() + code):
            keep_within(place.parent, ENDING, MOST_KEPT)


def _place(bucket: Bucket) -> Path:
    """Return where a template's code is kept: by its name and text, and by the versions of all that compiles it."""
    told = repr((FORM, jinja2.__version__, MAGIC_NUMBER, bucket.key, bucket.checksum))
    return cache_folder() / "templates" / f"{hashlib.sha256(told.encode()).hexdigest()}{ENDING}"
