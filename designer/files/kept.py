"""Files of the cache: written whole or not at all, and never a reason to stop."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def keep_text(path: Path, text: str) -> bool:
    """Write a file of the cache by way of a temporary one beside it. Return whether it could be kept."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(path)
    except OSError:
        return False
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    return True
