"""The starter's run-time modules as the designer itself uses them: to make samples and to work out what tests expect.

They are plain Python in the templates' folder, whose name no import statement could spell.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from designer.assets import template_path
from designer.errors import RenderError

if TYPE_CHECKING:
    from types import ModuleType

PACKAGE = "designer_starter_runtime"
FOLDER = "api/files/src/{{ package }}/runtime"


@lru_cache(maxsize=32)
def runtime(module: str) -> Any:
    """Return a module of the runtime, such as `transforms`; those that need httpx2 are only for starters."""
    if PACKAGE not in sys.modules:
        sys.modules[PACKAGE] = _package()
    return importlib.import_module(f"{PACKAGE}.{module}")


def _package() -> ModuleType:
    folder = template_path(FOLDER)
    place = importlib.util.spec_from_file_location(PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)])
    if place is None or place.loader is None:
        raise RenderError(str(folder), "the run-time modules of the api starter are not here", next_step="Install this program again.")
    package = importlib.util.module_from_spec(place)
    place.loader.exec_module(package)
    return package
