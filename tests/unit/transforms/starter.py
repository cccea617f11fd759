"""The starter's run-time transforms, loaded from the template folder as the package that they become."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "api" / "files" / "src" / "{{ package }}" / "runtime"


def load(module: str) -> Any:
    """Return one module of the folder, imported as part of the package `starter_runtime`."""
    package = types.ModuleType("starter_runtime")
    package.__path__ = [str(FOLDER)]
    sys.modules.setdefault("starter_runtime", package)
    return importlib.import_module(f"starter_runtime.{module}")


transforms = load("transforms")
