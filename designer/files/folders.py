"""The folders of this program in a user's home: what can be made again (cache), and what the user gave (data)."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "designer"


def cache_folder() -> Path:
    """Return where indexes and verdicts are kept, which may be deleted at any time; it need not exist.

    `DESIGNER_CACHE` overrides the platform's own place (`~/.cache/designer` by the XDG rules).
    """
    given = os.environ.get("DESIGNER_CACHE", "")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where no variable names the folder

    return user_cache_path(NAME, appauthor=False)


def data_folder() -> Path:
    """Return where the systems are kept that `specs add` made known; it need not exist.

    `DESIGNER_HOME` overrides the platform's own place (`~/.local/share/designer` by the XDG rules).
    """
    given = os.environ.get("DESIGNER_HOME", "")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - the same

    return user_data_path(NAME, appauthor=False)
